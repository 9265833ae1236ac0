package org.rop2p.proxy.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.setup.FolderAnswer.State;

/** One look at a game's folder, and what is to be said of it. */
final class FolderLook {
  private final GameFiles files;
  private final InetSocketAddress proxy;

  /**
   * At a folder.
   *
   * @param proxy where clients reach it, unresolved
   */
  FolderLook(GameFiles files, InetSocketAddress proxy) {
    this.files = files;
    this.proxy = proxy;
  }

  /** Those files that name servers. */
  List<PointedFile> usable() throws IOException {
    List<PointedFile> usable = new ArrayList<>();
    for (Path path : files.clientInfos()) {
      PointedFile file = PointedFile.read(path, proxy.getHostString());
      if (!file.isUtf16() && !file.servers().isEmpty()) {
        usable.add(file);
      }
    }
    return usable;
  }

  FolderAnswer answer() throws IOException {
    List<PointedFile> usable = usable();
    if (usable.isEmpty()) {
      return withoutFile();
    }
    Optional<String> server = usable.stream().flatMap(file -> servers(file.servers())).findFirst();
    String shown = shown(usable);
    if (usable.stream().allMatch(file -> file.pointsAt(proxy))) {
      return new FolderAnswer(
          State.POINTED,
          true,
          shown,
          "%s %s at the proxy (%s)"
              .formatted(shown, usable.size() == 1 ? "points" : "point", AddressCheck.text(proxy)),
          server);
    }
    return new FolderAnswer(
        State.READY,
        true,
        shown,
        "%s %s the game to %s: starting points %s at the proxy, with a copy to put back"
            .formatted(
                shown,
                usable.size() == 1 ? "sends" : "send",
                server.orElse("no server"),
                usable.size() == 1 ? "it" : "them"),
        server);
  }

  String shown(List<PointedFile> all) {
    return all.stream().map(file -> files.shown(file.file())).collect(Collectors.joining(" and "));
  }

  /** Nothing that can be changed at once: why, and what to do. */
  private FolderAnswer withoutFile() throws IOException {
    for (Path path : files.clientInfos()) {
      String shown = files.shown(path);
      return missing(
          shown,
          PointedFile.read(path, "").isUtf16()
              ? shown
                  + " is saved as UTF-16, which the game does not read: save it in an editor as"
                  + " ANSI or UTF-8"
              : shown + " names no <address>: take the file as the server's admin ships it");
    }
    InfoInArchive.Search search = InfoInArchive.search(files);
    if (search.found().isPresent()) {
      return inArchive(search.found().get());
    }
    return missing(
        "",
        "No clientinfo.xml or sclientinfo.xml is in '%s'%s"
            .formatted(
                files.folder(),
                search.unreadable().isEmpty()
                    ? ": name the folder in which the game's program is"
                    : "; it may be inside "
                        + search.unreadable()
                        + ": take data\\clientinfo.xml out into the folder data with a GRF editor"));
  }

  private FolderAnswer inArchive(InfoInArchive info) {
    String name = info.entry().simpleName();
    Optional<byte[]> content = info.content();
    if (content.isEmpty()) {
      return new FolderAnswer(
          State.IN_GRF,
          false,
          name,
          "%s is inside %s and %s: take it out into the folder data with a GRF editor, then try again"
              .formatted(
                  name,
                  info.archiveName(),
                  info.entry().locked() ? "locked there" : "cannot be read there"),
          Optional.empty());
    }
    return new FolderAnswer(
        State.IN_GRF,
        true,
        name,
        "%s is inside %s: starting puts a copy into the folder data and points that at the proxy;"
                .formatted(name, info.archiveName())
            + " should P2P stay silent, your client does not read that folder first, so ask the"
            + " server's admin for one that does",
        servers(ClientInfoXml.of(content.get()).servers()).findFirst());
  }

  private Stream<String> servers(List<ClientInfoXml.Server> all) {
    return all.stream()
        .filter(server -> !server.host().isEmpty())
        .map(server -> server.address(ProxyConfig.LOGIN_PORT))
        .filter(address -> !address.equals(proxy))
        .map(AddressCheck::text);
  }

  private static FolderAnswer missing(String file, String sentence) {
    return new FolderAnswer(State.MISSING, false, file, sentence, Optional.empty());
  }
}
