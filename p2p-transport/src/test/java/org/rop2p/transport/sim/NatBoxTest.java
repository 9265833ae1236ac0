package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.transport.sim.NatKind.Dependence;
import org.rop2p.transport.sim.NatKind.PortAllocation;

/** A is behind a NAT; S, B with two ports, and C are on the internet. */
final class NatBoxTest {
  private static final Dependence ANY = Dependence.ENDPOINT_INDEPENDENT;
  private static final Dependence ADDRESS = Dependence.ADDRESS_DEPENDENT;
  private static final Dependence PORT = Dependence.ADDRESS_AND_PORT_DEPENDENT;

  private final SimNetwork network = new SimNetwork(1);
  private final Host b = network.internet().host("203.0.113.2");
  private final Scene scene =
      new Scene(network)
          .actor("S", network.internet().host("203.0.113.1"), 1)
          .actor("B1", b, 1)
          .actor("B2", b, 2)
          .actor("C", network.internet().host("203.0.113.3"), 1);

  static Stream<Arguments> filters() {
    return Stream.of(
        row(ANY, ANY, "who spoke to one is reached by all", "A>S B1>A B2>A C>A"),
        row(ANY, ADDRESS, "B reaches A only after A spoke to B", "A>S B1>A! A>B1 B1>A"),
        row(ANY, ADDRESS, "then from any port of B's", "A>S A>B1 B2>A"),
        row(ANY, ADDRESS, "but B is not C", "A>S A>B1 C>A!"),
        row(ANY, PORT, "B1 reaches A only after A spoke to B1", "A>S B1>A! A>B1 B1>A"),
        row(ANY, PORT, "and B2 is not B1", "A>S A>B1 B2>A! A>B2 B2>A"),
        row(ANY, PORT, "in vain is in vain however often", "A>S B1>A! B1>A! B1>A! S>A"),
        row(ADDRESS, PORT, "B2 is spoken to from where B1 was", "A>B1 A>B2 B1>A@B2 B2>A@B1"),
        row(ADDRESS, ADDRESS, "B finds nothing of its own at S's", "A>S A>B1 B1>A! B2>A@B1"),
        row(PORT, ANY, "each remote end has a door that all may use", "A>S A>B1 C>A B2>A@B1"),
        row(PORT, ADDRESS, "B's ports share what each of them opened", "A>S A>B1 B2>A@B1 B1>A!"),
        row(PORT, PORT, "only B1 gets in where B1 was spoken to", "A>S A>B1 B1>A@B1 B2>A@B1!"),
        row(PORT, PORT, "B1 does not get in where S was", "A>S A>B1 B1>A! C>A! S>A"));
  }

  @ParameterizedTest(name = "{0}/{1}: {2}")
  @MethodSource("filters")
  void whoGetsIn(Dependence mapping, Dependence filtering, String story, String steps) {
    home(NatKind.of("", mapping, filtering, PortAllocation.RANDOM));
    scene.play(story, steps);
  }

