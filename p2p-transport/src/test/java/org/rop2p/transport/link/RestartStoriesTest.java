package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.sim.Site;
import org.rop2p.transport.stun.StunClass;

/** Links whose two sides lose their path at the same time; always the same seeds. */
final class RestartStoriesTest {
  private static final int SEEDS = 10;

  /** Who hears nothing doubts the path then. */
  private static final long DOUBT_MILLIS = 2_500;

  private static final long SOON_MILLIS = 1_500;
  private static final long DEAD_MILLIS = 5_000;

  /** Between two datagrams of a path that works: one each 50 ms, 10 to 40 on the way. */
  private static final long NO_GAP_MILLIS = 100;

  private static final String PWD = "0123456789abcdefghijklmn";

  private static final Map<String, Consumer<LinkInSim>> FAULTS =
      Map.of(
          "both routers reboot", LinkInSim::reboot,
          "both hosts move", LinkInSim::move,
          "both hosts sleep", LinkInSim::sleep);

  private static final Map<String, Site> SITES =
      Map.of(
          "full", Site.FULL_CONE,
          "address", Site.ADDRESS_RESTRICTED,
          "port", Site.PORT_RESTRICTED,
          "carrier", Site.CARRIER_CONE);

  @ParameterizedTest(name = "{0}, {1} and {2}, {3} % loss")
  @CsvSource({
    "both routers reboot, port,    port,    0",
    "both routers reboot, port,    port,    20",
    "both routers reboot, full,    port,    0",
    "both routers reboot, full,    port,    20",
    "both routers reboot, address, address, 20",
    "both routers reboot, carrier, port,    20",
    "both hosts move,     port,    port,    0",
    "both hosts move,     port,    port,    20",
    "both hosts move,     carrier, full,    20",
    "both hosts sleep,    port,    port,    0",
    "both hosts sleep,    port,    port,    20",
    "both hosts sleep,    address, carrier, 20",
  })
  void thePathIsBackSoonAndTheLinkLives(String fault, String one, String other, int lossPercent) {
    List<Long> gaps = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      LinkInSim link = LinkInSim.of(seed, SITES.get(one), SITES.get(other));
      link.network.weather().loss(lossPercent / 100.0);
      link.breaks(() -> FAULTS.get(fault).accept(link));
      link.network.run(15 * LinkInSim.SECOND);
      assertTrue(link.isUp(), () -> "it died: " + link);
      assertTrue(link.isSettled(), () -> "the sides do not agree: " + link);
      assertEquals(0, link.left.doubled() + link.right.doubled(), link::toString);
      gaps.add(link.longestGapMillis());
    }
    gaps.sort(null);
    System.out.printf(
        "%s, %s and %s, %d %% loss: silent for %d ms, %d at the worst%n",
        fault, one, other, lossPercent, gaps.get(SEEDS / 2), gaps.get(SEEDS - 1));
    long bound = lossPercent == 0 ? DOUBT_MILLIS + SOON_MILLIS : DEAD_MILLIS;
    assertTrue(gaps.get(SEEDS - 1) < bound, gaps::toString);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"both routers reboot", "both hosts move", "both hosts sleep"})
  void evenIfNothingIsSaidOnIt(String fault) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LinkInSim link = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
      link.left.quiet();
      link.right.quiet();
      link.breaks(() -> FAULTS.get(fault).accept(link));
      link.network.run(30 * LinkInSim.SECOND);
      assertTrue(link.isUp(), link::toString);
      assertTrue(link.isSettled(), link::toString);
    }
  }

  /** Nothing is wrong with a path that is slow, or loses some. */
  @ParameterizedTest(name = "{0} % loss, {1} to {2} ms each way")
  @CsvSource({"0, 300, 1500, 0", "20, 10, 40, 2"})
  void aPathThatWorksIsSeldomRestarted(int lossPercent, long min, long max, int mayAMinute) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LinkInSim link = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
      link.left.quiet();
      link.right.quiet();
      link.network.weather().loss(lossPercent / 100.0).delay(min, max);
      link.network.run(20 * LinkInSim.SECOND); // until it is known how slow it is
      int before = link.left.restarts().size();
      link.network.run(60 * LinkInSim.SECOND);
      assertTrue(link.left.restarts().size() - before <= mayAMinute, link::toString);
    }
  }

  /** New candidates alone, which go to peers anyhow, often come too late where packets are lost. */
  @Test
  void withoutRestartsSomeOfTheseLinksDie() {
    long died =
        IntStream.rangeClosed(1, 2 * SEEDS)
            .filter(
                seed -> {
                  LinkInSim link = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
                  link.left.neverRestart();
                  link.right.neverRestart();
                  link.network.weather().loss(0.2);
                  link.breaks(link::reboot);
                  link.network.run(15 * LinkInSim.SECOND);
                  return !link.isUp();
                })
            .count();
    assertTrue(died > 0, "then restarts are for nothing");
  }

  /** With a fifth of all packets lost, one in a hundred is too late. */
  @ParameterizedTest(name = "{0} % loss")
  @CsvSource({"0, 0", "20, 1"})
  void signalsMayBeLateDoubledAndOutOfOrder(int lossPercent, int mayDie) {
    int died = 0;
    for (int seed = 1; seed <= 2 * SEEDS; seed++) {
      LinkInSim link = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
      link.network.weather().loss(lossPercent / 100.0).duplication(0.1);
      link.lateSignals();
      link.breaks(link::reboot);
      link.network.run(20 * LinkInSim.SECOND);
      died += link.isUp() ? 0 : 1;
      assertTrue(!link.isUp() || link.isSettled(), link::toString);
    }
    assertTrue(died <= mayDie, died + " died");
  }

  @Test
  void whatWasSignalledChangesNothingWhenItComesAgain() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LinkInSim link = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
      link.breaks(link::reboot);
      link.network.run(15 * LinkInSim.SECOND);
      assertFalse(link.left.restarts().isEmpty() && link.right.restarts().isEmpty());
      String before = link.left.ice().current().local().ufrag();
      link.breaks(link::replay);
      link.network.run(30 * LinkInSim.SECOND);
      assertEquals(before, link.left.ice().current().local().ufrag());
      assertTrue(link.isSettled(), link::toString);
      assertTrue(link.longestGapMillis() < NO_GAP_MILLIS, link::toString);
    }
  }

  @Test
  void anOfferThatNobodyAnswersInterruptsNothing() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LinkInSim link = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
      link.noSignals();
      String before = link.left.ice().current().local().ufrag();
      // Its checks find no answer for a while, though everything else goes both ways.
      link.left.deafTo(message -> message.stunClass() != StunClass.REQUEST);
      link.breaks(link.left::networkChanged);
      link.network.run(3 * LinkInSim.SECOND);
      assertEquals(1, link.left.restarts().size(), link::toString);
      link.left.deafTo(message -> false);
      link.network.run(15 * LinkInSim.SECOND);
      assertEquals(before, link.left.ice().current().local().ufrag());
      assertTrue(link.isSettled(), link::toString);
      assertTrue(link.longestGapMillis() < NO_GAP_MILLIS, link::toString);
    }
  }

  @Test
  void withoutACoordinatorEverythingIsAsItWas() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LinkInSim one = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.FULL_CONE);
      one.noSignals();
      one.breaks(() -> one.reboot(true));
      one.network.run(15 * LinkInSim.SECOND);
      assertTrue(one.isUp() && one.isSettled(), "who is let in is followed: " + one);

      LinkInSim both = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
      both.noSignals();
      both.breaks(both::reboot);
      both.network.run(4_500 * LinkInSim.MILLI);
      assertTrue(both.isUp(), both::toString);
      both.network.run(1_500 * LinkInSim.MILLI);
      assertFalse(both.left.isUp() || both.right.isUp(), both::toString);
    }
  }

  /** A hostile peer may say what it likes, by its own link, and has one path to lose. */
  @Test
  void offersWithoutEndInterruptNothingAndCostFewChecks() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      LinkInSim link = LinkInSim.of(seed, Site.PORT_RESTRICTED, Site.PORT_RESTRICTED);
      int before = link.right.checks();
      link.breaks(
          () -> {
            for (int i = 0; i < 6_000; i++) {
              int number = i;
              link.network.after(10 * LinkInSim.MILLI * i, () -> flood(link, number));
            }
          });
      link.network.run(75 * LinkInSim.SECOND);
      assertTrue(link.longestGapMillis() < NO_GAP_MILLIS, link::toString);
      assertTrue(link.isSettled(), link::toString);
      // Six in a minute, 32 candidates each, checked seven times: were all of them anywhere.
      assertTrue(link.right.restarts().size() <= 6, link::toString);
      int checks = link.right.checks() - before;
      assertTrue(checks <= 6 * 32 * 7 + 75, checks + " checks: " + link);
    }
  }

  private static void flood(LinkInSim link, int number) {
    String ufrag = "flood" + number;
    String of = link.right.ice().current().local().ufrag();
    link.right.hear(IceRestart.offer(new IceDescription(ufrag, PWD), of));
    InetSocketAddress anywhere = new InetSocketAddress("203.0.113.77", 1_024 + number);
    link.right.hear(IceCandidate.of(CandidateType.HOST, 65_535, anywhere).withUfrag(ufrag));
  }
}
