package org.rop2p.transport.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A message of the Port Control Protocol, opcode MAP for UDP (RFC 6887 sections 7 and 11.1).
 *
 * <p>Lifetimes and epochs are unsigned 32-bit numbers of seconds.
 */
public sealed interface PcpMessage {
  /** The version spoken here. */
  int VERSION = 2;

  /** RFC 6887 section 7: no message is longer. */
  int MAX_MESSAGE = 1_100;

  /** RFC 6887 section 7.4. */
  int SUCCESS = 0;

  /** RFC 6887 section 7.4. */
  int UNSUPP_VERSION = 1;

  /** These bytes as a datagram. */
  byte[] toBytes();

  /**
   * Asks for a mapping, or for its end if the lifetime is 0.
   *
   * @param client the address it is sent from
   * @param suggested where we would like to be reached; unspecified and port 0 for anywhere
   */
  record MapRequest(
      long lifetime,
      InetAddress client,
      PcpNonce nonce,
      int internalPort,
      InetSocketAddress suggested)
      implements PcpMessage {
    @Override
    public byte[] toBytes() {
      ByteBuffer bytes = ByteBuffer.allocate(PcpFormat.MAP_MESSAGE);
      bytes.put((byte) VERSION).put(PcpFormat.MAP).putShort((short) 0).putInt((int) lifetime);
      bytes.put(PcpFormat.ipv6(client));
      PcpFormat.writeMap(bytes, nonce, internalPort, suggested);
      return bytes.array();
    }
  }

  /**
   * Tells of a mapping, or why there is none.
   *
   * @param result {@link #SUCCESS}, or an error of RFC 6887 section 7.4
   * @param lifetime of the mapping, or of the error
   * @param epoch how long the gateway has kept its mappings (section 8.5)
   */
  record MapResponse(
      int result,
      long lifetime,
      long epoch,
      PcpNonce nonce,
      int internalPort,
      InetSocketAddress external)
      implements PcpMessage {
    @Override
    public byte[] toBytes() {
      ByteBuffer bytes = ByteBuffer.allocate(PcpFormat.MAP_MESSAGE);
      bytes.put((byte) VERSION).put((byte) (PcpFormat.RESPONSE | PcpFormat.MAP));
      bytes.put((byte) 0).put((byte) result).putInt((int) lifetime).putInt((int) epoch);
      bytes.position(PcpFormat.HEADER);
      PcpFormat.writeMap(bytes, nonce, internalPort, external);
      return bytes.array();
    }
  }

  /** The gateway speaks another version of PCP, this one at best (RFC 6887 section 9). */
  record VersionRefused(int version) implements PcpMessage {
    @Override
    public byte[] toBytes() {
      ByteBuffer bytes = ByteBuffer.allocate(PcpFormat.HEADER);
      bytes.put((byte) version).put((byte) (PcpFormat.RESPONSE | PcpFormat.MAP));
      bytes.put((byte) 0).put((byte) UNSUPP_VERSION);
      return bytes.array();
    }
  }

  /**
   * Decodes a whole datagram. Options are looked at for their length only.
   *
   * @return empty if it is not exactly one message of those above; version 0 is {@link
   *     NatPmpMessage}'s
   */
  static Optional<PcpMessage> decode(byte[] datagram) {
    int size = datagram.length;
    if (size < PcpFormat.HEADER || size > MAX_MESSAGE || size % 4 != 0) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(datagram);
    int version = bytes.get(0) & 0xFF;
    boolean response = bytes.get(1) < 0;
    int opcode = bytes.get(1) & 0x7F;
    int result = bytes.get(3) & 0xFF;
    if (opcode != PcpFormat.MAP || version == NatPmpMessage.VERSION) {
      return Optional.empty();
    }
    if (version != VERSION) {
      return response && result == UNSUPP_VERSION
          ? Optional.of(new VersionRefused(version))
          : Optional.empty();
    }
    if (size < PcpFormat.MAP_MESSAGE
        || bytes.get(PcpFormat.PROTOCOL) != PcpFormat.UDP
        || !PcpFormat.areOptions(bytes, PcpFormat.MAP_MESSAGE)) {
      return Optional.empty();
    }
    long lifetime = bytes.getInt(4) & 0xFFFFFFFFL;
    PcpNonce nonce = PcpNonce.read(bytes, PcpFormat.HEADER);
    int internalPort = bytes.getShort(PcpFormat.INTERNAL_PORT) & 0xFFFF;
    InetSocketAddress external = PcpFormat.external(bytes);
    return Optional.of(
        response
            ? new MapResponse(
                result, lifetime, bytes.getInt(8) & 0xFFFFFFFFL, nonce, internalPort, external)
            : new MapRequest(lifetime, PcpFormat.address(bytes, 8), nonce, internalPort, external));
  }
}
