package org.rop2p.testbed.documents;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that a person types in: a checkout that has been built, with what is in the players'
 * archive beside it. The jars there only name the classes that are tested, so that scripts and
 * launcher start these and build nothing.
 */
record Place(Path folder) {
  private static final Path ROOT = DocumentedCommands.ROOT;
  private static final List<String> BUILT = List.of("proxy", "coordinator", "testbed", "bench");

  /** Furnishes an empty folder. */
  static Place in(Path folder) throws IOException {
    Place place = new Place(folder);
    place.copy("scripts");
    place.copy("conf");
    place.copy("dist/src/player");
    for (String module : BUILT) {
      Path target = folder.resolve(module).resolve("target");
      Files.createDirectories(target.resolve("lib"));
      writeJar(target.resolve(module + "-0.1.0-SNAPSHOT.jar"));
    }
    place.unpack();
    return place;
  }

  void put(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  void putProgram(String file, String text) throws IOException {
    put(file, text);
    Files.setPosixFilePermissions(
        folder.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What {@code dist} packs for players. */
  private void unpack() throws IOException {
    String launcher = Files.readString(ROOT.resolve("dist/src/launcher/launcher.sh"));
    for (String line : Files.readAllLines(ROOT.resolve("dist/src/player/launcher.properties"))) {
      String[] property = line.split("=", 2);
      launcher = launcher.replace("{{" + property[0] + "}}", property[1]);
    }
    putProgram("ro-p2p", launcher);
    put("lib/java.options", Files.readString(ROOT.resolve("dist/src/player/java.options")));
    writeJar(folder.resolve("lib/proxy.jar"));
  }

  private void copy(String part) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
      for (Path file : files.toList()) {
        Path to = folder.resolve(ROOT.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }
}
