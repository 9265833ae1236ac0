package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Seeded;

class CellTest {
  @ParameterizedTest(name = "{0} is {1},{2} facing {3}")
  @CsvSource({
    "258b40, 150, 180, 0",
    "280af0, 160, 175, 0",
    "2742a6, 157, 42, 6",
    "000000, 0, 0, 0",
    "fffff7, 1023, 1023, 7",
    "ffc000, 1023, 0, 0",
    "003ff0, 0, 1023, 0",
  })
  void threeBytesHoldACellAndADirection(String hex, int x, int y, int direction) {
    ByteBuf in = Frames.frame(hex);

    assertEquals(new Cell(x, y), Cell.read(in, in.readerIndex()));
    assertEquals(direction, Cell.readDirection(in, in.readerIndex()));
    ByteBuf out = Unpooled.buffer();
    new Cell(x, y).write(out, direction);
    assertEquals(hex, Frames.hex(out));
  }

  @ParameterizedTest(name = "{0} leads from {1},{2} to {3},{4}")
  @CsvSource({
    "258b4280af88, 150, 180, 160, 175",
    "278b9270b988, 158, 185, 156, 185",
    "000000000088, 0, 0, 0, 0",
    "ffffffffff88, 1023, 1023, 1023, 1023",
  })
  void sixBytesHoldAWalk(String hex, int fromX, int fromY, int toX, int toY) {
    ByteBuf in = Frames.frame(hex);

    assertEquals(new Cell(fromX, fromY), Cell.readMoveFrom(in, in.readerIndex()));
    assertEquals(new Cell(toX, toY), Cell.readMoveTo(in, in.readerIndex()));
    ByteBuf out = Unpooled.buffer();
    Cell.writeMove(out, new Cell(fromX, fromY), new Cell(toX, toY));
    assertEquals(hex, Frames.hex(out));
  }

  @Test
  void whatIsWrittenIsRead() {
    Seeded.times(1_000, CellTest::writtenIsRead);
  }

  private static void writtenIsRead(Random random) {
    Cell from = new Cell(random.nextInt(1024), random.nextInt(1024));
    Cell to = new Cell(random.nextInt(1024), random.nextInt(1024));
    int direction = random.nextInt(16);
    ByteBuf out = Unpooled.buffer();
    from.write(out, direction);
    Cell.writeMove(out, from, to);

    assertEquals(Cell.PACKED + Cell.PACKED_MOVE, out.readableBytes());
    assertEquals(from, Cell.read(out, 0));
    assertEquals(direction, Cell.readDirection(out, 0));
    assertEquals(from, Cell.readMoveFrom(out, Cell.PACKED));
    assertEquals(to, Cell.readMoveTo(out, Cell.PACKED));
  }

  @ParameterizedTest(name = "from {0},{1} to {2},{3} it is {4}")
  @CsvSource({"10, 10, 10, 10, 0", "10, 10, 13, 11, 3", "10, 10, 9, 3, 7", "0, 0, 14, 14, 14"})
  void distanceIsTheLargerDifference(int x, int y, int otherX, int otherY, int distance) {
    assertEquals(distance, new Cell(x, y).distance(new Cell(otherX, otherY)));
    assertEquals(distance, new Cell(otherX, otherY).distance(new Cell(x, y)));
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, -1", "1024, 0", "0, 1024"})
  void tenBitsAreTheLimit(int x, int y) {
    assertThrows(IllegalArgumentException.class, () -> new Cell(x, y));
  }
}
