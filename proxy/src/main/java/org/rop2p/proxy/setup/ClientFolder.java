package org.rop2p.proxy.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.setup.FolderAnswer.State;

/**
 * The game's folder: which server its client goes to, pointing it at the proxy, and back. Blocks
 * for files; throws for nothing that is in the folder. Not for two threads at once.
 */
public final class ClientFolder {
  private static final String RETRY =
      "close the game and try again; a folder under Program Files may be changed by an"
          + " administrator only";

  private ClientFolder() {}

  /**
   * What is in the folder; changes nothing.
   *
   * @param typed by a person; may be empty
   * @param listen where the proxy listens
   */
  public static FolderAnswer look(String typed, InetSocketAddress listen) {
    if (typed.isBlank()) {
      return answer(
          State.EMPTY,
          true,
          "",
          "No folder is named: the game is left alone, so set <address>%s</address> and"
                  .formatted(target(listen).getHostString())
              + " <port>%d</port> in its clientinfo.xml yourself".formatted(listen.getPort()));
    }
    Optional<GameFiles> files = GameFiles.in(typed);
    if (files.isEmpty()) {
      return answer(
          State.MISSING,
          false,
          "",
          "There is no folder '%s': copy the path of the folder in which the game's program is"
              .formatted(typed.strip()));
    }
    try {
      return look(files.get(), target(listen));
    } catch (IOException e) {
      return answer(
          State.MISSING,
          false,
          "",
          "The folder '%s' cannot be read: check its rights".formatted(typed.strip()));
    }
  }

  /**
   * Points the client at the proxy, with a copy of the file as it was. Done twice it changes
   * nothing. When it fails all is as it was.
   *
   * @param typed by a person
   * @param server whose entries are meant where the file has several; null, or none of it: all
   */
  public static Outcome point(String typed, InetSocketAddress listen, InetSocketAddress server) {
    if (listen.getPort() == 0) {
      return Outcome.failed(
          "The proxy's port changes at each start (port 0), so the game cannot be pointed at it:"
              + " listen on a fixed one, such as 127.0.0.1:6900");
    }
    FolderAnswer found = look(typed, listen);
    if (!found.ok() || found.state() == State.EMPTY) {
      return new Outcome(found.ok(), found.sentence());
    }
    InetSocketAddress proxy = target(listen);
    GameFiles files = GameFiles.in(typed).orElseThrow();
    List<PointedFile> done = new ArrayList<>();
    try {
      List<PointedFile> all =
          found.state() == State.IN_GRF ? List.of(extract(files)) : usable(files);
      for (PointedFile file : all) {
        if (file.point(proxy, server)) {
          done.add(file);
        }
      }
    } catch (IOException e) {
      boolean back = takeBack(done);
      return Outcome.failed(
          "%s in '%s' cannot be written: %s%s"
              .formatted(
                  found.file().isEmpty() ? "clientinfo.xml" : found.file(),
                  files.folder(),
                  RETRY,
                  back ? "" : " (some files were pointed already: undo puts them back)"));
    }
    return Outcome.done(
        done.isEmpty()
            ? "%s points at the proxy (%s) already".formatted(found.file(), text(proxy))
            : "%s points at the proxy (%s) now; a copy of it as it was is kept"
                .formatted(shown(files, done), text(proxy)));
  }

  /** Puts back what {@link #point} has changed, byte for byte. */
  public static Outcome undo(String typed) {
    Optional<GameFiles> files = GameFiles.in(typed);
    if (typed.isBlank() || files.isEmpty()) {
      return Outcome.failed(
          "There is no folder '%s': name the folder in which the game's program is"
              .formatted(typed.strip()));
    }
    List<String> sentences = new ArrayList<>();
    try {
      for (Path path : files.get().clientInfos()) {
        PointedFile file = PointedFile.read(path);
        if (file.canUndo()) {
          sentences.add(files.get().shown(path) + " " + file.undo());
          removeIfEmpty(path.getParent());
        }
      }
    } catch (IOException e) {
      return Outcome.failed(
          "The file in '%s' cannot be put back: %s".formatted(files.get().folder(), RETRY));
    }
    return sentences.isEmpty()
        ? Outcome.done(
            "There is nothing to undo: no file in '%s' was pointed at the proxy"
                .formatted(files.get().folder()))
        : Outcome.done(String.join("; ", sentences));
  }

  private static FolderAnswer look(GameFiles files, InetSocketAddress proxy) throws IOException {
    List<PointedFile> usable = usable(files);
    if (usable.isEmpty()) {
      return withoutFile(files);
    }
    Optional<String> server = usable.stream().flatMap(f -> servers(f, proxy)).findFirst();
    String shown = shown(files, usable);
    boolean pointed = usable.stream().allMatch(file -> file.pointsAt(proxy));
    if (pointed) {
      return new FolderAnswer(
          State.POINTED,
          true,
          shown,
          "%s points at the proxy (%s)".formatted(shown, text(proxy)),
          server);
    }
    return new FolderAnswer(
        State.READY,
        true,
        shown,
        "%s sends the game to %s: starting points it at the proxy, with a copy to put back"
            .formatted(shown, server.orElse("no server")),
        server);
  }

