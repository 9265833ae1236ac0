package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.speech.RequestOrder.Request;

/** What an answer of the server shows about what was sent before it. */
class RequestOrderTest {
  private final RequestOrder order = new RequestOrder();

  @ParameterizedTest(name = "{0}: {1}, answers {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a time decides on the lines before it    | c1 e1 c2 t c3      | t       | asked 3, c2 e1
          its own line is not before an echo       | c1 c2 c3           | c2      | asked 1, c1
          a walk decides, too                      | c1 w5 c2           | w5      | asked 1, c1
          another destination is another walk      | c1 w5 c2 w6        | w6      | asked 3, c2
          of equal walks the oldest is taken       | w5 c1 w5 c2        | w5      | asked 0,
          and then the next                        | w5 c1 w5 c2        | w5 w5   | asked 2, c1
          of equal times as well                   | t c1 t             | t       | asked 0,
          an older walk may be granted later       | w5 c1 t            | t w5    | asked 0,
          but not after a newer one                | w5 c1 w6           | w6 w5   | nothing
          what is decided is not decided again     | c1 t c2 t          | t t     | asked 3, c2
          nothing was asked                        | c1                 | t       | nothing
          answered twice                           | t                  | t t     | nothing
          a line that is answered already          | c1 t               | t c1    | nothing
          """)
  void anAnswer(String story, String sent, String answers, String shows) {
    long now = 0;
    for (String one : sent.split(" ", -1)) {
      order.sent(request(one), now++);
    }
    String last = "";
    for (String one : answers.split(" ", -1)) {
      last = words(order.answered(request(one)));
    }
    assertEquals(shows.trim(), last, story);
  }

  @Test
  void beyondItsBoundsAnswersShowNothingUntilTheMapIsLeft() {
    for (int i = 0; i <= 512; i++) {
      order.sent(new Request.Line(Kind.CHAT, i + 1), i);
    }
    order.sent(new Request.Time(false), 600);
    assertEquals("nothing", words(order.answered(new Request.Time(false))));
    order.clear();
    order.sent(new Request.Line(Kind.CHAT, 514), 700);
    order.sent(new Request.Time(false), 701);
    assertEquals("asked 701, c514", words(order.answered(new Request.Time(false))));
  }

  @Test
  void onALeftMapNothingIsAnsweredAnyMore() {
    order.sent(new Request.Line(Kind.CHAT, 1), 0);
    order.sent(new Request.Time(false), 1);
    order.clear();
    assertEquals("nothing", words(order.answered(new Request.Time(false))));
  }

  private static Request request(String word) {
    int number = word.length() > 1 ? Integer.parseInt(word.substring(1)) : 0;
    return switch (word.charAt(0)) {
      case 'c' -> new Request.Line(Kind.CHAT, number);
      case 'e' -> new Request.Line(Kind.EMOTE, number);
      case 'w' -> new Request.Walk(new Cell(number, number));
      default -> new Request.Time(false);
    };
  }

  private static String words(Optional<RequestOrder.Proof> proof) {
    if (proof.isEmpty()) {
      return "nothing";
    }
    List<String> lines = new ArrayList<>();
    for (Kind kind : List.of(Kind.CHAT, Kind.EMOTE)) {
      Integer number = proof.get().decided().get(kind);
      if (number != null) {
        lines.add((kind == Kind.CHAT ? "c" : "e") + number);
      }
    }
    return ("asked " + proof.get().askedAt() + ", " + String.join(" ", lines)).trim();
  }
}
