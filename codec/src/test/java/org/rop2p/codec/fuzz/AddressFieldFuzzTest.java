package org.rop2p.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.List;
import org.rop2p.codec.Packet;
import org.rop2p.codec.view.AddressField;

/** Redirecting a client changes the addresses in a frame and nothing else, or nothing at all. */
class AddressFieldFuzzTest {
  private static final List<Packet> CARRIERS =
      List.of(Packet.AC_ACCEPT_LOGIN, Packet.HC_NOTIFY_ZONESVR, Packet.ZC_NPCACK_SERVERMOVE);

  private static final int AROUND = 256;
  private static final int NUMERIC = 6;
  private static final int SHORTEST_ENTRY = 32;

  /** Input: packet u8, address i32, port u16, the frame. */
  @FuzzTest
  void onlyAddressesAreRewritten(byte[] data) throws UnknownHostException {
    Input input = new Input(data);
    Packet packet = CARRIERS.get(input.u8() % CARRIERS.size());
    byte[] ip = {(byte) input.u8(), (byte) input.u8(), (byte) input.u8(), (byte) input.u8()};
    InetSocketAddress to = new InetSocketAddress(InetAddress.getByAddress(ip), input.u16());
    byte[] frame = input.rest();
    byte[] surrounded = new byte[AROUND + frame.length + AROUND];
    System.arraycopy(frame, 0, surrounded, AROUND, frame.length);
    byte[] original = surrounded.clone();
    ByteBuf slice = Unpooled.wrappedBuffer(surrounded).slice(AROUND, frame.length);

    BitSet mayChange = new BitSet();
    try {
      List<AddressField> fields = AddressField.in(slice, packet);
      assertTrue(fields.size() <= 1 + frame.length / SHORTEST_ENTRY, "more addresses than fit");
      for (AddressField field : fields) {
        field.readHost(slice);
        field.write(slice, to);
        mark(mayChange, field);
        assertEquals(to, field.read(slice), "what was written is read");
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException caughtByTheRelay) {
      assertArrayEquals(original, surrounded, "a frame that cannot be rewritten stays as it was");
    }
    assertEquals(frame.length, slice.readableBytes());
    for (int i = 0; i < surrounded.length; i++) {
      if (!mayChange.get(i)) {
        assertEquals(original[i], surrounded[i], "byte " + (i - AROUND) + " is no address");
      }
    }
  }

  private static void mark(BitSet mayChange, AddressField field) {
    if (field.ip() != AddressField.NO_ADDRESS) {
      mayChange.set(AROUND + field.ip(), AROUND + field.ip() + NUMERIC);
    }
    if (field.host() != AddressField.NO_HOST) {
      mayChange.set(AROUND + field.host(), AROUND + field.host() + field.hostWidth());
    }
  }
}
