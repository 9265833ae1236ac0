package org.rop2p.proxy.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rop2p.proxy.setup.FolderAnswer.State;

/**
 * The game's folder: which server its client goes to, pointing it at the proxy, and back. Blocks
 * for files; throws for nothing that is in the folder. Not for two threads at once.
 */
public final class ClientFolder {
  private static final String RETRY =
      "close the game, make room where the disk is full, and try again; a folder under Program"
          + " Files may be changed by an administrator only";

  private ClientFolder() {}

  /**
   * What is in the folder; changes nothing.
   *
   * @param typed by a person; may be empty
   * @param listen where the proxy listens
   */
  public static FolderAnswer look(String typed, InetSocketAddress listen) {
    if (typed.isBlank() && listen.getPort() == 0) {
      return answer(
          State.EMPTY,
          true,
          "No folder is named: the game is left alone, so set in its clientinfo.xml yourself, at each"
              + " start, the port on which the proxy then says it listens");
    }
    if (typed.isBlank()) {
      return answer(
          State.EMPTY,
          true,
          "No folder is named: the game is left alone, so set <address>%s</address> and"
                  .formatted(target(listen).getHostString())
              + " <port>%d</port> in its clientinfo.xml yourself".formatted(listen.getPort()));
    }
    Optional<GameFiles> files = GameFiles.in(typed);
    if (files.isEmpty()) {
      return answer(
          State.MISSING,
          false,
          "There is no folder '%s': copy the path of the folder in which the game's program is"
              .formatted(typed.strip()));
    }
    try {
      return new FolderLook(files.get(), target(listen)).answer();
    } catch (IOException e) {
      return answer(
          State.MISSING,
          false,
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
    return point(typed, listen, server, Disk.REAL);
  }

  static Outcome point(
      String typed, InetSocketAddress listen, InetSocketAddress server, Disk disk) {
    if (listen.getPort() == 0 && !typed.isBlank()) {
      return Outcome.failed(
          "The proxy's port changes at each start (port 0), so the game cannot be pointed at it:"
              + " listen on a fixed one, such as 127.0.0.1:6900");
    }
    FolderAnswer found = look(typed, listen);
    if (!found.ok() || found.state() == State.EMPTY) {
      return new Outcome(found.ok(), found.sentence());
    }
    GameFiles files = GameFiles.in(typed).orElseThrow();
    FolderLook look = new FolderLook(files, target(listen));
    List<PointedFile> done = new ArrayList<>();
    try (FileChange change = new FileChange(disk)) {
      List<PointedFile> all =
          found.state() == State.IN_GRF ? List.of(inArchive(files)) : look.usable();
      for (PointedFile file : all) {
        if (file.point(target(listen), server, change)) {
          done.add(file);
        }
      }
      change.commit();
    } catch (IOException e) {
      return Outcome.failed(
          "%s in '%s' cannot be written: %s".formatted(found.file(), files.folder(), RETRY));
    }
    String proxy = AddressCheck.text(target(listen));
    if (done.isEmpty()) {
      return Outcome.done("The game points at the proxy (%s) already".formatted(proxy));
    }
    return Outcome.done(
        "%s %s at the proxy (%s) now, and a copy as it was is kept"
            .formatted(look.shown(done), done.size() == 1 ? "points" : "point", proxy));
  }

  /**
   * Puts back what {@link #point} has changed, byte for byte.
   *
   * @param listen where the proxy listens
   */
  public static Outcome undo(String typed, InetSocketAddress listen) {
    Optional<GameFiles> files = typed.isBlank() ? Optional.empty() : GameFiles.in(typed);
    if (files.isEmpty()) {
      return Outcome.failed(
          "There is no folder '%s': name the folder in which the game's program is"
              .formatted(typed.strip()));
    }
    List<String> sentences = new ArrayList<>();
    try {
      for (Path path : files.get().clientInfos()) {
        PointedFile file = PointedFile.read(path, target(listen).getHostString());
        if (file.canUndo()) {
          sentences.add(files.get().shown(path) + " " + file.undo());
          removeIfEmpty(path.getParent());
        }
      }
    } catch (IOException e) {
      return Outcome.failed(
          "The file in '%s' cannot be put back: %s".formatted(files.get().folder(), RETRY));
    }
    return Outcome.done(
        sentences.isEmpty()
            ? "There is nothing to undo: no file in '%s' was pointed at the proxy"
                .formatted(files.get().folder())
            : String.join("; ", sentences));
  }

  private static PointedFile inArchive(GameFiles files) throws IOException {
    InfoInArchive info =
        InfoInArchive.search(files).found().orElseThrow(() -> new IOException("it is gone"));
    byte[] content = info.content().orElseThrow(() -> new IOException("it is damaged"));
    return PointedFile.inArchive(files.dataFolder().resolve(info.entry().simpleName()), content);
  }

  /** A folder that was made for one file. */
  private static void removeIfEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      if (children.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }

  /** Where clients of this machine reach a proxy that listens there; unresolved. */
  private static InetSocketAddress target(InetSocketAddress listen) {
    boolean everywhere = listen.getAddress() != null && listen.getAddress().isAnyLocalAddress();
    return InetSocketAddress.createUnresolved(
        everywhere ? "127.0.0.1" : listen.getHostString(), listen.getPort());
  }

  private static FolderAnswer answer(State state, boolean ok, String sentence) {
    return new FolderAnswer(state, ok, "", sentence, Optional.empty());
  }
}
