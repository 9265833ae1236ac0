package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.evidence.EvidenceLine;
import org.rop2p.proxy.evidence.TestKey;
import org.rop2p.proxy.message.SignedLine;
import picocli.CommandLine;

/** What a moderator is told about a file that a player hands over. */
class VerifyEvidenceCommandTest {
  private static final TestKey KEY = new TestKey();

  @TempDir private Path folder;

  private record Answer(int code, List<String> lines) {}

  @Test
  void honestLinesAreOk() throws IOException {
    Answer answer = verify(json("Ann : hi"), json("Ann : there"));
    assertEquals(
        List.of(
            "2000002 2023-11-14T22:13:20Z " + KEY.text() + " OK prontera Ann : hi",
            "2000002 2023-11-14T22:13:20Z " + KEY.text() + " OK prontera Ann : there",
            "2 lines, 0 of them not OK"),
        answer.lines());
    assertEquals(0, answer.code());
  }

  @Test
  void whatWasChangedIsForged() throws IOException {
    String honest = json("Ann : hi");
    Answer answer =
        verify(
            honest,
            honest.replace("\"author\":2000002", "\"author\":2000003"),
            honest.replace("2023-11-14T22:13:20Z", "2023-11-14T22:13:21Z"),
            honest.replace("prontera", "geffen"),
            honest.replace("QW5uIDogaGk=", "QW5uIDogaG8="),
            honest.replace(KEY.text(), new TestKey().text()));
    assertEquals(1, answer.code());
    assertEquals(" OK ", verdict(answer.lines().get(0)));
    for (int i = 1; i <= 5; i++) {
      assertEquals(" FORGED ", verdict(answer.lines().get(i)), answer.lines().get(i));
    }
    assertEquals("6 lines, 5 of them not OK", answer.lines().get(6));
  }

  @Test
  void whatIsShownIsWhatIsSignedNotWhatTheFileSays() throws IOException {
    String honest = json("Ann : hi");
    Answer answer = verify(honest.replace("\"shown\":\"Ann : hi", "\"shown\":\"Ann : I stole it"));
    assertTrue(answer.lines().get(0).endsWith(" OK prontera Ann : hi"), answer.lines().get(0));
  }

  @Test
  void noLineSpeaksToTheTerminal() throws IOException {
    SignedLine line = line(RawText.of(new byte[] {'a', 0x1B, '[', 'J', (byte) 0x9B, 'J', '\n'}));
    Answer answer = verify(json(line));
    assertTrue(answer.lines().get(0).endsWith(" OK prontera a.[J.J."), answer.lines().get(0));
    assertEquals(2, answer.lines().size());
  }

  @Test
  void whatIsNoEvidenceIsSaidToBeUnreadable() throws IOException {
    Answer answer = verify("{}", json("Ann : hi"), "[");
    assertEquals(1, answer.code());
    assertEquals("line 1 is UNREADABLE: not a line of this version", answer.lines().get(0));
    assertEquals("line 3 is UNREADABLE: not JSON", answer.lines().get(2));
    assertEquals("3 lines, 2 of them not OK", answer.lines().get(3));
  }

  private Answer verify(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("evidence.jsonl"), List.of(lines));
    StringWriter said = new StringWriter();
    CommandLine command = RootCommand.commandLine();
    command.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
    int code = command.execute("verify-evidence", file.toString());
    return new Answer(code, said.toString().lines().toList());
  }

  private static String verdict(String line) {
    return line.contains(" FORGED ") ? " FORGED " : line.contains(" OK ") ? " OK " : line;
  }

  private static SignedLine line(RawText text) {
    return new SignedLine(2_000_002, 9, 1, "prontera", text, 1_700_000_000);
  }

  private static String json(String text) {
    return json(line(RawText.ascii(text)));
  }

  private static String json(SignedLine line) {
    return new EvidenceLine(
            line, KEY.sign(line), KEY.text(), "a".repeat(64), Instant.ofEpochSecond(line.at() + 1))
        .toJson();
  }
}
