package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.play.BobsSession.ANN;
import static org.rop2p.proxy.play.BobsSession.BOB;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.walking.OpenRequests;

/** Ann's proxy has been modified: where it can make her stand on Bob's screen, and where not. */
class HostileWalksTest {
  private final BobsSession bob = new BobsSession(BobsSession.MIRROR);

  @BeforeEach
  void later() {
    bob.now += 500;
  }

  @AfterEach
  void leave() {
    bob.close();
  }

  @Test
  void whatIsTrueIsShown() {
    walks(1, 106, 104);
    assertEquals(1, bob.screen.size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          players fight here      | 9B09 0100 01000000
          guilds fight here       | 9B09 0300 02000000
          she is dead             | 8000 82841E00 01
          she is hidden           | 2902 82841E00 0000 0000 02000000 00
          she is cloaked          | 2902 82841E00 0000 0000 04000000 00
          she is frozen           | 2902 82841E00 0200 0000 00000000 00
          she sits                | C808 82841E00 00*23 02 00*4
          she is out of view      | 8000 82841E00 00
          """)
  void whereTheServerLetsHerNotWalkSheDoesNot(String story, String frame) {
    bob.server(Hex.frame(frame));
    walks(1, 106, 104);
    assertEquals(List.of(), bob.screen);
  }

  @ParameterizedTest(name = "to {0},{1}")
  @CsvSource({"130, 100", "1023, 1023", "0, 0", "103, 150"})
  void nobodyTeleports(int x, int y) {
    walks(1, x, y);
    assertEquals(List.of(), bob.screen);
  }

  @Test
  void norInManySmallSteps() {
    for (int i = 1; i < 200; i++) {
      walks(i, Math.min(1_000, 103 + 10 * i), 100);
      bob.now += 50;
    }
    for (String frame : bob.screen) {
      int to = (int) (Long.parseLong(frame.substring(12, 22), 16) >> 10) & 0x3FF;
      assertTrue(to <= 103 + 25, frame + " leads to " + to);
    }
  }

  @Test
  void anotherMapIsNotHers() {
    PeerMessage.Header header = new PeerMessage.Header(ANN, List.of(BOB), "geffen", 9);
    bob.says(walk(header, 1, new Cell(106, 104)));
    assertEquals(List.of(), bob.screen);
  }

  @Test
  void oldNumbersAreOld() {
    walks(5, 106, 104);
    walks(5, 100, 104);
    walks(4, 100, 104);
    bob.says(walk(new PeerMessage.Header(ANN, List.of(BOB), "prontera", 8), 9, new Cell(100, 104)));
    assertEquals(1, bob.screen.size());
  }

  @Test
  void aThousandWalksASecondAreAFewOnTheScreen() {
    for (int i = 1; i <= 1_000; i++) {
      walks(i, 100 + i % 7, 104);
      bob.now++;
    }
    assertTrue(bob.screen.size() <= 40, bob.screen.size() + " walks");
  }

  @Test
  void afterTheKillSwitchNobodyIsBelieved() {
    bob.presence.listener().lanes(ZoneLanes.OFF);
    walks(1, 106, 104);
    assertEquals(List.of(), bob.screen);
  }

  @Test
  void aClientThatDoesNotReadCollectsNothing() {
    bob.clientReads = false;
    for (int i = 1; i <= 100; i++) {
      walks(i, 100 + i % 7, 104);
      bob.now += 100;
    }
    assertEquals(List.of(), bob.screen);
  }

  @Test
  void whoIsTakenBackAllTheTimeIsNoLongerBelieved() {
    int shown = 0;
    for (int i = 1; i <= 100; i++) {
      bob.screen.clear();
      walks(i, i % 2 == 0 ? 106 : 100, 104);
      shown += bob.screen.isEmpty() ? 0 : 1;
      for (int answers = 0; answers < 4; answers++) {
        bob.client("6003 00000000");
        bob.wait(50);
        bob.server(Hex.frame("7F00 00000000"));
        bob.wait(1_000);
      }
    }
    assertTrue(shown <= 20, shown + " walks that never were");
  }

  private static PeerMessage walk(PeerMessage.Header header, int sequence, Cell to) {
    return new PeerMessage.WalkTo(header, sequence, OpenRequests.NONE, to, false);
  }

  private void walks(int sequence, int x, int y) {
    bob.says(walk(BobsSession.header(ANN), sequence, new Cell(x, y)));
  }
}
