package org.rop2p.testbed.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatsFileTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "'',                      0, nothing written yet",
    "'{\"n\":1}|',            1, one line",
    "'{\"n\":1}|{\"n\":2}|',  2, the last one counts",
    "'{\"n\":1}|{\"n\":2}|{', 2, a line that is being written does not",
    "'{\"n\"',                0, nor the first one",
    "'nonsense|',             0, what is no JSON says nothing",
  })
  void theLastWholeLine(String content, int expected, String story) throws IOException {
    Path file = folder.resolve("stats");
    Files.writeString(file, content.replace('|', '\n'));
    assertEquals(expected, new StatsFile(file).last().path("n").asInt(), story);
    assertEquals(0, new StatsFile(folder.resolve("none")).last().path("n").asInt());
  }

  @Test
  void onlyTheEndOfALongFileIsRead() throws IOException {
    Path file = folder.resolve("long");
    String line = "{\"n\":%d,\"pad\":\"" + "x".repeat(5_000) + "\"}\n";
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      all.append(line.formatted(i));
    }
    Files.writeString(file, all);
    assertEquals(99, new StatsFile(file).last().path("n").asInt());
  }
}
