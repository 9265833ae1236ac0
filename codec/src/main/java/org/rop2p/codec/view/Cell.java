package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;

/**
 * A map cell. Coordinates are 10 bits on the wire, 0..1023.
 *
 * <p>Three-byte form: x, y, 4-bit direction. Six-byte form: from, to and two 4-bit sub-cells.
 */
public record Cell(int x, int y) {
  public static final int PACKED = 3;
  public static final int PACKED_MOVE = 6;
  private static final int MAX = 1023;
  private static final int SUB_CELLS = 0x88;

  public Cell {
    if (x < 0 || x > MAX || y < 0 || y > MAX) {
      throw new IllegalArgumentException("cell out of range: " + x + "," + y);
    }
  }

  /** The distance by which the game measures ranges: the larger of both coordinate differences. */
  public int distance(Cell other) {
    return Math.max(Math.abs(x - other.x), Math.abs(y - other.y));
  }

  /** Reads the three-byte form at absolute {@code index}. */
  public static Cell read(ByteBuf in, int index) {
    int b0 = in.getUnsignedByte(index);
    int b1 = in.getUnsignedByte(index + 1);
    int b2 = in.getUnsignedByte(index + 2);
    return new Cell(b0 << 2 | b1 >> 6, (b1 & 63) << 4 | b2 >> 4);
  }

  /**
   * The direction (0 N, counter-clockwise to 7 NE; up to 15 on the wire) of the three-byte form.
   */
  public static int readDirection(ByteBuf in, int index) {
    return in.getUnsignedByte(index + 2) & 15;
  }

  /** Appends the three-byte form. */
  public void write(ByteBuf out, int direction) {
    out.writeByte(x >> 2).writeByte((x & 3) << 6 | y >> 4).writeByte((y & 15) << 4 | direction);
  }

  /** Reads the start of the six-byte form at absolute {@code index}. */
  public static Cell readMoveFrom(ByteBuf in, int index) {
    return read(in, index);
  }

  /** Reads the destination of the six-byte form at absolute {@code index}. */
  public static Cell readMoveTo(ByteBuf in, int index) {
    int b2 = in.getUnsignedByte(index + 2);
    int b3 = in.getUnsignedByte(index + 3);
    int b4 = in.getUnsignedByte(index + 4);
    return new Cell((b2 & 15) << 6 | b3 >> 2, (b3 & 3) << 8 | b4);
  }

  /** Appends the six-byte form, walking from {@code from} to {@code to}, sub-cells centred. */
  public static void writeMove(ByteBuf out, Cell from, Cell to) {
    out.writeByte(from.x >> 2)
        .writeByte((from.x & 3) << 6 | from.y >> 4)
        .writeByte((from.y & 15) << 4 | to.x >> 6)
        .writeByte((to.x & 63) << 2 | to.y >> 8)
        .writeByte(to.y & 0xFF)
        .writeByte(SUB_CELLS);
  }

  @Override
  public String toString() {
    return x + "," + y;
  }
}
