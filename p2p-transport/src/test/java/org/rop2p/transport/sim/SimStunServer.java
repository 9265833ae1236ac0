package org.rop2p.transport.sim;

import java.net.InetSocketAddress;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;

/** Tells whoever asks how it is seen from here (RFC 8489 section 6.3). */
public final class SimStunServer {
  static final int PORT = 3_478;

  private final SimSocket socket;

  SimStunServer(Host host) {
    socket = host.open(PORT, this::receive);
  }

  InetSocketAddress address() {
    return socket.address();
  }

  private void receive(byte[] datagram, InetSocketAddress from) {
    StunMessage.decode(datagram)
        .filter(message -> message.isBinding(StunClass.REQUEST))
        .map(
            request ->
                new StunWriter(StunClass.SUCCESS, request.id())
                    .xorMappedAddress(from)
                    .fingerprint()
                    .toBytes())
        .ifPresent(answer -> socket.send(from, answer));
  }
}
