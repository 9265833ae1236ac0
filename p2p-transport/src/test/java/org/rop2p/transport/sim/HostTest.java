package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.rop2p.transport.sim.SimNetwork.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A is behind a cone NAT, S and B are on the internet; A moves, sleeps and is shut in. */
final class HostTest {
  private final SimNetwork network = new SimNetwork(1);
  private final NatBox home = network.internet().nat(NatKind.FULL_CONE, "198.51.100.1", "10.0.0.1");
  private final Host a = home.inner().host("10.0.0.2");
  private final Host b = network.internet().host("203.0.113.2");
  private final SimSocket.Receiver nobody = (datagram, from) -> {};

  static Stream<Arguments> stories() {
    return Stream.of(
        row("another address on the same LAN needs a new mapping", "A>S moves S>A! A>S S>A"),
        row("another network, too", "A>S leaves S>A! A>S S>A B>A"),
        row("a socket on all addresses moves along", "moves A>B B>A@A! B>A@B"),
        row("one on the old address is dead", "Old>B moves Old>B!"),
        row("and lives again with it", "moves Old>B! returns Old>B"),
        row("a sleeper neither hears", "A>S sleeps S>A! wakes S>A"),
        row("nor speaks", "sleeps A>S! wakes A>S"),
        row("the NAT does not wait for it", "A>S sleeps +31s wakes S>A! A>S S>A"),
        row("nothing of what was sent meanwhile comes later", "A>S sleeps S>A! wakes +1s S>A"),
        row("a firewall lets nothing in", "A>S blocks S>A! opens S>A"),
        row("nor out", "blocks A>S! A>B! opens A>S"),
        row("a line may lose what is sent only", "A>S mute A>S! S>A"),
        row("or what comes only", "A>S deaf A>S S>A!"),
        row("a closed port is silent", "A>S closes S>A!"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void reaching(String story, String steps) {
    AddressRealm cafe =
        network.internet().nat(NatKind.FULL_CONE, "198.51.100.2", "10.0.0.1").inner();
    Scene scene =
        new Scene(network)
            .actor("S", network.internet().host("203.0.113.1"), 1)
            .actor("B", b, 1)
            .actor("A", a, 5_000);
    scene
        .word("moves", () -> a.moveTo("10.0.0.7"))
        .word("returns", () -> a.moveTo("10.0.0.2"))
        .word("leaves", () -> a.moveTo(cafe, "10.0.0.2"))
        .word("sleeps", a::sleep)
        .word("wakes", a::wake)
        .word("blocks", () -> a.blockUdp(true))
        .word("opens", () -> a.blockUdp(false))
        .word("mute", () -> a.loss(1, 0))
        .word("deaf", () -> a.loss(0, 1))
        .word("closes", () -> scene.socket("A").close())
        .actor("Old", a.open(Addresses.address("10.0.0.2", 5_001), scene.receiver("Old")))
        .play(story, steps);
  }

  @Test
  void timersAreLateWhileAsleepAndInOrder() {
    List<String> done = new ArrayList<>();
    a.after(1 * SECOND, () -> done.add("first at " + network.now() / SECOND));
    a.after(2 * SECOND, () -> done.add("second at " + network.now() / SECOND));
    a.after(9 * SECOND, () -> done.add("third at " + network.now() / SECOND));
    a.sleep();
    network.after(5 * SECOND, a::wake);
    network.run(10 * SECOND);
    assertEquals(List.of("first at 5", "second at 5", "third at 9"), done);
  }

  @Test
  void aParticipantIsWokenLateToo() {
    List<Long> woken = new ArrayList<>();
    a.drive(
        new Driven() {
          @Override
          public long deadline() {
            return (woken.size() + 1) * SECOND;
          }

          @Override
          public void advance() {
            woken.add(network.now() / SECOND);
          }
        });
    network.after(SECOND + 1, a::sleep);
    network.after(4 * SECOND, a::wake);
    network.run(5 * SECOND);
    assertEquals(List.of(1L, 4L, 4L, 4L, 5L), woken);
  }

  @Test
  void aPortIsGivenOnceToEachAddress() {
    SimSocket all = b.open(7, nobody);
    assertThrows(IllegalStateException.class, () -> b.open(7, nobody));
    SimSocket one = b.open(Addresses.address("203.0.113.2", 7), nobody);
    assertThrows(IllegalStateException.class, () -> b.open(one.address(), nobody));
    all.close();
    assertEquals(7, b.open(7, nobody).address().getPort());
    assertThrows(IllegalStateException.class, () -> all.send(one.address(), new byte[1]));
  }

  @Test
  void aPortOfItsOwnChoiceIsAFreeOne() {
    assertNotEquals(b.open(0, nobody).address().getPort(), b.open(0, nobody).address().getPort());
  }

  @Test
  void theSourceIsOfTheFamilyOfTheTarget() {
    List<String> sources = new ArrayList<>();
    SimSocket.Receiver receiver =
        (datagram, from) -> sources.add(from.getAddress().getHostAddress());
    Host both = network.internet().host("203.0.113.3", "2001:db8::3");
    Host other = network.internet().host("203.0.113.4", "2001:db8::4");
    other.open(1, receiver);
    SimSocket socket = both.open(1, nobody);
    socket.send(Addresses.address("2001:db8::4", 1), new byte[1]);
    socket.send(Addresses.address("203.0.113.4", 1), new byte[1]);
    b.open(1, nobody).send(Addresses.address("2001:db8::4", 1), new byte[1]);
    network.run(SECOND);
    assertEquals(List.of("2001:db8:0:0:0:0:0:3", "203.0.113.3"), sources);
    assertEquals(1, network.count(Fate.NO_ROUTE));
  }

  @Test
  void anAddressIsOneHosts() {
    assertThrows(IllegalStateException.class, () -> network.internet().host("203.0.113.2"));
  }

  private static Arguments row(String story, String steps) {
    return Arguments.of(story, steps);
  }
}
