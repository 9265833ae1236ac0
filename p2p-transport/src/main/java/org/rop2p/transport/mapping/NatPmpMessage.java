package org.rop2p.transport.mapping;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A message of the NAT Port Mapping Protocol, for UDP (RFC 6886 section 3).
 *
 * <p>Lifetimes and epochs are unsigned 32-bit numbers of seconds.
 */
public sealed interface NatPmpMessage {
  int VERSION = 0;

  /** Opcode of {@link AddressRequest}. */
  int EXTERNAL_ADDRESS = 0;

  /** Opcode of {@link MapRequest}. */
  int MAP_UDP = 1;

  /** Added to the opcode of a request, makes that of its response. */
  int RESPONSE = 128;

  /** These bytes as a datagram. */
  byte[] toBytes();

  /** Asks for the gateway's external address (section 3.2). */
  record AddressRequest() implements NatPmpMessage {
    private static final int LENGTH = 2;

    @Override
    public byte[] toBytes() {
      return new byte[] {VERSION, EXTERNAL_ADDRESS};
    }
  }

  /**
   * Asks for a mapping, or for its end if the lifetime is 0 (sections 3.3 and 3.4).
   *
   * @param suggestedPort 0 for any
   */
  record MapRequest(int internalPort, int suggestedPort, long lifetime) implements NatPmpMessage {
    private static final int LENGTH = 12;

    @Override
    public byte[] toBytes() {
      ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
      bytes.put((byte) VERSION).put((byte) MAP_UDP).putShort((short) 0);
      bytes.putShort((short) internalPort).putShort((short) suggestedPort).putInt((int) lifetime);
      return bytes.array();
    }
  }

  /** Tells the external address; {@code epoch} is how long the gateway has kept its mappings. */
  record AddressResponse(long epoch, Inet4Address external) implements NatPmpMessage {
    private static final int LENGTH = 12;

    @Override
    public byte[] toBytes() {
      return header(LENGTH, EXTERNAL_ADDRESS, 0, epoch).put(external.getAddress()).array();
    }
  }

  /** Tells of a mapping. */
  record MapResponse(long epoch, int internalPort, int externalPort, long lifetime)
      implements NatPmpMessage {
    private static final int LENGTH = 16;

    @Override
    public byte[] toBytes() {
      return header(LENGTH, MAP_UDP, 0, epoch)
          .putShort((short) internalPort)
          .putShort((short) externalPort)
          .putInt((int) lifetime)
          .array();
    }
  }

  /**
   * The request was refused (section 3.5). A gateway that knows NAT-PMP only answers PCP so, too.
   *
   * @param opcode of the request
   * @param result 1 to 65,535
   */
  record Refusal(int opcode, int result, long epoch) implements NatPmpMessage {
    private static final int LENGTH = 8;

    @Override
    public byte[] toBytes() {
      return header(LENGTH, opcode, result, epoch).array();
    }
  }

  /**
   * Decodes a whole datagram.
   *
   * @return empty if it is not exactly one message of those above
   */
  static Optional<NatPmpMessage> decode(byte[] datagram) {
    int size = datagram.length;
    if (size < AddressRequest.LENGTH || datagram[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(datagram);
    int opcode = bytes.get(1) & 0xFF;
    if (opcode < RESPONSE) {
      return request(bytes, opcode);
    }
    if (size < Refusal.LENGTH) {
      return Optional.empty();
    }
    int result = bytes.getShort(2) & 0xFFFF;
    long epoch = bytes.getInt(4) & 0xFFFFFFFFL;
    int answered = opcode - RESPONSE;
    int length = answered == MAP_UDP ? MapResponse.LENGTH : AddressResponse.LENGTH;
    if (answered > MAP_UDP) {
      return Optional.empty();
    }
    if (result != 0) {
      // What stands behind the epoch is not said to be there, nor to mean anything.
      return size == Refusal.LENGTH || size == length
          ? Optional.of(new Refusal(answered, result, epoch))
          : Optional.empty();
    }
    if (size != length) {
      return Optional.empty();
    }
    return Optional.of(
        answered == EXTERNAL_ADDRESS
            ? new AddressResponse(epoch, ipv4(bytes, 8))
            : new MapResponse(
                epoch,
                bytes.getShort(8) & 0xFFFF,
                bytes.getShort(10) & 0xFFFF,
                bytes.getInt(12) & 0xFFFFFFFFL));
  }

  private static Optional<NatPmpMessage> request(ByteBuffer bytes, int opcode) {
    int size = bytes.capacity();
    if (opcode == EXTERNAL_ADDRESS && size == AddressRequest.LENGTH) {
      return Optional.of(new AddressRequest());
    }
    if (opcode == MAP_UDP && size == MapRequest.LENGTH) {
      return Optional.of(
          new MapRequest(
              bytes.getShort(4) & 0xFFFF,
              bytes.getShort(6) & 0xFFFF,
              bytes.getInt(8) & 0xFFFFFFFFL));
    }
    return Optional.empty();
  }

  private static ByteBuffer header(int length, int opcode, int result, long epoch) {
    return ByteBuffer.allocate(length)
        .put((byte) VERSION)
        .put((byte) (RESPONSE + opcode))
        .putShort((short) result)
        .putInt((int) epoch);
  }

  private static Inet4Address ipv4(ByteBuffer bytes, int at) {
    byte[] ip = new byte[4];
    bytes.get(at, ip);
    try {
      return (Inet4Address) InetAddress.getByAddress(ip);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 bytes are an address", e);
    }
  }
}
