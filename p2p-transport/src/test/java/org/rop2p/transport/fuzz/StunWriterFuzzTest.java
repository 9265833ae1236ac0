package org.rop2p.transport.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/**
 * A check with any values is read as it was written, and no byte of it can be changed. The
 * fingerprint can: behind the integrity it proves nothing (RFC 8489 section 14.5).
 */
class StunWriterFuzzTest {
  private static final int FIXED = 48;
  private static final int MAX_NAME = 512;
  private static final int FINGERPRINT = 8;
  private static final String PASSWORD = "0123456789abcdefghijkl";

  /** Input: 48 bytes of values, then the user name. */
  @FuzzTest
  void writtenIsReadAgain(byte[] data) throws UnknownHostException {
    ByteBuffer in = ByteBuffer.wrap(Arrays.copyOf(data, Math.max(data.length, FIXED)));
    TransactionId id = new TransactionId(in.getInt(), in.getLong());
    long priority = in.getInt() & 0xFFFFFFFFL;
    long tieBreaker = in.getLong();
    byte[] ip = new byte[(in.get() & 1) == 0 ? 4 : 16];
    in.get(ip);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(ip), in.getShort() & 0xFFFF);
    int flipped = in.getShort() & 0xFFFF;
    in.position(FIXED);
    byte[] name = new byte[Math.min(in.remaining(), MAX_NAME)];
    in.get(name);
    for (int i = 0; i < name.length; i++) {
      name[i] &= 0x7F;
    }
    String username = new String(name, ISO_8859_1);

    byte[] written =
        new StunWriter(StunClass.REQUEST, id)
            .username(username)
            .priority(priority)
            .useCandidate()
            .role(StunAttribute.ICE_CONTROLLING, tieBreaker)
            .xorMappedAddress(address)
            .integrity(PASSWORD)
            .fingerprint()
            .toBytes();
    StunMessage read = StunMessage.decode(written).orElseThrow();
    assertTrue(read.isBinding(StunClass.REQUEST));
    assertEquals(id, read.id());
    assertEquals(Optional.of(username), read.username());
    assertEquals(OptionalLong.of(priority), read.priority());
    assertEquals(OptionalLong.of(tieBreaker), read.tieBreaker(StunAttribute.ICE_CONTROLLING));
    assertTrue(read.has(StunAttribute.USE_CANDIDATE));
    assertTrue(read.unknownRequired().isEmpty());
    assertTrue(read.isIntact(PASSWORD));
    if (address.getAddress().getAddress().length == ip.length) {
      assertEquals(Optional.of(address), read.xorMappedAddress());
    }

    written[flipped % (written.length - FINGERPRINT)] ^= 1;
    assertFalse(
        StunMessage.decode(written).map(changed -> changed.isIntact(PASSWORD)).orElse(false),
        "a changed message does not pass");
  }
}
