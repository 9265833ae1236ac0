package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * A walk in straight client terms.
 *
 * @param unitId who walks; 0 where the packet does not say
 * @param from null in a request
 * @param tick server tick at which it began, 0 in a request
 */
public record Walk(int unitId, Cell from, Cell to, int tick) {
  private static final int REQUEST_TO = 2;

  /** Clients until 2010-11 send nine bytes, the first four of them meaningless. */
  private static final int PADDED_REQUEST = 9;

  private static final int PADDED_REQUEST_TO = 6;
  private static final int OWN_TICK = 2;
  private static final int OWN_MOVE = 6;
  private static final int UNIT_ID = 2;
  private static final int MOVE = 6;
  private static final int TICK = 12;

  /** CZ_REQUEST_MOVE; the padded form is told by its length. */
  public static Walk readRequest(ByteBuf frame) {
    int to = frame.readableBytes() == PADDED_REQUEST ? PADDED_REQUEST_TO : REQUEST_TO;
    return new Walk(0, null, Cell.read(frame, frame.readerIndex() + to), 0);
  }

  /** ZC_NOTIFY_PLAYERMOVE: the server's consent to the own character's walk. */
  public static Walk readOwn(ByteBuf frame) {
    int at = frame.readerIndex();
    return new Walk(
        0,
        Cell.readMoveFrom(frame, at + OWN_MOVE),
        Cell.readMoveTo(frame, at + OWN_MOVE),
        frame.getIntLE(at + OWN_TICK));
  }

  /** ZC_NOTIFY_MOVE: a unit the client already knows walks. */
  public static Walk read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new Walk(
        frame.getIntLE(at + UNIT_ID),
        Cell.readMoveFrom(frame, at + MOVE),
        Cell.readMoveTo(frame, at + MOVE),
        frame.getIntLE(at + TICK));
  }

  /** Appends ZC_NOTIFY_MOVE. */
  public void write(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_NOTIFY_MOVE)).writeIntLE(unitId);
    Cell.writeMove(out, from, to);
    out.writeIntLE(tick);
  }

  /** Appends ZC_NOTIFY_PLAYERMOVE. */
  public void writeOwn(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.ZC_NOTIFY_PLAYERMOVE)).writeIntLE(tick);
    Cell.writeMove(out, from, to);
  }

  /** Appends CZ_REQUEST_MOVE. */
  public void writeRequest(ByteBuf out, Protocol protocol) {
    out.writeShortLE(protocol.id(Packet.CZ_REQUEST_MOVE));
    out.writeZero(protocol.shuffledLayout(Packet.CZ_REQUEST_MOVE).offset(0) - REQUEST_TO);
    to.write(out, 0);
  }
}
