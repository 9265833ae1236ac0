package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BEA;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.hex;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.Windows;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;

/** Ann's proxy has been modified; Bea's is honest. What Ann's answers can do to Bob's lines. */
class HostileListenerTest {
  private static final String LINE = "Bob : hello";
  private static final String BYTES = hex(BobsSession.chat(LINE));

  private final BobsSession bob = new BobsSession(OFFLOAD);
  private final List<String> told = bob.presence.told;

  @BeforeEach
  void bothAreThere() {
    bob.server(ServerPackets.standing(BEA, 101, 100, "Bea"));
    bob.link(BEA);
    bob.prove();
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void nobodyAnswersForOthers() {
    offload();
    for (int token : List.of(ANN, BEA, 0, -1)) {
      bob.says(new PeerMessage.Answered(BobsSession.header(ANN), Kind.CHAT, token, 3, Answer.ACK));
    }
    bob.wait((int) Windows.ANSWER_MILLIS + 50);
    assertEquals(List.of(BYTES), bob.toServer, "Bea has not answered: the server brings it to her");
    assertTrue(told.contains("Bea: late 3"), told.toString());
  }

  @Test
  void whoAnswersTwiceAnswersOnce() {
    offload();
    bob.answers(ANN, 3, Answer.ACK);
    bob.answers(ANN, 3, Answer.ACK);
    bob.wait((int) Windows.ANSWER_MILLIS + 50);
    assertEquals(List.of(BYTES), bob.toServer);
  }

  @Test
  void whoRefusesEverythingSendsEveryLineToTheServerOnce() {
    for (int i = 0; i < 50; i++) {
      String line = "Bob : " + i;
      int number = 3 + i;
      bob.toServer.clear();
      boolean offloaded = bob.say(line) == Verdict.DROP;
      for (int again = 0; again < 20; again++) {
        bob.answers(ANN, number, Answer.NACK);
        bob.answers(BEA, number, Answer.ACK);
      }
      assertEquals(
          offloaded ? List.of(hex(BobsSession.chat(line))) : List.of(),
          bob.toServer,
          "each line is at the server once");
      assertEquals(
          offloaded ? Verdict.DROP : Verdict.PASS,
          bob.server(ServerPackets.chatEcho(line)),
          "and on his screen once");
    }
  }

  @Test
  void answersToWhatIsOverOrNeverWasChangeNothing() {
    offload();
    bob.answers(ANN, 3, Answer.ACK);
    bob.answers(BEA, 3, Answer.ACK);
    bob.catchUp();
    told.clear();
    for (int number : List.of(1, 2, 3, 4, Integer.MAX_VALUE)) {
      bob.answers(ANN, number, Answer.NACK);
    }
    bob.wait(10_000);
    assertEquals(List.of(), bob.toServer);
    assertEquals(List.of(), words());
  }

  @Test
  void whoAsksAnewAllTheTimeIsAskedToWait() {
    told.clear();
    for (int i = 0; i < 10_000; i++) {
      bob.says(wish(1_000 + i, EnumSet.allOf(Kind.class)));
      bob.now += i % 10 == 0 ? 1 : 0;
    }
    assertTrue(told.size() <= 7 * 4, told.size() + " messages");
    assertTrue(words().stream().allMatch(words -> words.startsWith("Ann: ")), "none to Bea");
    assertTrue(bob.counters.rejects().get("asks_too_often") > 9_000);
    bob.now += 1_000;
    told.clear();
    bob.says(wish(5, EnumSet.of(Kind.CHAT)));
    assertTrue(told.contains("Ann: hello []"), "once she has waited she is told: " + told);
  }

  @Test
  void norWithTheSameTokenAndOtherKinds() {
    told.clear();
    for (int i = 0; i < 10_000; i++) {
      bob.says(wish(ANN, i % 2 == 0 ? Set.of() : EnumSet.of(Kind.CHAT)));
    }
    assertTrue(told.size() <= 7 * 3, told.size() + " messages to her");
  }

  @Test
  void whoAsksAnewWhileALineIsUnresolvedCostsItItsWayByLinksOnly() {
    offload();
    bob.says(wish(77, EnumSet.of(Kind.CHAT)));
    assertEquals(List.of(BYTES), bob.toServer);
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chatEcho(LINE)));
  }

  @Test
  void whoAsksWhileBobIsHiddenGetsNoSignOfLife() {
    bob.server(Hex.frame("2902 81841E00 0000 0000 02000000 00"));
    told.clear();
    bob.unlink(ANN);
    bob.link(ANN);
    bob.says(wish(77, EnumSet.allOf(Kind.class)));
    bob.say("Bob : psst");
    bob.client(BobsSession.walkTo(new Cell(101, 100)));
    bob.wait(60_000);
    assertEquals(List.of(), told);
    assertTrue(bob.presence.heard.contains("unseen"), "and the coordinator hears of nobody");
  }

  @Test
  void somebodyWhoIsNotLinkedAsksForNothing() {
    bob.unlink(ANN);
    told.clear();
    bob.says(wish(77, EnumSet.of(Kind.CHAT)));
    bob.say(LINE);
    assertTrue(told.stream().noneMatch(words -> words.startsWith("Ann")), told.toString());
  }

  private void offload() {
    assertEquals(Verdict.DROP, bob.say(LINE));
  }

  /** All but what Bob asks for himself. */
  private List<String> words() {
    return told.stream().filter(words -> !words.contains("tell me")).toList();
  }

  private static PeerMessage wish(int token, Set<Kind> kinds) {
    return new PeerMessage.Subscribe(BobsSession.header(ANN), token, kinds);
  }
}
