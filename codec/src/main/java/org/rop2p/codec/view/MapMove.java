package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;

/**
 * ZC_NPCACK_MAPMOVE and ZC_NPCACK_SERVERMOVE: the character is on another place; every known unit
 * is forgotten.
 *
 * @param zone map name without {@code .gat}, lower case
 */
public record MapMove(String zone, Cell at) {
  private static final int X = 18;
  private static final int Y = 20;

  public static MapMove read(ByteBuf frame) {
    int at = frame.readerIndex();
    return new MapMove(
        MapName.ofMove(frame),
        new Cell(frame.getUnsignedShortLE(at + X), frame.getUnsignedShortLE(at + Y)));
  }
}
