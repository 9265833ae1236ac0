package org.rop2p.bench.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.proxy.replay.Recording;
import org.rop2p.proxy.replay.UnusableRecordingException;

class TrafficMixTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final int CZ_ENTER = 0x0436;

  private final TrafficMix mix;

  TrafficMixTest() throws UnusableRecordingException {
    Recording session = Recording.load(Path.of("../testbed/recordings/duo"));
    mix = TrafficMix.of(List.of(session), PROTOCOL);
  }

  @Test
  void everyLongMapConnectionIsAPlayer() {
    assertEquals(2, mix.players());
    assertEquals(mix.player(0), mix.player(2));
  }

  @Test
  void messagesAreWholeFramesWithoutTheEntry() {
    for (TrafficMix.Message message : mix.player(0).messages()) {
      ByteBuf bytes = Unpooled.wrappedBuffer(message.bytes());
      FrameScanner scanner = new FrameScanner(PROTOCOL.table());
      int at = 0;
      for (int frame = 0; frame < message.frames(); frame++) {
        int length = scanner.next(bytes, at);
        assertTrue(length > 0);
        assertTrue(scanner.id() != CZ_ENTER);
        at += length;
      }
      assertEquals(message.bytes().length, at);
    }
    ByteBuf enter = Unpooled.wrappedBuffer(mix.player(0).enter());
    assertEquals(CZ_ENTER, enter.getUnsignedShortLE(0));
  }

  @Test
  void aScheduleKeepsTheRecordedPaceTimesItsSpeed() {
    int clients = 20;
    double speed = 10;
    double seconds = 60;

    Schedule schedule = schedule(clients, seconds, speed, 1);

    double expected = clients * seconds * speed * mix.messagesPerSecond();
    assertEquals(expected, schedule.sends().size(), expected / 20);
    EnumSet<Direction> directions = EnumSet.noneOf(Direction.class);
    long last = 0;
    for (Schedule.Send send : schedule.sends()) {
      assertTrue(send.atNanos() >= last);
      last = send.atNanos();
      directions.add(send.direction());
    }
    assertTrue(last < TimeUnit.SECONDS.toNanos((long) seconds));
    assertEquals(EnumSet.allOf(Direction.class), directions);
  }

  @Test
  void theSameSeedGivesTheSameSchedule() {
    assertArrayEquals(
        schedule(3, 5, 1, 42).sends().toArray(), schedule(3, 5, 1, 42).sends().toArray());
  }

  private Schedule schedule(int clients, double seconds, double speed, long seed) {
    long nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    return Schedule.of(mix, 0, clients, nanos, speed, new Random(seed));
  }
}
