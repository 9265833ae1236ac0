package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.UnitLayout;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.codec.view.Walk;
import org.rop2p.testbed.server.ServerEvent.Refusal;

/** Walks: refused in silence, collapsed, paced, seen within 14 cells. */
final class WalkTest {
  private static final UnitLayout LAYOUT = Protocol.of(PacketVersion.DEFAULT).unitLayout();

  private StandInServer server = server(158, 185);

  @AfterEach
  void stop() {
    server.close();
  }

  /** Anna at 156,185 and Bert somewhere in the same town, where one cell is blocked. */
  private static StandInServer server(int bertX, int bertY) {
    return StandInServer.builder()
        .map(new MapSpec("prontera", 312, 392, 0, Set.of(new Cell(150, 185))))
        .account("anna", "secret", "Anna", 'F')
        .account("bert", "secret", "Bert", 'M')
        .spawn("prontera", bertX, bertY)
        .timing(Timing.DEFAULT.withBacklogCycle(Duration.ofMillis(1)))
        .start();
  }

  private void restart(int bertX, int bertY) {
    server.close();
    server = server(bertX, bertY);
  }

  private ServerEvent.Moved arrival(TestPlayer player, int x, int y) throws Exception {
    Cell cell = new Cell(x, y);
    return Logs.await(
        server,
        ServerEvent.Moved.class,
        moved -> moved.account() == player.account && moved.at().cell().equals(cell));
  }

