package org.rop2p.transport.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Builds one STUN message, attribute by attribute in the order called (RFC 8489 section 5).
 *
 * <p>Not thread-safe. {@link #integrity} and {@link #fingerprint} cover what was written before
 * them, so they come last.
 */
public final class StunWriter {
  /** Room for a user name of full length and every attribute ICE sends. */
  private static final int CAPACITY = 1024;

  private final ByteBuffer out = ByteBuffer.allocate(CAPACITY);

  /** A binding message without attributes. */
  public StunWriter(StunClass stunClass, TransactionId id) {
    out.putShort((short) stunClass.typeOf(StunMessage.BINDING));
    out.putShort((short) 0);
    out.putInt(StunFormat.MAGIC_COOKIE);
    id.write(out);
  }

  public StunWriter username(String name) {
    return attribute(StunAttribute.USERNAME, name.getBytes(UTF_8));
  }

  public StunWriter priority(long priority) {
    return attribute(StunAttribute.PRIORITY, ByteBuffer.allocate(4).putInt((int) priority).array());
  }

  public StunWriter useCandidate() {
    return attribute(StunAttribute.USE_CANDIDATE, new byte[0]);
  }

  /** ICE-CONTROLLING or ICE-CONTROLLED. */
  public StunWriter role(int attribute, long tieBreaker) {
    return attribute(attribute, ByteBuffer.allocate(8).putLong(tieBreaker).array());
  }

  public StunWriter xorMappedAddress(InetSocketAddress address) {
    byte[] ip = address.getAddress().getAddress();
    ByteBuffer value = ByteBuffer.allocate(4 + ip.length);
    value.putShort((short) (ip.length == 4 ? StunFormat.FAMILY_IPV4 : StunFormat.FAMILY_IPV6));
    value.putShort((short) (address.getPort() ^ (StunFormat.MAGIC_COOKIE >>> 16)));
    for (int i = 0; i < ip.length; i++) {
      value.put((byte) (ip[i] ^ out.get(4 + i)));
    }
    return attribute(StunAttribute.XOR_MAPPED_ADDRESS, value.array());
  }

  /** ERROR-CODE with its reason phrase. */
  public StunWriter error(int code, String reason) {
    byte[] phrase = reason.getBytes(UTF_8);
    ByteBuffer value = ByteBuffer.allocate(4 + phrase.length);
    value.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100)).put(phrase);
    return attribute(StunAttribute.ERROR_CODE, value.array());
  }

  /** UNKNOWN-ATTRIBUTES of a 420 answer; names at most the first 16. */
  public StunWriter unknownAttributes(List<Integer> types) {
    int count = Math.min(types.size(), 16);
    ByteBuffer value = ByteBuffer.allocate(2 * count);
    types.subList(0, count).forEach(type -> value.putShort(type.shortValue()));
    return attribute(StunAttribute.UNKNOWN_ATTRIBUTES, value.array());
  }

  /** MESSAGE-INTEGRITY with a short-term password (RFC 8489 section 9.1). */
  public StunWriter integrity(String password) {
    byte[] mac = StunFormat.integrity(out.array(), out.position(), password.getBytes(UTF_8));
    return attribute(StunAttribute.MESSAGE_INTEGRITY, mac);
  }

  public StunWriter fingerprint() {
    int crc = StunFormat.fingerprint(out.array(), out.position());
    return attribute(StunAttribute.FINGERPRINT, ByteBuffer.allocate(4).putInt(crc).array());
  }

  /** A copy of the message as far as it was written. */
  public byte[] toBytes() {
    out.putShort(2, (short) (out.position() - StunFormat.HEADER));
    return Arrays.copyOf(out.array(), out.position());
  }

  private StunWriter attribute(int type, byte[] value) {
    out.putShort((short) type).putShort((short) value.length).put(value);
    out.position(StunFormat.HEADER + StunFormat.padded(out.position() - StunFormat.HEADER));
    return this;
  }
}
