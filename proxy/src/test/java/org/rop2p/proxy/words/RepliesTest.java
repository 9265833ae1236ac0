package org.rop2p.proxy.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing.State;

class RepliesTest {
  private static final ZoneLanes LANES = new ZoneLanes(Lane.OFFLOAD, Lane.MIRROR, Lane.SERVER);

  @Test
  void statusSaysHowManyAreReachedAndWhatIsAllowed() {
    assertEquals(
        List.of(
            "P2P is up in prontera.",
            "2 of 3 players near you by links; allowed here: chat offload, emote mirror, movement"
                + " server."),
        texts(Replies.status(new Standing(State.UP, "prontera", 3, 2), LANES)));
    assertEquals(
        List.of("You have switched P2P off: everything goes over the server."),
        texts(Replies.status(new Standing(State.OFF_BY_PLAYER, "prontera", 0, 0), LANES)));
  }

  @Test
  void theTenNearestAreNamedAndTheOthersCounted() {
    List<Replies.Peer> peers = new ArrayList<>();
    for (int cells = 12; cells > 0; cells--) {
      peers.add(
          new Replies.Peer(
              RawText.ascii(cells == 2 ? "" : "Ann" + cells),
              cells,
              cells % 2 == 0 ? "server" : "direct",
              cells % 2 == 0 ? -1 : cells * 10));
    }
    List<String> lines = texts(Replies.peers(peers));
    assertEquals(11, lines.size());
    assertEquals(List.of("Ann1: direct, 10 ms", "(no name yet): server"), lines.subList(0, 2));
    assertEquals("Ann10: server", lines.get(9));
    assertEquals("and 2 more.", lines.get(10));
    assertEquals(List.of("You see no other player."), texts(Replies.peers(List.of())));
  }

  @Test
  void linesAreShortAndAscii() {
    Line line = Line.of(Line.Tone.PLAIN, "\u00e4".repeat(300));
    assertEquals("?".repeat(Line.MAX_LENGTH), line.text().toString());
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(line -> line.text().toString()).toList();
  }
}
