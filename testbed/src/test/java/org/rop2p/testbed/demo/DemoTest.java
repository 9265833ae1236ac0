package org.rop2p.testbed.demo;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.testbed.oracle.Kind;

/** Whole demos: real servers, real proxies, real links, and something that breaks on the way. */
class DemoTest {
  private static final Duration LATENCY = Duration.ofMillis(80);

  @ParameterizedTest(name = "link cut {0}, coordinator killed {1}")
  @CsvSource({"true, false", "false, true"})
  void whateverBreaksNoScreenShowsIt(boolean cutLink, boolean killCoordinator) throws Exception {
    // Fixed, so that every build plays the same story; scripts/demo plays a new one each time.
    long seed = 21;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    DemoReport report =
        Demo.run(
            new DemoOptions(
                PacketVersion.DEFAULT,
                3,
                1,
                Duration.ofSeconds(10),
                LATENCY,
                seed,
                cutLink,
                killCoordinator),
            new PrintStream(told, true, StandardCharsets.UTF_8));
    String story = "seed " + seed + "\n" + told.toString(StandardCharsets.UTF_8);
    assertEquals(List.of(), report.failures(), story);
    assertAll(
        story,
        () -> assertEquals(3, report.linksSeen(), "each pair is linked, each link counts once"),
        () -> assertEquals(0, report.disconnects()),
        () -> assertEquals(cutLink, report.linkDrops() > 0, "only a cut link goes down"),
        () -> assertTrue(report.byPeer().get(Kind.MOVEMENT) > 0, "peers were faster at times"),
        () -> assertTrue(report.counts().get(Kind.CHAT).shown() > 0),
        () -> assertTrue(report.counts().get(Kind.EMOTE).shown() > 0),
        () -> assertTrue(report.counts().get(Kind.MOVEMENT).shown() > 0),
        () -> report.lanes().values().forEach(DemoTest::assertEverySentMessageHasOneLane));
  }

  private static void assertEverySentMessageHasOneLane(LaneCount lane) {
    assertEquals(lane.sent(), lane.offloaded() + lane.mirrored() + lane.server());
  }

  @Test
  void withoutAnyProxyTheServerAloneServesEverybody() throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    DemoReport report =
        Demo.run(
            new DemoOptions(
                PacketVersion.DEFAULT, 0, 3, Duration.ofSeconds(4), LATENCY, 11, false, false),
            new PrintStream(told, true, StandardCharsets.UTF_8));
    String story = told.toString(StandardCharsets.UTF_8);
    assertEquals(List.of(), report.failures(), story);
    assertEquals(0, report.linksSeen(), story);
    assertEquals(0, report.byPeer().get(Kind.MOVEMENT), story);
    assertTrue(report.counts().get(Kind.MOVEMENT).shown() > 0, story);
  }
}
