package org.rop2p.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.testbed.replay.MiniSession;

/** The whole tool, with the real proxy in a process of its own. */
class ReplayMainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int replay(String... args) {
    return ReplayMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  @Test
  void theProxyPassesASessionOnHoweverItIsCut(@TempDir Path folder) {
    MiniSession.into(folder);

    int exit = replay(folder.toString(), "--all-cuts", "--seed", "7");

    String said = out.toString(StandardCharsets.UTF_8);
    assertEquals(0, exit, said);
    List<String> lines = said.lines().toList();
    assertEquals(
        "{\"connections\":16,\"frames_c2s\":32,\"frames_s2c\":44,\"bytes\":2952,\"blind\":0,"
            + "\"mismatches\":0}",
        lines.get(lines.size() - 1));
    assertTrue(said.contains("cut random with --seed 7"), said);
  }

  /** The second seed cuts CZ_ENTER where other client dates have its end. */
  @ParameterizedTest
  @ValueSource(strings = {"random", "random --seed 7431020960784742315"})
  void theProxyPassesASessionOnWhileItFollowsTheGame(String cut, @TempDir Path folder) {
    MiniSession.into(folder, "c2s:RST");

    List<String> args = new ArrayList<>(List.of(folder.toString(), "--p2p", "--cut"));
    args.addAll(List.of(cut.split(" ")));
    int exit = replay(args.toArray(new String[0]));

    String said = out.toString(StandardCharsets.UTF_8);
    assertEquals(0, exit, said);
    assertTrue(said.contains("let the proxy's players in 1 time(s)"), said);
  }

  @Test
  void aProxyThatDoesNotStartFailsAndIsQuoted(@TempDir Path folder) {
    MiniSession.into(folder);

    int exit = replay(folder.toString(), "--proxy-args", "--no-such-flag");

    String said = out.toString(StandardCharsets.UTF_8);
    assertEquals(1, exit);
    assertTrue(said.contains("--no-such-flag"), said);
    assertTrue(said.strip().endsWith("\"blind\":0,\"mismatches\":1}"), said);
  }

  @ParameterizedTest(name = "replay {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                    | Missing required parameter: 'DIR'
          nowhere               | There is no folder nowhere
          nowhere --cut finely  | 'finely' is no way to cut: use recorded, bytes, coalesced or random
          nowhere --timeout 0   | --timeout is 0
          nowhere --seed x      | --seed
          nowhere --sede 1      | --sede
          """)
  void aUsageErrorIsOneSentence(String args, String named) {
    int exit = replay(args.isEmpty() ? new String[0] : args.split(" ", -1));

    assertEquals(2, exit);
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains(named), said);
    assertEquals(1, said.lines().count(), said);
  }
}
