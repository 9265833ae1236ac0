package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Signal;

/** The lines that the integration guide shows of the coordinator's log are in it. */
class GuideLogTest {
  private static final int ANNA = 12_345;
  private static final int BERT = 12_346;

  @Test
  void theGuidesLinesAreLogged() throws Exception {
    List<String> shown = shown();
    assertEquals(4, shown.size());
    try (LogCapture logs = new LogCapture();
        TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
      anna.login();
      anna.open();
      String session = anna.enter("prontera").sessionId();
      TestPlayer bert = TestPlayer.in(test.coordinator, BERT, "prontera");
      anna.sees(BERT);
      bert.sees(ANNA);
      assertEquals(bert.asPeer(), anna.next());
      assertEquals(anna.asPeer(), bert.next());
      anna.send(new ClientMessage.SignalTo(BERT, new Signal.Offer("anna", "a".repeat(22))));
      anna.send(new ClientMessage.SignalTo(BERT, new Signal.IceCandidate("candidate:1")));
      bert.next();
      bert.next();
      anna.settle();
      for (String line : shown) {
        logs.assertSays(line.replace("abc123", session));
      }
    }
  }

  /** With the level before each. */
  private static List<String> shown() throws Exception {
    try (InputStream guide = GuideLogTest.class.getResourceAsStream("/guide.md")) {
      Matcher block =
          Pattern.compile("coordinator\\.log`\n```\n(.*?)```", Pattern.DOTALL)
              .matcher(new String(guide.readAllBytes(), StandardCharsets.UTF_8));
      return block.find() ? block.group(1).lines().toList() : List.of();
    }
  }
}
