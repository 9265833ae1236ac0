package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * ZC_NOTIFY_MAPPROPERTY (0199, 099B).
 *
 * @param type 0 nothing, 1 PvP zone, 2 event PvP, 3 guild war, 4 PK, 5 PvP server, 6 deny skill
 * @param flags bit 0 PvP, 1 GvG, 2 siege, 7 battlefield; 0 in the short form
 */
public record MapProperty(int type, int flags) {
  private static final int TYPE = 2;
  private static final int FLAGS = 4;
  private static final int LONG_FORM = 8;
  private static final int FIGHTING_FLAGS = 0x87;

  public static MapProperty read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new MapProperty(
        frame.getUnsignedShortLE(at + TYPE),
        frame.readableBytes() >= LONG_FORM ? frame.getIntLE(at + FLAGS) : 0);
  }

  /** Whether players may fight each other here. */
  public boolean fighting() {
    return (type >= 1 && type <= 5) || (flags & FIGHTING_FLAGS) != 0;
  }

  /** Appends ZC_NOTIFY_MAPPROPERTY; the short form of old clients has no flags. */
  public void write(ByteBuf out, Protocol protocol) {
    int id = protocol.id(Packet.ZC_NOTIFY_MAPPROPERTY);
    out.writeShortLE(id).writeShortLE(type);
    if (protocol.table().length(id) >= LONG_FORM) {
      out.writeIntLE(flags);
    }
  }
}
