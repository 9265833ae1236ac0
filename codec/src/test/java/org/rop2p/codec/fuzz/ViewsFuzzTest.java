package org.rop2p.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * A view of any bytes answers from these bytes alone or throws one of the two exceptions that a
 * relay catches.
 */
class ViewsFuzzTest {
  private static final int AROUND = 256;

  /** What an exception with its stack trace and the first use of a class may take. */
  private static final long BYTES_AT_MOST = 256 * 1024;

  /** A record with its texts for each few bytes of the frame. */
  private static final long BYTES_PER_BYTE = 64;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Input: era u8, packet u8 (255: the one the id names), the frame. */
  @FuzzTest
  void theFrameAloneIsRead(byte[] data) {
    Input input = new Input(data);
    Protocol protocol = Eras.choose(input.u8());
    Packet packet = packet(input.u8(), data, protocol);
    byte[] frame = input.rest();
    if (packet == null) {
      return;
    }
    Object amongZeros = read(packet, frame, 0x00, protocol);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Object amongOnes = read(packet, frame, 0xFF, protocol);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertEquals(amongZeros, amongOnes, () -> packet + " depends on bytes around it");
    assertTrue(
        allocated <= BYTES_AT_MOST + BYTES_PER_BYTE * frame.length,
        () -> packet + " of " + frame.length + " bytes took " + allocated);
  }

  private static Packet packet(int choice, byte[] data, Protocol protocol) {
    Packet[] all = Packet.values();
    if (choice < 0xFF) {
      return all[choice % all.length];
    }
    if (data.length < 4) {
      return null;
    }
    int id = (data[2] & 0xFF) | (data[3] & 0xFF) << 8;
    Packet toServer = protocol.packet(id, Direction.CLIENT_TO_SERVER);
    return toServer != null ? toServer : protocol.packet(id, Direction.SERVER_TO_CLIENT);
  }

  /** What the view says, or the class of what it throws. */
  private static Object read(Packet packet, byte[] frame, int around, Protocol protocol) {
    byte[] surrounded = new byte[AROUND + frame.length + AROUND];
    Arrays.fill(surrounded, (byte) around);
    System.arraycopy(frame, 0, surrounded, AROUND, frame.length);
    byte[] before = surrounded.clone();
    ByteBuf slice = Unpooled.wrappedBuffer(surrounded).slice(AROUND, frame.length);
    try {
      List<Object> read = Views.read(packet, slice, protocol);
      assertEquals(frame.length, slice.readableBytes(), "indexes are left alone");
      assertTrue(Arrays.equals(before, surrounded), "a view only reads");
      return read;
    } catch (IndexOutOfBoundsException | IllegalArgumentException caughtByTheRelay) {
      return caughtByTheRelay.getClass();
    }
  }
}
