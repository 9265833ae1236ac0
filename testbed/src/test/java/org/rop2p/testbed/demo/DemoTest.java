package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.testbed.demo.fault.Fault;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.LaneCount;
import org.rop2p.testbed.demo.world.Programs;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;

/** Whole demos: real servers, real proxies, real links, and what breaks on the way. */
class DemoTest {
  /** A new story each time; {@code -Ddemo.seed} plays one again. */
  private static final long SEED = Long.getLong("demo.seed", new Random().nextLong());

  private static final DemoOptions OPTIONS = DemoOptions.defaults(SEED).withField(20);

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  private DemoReport play(DemoOptions options) throws InterruptedException {
    System.out.println("demo seed " + SEED);
    return Demo.run(
        options, Programs.ofThisJvm(), new PrintStream(told, true, StandardCharsets.UTF_8));
  }

  private String story() {
    return "seed " + SEED + "\n" + told.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "proxies in this JVM: {0}")
  @ValueSource(booleans = {true, false})
  void everyScreenShowsWhatItShould(boolean inProcess) throws Exception {
    DemoReport report =
        play(
            OPTIONS
                .withPlayers(3, 1)
                .withDuration(Duration.ofSeconds(12))
                .withInProcess(inProcess));
    assertAll(
        story(),
        () -> assertEquals(List.of(), report.failures()),
        () -> assertEquals(3, report.linksSeen(), "each pair is linked, each link counts once"),
        () -> assertEquals(0, report.disconnects()),
        () -> assertTrue(report.byPeer().get(Kind.MOVEMENT) > 0, "peers were faster at times"),
        () -> assertEverythingWasShown(report),
        () -> report.lanes().values().forEach(DemoTest::assertEverySentMessageHasOneLane));
  }

  @Test
  void everythingCanBreakAndNobodyIsThrownOut() throws Exception {
    DemoReport report =
        play(
            OPTIONS
                .withPlayers(3, 1)
                .withDuration(Duration.ofSeconds(25))
                .withFaults(true)
                .withInProcess(true));
    assertAll(
        story(),
        () -> assertEquals(List.of(), failuresOtherThanWalks(report)),
        () ->
            assertTrue(
                Arrays.stream(Fault.values()).allMatch(fault -> report.faults().get(fault) > 0),
                report.faults()::toString),
        () -> assertEquals(0, report.disconnects(), "who relogs was not thrown out"),
        () -> assertTrue(report.linkDrops() > 0, "a link was cut"),
        () -> assertEquals(report.uncovered().sent(), report.uncovered().reachedServer()),
        () -> assertEverythingWasShown(report));
  }

  @Test
  void withoutAnyProxyTheServerAloneServesEverybody() throws Exception {
    DemoReport report = play(OPTIONS.withPlayers(0, 3).withDuration(Duration.ofSeconds(6)));
    assertEquals(List.of(), report.failures(), story());
    assertEquals(0, report.linksSeen(), story());
    assertEquals(0, report.byPeer().get(Kind.MOVEMENT), story());
    assertEquals(0, report.counts().get(Kind.MOVEMENT).undecided(), story());
    assertTrue(report.counts().get(Kind.MOVEMENT).shown() > 0, story());
  }

  /**
   * A stalled server, and a link that dies, tear walks apart in ways that no screen can foresee;
   * scripts/demo says so.
   */
  private static List<String> failuresOtherThanWalks(DemoReport report) {
    return report.failures().stream()
        .filter(why -> !why.startsWith("movement") && !why.startsWith("a screen had somebody"))
        .filter(why -> !why.startsWith("no peer was ever first")) // too short a play for that
        .toList();
  }

  private static void assertEverythingWasShown(DemoReport report) {
    for (Kind kind : Kind.values()) {
      Count count = report.counts().get(kind);
      assertTrue(count.shown() > 0, kind.label());
      assertTrue(count.doubt() < 0.1, () -> kind.label() + " undecided: " + count);
    }
  }

  private static void assertEverySentMessageHasOneLane(LaneCount lane) {
    assertEquals(lane.sent(), lane.offloaded() + lane.mirrored() + lane.server());
  }
}
