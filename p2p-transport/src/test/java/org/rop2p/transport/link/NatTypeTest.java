package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.NatType;

/** What an endpoint tells of the NAT before it, once its STUN servers have answered, or not. */
final class NatTypeTest {
  private static InetSocketAddress moved(InetSocketAddress client, int by) {
    return new InetSocketAddress("198.51.100.7", client.getPort() ^ by);
  }

  @Test
  void oneMappingForAllIsACone() throws IOException {
    becomes(NatType.CONE, client -> moved(client, 1), client -> moved(client, 1));
  }

  @Test
  void anotherMappingForEachIsSymmetric() throws IOException {
    becomes(NatType.SYMMETRIC, client -> moved(client, 1), client -> moved(client, 2));
  }

  @Test
  void whereNoServerAnswersUdpIsBlocked() throws IOException {
    try (DatagramSocket silent =
            new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        UdpEndpoint endpoint = open((InetSocketAddress) silent.getLocalSocketAddress())) {
      assertEquals(NatType.UNKNOWN, endpoint.nat(), "not yet");
      Eventually.holds(() -> endpoint.nat() == NatType.BLOCKED, "BLOCKED");
    }
  }

  @Test
  void whoAsksNobodyKnowsNothing() throws IOException {
    try (UdpEndpoint endpoint = open()) {
      endpoint.sockets(); // its loop has started
      assertEquals(NatType.UNKNOWN, endpoint.nat());
    }
  }

  private static void becomes(
      NatType type, UnaryOperator<InetSocketAddress> one, UnaryOperator<InetSocketAddress> other)
      throws IOException {
    try (StunOnLoopback first = StunOnLoopback.open("127.0.0.1", one);
        StunOnLoopback second = StunOnLoopback.open("127.0.0.2", other);
        UdpEndpoint endpoint = open(first.address(), second.address())) {
      Eventually.holds(() -> endpoint.nat() == type, type.toString());
    }
  }

  private static UdpEndpoint open(InetSocketAddress... servers) throws IOException {
    return UdpEndpoint.open(
        EndpointConfig.defaults()
            .withBind(new InetSocketAddress("127.0.0.3", 0))
            .withLoopbackCandidates(true)
            .withStunServers(List.of(servers)));
  }
}