  @ParameterizedTest
  @CsvSource({
    "174, 185, TOO_FAR", // 18 cells
    "900, 185, TOO_FAR",
    "150, 185, NO_PATH", // blocked
  })
  void isRefusedInSilence(int x, int y, Refusal why) throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Frames.walk(x, y));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()));
      assertEquals(why, Logs.await(server, ServerEvent.WalkRefused.class).why());
    }
  }

  @ParameterizedTest
  @CsvSource({"SITTING", "IN_CHAT_ROOM", "IN_DIALOGUE", "VENDING", "CASTING"})
  void isRefusedInSilenceWhile(Refusal state) throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      switch (state) {
        case SITTING -> anna.map.send(Frames.act(2));
        case IN_CHAT_ROOM -> anna.map.send(Frames.createRoom("talk", "", true));
        case VENDING -> anna.map.send(Frames.openShop("all for one"));
        case CASTING -> server.faults().cast(anna.account, 60_000);
        default -> anna.map.send(Frames.contact(server.npcId("Guide#prontera")));
      }
      anna.map.fence();
      anna.map.send(Frames.walk(157, 185));
      assertEquals(List.of(), RawClient.ids(anna.map.fence()));
      assertEquals(state, Logs.await(server, ServerEvent.WalkRefused.class).why());
    }
  }

  @Test
  void seventeenCellsAreWalkedOneAtATime() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      assertPace(17 * 150, walked(anna, 156, 202));
      assertPace(17 * 210, walked(anna, 139, 185));
      List<Cell> cells =
          server.log().all(ServerEvent.Moved.class).stream()
              .map(moved -> moved.at().cell())
              .toList();
      assertEquals(1 + 2 * 17, cells.size(), cells::toString);
      for (int i = 1; i < cells.size(); i++) {
        assertEquals(1, cells.get(i).distance(cells.get(i - 1)));
      }
    }
  }

  /** Nanoseconds from the server's consent to the arrival. */
  private long walked(TestPlayer player, int x, int y) throws Exception {
    player.map.send(Frames.walk(x, y));
    player.map.until(0x0087);
    ServerEvent.WalkAccepted begun =
        Logs.await(
            server, ServerEvent.WalkAccepted.class, walk -> walk.to().equals(new Cell(x, y)));
    return arrival(player, x, y).nanos() - begun.nanos();
  }

  private static void assertPace(long millis, long nanos) {
    long took = nanos / 1_000_000;
    assertTrue(took >= millis - 1, took + " ms, too fast for " + millis);
    assertTrue(took < millis + 2_000, took + " ms, too slow for " + millis);
  }

  @Test
  void tenRequestsAtOnceBecomeTwoWalks() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.fence();
      ByteBuf[] requests = new ByteBuf[10];
      for (int request = 0; request < requests.length; request++) {
        requests[request] = Frames.walk(148 + request, 188);
      }
      anna.map.send(requests);
      arrival(anna, 157, 188);
      List<ByteBuf> own = anna.map.fence(0x0087);
      List<ByteBuf> seen = bert.map.fence(0x09FD);
      List<ServerEvent.WalkAccepted> accepted = server.log().all(ServerEvent.WalkAccepted.class);
      assertEquals(2, accepted.size(), accepted::toString);
      assertEquals(2, own.size());
      assertEquals(2, seen.size());
      assertEquals(new Cell(148, 188), Walk.readOwn(own.get(0)).to());
      Walk second = Walk.readOwn(own.get(1));
      assertEquals(new Cell(155, 186), second.from(), "at the next cell");
      assertEquals(new Cell(157, 188), second.to());
      List<ServerEvent.WalkRefused> superseded = server.log().all(ServerEvent.WalkRefused.class);
      assertEquals(8, superseded.size());
      assertTrue(superseded.stream().allMatch(walk -> walk.why() == Refusal.SUPERSEDED));
    }
  }

  @Test
  void walkingToTheOwnCellAnswersSelfOnly() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.walk(156, 185));
      Walk own = Walk.readOwn(anna.map.until(0x0087));
      assertEquals(own.from(), own.to());
      assertEquals(List.of(), bert.map.fence(0x09FD));
    }
  }

  @ParameterizedTest
  @CsvSource({"170, 185, true", "170, 199, true", "171, 185, false", "156, 170, false"})
  void isSeenWithinFourteenCells(int bertX, int bertY, boolean seen) throws Exception {
    restart(bertX, bertY);
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.emote(1)); // without a step, so that the distance stays
      anna.map.until(0x00C0);
      assertEquals(seen ? 1 : 0, bert.map.fence(0x00C0).size());
      anna.map.send(Frames.walk(156, 185));
      anna.map.fence();
      ServerEvent.EmoteAccepted emote = Logs.await(server, ServerEvent.EmoteAccepted.class);
      assertEquals(seen ? Set.of(bert.account) : Set.of(), emote.audience());
    }
  }

  @Test
  void comesIntoViewWalkingAndLeavesIt() throws Exception {
    restart(172, 180); // sixteen cells off
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.enter(server, "bert", "Bert")) {
      anna.map.send(Frames.walk(160, 185));
      UnitEntry entered = null;
      while (entered == null || entered.unitId() != anna.account) {
        entered = UnitEntry.read(bert.map.until(0x09FD), Packet.ZC_NOTIFY_MOVEENTRY, LAYOUT);
      }
      assertEquals(new Cell(158, 185), entered.at(), "at the edge of view");
      assertEquals(new Cell(160, 185), entered.to());
      UnitEntry bertSeen = null;
      while (bertSeen == null || bertSeen.unitId() != bert.account) {
        bertSeen = UnitEntry.read(anna.map.until(0x09FF), Packet.ZC_NOTIFY_STANDENTRY, LAYOUT);
      }
      arrival(anna, 160, 185);

      anna.map.send(Frames.walk(156, 185));
      ByteBuf gone = bert.map.until(0x0080);
      assertEquals(anna.account, gone.getIntLE(2));
      assertEquals(UnitPackets.OUT_OF_SIGHT, gone.getByte(6));
      assertEquals(bert.account, anna.map.until(0x0080).getIntLE(2));
      assertEquals(new Cell(157, 185), arrival(anna, 157, 185).at().cell());
    }
  }

  @Test
  void aLateComerSeesAWalkUnderWay() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        TestPlayer bert = TestPlayer.connect(server, "bert", "Bert")) {
      anna.map.send(Frames.walk(142, 185)); // around the blocked cell
      anna.map.until(0x0087);
      bert.map.send(Frames.loaded());
      List<UnitEntry> walking = new ArrayList<>();
      for (ByteBuf frame : bert.map.fence(0x09FD)) {
        walking.add(UnitEntry.read(frame, Packet.ZC_NOTIFY_MOVEENTRY, LAYOUT));
      }
      assertEquals(1, walking.size());
      assertEquals(new Cell(142, 185), walking.get(0).to());
    }
  }
}
