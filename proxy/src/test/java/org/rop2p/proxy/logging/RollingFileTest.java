package org.rop2p.proxy.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log takes of a disk is bounded, and the newest lines are there. */
class RollingFileTest {
  private static final int LIMIT = 10;

  @TempDir private Path folder;

  @Test
  void aFullFileMakesWayAndTheOldestGoes() throws IOException {
    RollingFile log = new RollingFile(folder.resolve("p2p.log"), LIMIT);
    for (int i = 1; i <= 13; i++) {
      log.write("%03d\n".formatted(i)); // two fit
    }
    assertEquals(
        Map.of(
            "p2p.log", "013\n",
            "p2p.log.1", "011\n012\n",
            "p2p.log.2", "009\n010\n",
            "p2p.log.3", "007\n008\n",
            "p2p.log.4", "005\n006\n"),
        files());
  }

  @Test
  void aLineLongerThanAFileHasOneOfItsOwn() throws IOException {
    RollingFile log = new RollingFile(folder.resolve("p2p.log"), LIMIT);
    log.write("a long first line\n");
    log.write("b\n");
    assertEquals(Map.of("p2p.log", "b\n", "p2p.log.1", "a long first line\n"), files());
  }

  @Test
  void aFileThatIsThereGrowsOn() throws IOException {
    Path file = Files.writeString(folder.resolve("p2p.log"), "old\n");
    new RollingFile(file, LIMIT).write("new\n");
    assertEquals(Map.of("p2p.log", "old\nnew\n"), files());
  }

  @Test
  void afterAFailureLaterLinesAreTriedAgain() throws IOException {
    Path file = folder.resolve("p2p.log");
    RollingFile log = new RollingFile(file, LIMIT);
    log.write("12345678\n");
    Files.writeString(folder.resolve("p2p.log.3"), "older");
    Path inTheWay = Files.createDirectories(folder.resolve("p2p.log.4/x"));
    assertThrows(IOException.class, () -> log.write("lost\n"));
    Files.delete(inTheWay);
    log.write("kept\n");
    assertTrue(Files.readString(file).endsWith("kept\n"));
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
