package org.rop2p.testbed.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.proxy.cli.RootCommand;
import org.rop2p.proxy.evidence.EvidenceFile;
import org.rop2p.proxy.evidence.EvidenceLine;
import org.rop2p.testbed.stage.PlayerAtHome;
import picocli.CommandLine;

/**
 * Linked players talk; what one of them keeps of it is judged by the command that a moderator uses,
 * as it is and with a word changed.
 */
class EvidenceStoryTest {
  @TempDir private Path folder;

  private record Answer(int code, List<String> lines) {}

  @Test
  void whatPeersSaidIsProvenAndWhatTheyDidNotSayIsNot() throws Exception {
    try (Theatre theatre = new Theatre()) {
      theatre.play(
          3,
          (stage, script, faults) -> {
            script.flows(stage.anna());
            script.flows(stage.bert());
            PlayerAtHome carl = stage.carl();
            List<EvidenceLine> kept = carl.evidence().lines();
            assertEquals(Set.of(stage.anna().account(), stage.bert().account()), authors(kept));
            assertEquals(1, keysOf(stage.anna(), kept).size(), "one key for each process");
            assertEquals(
                keysOf(stage.anna(), kept),
                keysOf(stage.anna(), stage.bert().evidence().lines()),
                "and the same for everybody");
            for (EvidenceLine line : kept) {
              assertTrue(
                  carl.heard(authorOf(line, stage.players()))
                      .contains(line.line().text().toString()),
                  "on his screen: " + line);
            }
            Path file = folder.resolve("evidence.jsonl");
            EvidenceFile open = EvidenceFile.open(file, carl.evidence());
            script.flows(stage.anna());
            open.close();
            assertProven(file);
            assertTamperingShows(file);
          });
    }
  }

  private static void assertProven(Path file) {
    Answer answer = verify(file);
    assertEquals(0, answer.code(), answer.toString());
    assertFalse(answer.lines().stream().anyMatch(line -> line.contains("FORGED")));
  }

  private static void assertTamperingShows(Path file) throws Exception {
    List<String> lines = EvidenceFile.rawLines(file);
    EvidenceLine last = EvidenceLine.parse(lines.get(lines.size() - 1));
    String other = last.toJson().replace("\"author\":" + last.line().author(), "\"author\":4711");
    Files.writeString(file, other + "\n");
    Answer answer = verify(file);
    assertEquals(1, answer.code());
    assertTrue(answer.lines().get(0).startsWith("4711 "), answer.toString());
    assertTrue(answer.lines().get(0).contains(" FORGED "), answer.toString());
  }

  private static Set<Integer> authors(List<EvidenceLine> lines) {
    return lines.stream().map(line -> line.line().author()).collect(Collectors.toSet());
  }

  private static Set<String> keysOf(PlayerAtHome author, List<EvidenceLine> lines) {
    return lines.stream()
        .filter(line -> line.line().author() == author.account())
        .map(EvidenceLine::signingKey)
        .collect(Collectors.toSet());
  }

  private static PlayerAtHome authorOf(EvidenceLine line, List<PlayerAtHome> players) {
    return players.stream()
        .filter(player -> player.account() == line.line().author())
        .findFirst()
        .orElseThrow();
  }

  private static Answer verify(Path file) {
    StringWriter said = new StringWriter();
    CommandLine command = RootCommand.commandLine();
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int code = command.execute("verify-evidence", file.toString());
    return new Answer(code, said.toString().lines().toList());
  }
}
