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
  /** Room for user name, realm and nonce of full length and every attribute ICE and TURN send. */
  private static final int CAPACITY = 1500;

  private final ByteBuffer out = ByteBuffer.allocate(CAPACITY);

  /** A binding message without attributes. */
  public StunWriter(StunClass stunClass, TransactionId id) {
    this(stunClass, StunMethod.BINDING, id);
  }

  /**
   * A message without attributes.
   *
   * @param method one of {@link StunMethod}
   */
  public StunWriter(StunClass stunClass, int method, TransactionId id) {
    out.putShort((short) stunClass.typeOf(method));
    out.putShort((short) 0);
    out.putInt(StunFormat.MAGIC_COOKIE);
    id.write(out);
  }

  public StunWriter username(String name) {
    return text(StunAttribute.USERNAME, name);
  }

  /** USERNAME, REALM, NONCE or SOFTWARE. */
  public StunWriter text(int attribute, String value) {
    return attribute(attribute, value.getBytes(UTF_8));
  }

  public StunWriter priority(long priority) {
    return number(StunAttribute.PRIORITY, (int) priority);
  }

  /** LIFETIME in seconds. */
  public StunWriter lifetime(long seconds) {
    return number(StunAttribute.LIFETIME, (int) seconds);
  }

  public StunWriter channelNumber(int number) {
    return number(StunAttribute.CHANNEL_NUMBER, number << 16);
  }

  /** REQUESTED-TRANSPORT, a protocol number as in IP. */
  public StunWriter requestedTransport(int protocol) {
    return number(StunAttribute.REQUESTED_TRANSPORT, protocol << 24);
  }

  public StunWriter useCandidate() {
    return attribute(StunAttribute.USE_CANDIDATE, new byte[0]);
  }

  /** ICE-CONTROLLING or ICE-CONTROLLED. */
  public StunWriter role(int attribute, long tieBreaker) {
    return attribute(attribute, ByteBuffer.allocate(8).putLong(tieBreaker).array());
  }

  public StunWriter xorMappedAddress(InetSocketAddress address) {
    return xorAddress(StunAttribute.XOR_MAPPED_ADDRESS, address);
  }

  /** XOR-MAPPED-, XOR-PEER- or XOR-RELAYED-ADDRESS. */
  public StunWriter xorAddress(int attribute, InetSocketAddress address) {
    return attribute(attribute, StunAddress.masked(address, out));
  }

  public StunWriter alternateServer(InetSocketAddress address) {
    return attribute(StunAttribute.ALTERNATE_SERVER, StunAddress.plain(address));
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
    return integrity(password.getBytes(UTF_8));
  }

  /** MESSAGE-INTEGRITY with a key such as {@link LongTermKey}. */
  public StunWriter integrity(byte[] key) {
    byte[] mac = StunFormat.integrity(out.array(), out.position(), key);
    return attribute(StunAttribute.MESSAGE_INTEGRITY, mac);
  }

  public StunWriter fingerprint() {
    int crc = StunFormat.fingerprint(out.array(), out.position());
    return attribute(StunAttribute.FINGERPRINT, ByteBuffer.allocate(4).putInt(crc).array());
  }

  /** A copy of the message as far as it was written. */
  public byte[] toBytes() {
    return toBytes(0);
  }

  /**
   * A copy of the message as far as it was written and the header of a last attribute DATA, whose
   * value the caller puts behind it, with zeros up to a multiple of four bytes.
   *
   * @param length of the value in bytes, at most 65,000
   */
  public byte[] toBytesBeforeData(int length) {
    out.putShort((short) StunAttribute.DATA).putShort((short) length);
    return toBytes(StunFormat.padded(length));
  }

  private byte[] toBytes(int following) {
    out.putShort(2, (short) (out.position() + following - StunFormat.HEADER));
    return Arrays.copyOf(out.array(), out.position());
  }

  private StunWriter number(int type, int value) {
    return attribute(type, ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
  }

  private StunWriter attribute(int type, byte[] value) {
    out.putShort((short) type).putShort((short) value.length).put(value);
    out.position(StunFormat.HEADER + StunFormat.padded(out.position() - StunFormat.HEADER));
    return this;
  }
}
