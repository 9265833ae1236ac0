package org.rop2p.testbed.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a command in a document. */
class DocumentedCommandsReadTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          run `ro-p2p doctor` first                     | ro-p2p doctor
          `ro-p2p` is a name                            |
          `scripts/demo` is typed as it stands          | scripts/demo
          `scripts/lib/build.sh` is a file              |
          a program nobody has met: `nft -f rules.nft`  | nft -f rules.nft
          `maxmemory-policy noeviction` is a setting    |
          `--undo` is an option                         |
          > `ro-p2p doctor` in what the program says    |
          """)
  void inProse(String text, String command) {
    assertEquals(
        command == null ? List.of() : List.of(command), DocumentedCommands.in("x.md", text));
  }

  @Test
  void aCommandMayBeBrokenInTwoLines() {
    assertEquals(
        List.of("scripts/play --server h"),
        DocumentedCommands.in("x.md", "`scripts/play\n--server h`"));
  }

  @Test
  void whatMayBeLeftOutMakesTwo() {
    assertEquals(
        List.of("scripts/replay DIR", "scripts/replay DIR --p2p"),
        DocumentedCommands.in("x.md", "`scripts/replay DIR [--p2p]`"));
  }

  @Test
  void explanationsAreNotTyped() {
    assertEquals(
        List.of("scripts/test", "ro-p2p doctor"),
        DocumentedCommands.in(
            "x.md", "    scripts/test   # everything\n    ro-p2p doctor      what is wrong\n"));
  }

  @Test
  void everyLineOfAShellBlockIsOneUnlessATestHasTheBlock() {
    assertEquals(
        List.of("a", "b", "x.md # runnable"),
        DocumentedCommands.in(
            "x.md",
            """
            ```bash
            # first
            a
            b
            ```
            ```yaml
            c: -d
            ```
            ```bash
            # runnable
            e
            ```
            """));
  }
}
