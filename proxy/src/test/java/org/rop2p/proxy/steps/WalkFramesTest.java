package org.rop2p.proxy.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.walking.UnitFrame;
import org.rop2p.proxy.world.WorldView;

/** Ann's walk as Bob's client is told of it. */
class WalkFramesTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final UnitFrame MOVE = new UnitFrame.Move(new Cell(103, 100), new Cell(110, 100));

  private final WorldView world = new WorldView(BOB, RawText.ascii("Bob"), "prontera");

  @Test
  void aBareMoveWithTheServersTick() {
    assertFrame(
        "8600"
            + ServerPackets.u32(ANN)
            + ServerPackets.move(103, 100, 110, 100)
            + ServerPackets.u32(50_000),
        MOVE,
        false);
  }

  @Test
  void byConfigurationTheWholeEntryWithWhatTheLastOneShowed() {
    see(ServerPackets.standing(ANN, 103, 100, "Ann"));
    ByteBuf expected = ServerPackets.walking(ANN, 103, 100, 110, 100, 50_000, "Ann");
    assertFrame(ByteBufUtil.hexDump(expected), MOVE, true);
  }

  @Test
  void ofWhomNothingWasShownABareMove() {
    assertFrame(
        "8600"
            + ServerPackets.u32(ANN)
            + ServerPackets.move(103, 100, 110, 100)
            + ServerPackets.u32(50_000),
        MOVE,
        true);
  }

  @Test
  void aStop() {
    assertFrame(
        "8800" + ServerPackets.u32(ANN) + ServerPackets.u16(103) + ServerPackets.u16(100),
        new UnitFrame.Stop(new Cell(103, 100)),
        true);
  }

  private void see(ByteBuf frame) {
    ServerEvent event = ServerPackets.event(frame);
    world.observe(event, 0);
  }

  private void assertFrame(String hex, UnitFrame frame, boolean entries) {
    WalkFrames frames =
        new WalkFrames(
            Protocol.of(PacketVersion.DEFAULT), UnpooledByteBufAllocator.DEFAULT, entries);
    ByteBuf out = frames.of(ANN, frame, world.player(ANN).orElse(null), 50_000);
    assertEquals(hex, ByteBufUtil.hexDump(out));
    out.release();
  }
}
