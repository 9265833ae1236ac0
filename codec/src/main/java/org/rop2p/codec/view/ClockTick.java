package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ShuffledLayout;

/**
 * CZ_REQUEST_TIME, which carries the client's own clock, and ZC_NOTIFY_TIME with the server's.
 *
 * @param millis wrapping
 */
public record ClockTick(int millis) {
  private static final int TICK = 2;

  /** CZ_REQUEST_TIME. */
  public static ClockTick readRequest(ByteBuf frame, Protocol protocol) {
    int offset = protocol.shuffledLayout(Packet.CZ_REQUEST_TIME).offset(0);
    return new ClockTick(frame.getIntLE(frame.readerIndex() + offset));
  }

  /** ZC_NOTIFY_TIME. */
  public static ClockTick read(ByteBuf frame) {
    return new ClockTick(frame.getIntLE(frame.readerIndex() + TICK));
  }

  /** Appends CZ_REQUEST_TIME. */
  public void writeRequest(ByteBuf out, Protocol protocol) {
    ShuffledLayout layout = protocol.shuffledLayout(Packet.CZ_REQUEST_TIME);
    int at = out.writerIndex();
    out.writeZero(layout.length());
    out.setShortLE(at, protocol.id(Packet.CZ_REQUEST_TIME)).setIntLE(at + layout.offset(0), millis);
  }

  /** Appends ZC_NOTIFY_TIME. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_NOTIFY_TIME)).writeIntLE(millis);
  }
}
