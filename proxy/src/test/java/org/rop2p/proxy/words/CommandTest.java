package org.rop2p.proxy.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.view.RawText;

class CommandTest {
  private static final RawText BOB = RawText.ascii("Bob");

  @ParameterizedTest
  @CsvSource({
    "Bob : ~p2p, STATUS",
    "Bob : ~p2p status, STATUS",
    "Bob : ~P2P Status, STATUS",
    "Bob : ~p2p   on , ON",
    "Bob : ~p2p off, OFF",
    "Bob : ~p2p peers, PEERS",
    "Bob : |00~p2p off, OFF",
    "Bob : ~p2p offf, HELP",
    "Bob : ~p2p on off, HELP"
  })
  void commands(String line, Command expected) {
    assertEquals(Optional.of(expected), of(line, "~p2p"));
  }

  /** The server gets all of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bob : I use ~p2p off",
        "Bob : ~p2poff",
        "Bob : p2p off",
        "Bob : @p2p off",
        "Bob : ",
        "Bob :",
        "Bob",
        "",
        "Ann : ~p2p off",
        "Bobby : ~p2p off",
        "~p2p off",
        "Bob : |0~p2p off",
        "Bob : ~p2p and a sentence that is longer than any command of ours could ever be, so said"
      })
  void otherLines(String line) {
    assertEquals(Optional.empty(), of(line, "~p2p"));
  }

  @Test
  void theWordMayBeAnotherOrNone() {
    assertEquals(Optional.of(Command.ON), of("Bob : !link on", "!link"));
    assertEquals(Optional.empty(), of("Bob : ~p2p on", "!link"));
    assertEquals(Optional.empty(), of("Bob : ~p2p on", ""));
    assertEquals(Optional.empty(), of("Bob :  on", ""));
    assertEquals(Optional.empty(), Command.of(RawText.ascii(" : ~p2p on"), RawText.EMPTY, "~p2p"));
    assertThrows(IllegalArgumentException.class, () -> new WordsSettings(true, "two words"));
  }

  @Test
  void everyPrefixIsReadOrLeft() {
    String line = "Bob : |00~p2p status";
    for (int length = 0; length <= line.length(); length++) {
      of(line.substring(0, length), "~p2p");
    }
    byte[] odd = "Bob : ~p2p \0on".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals(Optional.empty(), Command.of(RawText.of(odd), BOB, "~p2p"));
  }

  private static Optional<Command> of(String line, String word) {
    return Command.of(RawText.ascii(line), BOB, word);
  }
}
