package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.oracle.Act.Fate;
import org.rop2p.testbed.oracle.Content;
import org.rop2p.testbed.oracle.Decision;
import org.rop2p.testbed.oracle.Presence;
import org.rop2p.testbed.server.Place;
import org.rop2p.testbed.server.ServerEvent;
import org.rop2p.testbed.server.ServerEvent.Reach;
import org.rop2p.testbed.server.ServerEvent.Refusal;

class ServerReadingTest {
  private static final int ALICE = 2_000_000;
  private static final Place HERE = Place.of("prontera", 100, 100);
  private static final Cell THERE = new Cell(105, 100);
  private static final RawText LINE = RawText.ascii("Alice : hi");

  @Test
  void whoeverIsToldDecidesTheFate() {
    List<ServerEvent> events =
        List.of(
            new ServerEvent.ChatAccepted(1, ALICE, LINE, Reach.PUBLIC, HERE, Set.of()),
            new ServerEvent.ChatAccepted(2, ALICE, LINE, Reach.COMMAND, HERE, Set.of()),
            new ServerEvent.ChatAccepted(3, ALICE, LINE, Reach.ROOM, HERE, Set.of()),
            new ServerEvent.ChatRefused(4, ALICE, LINE, Refusal.MUTED, HERE),
            new ServerEvent.EmoteAccepted(5, ALICE, 3, 3, HERE, Set.of()),
            new ServerEvent.EmoteRefused(6, ALICE, 3, Refusal.TOO_SOON, HERE),
            new ServerEvent.PackEmoteAccepted(6, ALICE, 1, 3, HERE, Set.of()),
            new ServerEvent.PackEmoteRefused(6, ALICE, 1, 3, Refusal.TOO_SOON, HERE),
            new ServerEvent.WalkAccepted(7, ALICE, HERE, THERE, 0, Set.of()),
            new ServerEvent.WalkAccepted(8, ALICE, HERE, HERE.cell(), 0, Set.of()),
            new ServerEvent.WalkRefused(9, ALICE, THERE, Refusal.SUPERSEDED, HERE),
            new ServerEvent.WalkRefused(10, ALICE, THERE, Refusal.SITTING, HERE));
    assertEquals(
        List.of(
            Fate.ACCEPTED,
            Fate.REFUSED,
            Fate.CONFIDED,
            Fate.REFUSED,
            Fate.ACCEPTED,
            Fate.REFUSED,
            Fate.ACCEPTED,
            Fate.REFUSED,
            Fate.ACCEPTED,
            Fate.OVERTAKEN,
            Fate.OVERTAKEN,
            Fate.REFUSED),
        ServerReading.of(events).decisions().stream().map(Decision::fate).toList());
  }

  @Test
  void whoWasToldIsKeptAndAnAuthorHearsItself() {
    List<Decision> decisions =
        ServerReading.of(
                List.of(
                    new ServerEvent.ChatAccepted(1, ALICE, LINE, Reach.PUBLIC, HERE, Set.of(7)),
                    new ServerEvent.ChatAccepted(2, ALICE, LINE, Reach.CHANNEL, HERE, Set.of(7)),
                    new ServerEvent.EmoteAccepted(3, ALICE, 3, 3, HERE, Set.of(8)),
                    new ServerEvent.WalkAccepted(4, ALICE, HERE, THERE, 0, Set.of(9)),
                    new ServerEvent.PackEmoteAccepted(5, ALICE, 1, 3, HERE, Set.of(8))))
            .decisions();
    assertEquals(
        List.of(Set.of(ALICE, 7), Set.of(), Set.of(ALICE, 8), Set.of(9), Set.of(ALICE, 8)),
        decisions.stream().map(Decision::told).toList());
    assertEquals(HERE.cell(), decisions.get(3).from());
    assertEquals(new Content.Emote(3), decisions.get(2).content());
    assertEquals(new Content.Emote(1, 3), decisions.get(4).content(), "of a pack");
  }

  @Test
  void aPlayerIsOnAMapOnlyWhileItsClientHasItLoaded() {
    Presence alice =
        ServerReading.of(
                List.of(
                    new ServerEvent.Moved(10, ALICE, HERE),
                    new ServerEvent.MapEntered(20, ALICE, HERE),
                    new ServerEvent.Moved(30, ALICE, new Place("prontera", THERE)),
                    new ServerEvent.MapLeft(40, ALICE, new Place("prontera", THERE)),
                    new ServerEvent.Moved(50, ALICE, HERE)))
            .presence()
            .get(ALICE);
    assertEquals(Optional.empty(), alice.at(15));
    assertEquals(Optional.of(new Presence.Place("prontera", HERE.cell())), alice.at(25));
    assertEquals(Optional.of(new Presence.Place("prontera", THERE)), alice.at(35));
    assertEquals(Optional.empty(), alice.at(60));
  }

  @Test
  void dialogueFramesAndKicksAreKept() {
    ServerReading reading =
        ServerReading.of(
            List.of(
                new ServerEvent.NpcFrame(1, ALICE, RawText.ascii("one")),
                new ServerEvent.NpcFrame(2, ALICE, RawText.ascii("two")),
                new ServerEvent.Kicked(3, ALICE, ServerKind.MAP, "a torn packet")));
    assertEquals(
        List.of(RawText.ascii("one"), RawText.ascii("two")), reading.npcFrames().get(ALICE));
    assertEquals(List.of("the server threw out account 2000000: a torn packet"), reading.kicks());
  }
}
