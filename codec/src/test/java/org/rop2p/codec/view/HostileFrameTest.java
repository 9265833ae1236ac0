package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.CharacterLayout;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.Seeded;

/**
 * A view of a frame that is too short or says nonsense answers something or throws one of the two
 * exceptions that a relay catches; it never reads beyond the frame.
 */
class HostileFrameTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);

  /** No view looks at fixed places beyond. */
  private static final int LONGEST_VIEW = 156;

  private static final List<Consumer<ByteBuf>> VIEWS =
      List.of(
          frame -> AcceptLogin.read(as(frame, 0x0AC4)),
          frame -> AcceptLogin.read(as(frame, 0x0AC9)),
          frame -> ActRequest.read(frame, PROTOCOL),
          Chat::readOther,
          Chat::readOwn,
          ClockTick::read,
          frame -> ClockTick.readRequest(frame, PROTOCOL),
          Emotion::read,
          Emotion::readRequest,
          Enter::readChar,
          Enter::readMap,
          MapEntry::read,
          MapMove::read,
          MapName::ofMove,
          MapName::ofZoneServer,
          MapProperty::read,
          NameAnswer::read,
          PackEmotion::read,
          PackEmotion::readRequest,
          Parameter::read,
          frame -> UnitAct.read(as(frame, 0x008A)),
          frame -> UnitAct.read(as(frame, 0x08C8)),
          UnitPosition::read,
          UnitState::read,
          Walk::read,
          Walk::readOwn,
          Walk::readRequest,
          ZoneServer::read,
          frame -> entry(as(frame, 0x09FF), Packet.ZC_NOTIFY_STANDENTRY),
          frame -> entry(as(frame, 0x09FE), Packet.ZC_NOTIFY_NEWENTRY),
          frame -> entry(as(frame, 0x09FD), Packet.ZC_NOTIFY_MOVEENTRY),
          frame -> entry(as(frame, 0x02EC), Packet.ZC_NOTIFY_MOVEENTRY),
          frame -> characters(frame, Packet.HC_ACCEPT_ENTER),
          frame -> characters(frame, Packet.HC_ACK_CHARINFO_PER_PAGE),
          frame -> characters(frame, Packet.HC_ACCEPT_MAKECHAR),
          frame -> addresses(as(frame, 0x0069), Packet.AC_ACCEPT_LOGIN),
          frame -> addresses(as(frame, 0x0AC9), Packet.AC_ACCEPT_LOGIN),
          frame -> addresses(frame, Packet.HC_NOTIFY_ZONESVR),
          frame -> addresses(frame, Packet.ZC_NPCACK_SERVERMOVE));

  /** Noise that begins with an id, so that a view which looks at it gets as far as it can. */
  private static ByteBuf as(ByteBuf frame, int id) {
    return frame.readableBytes() < 2 ? frame : frame.copy().setShortLE(0, id);
  }

  private static void entry(ByteBuf frame, Packet form) {
    UnitEntry.read(frame, form, PROTOCOL.unitLayout());
  }

  private static void characters(ByteBuf frame, Packet form) {
    CharacterRecord.readAll(frame, form, CharacterLayout.SIZE_175);
  }

  private static void addresses(ByteBuf frame, Packet packet) {
    for (AddressField field : AddressField.in(frame, packet)) {
      field.read(frame);
      field.readHost(frame);
    }
  }

  @Test
  void everyViewIsBounded() {
    Seeded.times(500, HostileFrameTest::bounded);
  }

  private static void bounded(Random random) {
    byte[] bytes = Seeded.bytes(random, 400);
    int length = bytes.length;
    ByteBuf frame = Frames.frame(bytes);
    for (int view = 0; view < VIEWS.size(); view++) {
      int reader = frame.readerIndex();
      int writer = frame.writerIndex();
      try {
        VIEWS.get(view).accept(frame.slice());
      } catch (IndexOutOfBoundsException tooShort) {
        assertTrue(length < LONGEST_VIEW, () -> "a long frame is never too short: " + tooShort);
      } catch (IllegalArgumentException nonsense) {
        assertFalse(nonsense.getMessage().isEmpty());
      }
      assertTrue(frame.readerIndex() == reader && frame.writerIndex() == writer);
    }
  }
}
