package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  private static final Line CANDIDATE =
      Line.of("candidate", 12, "candidate:host4 1 udp 1 10.0.0.2 5 typ host", 7);

  @Test
  void aLineIsReadAsItWasWritten() {
    for (Line line : List.of(CANDIDATE, Line.of("open", 3), Line.of("offer", 1, "", "x"))) {
      assertEquals(line, Line.parse(line.text()));
    }
    assertEquals(7, CANDIDATE.number(1));
  }

  @Test
  void aPrefixIsALineOrRefused() {
    String text = CANDIDATE.text();
    for (int length = 0; length < text.length(); length++) {
      String prefix = text.substring(0, length);
      if (prefix.indexOf('\t') < 0 || prefix.endsWith("candidate\t")) {
        assertThrows(IllegalArgumentException.class, () -> Line.parse(prefix), prefix);
      } else {
        assertEquals(prefix, Line.parse(prefix).text());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "open", "\t1", "open\tone", "open\t99999999999"})
  void whatHasNoVerbOrNoNumberIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Line.parse(text));
  }

  @Test
  void aWordThatIsNotThereIsRefused() {
    Line line = Line.of("up", 1, "direct");
    assertEquals("direct", line.word(0));
    assertThrows(IllegalArgumentException.class, () -> line.word(1));
    assertThrows(IllegalArgumentException.class, () -> line.number(0));
  }
}
