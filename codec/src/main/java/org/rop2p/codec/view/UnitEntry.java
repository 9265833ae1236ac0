package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Packet;

/**
 * A unit as the server shows it: standing, spawning or walking.
 *
 * @param unitId on rAthena a player's account id; negated for oneself in disguise
 * @param speed milliseconds per cell
 * @param to destination of a walk, null when not walking
 * @param tick server tick at which the walk began, 0 when not walking
 * @param sitting whether a standing entry shows it seated
 */
public record UnitEntry(
    int unitId,
    int objectType,
    int speed,
    int bodyState,
    int effectState,
    Cell at,
    Cell to,
    int tick,
    boolean sitting,
    RawText name) {

  private static final int NAME = 24;
  private static final int STATE_SITTING = 2;

  /** Reads a frame of {@code form}: one of the three ZC_NOTIFY_*ENTRY packets. */
  public static UnitEntry read(ByteBuf frame, Packet form, UnitLayout layout) {
    int base = frame.readerIndex();
    boolean walking = form == Packet.ZC_NOTIFY_MOVEENTRY;
    boolean standing = form == Packet.ZC_NOTIFY_STANDENTRY;
    int position = base + (walking ? layout.movePosition() : layout.standPosition());
    int nameOffset =
        walking ? layout.moveName() : standing ? layout.standName() : layout.spawnName();
    return new UnitEntry(
        frame.getIntLE(base + layout.unitId()),
        frame.getUnsignedByte(base + layout.objectType()),
        frame.getUnsignedShortLE(base + layout.speed()),
        frame.getUnsignedShortLE(base + layout.bodyState()),
        frame.getIntLE(base + layout.effectState()),
        Cell.read(frame, position),
        walking ? Cell.readMoveTo(frame, position) : null,
        walking ? frame.getIntLE(base + layout.tick()) : 0,
        standing && frame.getUnsignedByte(base + layout.standState()) == STATE_SITTING,
        name(frame, base + nameOffset));
  }

  /** rAthena sends the name in full width; the length word may cut it shorter. */
  private static RawText name(ByteBuf frame, int index) {
    int width = Math.min(NAME, frame.writerIndex() - index);
    return width <= 0 ? RawText.EMPTY : RawText.nulPadded(frame, index, width);
  }

  public boolean walking() {
    return to != null;
  }
}
