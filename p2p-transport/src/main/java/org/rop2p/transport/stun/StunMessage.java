package org.rop2p.transport.stun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A well-formed STUN message as received (RFC 8489 section 5).
 *
 * <p>Well-formed says nothing of its sender: see {@link #isIntact}. Of a repeated attribute the
 * first counts; attributes behind MESSAGE-INTEGRITY, which it doesn't cover, are not seen. The
 * message keeps the array it was decoded from, which must not change.
 */
public final class StunMessage {
  public static final int BINDING = StunMethod.BINDING;

  /** Larger binding messages are refused unread: nothing ICE sends comes near it. */
  private static final int MAX_BINDING = 1280;

  /** What a Data indication carries comes on top; what Ethernet carries in one piece suffices. */
  private static final int MAX_MESSAGE = 1500;

  /** Where a value stands in the datagram. */
  public record Span(int start, int length) {}

  private final byte[] datagram;
  private final ByteBuffer bytes;
  private final StunClass stunClass;
  private final int method;
  private final TransactionId id;
  private final Map<Integer, Span> attributes;
  private final List<Integer> unknownRequired;

  private StunMessage(
      byte[] datagram, int type, Map<Integer, Span> attributes, List<Integer> unknownRequired) {
    this.datagram = datagram;
    this.bytes = ByteBuffer.wrap(datagram);
    this.stunClass = StunClass.ofType(type);
    this.method = methodOf(type);
    this.id = TransactionId.read(bytes, 8);
    this.attributes = attributes;
    this.unknownRequired = unknownRequired;
  }

  /**
   * Decodes a whole datagram.
   *
   * @return empty if it is not exactly one STUN message, or its FINGERPRINT is wrong
   */
  public static Optional<StunMessage> decode(byte[] datagram) {
    int size = datagram.length;
    if (size < StunFormat.HEADER || size > MAX_MESSAGE || size % 4 != 0) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(datagram);
    int type = bytes.getShort(0) & 0xFFFF;
    int length = bytes.getShort(2) & 0xFFFF;
    int method = methodOf(type);
    if ((type & 0xC000) != 0
        || (method == BINDING && size > MAX_BINDING)
        || length != size - StunFormat.HEADER
        || bytes.getInt(4) != StunFormat.MAGIC_COOKIE) {
      return Optional.empty();
    }
    Map<Integer, Span> attributes = new HashMap<>();
    List<Integer> unknownRequired = new ArrayList<>();
    for (int at = StunFormat.HEADER; at < size; ) {
      if (size - at < StunFormat.ATTRIBUTE_HEADER) {
        return Optional.empty();
      }
      int attribute = bytes.getShort(at) & 0xFFFF;
      Span value = new Span(at + StunFormat.ATTRIBUTE_HEADER, bytes.getShort(at + 2) & 0xFFFF);
      int end = value.start + StunFormat.padded(value.length);
      if (end > size) {
        return Optional.empty();
      }
      if (attribute == StunAttribute.FINGERPRINT) {
        if (end != size || !isFingerprint(datagram, value)) {
          return Optional.empty();
        }
        attributes.put(attribute, value);
      } else if (!attributes.containsKey(StunAttribute.MESSAGE_INTEGRITY)) {
        attributes.putIfAbsent(attribute, value);
        if (StunAttribute.isUnknownAndRequired(method, attribute)) {
          unknownRequired.add(attribute);
        }
      }
      at = end;
    }
    return Optional.of(new StunMessage(datagram, type, attributes, List.copyOf(unknownRequired)));
  }

  public StunClass stunClass() {
    return stunClass;
  }

  public int method() {
    return method;
  }

  public TransactionId id() {
    return id;
  }

  /** Whether the message is of this class and the binding method. */
  public boolean isBinding(StunClass wanted) {
    return method == BINDING && stunClass == wanted;
  }

  public boolean has(int attribute) {
    return attributes.containsKey(attribute);
  }

  /** Attribute types that forbid to answer with anything but 420, in their order. */
  public List<Integer> unknownRequired() {
    return unknownRequired;
  }

  /** Whether MESSAGE-INTEGRITY is there and was made with this password (RFC 8489 section 14.5). */
  public boolean isIntact(String password) {
    return isIntact(password.getBytes(UTF_8));
  }

  /** Whether MESSAGE-INTEGRITY is there and was made with this key, such as {@link LongTermKey}. */
  public boolean isIntact(byte[] key) {
    Span value = attributes.get(StunAttribute.MESSAGE_INTEGRITY);
    if (value == null || value.length != StunFormat.HMAC_SHA1) {
      return false;
    }
    int covered = value.start - StunFormat.ATTRIBUTE_HEADER;
    byte[] expected = StunFormat.integrity(datagram, covered, key);
    return MessageDigest.isEqual(expected, copy(value));
  }

  public Optional<String> username() {
    return text(StunAttribute.USERNAME);
  }

  /** The value of USERNAME, REALM, NONCE or SOFTWARE. */
  public Optional<String> text(int attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .map(span -> new String(copy(span), UTF_8));
  }

  /** PRIORITY, 0 to 2^32 - 1. */
  public OptionalLong priority() {
    return number(StunAttribute.PRIORITY);
  }

  /** LIFETIME in seconds, 0 to 2^32 - 1. */
  public OptionalLong lifetime() {
    return number(StunAttribute.LIFETIME);
  }

  /** CHANNEL-NUMBER, 0 to 65,535: not every one is a channel's. */
  public OptionalInt channelNumber() {
    OptionalLong value = number(StunAttribute.CHANNEL_NUMBER);
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) (value.getAsLong() >> 16));
  }

  /** REQUESTED-TRANSPORT, a protocol number as in IP. */
  public OptionalInt requestedTransport() {
    OptionalLong value = number(StunAttribute.REQUESTED_TRANSPORT);
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) (value.getAsLong() >> 24));
  }

  /** Where the value of DATA stands. */
  public Optional<Span> data() {
    return Optional.ofNullable(attributes.get(StunAttribute.DATA));
  }

  private OptionalLong number(int attribute) {
    Span value = attributes.get(attribute);
    return value == null || value.length != Integer.BYTES
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.getInt(value.start) & 0xFFFFFFFFL);
  }

  /** The tie-breaker of ICE-CONTROLLING or ICE-CONTROLLED, an unsigned number. */
  public OptionalLong tieBreaker(int attribute) {
    Span value = attributes.get(attribute);
    return value == null || value.length != Long.BYTES
        ? OptionalLong.empty()
        : OptionalLong.of(bytes.getLong(value.start));
  }

  /** ERROR-CODE, 300 to 699. */
  public OptionalInt errorCode() {
    Span value = attributes.get(StunAttribute.ERROR_CODE);
    if (value == null || value.length < 4) {
      return OptionalInt.empty();
    }
    int hundreds = bytes.get(value.start + 2) & 7;
    int rest = bytes.get(value.start + 3) & 0xFF;
    return hundreds < 3 || hundreds > 6 || rest > 99
        ? OptionalInt.empty()
        : OptionalInt.of(hundreds * 100 + rest);
  }

  /** XOR-MAPPED-ADDRESS (RFC 8489 section 14.2), empty if absent or malformed. */
  public Optional<InetSocketAddress> xorMappedAddress() {
    return xorAddress(StunAttribute.XOR_MAPPED_ADDRESS);
  }

  /** XOR-MAPPED-, XOR-PEER- or XOR-RELAYED-ADDRESS, empty if absent or malformed. */
  public Optional<InetSocketAddress> xorAddress(int attribute) {
    return Optional.ofNullable(attributes.get(attribute))
        .flatMap(span -> StunAddress.read(bytes, span.start, span.length, true));
  }

  /** ALTERNATE-SERVER (RFC 8489 section 14.15), empty if absent or malformed. */
  public Optional<InetSocketAddress> alternateServer() {
    return Optional.ofNullable(attributes.get(StunAttribute.ALTERNATE_SERVER))
        .flatMap(span -> StunAddress.read(bytes, span.start, span.length, false));
  }

  private static int methodOf(int type) {
    return (type & 0x000F) | ((type & 0x00E0) >> 1) | ((type & 0x3E00) >> 2);
  }

  private static boolean isFingerprint(byte[] message, Span value) {
    return value.length == StunFormat.CRC
        && ByteBuffer.wrap(message).getInt(value.start)
            == StunFormat.fingerprint(message, value.start - StunFormat.ATTRIBUTE_HEADER);
  }

  private byte[] copy(Span span) {
    byte[] copy = new byte[span.length];
    bytes.get(span.start, copy);
    return copy;
  }
}
