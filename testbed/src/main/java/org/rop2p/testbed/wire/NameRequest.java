package org.rop2p.testbed.wire;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ShuffledLayout;

/**
 * CZ_REQNAME and CZ_REQNAME_BYGID: what is this one called?
 *
 * @param id a unit id, or a char id in CZ_REQNAME_BYGID
 */
public record NameRequest(int id) {
  /** Reads CZ_REQNAME or CZ_REQNAME_BYGID, whichever {@code form} is. */
  public static NameRequest read(ByteBuf frame, Packet form, Protocol protocol) {
    int offset = protocol.shuffledLayout(form).offset(0);
    return new NameRequest(frame.getIntLE(frame.readerIndex() + offset));
  }

  public void write(ByteBuf out, Packet form, Protocol protocol) {
    ShuffledLayout layout = protocol.shuffledLayout(form);
    int at = out.writerIndex();
    out.writeZero(layout.length());
    out.setShortLE(at, protocol.id(form)).setIntLE(at + layout.offset(0), id);
  }
}
