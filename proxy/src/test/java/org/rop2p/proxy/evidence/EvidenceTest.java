package org.rop2p.proxy.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.SignedLine;

/** The last hundred lines, in memory and in a file that only its owner reads. */
class EvidenceTest {
  private static final TestKey KEY = new TestKey();
  private static final Instant HEARD = Instant.parse("2026-03-01T12:00:01.250Z");

  @TempDir private Path folder;

  @Test
  void theOldestMakeRoom() {
    Evidence evidence = new Evidence();
    IntStream.rangeClosed(1, 250).forEach(i -> evidence.add(line(i, "Ann : " + i)));
    List<EvidenceLine> kept = evidence.lines();
    assertEquals(Evidence.KEPT, kept.size());
    assertEquals(151, kept.get(0).line().number());
    assertEquals(250, kept.get(99).line().number());
  }

  @Test
  void aLineIsReadAsItWasWrittenWhateverItsBytes() {
    Random random = new Random(7);
    for (int i = 1; i < 200; i++) {
      byte[] text = new byte[1 + random.nextInt(255)];
      random.nextBytes(text);
      EvidenceLine line = line(i, RawText.of(text));
      EvidenceLine read = EvidenceLine.parse(line.toJson());
      assertEquals(line, read);
      assertTrue(read.genuine(new LineVerifier()));
    }
  }

  @Test
  void unsignedNumbersStayWhatTheyAre() {
    SignedLine line = new SignedLine(-2, -3, 4, "prontera", RawText.ascii("x"), 0xFFFF_FFFFL);
    EvidenceLine kept = new EvidenceLine(line, KEY.sign(line), KEY.text(), "a".repeat(64), HEARD);
    assertEquals(kept, EvidenceLine.parse(kept.toJson()));
  }

  @Test
  void everyShorterLineIsRefused() {
    String json = line(1, "Ann : hi").toJson();
    for (int length = 0; length < json.length(); length++) {
      String cut = json.substring(0, length);
      assertThrows(IllegalArgumentException.class, () -> EvidenceLine.parse(cut), cut);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          another version    | "version":1        | "version":2
          another kind       | "kind":"chat"      | "kind":"emote"
          a negative number  | "number":1         | "number":-1
          a number too large | "number":1         | "number":99999999999
          half a number      | "number":1         | "number":1.5
          a text as number   | "number":1         | "number":"1"
          no author          | "author"           | "somebody"
          a time before 1970 | "said_at":"2023    | "said_at":"1923
          no time            | "said_at":"2023    | "said_at":"at noon 2023
          no map             | "zone":"prontera"  | "zone":""
          a map with escapes | "zone":"prontera"  | "zone":"\\u001b[2J"
          a key with escapes | "signing_key":"    | "signing_key":"\\u001b[2J
          no Base64          | "text":"QW5u       | "text":"Q*5u
          no signature       | "signature":"      | "signature":"AAAA
          """)
  void refused(String story, String part, String instead) {
    String json = line(1, "Ann : hi").toJson();
    String other = json.replace(part, instead);
    assertTrue(!other.equals(json), json);
    assertThrows(IllegalArgumentException.class, () -> EvidenceLine.parse(other), story);
  }

  @Test
  void aFileIsWrittenAtTheEndAndOnlyItsOwnerReadsIt() throws IOException {
    Path file = folder.resolve("evidence.jsonl");
    Evidence evidence = new Evidence();
    EvidenceFile open = EvidenceFile.open(file, evidence);
    evidence.add(line(1, "Ann : hi"));
    evidence.add(line(2, "Ann : there"));
    open.close();
    List<EvidenceLine> read =
        EvidenceFile.rawLines(file).stream().map(EvidenceLine::parse).toList();
    assertEquals(evidence.lines(), read);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "nothing is left beside it");
    }
  }

  @Test
  void whatAnEarlierProcessKeptStays() throws IOException {
    Path file = folder.resolve("evidence.jsonl");
    for (int i = 1; i <= 3; i++) {
      Evidence evidence = new Evidence();
      EvidenceFile open = EvidenceFile.open(file, evidence);
      evidence.add(line(i, "Ann : " + i));
      open.close();
    }
    assertEquals(3, EvidenceFile.rawLines(file).size());
  }

  @Test
  void nothingHeardWritesNothing() throws IOException {
    Path file = folder.resolve("evidence.jsonl");
    EvidenceFile.open(file, new Evidence()).close();
    assertTrue(Files.notExists(file));
  }

  @Test
  void anotherFileIsNotOverwritten() throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "what I must not forget\n");
    Evidence evidence = new Evidence();
    assertThrows(IllegalArgumentException.class, () -> EvidenceFile.open(file, evidence));
    assertEquals("what I must not forget\n", Files.readString(file));
    Files.write(file, new byte[] {(byte) 0xFF, 0, 1});
    assertThrows(IllegalArgumentException.class, () -> EvidenceFile.open(file, evidence));
    Files.write(file, " ".repeat(2 << 20).getBytes(StandardCharsets.US_ASCII));
    assertThrows(IllegalArgumentException.class, () -> EvidenceFile.open(file, evidence));
    assertThrows(IllegalArgumentException.class, () -> EvidenceFile.open(folder, evidence));
  }

  private static EvidenceLine line(int number, String text) {
    return line(number, RawText.ascii(text));
  }

  private static EvidenceLine line(int number, RawText text) {
    SignedLine line = new SignedLine(2_000_002, 9, number, "prontera", text, 1_700_000_000);
    return new EvidenceLine(line, KEY.sign(line), KEY.text(), "a".repeat(64), HEARD);
  }
}
