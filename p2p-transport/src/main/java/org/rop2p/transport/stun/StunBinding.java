package org.rop2p.transport.stun;

import java.net.InetSocketAddress;
import java.util.Optional;

/** The answer of a STUN server without authentication (RFC 8489 section 6.3). */
final class StunBinding {
  private static final int UNKNOWN_ATTRIBUTE = 420;

  private StunBinding() {}

  /** What to send back to {@code from}; empty if the datagram is no binding request. */
  static Optional<byte[]> answer(byte[] datagram, InetSocketAddress from) {
    return StunMessage.decode(datagram)
        .filter(message -> message.isBinding(StunClass.REQUEST))
        .map(request -> answer(request, from));
  }

  private static byte[] answer(StunMessage request, InetSocketAddress from) {
    StunWriter writer;
    if (request.unknownRequired().isEmpty()) {
      writer = new StunWriter(StunClass.SUCCESS, request.id()).xorMappedAddress(from);
    } else {
      writer =
          new StunWriter(StunClass.ERROR, request.id())
              .error(UNKNOWN_ATTRIBUTE, "Unknown Attribute")
              .unknownAttributes(request.unknownRequired());
    }
    // Only on demand: every byte more would make the server a better amplifier.
    if (request.has(StunAttribute.FINGERPRINT)) {
      writer.fingerprint();
    }
    return writer.toBytes();
  }
}
