package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.line;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.relay.SessionHandler.Verdict;

/** A line of Ann's is on the screen by its link, and at the server: its copy comes, or does not. */
class MissingCopyTest {
  private final BobsSession bob = new BobsSession(OFFLOAD);

  @AfterEach
  void leave() {
    bob.close();
  }

  /** Out of her range by the server, which had the late line, and back when she says it again. */
  @Test
  void aCopyThatNeverCameDoesNotSwallowAnEqualLine() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    bob.wait(100);
    bob.server(Hex.frame("7F00 40E20100"));
    bob.client("6003 00000000");
    bob.server(Hex.frame("7F00 40E20100"));
    bob.screen.clear();
    bob.toServer.clear();
    bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : gg")));
    bob.tells(ANN, new ToReceivers.Late<>(1));
    bob.tells(ANN, new ToReceivers.Settled<>(1));
    assertEquals(1, bob.screen.size());
    bob.wait(250);
    assertEquals(List.of(), bob.toServer, "the copy may be on its way");
    bob.wait(100);
    assertEquals(List.of("600300000000"), bob.toServer);
    assertEquals(Verdict.DROP, bob.server(Hex.frame("7F00 40E20100")), "nobody else has asked");
    bob.wait(2_000);
    assertEquals(List.of("600300000000"), bob.toServer, "once");
    assertEquals(Verdict.PASS, bob.server(ServerPackets.chat(ANN, "Ann : gg")));
  }

  @Test
  void aCopyThatComesInTimeIsSwallowedWithoutAQuestion() {
    bob.tells(ANN, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    bob.client("6003 00000000");
    bob.server(Hex.frame("7F00 40E20100"));
    bob.toServer.clear();
    bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : gg")));
    bob.tells(ANN, new ToReceivers.Late<>(1));
    bob.tells(ANN, new ToReceivers.Settled<>(1));
    bob.wait(250);
    assertEquals(Verdict.DROP, bob.server(ServerPackets.chat(ANN, "Ann : gg")));
    bob.wait(2_000);
    assertEquals(List.of(), bob.toServer);
  }
}
