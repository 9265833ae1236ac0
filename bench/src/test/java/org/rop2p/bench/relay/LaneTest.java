package org.rop2p.bench.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Direction;

class LaneTest {
  private final Lane lane = new Lane();
  private final List<Long> arrived = new ArrayList<>();

  private static Schedule.Send send(long atNanos, int... bytes) {
    byte[] message = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      message[i] = (byte) bytes[i];
    }
    return new Schedule.Send(atNanos, 0, Direction.CLIENT_TO_SERVER, message, 1);
  }

  private void receive(int... bytes) {
    lane.received(ByteBuffer.wrap(send(0, bytes).bytes()), s -> arrived.add(s.atNanos()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void aMessageArrivesWithItsLastByteHoweverTheStreamIsCut(int piece) {
    lane.expect(send(10, 1, 2, 3));
    lane.expect(send(20, 4));
    lane.expect(send(30, 5, 6));
    byte[] stream = {1, 2, 3, 4, 5, 6};

    for (int at = 0; at < stream.length; at += piece) {
      int length = Math.min(piece, stream.length - at);
      lane.received(ByteBuffer.wrap(stream, at, length), s -> arrived.add(s.atNanos()));
    }

    assertEquals(List.of(10L, 20L, 30L), arrived);
    assertTrue(lane.complete());
    assertFalse(lane.corrupt());
  }

  @Test
  void aChangedByteIsSeen() {
    lane.expect(send(10, 1, 2));

    receive(1, 3);

    assertTrue(lane.corrupt());
    assertEquals(List.of(), arrived);
  }

  @Test
  void aByteThatNobodySentIsSeen() {
    lane.expect(send(10, 1));

    receive(1, 1);

    assertTrue(lane.corrupt());
    assertEquals(List.of(10L), arrived);
  }
}
