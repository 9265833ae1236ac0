package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** What two STUN servers tell a player of himself, wherever he is. */
final class TopologyTest {
  static Stream<Arguments> sites() {
    return Stream.of(
        Arguments.of(Site.PUBLIC, "198.51.100.1", 1, true),
        Arguments.of(Site.FULL_CONE, "192.168.1.2", 1, true),
        Arguments.of(Site.ADDRESS_RESTRICTED, "192.168.1.2", 1, true),
        Arguments.of(Site.PORT_RESTRICTED, "192.168.1.2", 1, true),
        Arguments.of(Site.SYMMETRIC, "192.168.1.2", 2, false),
        Arguments.of(Site.SYMMETRIC_SEQUENTIAL, "192.168.1.2", 2, false),
        Arguments.of(Site.CARRIER_CONE, "192.168.1.2", 1, false),
        Arguments.of(Site.CARRIER_SYMMETRIC, "192.168.1.2", 2, false),
        Arguments.of(Site.UDP_BLOCKED, "192.168.1.2", 0, false));
  }

  @ParameterizedTest(name = "{0}: inside {1}, {2} outside, same port {3}")
  @MethodSource("sites")
  void aPlayerAsSeenFromOutside(Site site, String inside, int outside, boolean samePort) {
    Topology topology = Topology.of(1).behind(site).and(Site.PUBLIC);
    assertEquals(List.of(Addresses.ip(inside)), topology.left().addresses());
    List<InetSocketAddress> seen = ask(topology, topology.left());
    assertEquals(outside, new HashSet<>(seen).size());
    for (InetSocketAddress address : seen) {
      assertEquals("198.51.100.1", address.getHostString());
      assertEquals(samePort, address.getPort() == 5_000, address.toString());
    }
  }

  @Test
  void everySiteIsTold() {
    assertEquals(Site.all().toList(), sites().map(row -> row.get()[0]).toList());
  }

  @Test
  void playersAreNumbered() {
    Topology topology =
        Topology.of(1).behind(Site.CARRIER_CONE).and(Site.PUBLIC).and(Site.FULL_CONE);
    topology.andOnTheSameLan().andOnTheSameLan();
    assertEquals(
        List.of("192.168.1.2", "198.51.100.2", "192.168.3.2", "192.168.3.3", "192.168.3.4"),
        topology.hosts().stream().map(host -> host.addresses().get(0).getHostAddress()).toList());
    NatBox home = topology.left().nat().orElseThrow();
    NatBox carrier = home.outer().gateway().orElseThrow();
    assertEquals("100.64.1.2", home.outside().getHostAddress());
    assertEquals("198.51.100.1", carrier.outside().getHostAddress());
    assertEquals(topology.network().internet(), carrier.outer());
  }

  @Test
  void whatIsNoBindingRequestIsNotAnswered() {
    Topology topology = Topology.of(1).behind(Site.PUBLIC);
    byte[] request = request();
    SimSocket socket = topology.left().open(1, (datagram, from) -> {});
    for (int length = 0; length < request.length; length++) {
      socket.send(topology.stunServers().get(0), Arrays.copyOf(request, length));
    }
    topology.network().run(SimNetwork.SECOND);
    assertEquals(request.length, topology.network().count(Fate.DELIVERED));
  }

  private static List<InetSocketAddress> ask(Topology topology, Host host) {
    List<InetSocketAddress> seen = new ArrayList<>();
    SimSocket socket =
        host.open(
            5_000,
            (datagram, from) ->
                seen.add(
                    StunMessage.decode(datagram).orElseThrow().xorMappedAddress().orElseThrow()));
    topology.stunServers().forEach(server -> socket.send(server, request()));
    topology.network().run(SimNetwork.SECOND);
    return seen;
  }

  private static byte[] request() {
    return new StunWriter(StunClass.REQUEST, TransactionId.next(new Random(1)))
        .fingerprint()
        .toBytes();
  }
}
