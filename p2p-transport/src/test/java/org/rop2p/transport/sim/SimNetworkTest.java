package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.sim.SimNetwork.MILLI;
import static org.rop2p.transport.sim.SimNetwork.SECOND;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A and B on the internet, and what happens between them. */
final class SimNetworkTest {
  private static final int SENT = 2_000;
  private static final InetAddress A = Addresses.ip("198.51.100.1");
  private static final InetAddress B = Addresses.ip("198.51.100.2");

  private final SimNetwork network = new SimNetwork(1);
  private final List<Integer> atA = new ArrayList<>();
  private final List<Integer> atB = new ArrayList<>();
  private final Host hostA = network.internet().host(A.getHostAddress());
  private final Host hostB = network.internet().host(B.getHostAddress());
  private final SimSocket a = hostA.open(1, (datagram, from) -> atA.add(number(datagram)));
  private final SimSocket b = hostB.open(2, (datagram, from) -> atB.add(number(datagram)));

  static Stream<Arguments> stories() {
    return Stream.of(
        Arguments.of("a path may be dead in one direction", "A>B hole A>B! B>A"),
        Arguments.of("for its time only", "hole +9s A>B! +1s A>B"),
        Arguments.of("others live on", "hole A>C C>B B>C"),
        Arguments.of("all may be cut, and mended", "cut A>B! B>A! A>C! mend A>B B>A"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void whatDoesNotGetThrough(String story, String steps) {
    Weather weather = network.weather();
    new Scene(network)
        .actor("A", hostA, 11)
        .actor("B", hostB, 12)
        .actor("C", network.internet().host("198.51.100.3"), 13)
        .word("hole", () -> weather.blackhole(Flight.path(A, B), 10 * SECOND - 10 * MILLI))
        .word("cut", () -> weather.cut(true))
        .word("mend", () -> weather.cut(false))
        .play(story, steps);
  }

  @Test
  void aBlackholeForGoodStays() {
    network.run(SECOND);
    network.weather().blackhole(Flight.path(A, B), Long.MAX_VALUE);
    network.run(1_000 * SECOND);
    exchange(10);
    assertEquals(List.of(), atB);
    assertEquals(10, network.count(Fate.BLACKHOLED));
  }

  @Test
  void aBlackholeSwallowsNothingThatIsOnItsWay() {
    a.send(b.address(), datagram(1));
    network.weather().blackhole(flight -> true, SECOND);
    network.run(SECOND);
    assertEquals(List.of(1), atB);
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of("none", 0.0, 0.0, 0.0, 1.0, 1.0),
        Arguments.of("of the net, both ways", 0.2, 0.0, 0.0, 0.8, 0.8),
        Arguments.of("of A's line, up", 0.0, 0.3, 0.0, 0.7, 1.0),
        Arguments.of("of A's line, down", 0.0, 0.0, 0.3, 1.0, 0.7),
        Arguments.of("of all", 0.2, 0.3, 0.5, 0.56, 0.4),
        Arguments.of("total", 1.0, 0.0, 0.0, 0.0, 0.0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  void loss(String story, double net, double up, double down, double reachB, double reachA) {
    network.weather().loss(net);
    hostA.loss(up, down);
    exchange(SENT);
    assertEquals(reachB, atB.size() / (double) SENT, 0.04, story + ", to B");
    assertEquals(reachA, atA.size() / (double) SENT, 0.04, story + ", to A");
    assertEquals(2 * SENT, network.count(Fate.SENT));
    assertEquals(2 * SENT, network.count(Fate.DELIVERED) + network.count(Fate.LOST));
  }

  @Test
  void aDuplicateIsACopyOfItsOwn() {
    List<byte[]> copies = new ArrayList<>();
    SimSocket c = hostB.open(3, (datagram, from) -> copies.add(datagram));
    network.weather().duplication(1);
    a.send(c.address(), datagram(7));
    network.run(SECOND);
    assertEquals(List.of(7, 7), copies.stream().map(SimNetworkTest::number).toList());
    copies.get(0)[0]++;
    assertEquals(7, number(copies.get(1)));
    assertEquals(1, network.count(Fate.DUPLICATED));
  }

  @Test
  void someAreDuplicatedAndNoneIsLostForIt() {
    network.weather().duplication(0.1);
    exchange(SENT);
    assertEquals(SENT, atB.stream().distinct().count());
    assertEquals(1.1, atB.size() / (double) SENT, 0.03);
  }

  @Test
  void aRangeOfDelaysReordersAndOneDelayDoesNot() {
    List<Integer> inOrder = IntStream.range(0, SENT).boxed().toList();
    network.weather().delay(50, 50);
    exchange(SENT);
    assertEquals(inOrder, atB);
    atB.clear();
    network.weather().delay(10, 50);
    exchange(SENT);
    assertNotEquals(inOrder, atB);
    assertEquals(inOrder, atB.stream().sorted().toList());
  }

  @Test
  void delaysKeepToTheirRange() {
    List<Long> delays = new ArrayList<>();
    SimSocket c = hostB.open(3, (datagram, from) -> delays.add(network.now() / MILLI));
    network.weather().delay(10, 50);
    IntStream.range(0, SENT).forEach(i -> a.send(c.address(), datagram(i)));
    network.run(SECOND);
    assertTrue(delays.stream().allMatch(ms -> ms >= 10 && ms < 50), delays.toString());
    assertTrue(delays.contains(10L) && delays.contains(49L), delays.toString());
  }

  @Test
  void whatTheSenderWritesLaterIsNotSent() {
    byte[] datagram = datagram(1);
    a.send(b.address(), datagram);
    datagram[0] = 99;
    network.run(SECOND);
    assertEquals(List.of(1), atB);
  }

  static Stream<Arguments> fates() {
    return Stream.of(
        Arguments.of("198.51.100.2", 2, Fate.DELIVERED),
        Arguments.of("198.51.100.2", 3, Fate.NO_SOCKET),
        Arguments.of("198.51.100.99", 2, Fate.NO_ROUTE),
        Arguments.of("10.0.0.1", 2, Fate.NO_ROUTE));
  }

  @ParameterizedTest(name = "{0}:{1} {2}")
  @MethodSource("fates")
  void everyDatagramMeetsItsFate(String ip, int port, Fate fate) {
    List<SimEvent> trace = new ArrayList<>();
    network.observe(trace::add);
    a.send(Addresses.address(ip, port), datagram(1));
    network.run(SECOND);
    assertEquals(List.of(Fate.SENT, fate), trace.stream().map(SimEvent::fate).toList());
    assertEquals(1, network.count(fate));
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    assertEquals(trace(5), trace(5));
    assertNotEquals(trace(5), trace(6));
  }

  @Test
  void actionsOfOneMomentKeepTheirOrder() {
    List<Integer> order = new ArrayList<>();
    network.after(2, () -> order.add(3));
    network.after(1, () -> order.add(1));
    network.after(1, () -> order.add(2));
    network.run(10);
    assertEquals(List.of(1, 2, 3), order);
    assertEquals(10, network.now());
  }

  @Test
  void runningEndsWithTheConditionOrTheTime() {
    boolean[] done = {false};
    network.after(5, () -> done[0] = true);
    assertFalse(network.runUntil(() -> done[0], 4));
    assertEquals(4, network.now());
    assertTrue(network.runUntil(() -> done[0], 4));
    assertEquals(5, network.now());
  }

  @Test
  void aDeadlineThatNeverMovesIsAnError() {
    network.join(
        new Driven() {
          @Override
          public long deadline() {
            return 1;
          }

          @Override
          public void advance() {}
        });
    assertThrows(IllegalStateException.class, () -> network.run(SECOND));
  }

  private static List<SimEvent> trace(long seed) {
    Topology topology = Topology.of(seed).behind(Site.SYMMETRIC).and(Site.CARRIER_SYMMETRIC);
    SimNetwork network = topology.network();
    network.weather().loss(0.2).duplication(0.2).delay(1, 80);
    List<SimEvent> trace = new ArrayList<>();
    network.observe(trace::add);
    for (Host host : topology.hosts()) {
      SimSocket socket = host.open(0, (datagram, from) -> {});
      for (int i = 0; i < 50; i++) {
        socket.send(Addresses.address("203.0.113.250", 1 + i), datagram(i));
      }
    }
    network.run(SECOND);
    return trace;
  }

  /** Each sends so many to the other, one a millisecond, and all arrive that will. */
  private void exchange(int count) {
    for (int i = 0; i < count; i++) {
      a.send(b.address(), datagram(i));
      b.send(a.address(), datagram(i));
      network.run(MILLI);
    }
    network.run(SECOND);
  }

  private static byte[] datagram(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8)};
  }

  private static int number(byte[] datagram) {
    return (datagram[0] & 0xFF) | (datagram[1] & 0xFF) << 8;
  }
}
