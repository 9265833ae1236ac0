package org.rop2p.proxy.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What of the game's folder concerns us. Names mean the same in any case, as on Windows. */
final class GameFiles {
  /** As the client knows them inside an archive. */
  static final Set<String> INSIDE = Set.of("data\\clientinfo.xml", "data\\sclientinfo.xml");

  private static final Set<String> NAMES = Set.of("clientinfo.xml", "sclientinfo.xml");

  /** Folders with more archives are no game's. */
  private static final int MOST_ARCHIVES = 64;

  private static final int MAX_INI_BYTES = 64 << 10;

  private final Path folder;

  private GameFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder that a person means, who may have named a file in it; empty if there is none.
   *
   * @param typed quotes around it are dropped
   */
  static Optional<GameFiles> in(String typed) {
    try {
      Path path = Path.of(typed.strip().replaceAll("^\"|\"$", "")).toAbsolutePath().normalize();
      Path folder = Files.isRegularFile(path) ? path.getParent() : path;
      return Files.isDirectory(folder) ? Optional.of(new GameFiles(folder)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  Path folder() {
    return folder;
  }

  /** Every clientinfo.xml and sclientinfo.xml, in the folder {@code data} first. */
  List<Path> clientInfos() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path data : dataFolders()) {
      found.addAll(children(data, name -> NAMES.contains(name)));
    }
    found.addAll(children(folder, name -> NAMES.contains(name)));
    return found.stream().filter(Files::isRegularFile).toList();
  }

  /** Archives in the order in which the client asks them, those that it does not list last. */
  List<Path> archives() throws IOException {
    List<Path> all = children(folder, name -> name.endsWith(".grf"));
    List<Path> ordered = new ArrayList<>();
    for (Path ini : children(folder, name -> name.equals("data.ini"))) {
      if (Files.size(ini) > MAX_INI_BYTES) {
        continue;
      }
      for (String name : DataIni.archives(Files.readString(ini, StandardCharsets.ISO_8859_1))) {
        all.stream()
            .filter(archive -> archive.getFileName().toString().equalsIgnoreCase(name))
            .filter(archive -> !ordered.contains(archive))
            .forEach(ordered::add);
      }
    }
    all.stream().filter(archive -> !ordered.contains(archive)).forEach(ordered::add);
    return ordered.stream().filter(Files::isRegularFile).limit(MOST_ARCHIVES).toList();
  }

  /** The folder {@code data}, whether it is there or not. */
  Path dataFolder() throws IOException {
    List<Path> there = dataFolders();
    return there.isEmpty() ? folder.resolve("data") : there.get(0);
  }

  /** A file as people see it from the folder. */
  String shown(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private List<Path> dataFolders() throws IOException {
    return children(folder, name -> name.equals("data")).stream()
        .filter(Files::isDirectory)
        .toList();
  }

  private static List<Path> children(Path parent, java.util.function.Predicate<String> wanted)
      throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(
              child -> wanted.test(child.getFileName().toString().toLowerCase(Locale.ROOT)))
          .sorted()
          .toList();
    }
  }
}