  static Stream<Arguments> mappings() {
    return Stream.of(PortAllocation.values())
        .flatMap(
            ports ->
                Stream.of(
                    Arguments.of(ports, ANY, 1),
                    Arguments.of(ports, ADDRESS, 2),
                    Arguments.of(ports, PORT, 3)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("mappings")
  void twoPortsOfOneHostAndAnotherHostSeeSoManyAddresses(
      PortAllocation ports, Dependence mapping, int expected) {
    home(NatKind.of("", mapping, PORT, ports));
    scene.play("", "A>B1 A>B2 A>C");
    Set<InetSocketAddress> seen = new HashSet<>();
    for (String who : List.of("B1", "B2", "C")) {
      seen.add(scene.seen(who, "A"));
      assertEquals("198.51.100.1", scene.seen(who, "A").getHostString());
    }
    assertEquals(expected, seen.size());
  }

  static Stream<Arguments> expiries() {
    return Stream.of(
        row(ANY, ANY, "a mapping lives for 29 s", "A>S +29s S>A"),
        row(ANY, ANY, "and not for 30", "A>S +30s S>A!"),
        row(ANY, ANY, "what comes in does not keep it", "A>S +20s S>A +15s S>A!"),
        row(ANY, ANY, "what goes out does, to whomever", "A>S +20s A>C +20s S>A"),
        row(ANY, PORT, "but C's traffic keeps no door for S", "A>S +20s A>C +20s S>A! C>A"),
        row(PORT, PORT, "each mapping has its own time", "A>S +20s A>C +20s S>A! C>A@C"));
  }

  @ParameterizedTest(name = "{0}/{1}: {2}")
  @MethodSource("expiries")
  void whoIsForgottenWhen(Dependence mapping, Dependence filtering, String story, String steps) {
    home(NatKind.of("", mapping, filtering, PortAllocation.RANDOM));
    scene.play(story, steps);
  }

  @Test
  void aTimeoutOfItsOwn() {
    home(NatKind.FULL_CONE.timeout(5 * SimNetwork.SECOND));
    scene.play("", "A>S +4s S>A +1s S>A!");
  }

  static Stream<Arguments> hairpins() {
    return Stream.of(
        Arguments.of(NatKind.FULL_CONE, "without hairpin they meet inside only", "A>N! A>N@N"),
        Arguments.of(NatKind.FULL_CONE.withHairpin(), "with it outside, too", "A>N A>N@N"),
        Arguments.of(
            NatKind.PORT_RESTRICTED.withHairpin(),
            "the filter holds for the neighbour as well",
            "A>N! N>A A>N"),
        Arguments.of(
            NatKind.SYMMETRIC.withHairpin(),
            "symmetric ones of one NAT fare no better than of two",
            "A>N! N>A! A>N!"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("hairpins")
  void neighboursOfOneNat(NatKind kind, String story, String steps) {
    NatBox box = home(kind);
    scene.actor("N", box.inner().host("192.168.1.3"), 5_001);
    scene.play(story, "A>S N>S " + steps);
  }

  @Test
  void aHairpinComesFromOutside() {
    NatBox box = home(NatKind.FULL_CONE.withHairpin());
    scene.actor("N", box.inner().host("192.168.1.3"), 5_001);
    scene.play("", "A>S N>S A>N");
    assertEquals(scene.seen("S", "A"), scene.seen("N", "A"));
  }

  static Stream<Arguments> doubleNats() {
    NatKind cone = NatKind.FULL_CONE;
    NatKind strict = NatKind.PORT_RESTRICTED;
    return Stream.of(
        Arguments.of(cone, cone, "two cones are a cone", "A>S B1>A"),
        Arguments.of(cone, strict, "the carrier's filter counts", "A>S B1>A! A>B1 B1>A"),
        Arguments.of(strict, cone, "the home's filter counts", "A>S B1>A! A>B1 B1>A"),
        Arguments.of(cone, NatKind.SYMMETRIC, "the carrier's mapping counts", "A>S A>B1 B1>A!"),
        Arguments.of(NatKind.SYMMETRIC, cone, "the home's mapping counts", "A>S A>B1 B1>A@B1"),
        Arguments.of(cone, cone, "homes of one carrier meet outside no more", "A>S N>S A>N!"),
        Arguments.of(cone, cone.withHairpin(), "but where it hairpins", "A>S N>S A>N"),
        Arguments.of(cone, strict.withHairpin(), "after both spoke", "A>S N>S A>N! N>A A>N"));
  }

  @ParameterizedTest(name = "{0} behind {1}: {2}")
  @MethodSource("doubleNats")
  void aHomeBehindACarrier(NatKind home, NatKind carrier, String story, String steps) {
    AddressRealm net = network.internet().nat(carrier, "198.51.100.1", "100.64.0.1").inner();
    NatBox first = net.nat(home, "100.64.0.2", "192.168.1.1");
    NatBox second = net.nat(home, "100.64.0.3", "192.168.1.1");
    scene.actor("A", first.inner().host("192.168.1.2"), 5_000);
    scene.actor("N", second.inner().host("192.168.1.2"), 5_000);
    scene.play(story, steps);
    assertEquals("198.51.100.1", scene.seen("S", "A").getHostString());
  }

  @ParameterizedTest
  @EnumSource(PortAllocation.class)
  void aRebootForgetsAllAndGivesOtherPorts(PortAllocation ports) {
    NatBox box = home(NatKind.FULL_CONE.ports(ports));
    Set<InetSocketAddress> seen = new HashSet<>();
    scene.word("reboot", box::reboot);
    for (int i = 0; i < 20; i++) {
      scene.play("reboot " + i, "A>S S>A reboot S>A!");
      assertTrue(seen.add(scene.seen("S", "A")), "an old port again");
    }
  }

  @Test
  void aRebootMayBringAnotherAddress() {
    NatBox box = home(NatKind.FULL_CONE);
    scene.word("reboot", () -> box.reboot("198.51.100.9"));
    scene.play("", "A>S reboot S>A! A>S S>A");
    assertEquals("198.51.100.9", scene.seen("S", "A").getHostString());
  }

  @Test
  void aMappingAskedForIsOpenToAllForItsTime() {
    NatBox box = home(NatKind.SYMMETRIC);
    InetSocketAddress a = Addresses.address("192.168.1.2", 5_000);
    scene.word("ask", () -> assertEquals(7_000, box.map(a, 7_000, 60_000_000_000L).orElseThrow()));
    scene.play("from then on A speaks from there", "ask A>S B1>A +59s C>A +1s C>A!");
    assertEquals(7_000, scene.seen("S", "A").getPort());
  }

  @Test
  void aConesMappingIsTheOneAskedFor() {
    NatBox box = home(NatKind.PORT_RESTRICTED);
    InetSocketAddress a = Addresses.address("192.168.1.2", 5_000);
    scene.word(
        "ask", () -> assertEquals(5_000, box.map(a, 7_000, SimNetwork.SECOND).orElseThrow()));
    scene.word("give-back", () -> box.map(a, 7_000, 0));
    scene.play("open while it is asked for", "A>S C>A! ask C>A +1s C>A! ask C>A give-back C>A!");
  }

  @Test
  void whoAskedNoLongerIsMappedAsBefore() {
    NatBox box = home(NatKind.SYMMETRIC);
    InetSocketAddress a = Addresses.address("192.168.1.2", 5_000);
    scene.word("ask", () -> box.map(a, 7_000, 60_000_000_000L));
    scene.play("", "ask A>S A>B1");
    assertEquals(scene.seen("S", "A"), scene.seen("B1", "A"));
    scene.play("", "+59s A>S +1s A>S A>B1");
    assertNotEquals(scene.seen("S", "A"), scene.seen("B1", "A"));
  }

  @Test
  void twoWhoAskForOnePortGetTwo() {
    NatBox box = home(NatKind.FULL_CONE);
    int first = box.map(Addresses.address("192.168.1.2", 1), 7_000, 1).orElseThrow();
    int second = box.map(Addresses.address("192.168.1.3", 1), 7_000, 1).orElseThrow();
    assertNotEquals(first, second);
  }

  @Test
  void theBoxItselfMayAnswerThoseInside() {
    NatBox box = home(NatKind.FULL_CONE);
    List<String> answers = new ArrayList<>();
    SimSocket client =
        box.inner()
            .host("192.168.1.9")
            .open(1, (datagram, from) -> answers.add(datagram[0] + " from " + from));
    box.serve((question, from, port) -> box.sendInside(port, from, new byte[] {++question[0]}));
    client.send(Addresses.address("192.168.1.1", 5_351), new byte[] {41});
    network.run(SimNetwork.SECOND);
    assertEquals(List.of("42 from /192.168.1.1:5351"), answers);
  }

  @Test
  void aBlockThatIsFullGivesNoMoreUntilAReboot() {
    NatBox box =
        home(
            NatKind.SYMMETRIC
                .ports(PortAllocation.RANDOM_IN_BLOCK)
                .timeout(1_000 * SimNetwork.SECOND));
    Host target = network.internet().host("203.0.113.9");
    for (int port = 1; port <= PortAllocator.BLOCK + 1; port++) {
      scene.actor("T" + port, target, port);
      scene.play("mapping " + port, "A>T" + port + (port > PortAllocator.BLOCK ? "!" : ""));
    }
    assertEquals(1, network.count(Fate.NO_PORT));
    scene.word("reboot", box::reboot).play("another block", "A>S! reboot A>S A>B1 A>C");
  }

  private NatBox home(NatKind kind) {
    NatBox box = network.internet().nat(kind, "198.51.100.1", "192.168.1.1");
    scene.actor("A", box.inner().host("192.168.1.2"), 5_000);
    return box;
  }

  private static Arguments row(
      Dependence mapping, Dependence filtering, String story, String steps) {
    return Arguments.of(mapping, filtering, story, steps);
  }
}
