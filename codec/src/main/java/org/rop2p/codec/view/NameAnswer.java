package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * ZC_ACK_REQNAME (0095, 0ADF) and ZC_ACK_REQNAMEALL (0195, 0A30): the name under which a unit is
 * displayed.
 */
public record NameAnswer(int unitId, RawText name) {
  private static final int UNIT_ID = 2;
  private static final int NAME = 6;
  private static final int NAME_BEHIND_GROUP = 10;
  private static final int NAME_WIDTH = 24;
  private static final int ZC_ACK_REQNAME_TITLE = 0x0ADF;

  public static NameAnswer read(ByteBuf frame) {
    int at = frame.readerIndex();
    int name = nameOffset(frame.getUnsignedShortLE(at));
    return new NameAnswer(
        frame.getIntLE(at + UNIT_ID), RawText.nulPadded(frame, at + name, NAME_WIDTH));
  }

  /** Appends ZC_ACK_REQNAMEALL: a player, without party, guild and title. */
  public void writePlayer(ByteBuf out, Protocol protocol) {
    write(out, protocol, Packet.ZC_ACK_REQNAMEALL);
  }

  /** Appends ZC_ACK_REQNAME: an NPC, a pet and the like. */
  public void writeOther(ByteBuf out, Protocol protocol) {
    write(out, protocol, Packet.ZC_ACK_REQNAME);
  }

  private void write(ByteBuf out, Protocol protocol, Packet form) {
    int id = protocol.id(form);
    int at = out.writerIndex();
    out.writeZero(protocol.table().length(id));
    int end = out.writerIndex();
    out.setShortLE(at, id).setIntLE(at + UNIT_ID, unitId).writerIndex(at + nameOffset(id));
    name.writePadded(out, NAME_WIDTH);
    out.writerIndex(end);
  }

  private static int nameOffset(int id) {
    return id == ZC_ACK_REQNAME_TITLE ? NAME_BEHIND_GROUP : NAME;
  }
}
