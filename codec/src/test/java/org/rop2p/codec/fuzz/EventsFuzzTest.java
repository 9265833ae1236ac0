package org.rop2p.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ClientEvents;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvents;
import org.rop2p.codec.view.UnitIds;

/**
 * An event is made of the frame's bytes alone, or one of the two exceptions that a relay catches;
 * unit events that only players make are about players.
 */
class EventsFuzzTest {
  private static final int AROUND = 256;

  /** Input: era u8, packet u8 (255: the one the id names), the frame. */
  @FuzzTest
  void theFrameAloneIsRead(byte[] data) {
    Input input = new Input(data);
    Protocol protocol = Eras.choose(input.u8());
    int choice = input.u8();
    byte[] frame = input.rest();
    Packet[] all = Packet.values();
    Packet packet = choice < 0xFF ? all[choice % all.length] : named(frame, protocol);
    if (packet == null) {
      return;
    }
    Object amongZeros = read(packet, frame, 0x00, protocol);
    assertEquals(amongZeros, read(packet, frame, 0xFF, protocol), () -> packet + " reads beyond");
    if (!ServerEvents.reads(packet) && !ClientEvents.reads(packet)) {
      assertNull(amongZeros, () -> packet + " is read though nobody asks for it");
    }
    if (amongZeros instanceof ServerEvent.OfUnit unit && !mayBeAnybody(unit)) {
      assertTrue(UnitIds.isPlayerOrSelf(unit.unitId()), () -> packet + " is about no player");
    }
  }

  private static boolean mayBeAnybody(ServerEvent.OfUnit unit) {
    return unit instanceof ServerEvent.UnitGone
        || unit instanceof ServerEvent.CreatureShown
        || unit instanceof ServerEvent.SkillUnitShown
        || unit instanceof ServerEvent.SkillUnitGone;
  }

  private static Packet named(byte[] frame, Protocol protocol) {
    if (frame.length < 2) {
      return null;
    }
    int id = (frame[0] & 0xFF) | (frame[1] & 0xFF) << 8;
    Packet toServer = protocol.packet(id, Direction.CLIENT_TO_SERVER);
    return toServer != null ? toServer : protocol.packet(id, Direction.SERVER_TO_CLIENT);
  }

  /** What the reader says, or the class of what it throws. */
  private static Object read(Packet packet, byte[] frame, int around, Protocol protocol) {
    byte[] surrounded = new byte[AROUND + frame.length + AROUND];
    Arrays.fill(surrounded, (byte) around);
    System.arraycopy(frame, 0, surrounded, AROUND, frame.length);
    byte[] before = surrounded.clone();
    ByteBuf slice = Unpooled.wrappedBuffer(surrounded).slice(AROUND, frame.length);
    try {
      Object event =
          packet.direction() == Direction.CLIENT_TO_SERVER
              ? ClientEvents.read(packet, slice, protocol)
              : ServerEvents.read(packet, slice, protocol);
      assertEquals(frame.length, slice.readableBytes(), "indexes are left alone");
      assertTrue(Arrays.equals(before, surrounded), "only read");
      return event;
    } catch (IndexOutOfBoundsException | IllegalArgumentException caughtByTheRelay) {
      return caughtByTheRelay.getClass();
    }
  }
}
