package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.OFFLOAD;
import static org.rop2p.proxy.play.BobsSession.line;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.walking.OpenRequests;

/** Ann clicks on the cell that she comes to: the server stops her there, and tells her alone. */
class SilentStopTest {
  private static final String LINE = "Bob : hello";

  private final BobsSession bob = new BobsSession(OFFLOAD);
  private final List<String> told = bob.presence.told;

  @BeforeEach
  void proven() {
    bob.prove();
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @ParameterizedTest(name = "her proxy says so: {0}")
  @ValueSource(booleans = {true, false})
  void whomTheServerHasStoppedOnHerWayWithoutAWordHears(boolean said) {
    annWalksTo(130, said);
    assertEquals(Verdict.DROP, bob.say(LINE));
    assertEquals(said ? List.of("Ann: peer line 3 " + LINE) : List.of(), told);
  }

  @ParameterizedTest(name = "her proxy says so: {0}")
  @ValueSource(booleans = {true, false})
  void whomTheServerHasStoppedOnHerWayWithoutAWordIsHeardByTheServer(boolean said) {
    annWalksTo(111, said);
    bob.tells(ANN, new ToReceivers.Hello<>(1, ToReceivers.NONE, List.of()));
    told.clear();
    bob.tells(ANN, new ToReceivers.PeerLine<>(1, line("Ann : here I am")));
    assertEquals(List.of(said ? "Ann: NACK 1" : "Ann: ACK 1"), told);
  }

  /**
   * And may have been stopped on the first cell; nothing more is heard of her until she is there.
   */
  private void annWalksTo(int x, boolean stopped) {
    bob.server(ServerPackets.walking(ANN, 103, 100, x, 100, 50_100, "Ann"));
    if (stopped) {
      bob.says(
          new PeerMessage.WalkTo(
              BobsSession.header(ANN),
              1,
              new OpenRequests(Optional.empty(), List.of(), List.of(new Cell(x, 100))),
              new Cell(104, 100),
              true));
    }
    bob.wait(5_000);
    bob.server(Hex.frame("7F00 40E20100"));
    told.clear();
  }
}