  private static java.util.stream.Stream<String> servers(
      PointedFile file, InetSocketAddress proxy) {
    return file.servers().stream()
        .filter(server -> !server.host().isEmpty())
        .map(server -> server.address(ProxyConfig.LOGIN_PORT))
        .filter(address -> !address.equals(proxy))
        .map(ClientFolder::text);
  }

  /** Nothing that can be changed at once: why, and what to do. */
  private static FolderAnswer withoutFile(GameFiles files) throws IOException {
    for (Path path : files.clientInfos()) {
      String shown = files.shown(path);
      return answer(
          State.MISSING,
          false,
          shown,
          isUtf16(path)
              ? shown
                  + " is saved as UTF-16, which the game does not read: save it in an editor as ANSI"
                  + " or UTF-8"
              : shown + " names no <address>: take the file as the server's admin ships it");
    }
    String unreadable = "";
    for (Path archive : files.archives()) {
      String name = archive.getFileName().toString();
      try {
        Optional<GrfArchive.Entry> entry = GrfArchive.find(archive, GameFiles.INSIDE);
        if (entry.isPresent()) {
          return inArchive(name, entry.get());
        }
      } catch (IOException e) {
        unreadable =
            "; it may be inside %s, which cannot be looked into (%s): take data\\clientinfo.xml out"
                    .formatted(name, reason(e))
                + " into the folder data with a GRF editor";
      }
    }
    return answer(
        State.MISSING,
        false,
        "",
        "No clientinfo.xml or sclientinfo.xml is in '%s'%s"
            .formatted(
                files.folder(),
                unreadable.isEmpty()
                    ? ": name the folder in which the game's program is"
                    : unreadable));
  }

  private static FolderAnswer inArchive(String archive, GrfArchive.Entry entry) {
    String name = entry.simpleName();
    if (entry.locked() || entry.bytes() > PointedFile.MAX_BYTES) {
      return answer(
          State.IN_GRF,
          false,
          name,
          "%s is inside %s and locked there: take it out into the folder data with a GRF editor,"
                  .formatted(name, archive)
              + " then try again");
    }
    return answer(
        State.IN_GRF,
        true,
        name,
        "%s is inside %s: starting puts a copy into the folder data and points that at the proxy;"
                .formatted(name, archive)
            + " should P2P stay silent, your client does not read that folder first, so ask the"
            + " server's admin for one that does");
  }

  /** Those that name servers. */
  private static List<PointedFile> usable(GameFiles files) throws IOException {
    List<PointedFile> usable = new ArrayList<>();
    for (Path path : files.clientInfos()) {
      PointedFile file = PointedFile.read(path);
      if (!file.isUtf16() && !file.servers().isEmpty()) {
        usable.add(file);
      }
    }
    return usable;
  }

  private static PointedFile extract(GameFiles files) throws IOException {
    for (Path archive : files.archives()) {
      Optional<GrfArchive.Entry> entry = find(archive);
      if (entry.isPresent()) {
        byte[] bytes = GrfArchive.extract(archive, entry.get(), PointedFile.MAX_BYTES);
        if (ClientInfoXml.of(bytes).servers().isEmpty()) {
          throw new IOException("it names no server");
        }
        return PointedFile.extracted(files.dataFolder().resolve(entry.get().simpleName()), bytes);
      }
    }
    throw new IOException("it is gone");
  }

  private static Optional<GrfArchive.Entry> find(Path archive) {
    try {
      return GrfArchive.find(archive, GameFiles.INSIDE);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean takeBack(List<PointedFile> done) {
    boolean all = true;
    for (PointedFile file : done) {
      try {
        String unused = PointedFile.read(file.file()).undo();
      } catch (IOException e) {
        all = false;
      }
    }
    return all;
  }

  /** A folder that was made for one file. */
  private static void removeIfEmpty(Path folder) throws IOException {
    try (java.util.stream.Stream<Path> children = Files.list(folder)) {
      if (children.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }

  private static boolean isUtf16(Path path) {
    try {
      return PointedFile.read(path).isUtf16();
    } catch (IOException e) {
      return false;
    }
  }

  private static String shown(GameFiles files, List<PointedFile> all) {
    return all.stream().map(file -> files.shown(file.file())).collect(Collectors.joining(" and "));
  }

  /** Where clients of this machine reach a proxy that listens there; unresolved. */
  private static InetSocketAddress target(InetSocketAddress listen) {
    boolean everywhere = listen.getAddress() != null && listen.getAddress().isAnyLocalAddress();
    return InetSocketAddress.createUnresolved(
        everywhere ? "127.0.0.1" : listen.getHostString(), listen.getPort());
  }

  private static String reason(IOException e) {
    return e.getMessage() != null && e.getMessage().startsWith("it is ")
        ? e.getMessage()
        : "it cannot be opened";
  }

  private static FolderAnswer answer(State state, boolean ok, String file, String sentence) {
    return new FolderAnswer(state, ok, file, sentence, Optional.empty());
  }

  private static String text(InetSocketAddress address) {
    return AddressCheck.text(address);
  }
}
