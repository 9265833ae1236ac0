package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.line;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.relay.SessionHandler.Verdict;

/** Settled comes by datagram: it may be lost, late, or ahead of what its stream says. */
final class LooseSettledTest {
  private final BobsSession bob = new BobsSession(OFFLOAD);
  private final List<String> told = bob.presence.told;

  /** The order of Ann's stream is sure. */
  @BeforeEach
  void sync() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    bob.tells(ANN, new ToReceivers.BothLine<>(1, line("Ann : sync"), ToReceivers.NONE));
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : sync")));
    told.clear();
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void inTimeItEndsTheWaitForWhatBobWasNotToHear() {
    bob.tells(ANN, new ToReceivers.Notice<>(2, ToReceivers.NONE));
    settled(2);
    answer();
    assertEquals("Ann: ACK 3", says(3));
  }

  @Test
  void lateAsWell() {
    bob.tells(ANN, new ToReceivers.Notice<>(2, ToReceivers.NONE));
    bob.tells(ANN, new ToReceivers.Notice<>(3, ToReceivers.NONE));
    settled(3);
    settled(2);
    answer();
    assertEquals("Ann: ACK 4", says(4));
  }

  @Test
  void lostItIsMadeUpForByTheNext() {
    bob.tells(ANN, new ToReceivers.Notice<>(2, ToReceivers.NONE));
    answer();
    assertEquals("Ann: NACK 3", says(3), "the server brings it");
    bob.tells(ANN, new ToReceivers.Late<>(3));
    settled(3);
    answer();
    assertEquals("Ann: ACK 4", says(4));
  }

  @Test
  void aheadOfItsLineItCountsForNothing() {
    bob.tells(ANN, new ToReceivers.Notice<>(2, ToReceivers.NONE));
    settled(3);
    bob.tells(ANN, new ToReceivers.Notice<>(3, ToReceivers.NONE));
    answer();
    assertEquals("Ann: NACK 4", says(4));
  }

  @Test
  void aheadOfLateToo() {
    bob.tells(ANN, new ToReceivers.Notice<>(2, ToReceivers.NONE));
    assertEquals("Ann: NACK 3", says(3));
    settled(3);
    bob.tells(ANN, new ToReceivers.Late<>(3));
    answer();
    assertEquals("Ann: NACK 4", says(4), "neither line 2 nor line 3 is over");
  }

  /** It concerns what the author had at the server before the link came up. */
  @Test
  void ofALineFromBeforeTheHelloItMakesTheOrderSure() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, 7, List.of()));
    settled(8);
    answer();
    assertEquals("Ann: NACK 9", says(9), "no such line was told");
    bob.tells(ANN, new ToReceivers.Final<>(9));
    settled(7);
    answer();
    assertEquals("Ann: ACK 10", says(10));
  }

  private String says(int number) {
    told.clear();
    bob.tells(ANN, new ToReceivers.PeerLine<>(number, line("Ann : line " + number)));
    return told.get(0);
  }

  private void settled(int number) {
    bob.tells(ANN, new ToReceivers.Settled<>(number));
  }

  /** The server answers something that Bob's client asks now. */
  private void answer() {
    bob.client("6003 00000000");
    bob.now += 200;
    bob.server(Hex.frame("7F00 00000000"));
  }
}
