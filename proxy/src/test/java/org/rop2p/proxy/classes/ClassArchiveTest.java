package org.rop2p.proxy.classes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An archive is made once, whole or not at all; whatever fails leaves nothing behind. */
@Timeout(120)
class ClassArchiveTest {
  private static final long PATIENT = TimeUnit.MINUTES.toMillis(1);

  @TempDir static Path libraries;

  @TempDir Path folder;
  private Path archive;

  /** A program that needs a few classes. */
  static final class Quick {
    public static void main(String[] args) {
      System.exit(args.length);
    }
  }

  /** A program that does not end. */
  static final class Endless {
    public static void main(String[] args) throws InterruptedException {
      Thread.currentThread().join();
    }
  }

  /** Java archives no classes that lie in a folder. */
  @BeforeAll
  static void packed() throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar()))) {
      for (Class<?> each : List.of(Quick.class, Endless.class)) {
        String name = each.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = each.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
      }
    }
  }

  private static Path jar() {
    return libraries.resolve("short.jar");
  }

  @BeforeEach
  void place() {
    archive = folder.resolve("classes.jsa");
  }

  @Test
  void itIsMadeOnceAndItsSizeStandsBesideIt() throws Exception {
    assertTrue(made(Quick.class), "the first time");
    assertEquals(Files.size(archive), Made.read(archive).size());
    assertFalse(made(Quick.class), "it is there");
    assertEquals(2, files());
  }

  @Test
  void oneThatWasCutShortIsMadeAnew() throws Exception {
    assertTrue(made(Quick.class));
    Files.write(archive, new byte[5]);

    assertTrue(made(Quick.class));
    assertEquals(Files.size(archive), Made.read(archive).size());
  }

  @Test
  void oneOfOtherLibrariesIsReplaced() throws Exception {
    Files.write(archive, new byte[5]);
    Files.writeString(Made.beside(archive), new Made(5, "of an older version").text());

    assertTrue(made(Quick.class));
    assertTrue(Files.size(archive) > 5);
  }

  @Test
  void whatFailsIsNotTriedAgainHere() throws Exception {
    assertFalse(made(Quick.class, "ends with 1"));
    assertEquals(0, Made.read(archive).size());
    assertEquals(1, files(), "what is said of it");
    assertFalse(made(Quick.class), "that would work now");
    assertFalse(Files.exists(archive));
  }

  @Test
  void whatDoesNotEndIsEnded() throws Exception {
    assertFalse(archive(archive, 500, main(Endless.class)).make());
    assertEquals(1, files(), "what is said of it");
  }

  @Test
  void withoutAFolderNothingIsMade() throws Exception {
    Path file = Files.createFile(folder.resolve("no folder"));
    ClassArchive nowhere = archive(file.resolve("a.jsa"), PATIENT, main(Quick.class));

    assertThrows(IOException.class, nowhere::make);
    assertEquals(1, files());
  }

  @Test
  void whatNobodyCanReadSettlesNothing() throws Exception {
    for (String text : List.of("", "12", "twelve\norigin\n", "\n\n")) {
      Files.writeString(Made.beside(archive), text);
      assertFalse(Made.read(archive).settles("origin", 12), text);
    }
  }

  private boolean made(Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    return archive(archive, PATIENT, main(main, arguments)).make();
  }

  private static ClassArchive archive(Path archive, long patienceMillis, List<String> main) {
    return new ClassArchive(archive, jar().toString(), main, patienceMillis);
  }

  private static List<String> main(Class<?> main, String... arguments) {
    return Stream.concat(Stream.of(main.getName()), Stream.of(arguments)).toList();
  }

  private int files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return (int) all.count();
    }
  }
}
