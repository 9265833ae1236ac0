package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.UnitLayout;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitEntry;

/**
 * Units that are not what they look like: players in disguise, monsters, NPCs with players' looks.
 */
final class DisguiseTest {
  private static final int PORING = 1002;
  private static final int FIRST_OTHER = 110_000_000;
  private static final UnitLayout LAYOUT = Protocol.of(PacketVersion.DEFAULT).unitLayout();

  private final StandInServer server =
      StandInServer.builder()
          .monster(MonsterSpec.poring(Place.of("prontera", 160, 190), 4))
          .monster(
              new MonsterSpec(
                  Place.of("prontera", 150, 180),
                  4,
                  RawText.ascii("Statue"),
                  MonsterSpec.PLAYER,
                  0))
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .seed(7)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  private static UnitEntry entry(ByteBuf frame, Packet form) {
    return UnitEntry.read(frame, form, LAYOUT);
  }

  @Test
  void othersSeeAnObjectAndItselfANegatedId() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      server.faults().disguise(anna.account, PORING);
      assertEquals(anna.account, bert.map.until(0x0080).getIntLE(2));
      UnitEntry seen = entry(bert.map.until(0x09FE), Packet.ZC_NOTIFY_NEWENTRY);
      assertEquals(anna.account, seen.unitId());
      assertEquals(1, seen.objectType());
      // Bert's own arrival came before
      UnitEntry own = entry(anna.map.until(0x09FE), Packet.ZC_NOTIFY_NEWENTRY);
      while (own.unitId() == bert.account) {
        own = entry(anna.map.until(0x09FE), Packet.ZC_NOTIFY_NEWENTRY);
      }
      assertEquals(-anna.account, own.unitId());
      assertEquals(5, own.objectType());

      anna.map.send(Frames.walk(158, 187));
      anna.map.until(0x0087);
      UnitEntry ownWalk = nextWalk(anna, -anna.account);
      assertEquals(new Cell(158, 187), ownWalk.to());
      assertEquals(1, nextWalk(bert, anna.account).objectType());

      anna.map.send(Frames.act(2));
      assertEquals(anna.account, UnitAct.read(anna.map.until(0x08C8)).unitId());
      assertEquals(-anna.account, UnitAct.read(anna.map.until(0x08C8)).unitId());
      anna.say("who am I?");
      assertEquals(anna.account, Chat.readOther(bert.map.until(0x008D)).unitId());

      server.faults().disguise(anna.account, 0);
      assertEquals(-anna.account, anna.map.until(0x0080).getIntLE(2));
      assertEquals(0, entry(bert.map.until(0x09FE), Packet.ZC_NOTIFY_NEWENTRY).objectType());
    }
  }

  private static UnitEntry nextWalk(TestPlayer viewer, int unit) throws Exception {
    UnitEntry walk = null;
    while (walk == null || walk.unitId() != unit) {
      walk = entry(viewer.map.until(0x09FD), Packet.ZC_NOTIFY_MOVEENTRY);
    }
    return walk;
  }

  @Test
  void monstersWanderInViewAndStatuesLookLikePlayers() throws Exception {
    try (TestPlayer anna = TestPlayer.connect(server, "anna", "Anna")) {
      anna.map.send(Frames.loaded());
      List<UnitEntry> standing =
          anna.map.fence(0x09FF).stream()
              .map(frame -> entry(frame, Packet.ZC_NOTIFY_STANDENTRY))
              .toList();
      UnitEntry statue =
          standing.stream()
              .filter(unit -> unit.name().toString().equals("Statue"))
              .findFirst()
              .orElseThrow();
      assertEquals(0, statue.objectType());
      assertTrue(statue.unitId() >= FIRST_OTHER);
      UnitEntry wanders = entry(anna.map.until(0x09FD), Packet.ZC_NOTIFY_MOVEENTRY);
      assertEquals(5, wanders.objectType());
      assertTrue(wanders.unitId() >= FIRST_OTHER);
      assertEquals("Poring", wanders.name().toString());
      UnitEntry again = nextWalk(anna, wanders.unitId());
      assertEquals(wanders.to(), again.at(), "where it went");
      assertTrue(again.to().distance(new Cell(160, 190)) <= 4);
    }
  }

  @Test
  void aMonsterComesIntoViewAndLeavesIt() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.walk(146, 175));
      while (anna.map.until(0x0080).getIntLE(2) < FIRST_OTHER) {
        // whatever else stands there
      }
    }
  }
}
