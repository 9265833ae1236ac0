package org.rop2p.testbed.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rop2p.testbed.demo.Lanes.Lane;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Finding;
import org.rop2p.testbed.oracle.Judgement;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.Oracle;
import org.rop2p.testbed.oracle.Shown;

/** Judges what was collected, says so, and makes the report. */
final class Closing {
  /** Enough to see what went wrong; all of them would hide it. */
  private static final int FINDINGS_TOLD = 6;

  private final DemoOptions options;
  private final DemoWorld world;
  private final Collected collected;
  private final LinkBook links;
  private final Lanes lanes;
  private final NpcTalk talk;
  private final List<String> failures;
  private final Narrator narrator;

  Closing(
      DemoOptions options,
      DemoWorld world,
      Collected collected,
      LinkBook links,
      Lanes lanes,
      NpcTalk talk,
      List<String> failures,
      Narrator narrator) {
    this.options = options;
    this.world = world;
    this.collected = collected;
    this.links = links;
    this.lanes = lanes;
    this.talk = talk;
    this.failures = new ArrayList<>(failures);
    this.narrator = narrator;
  }

  DemoReport report() {
    Judgement judgement = Oracle.judge(collected.evidence());
    Set<Integer> proxied =
        world.seats().stream().filter(Seat::proxied).map(Seat::account).collect(Collectors.toSet());
    addFailures(judgement);
    DemoReport report =
        new DemoReport(
            options.players(),
            options.unproxied(),
            options.duration().toSeconds(),
            collected.lanes(),
            judgement.counts(),
            links.totals(),
            links.drops(),
            byPeer(judgement.shown(), proxied),
            collected.disconnects(),
            failures);
    judgement.findings().stream().limit(FINDINGS_TOLD).forEach(this::tell);
    Summary.lines(report, judgement.shown(), proxied, lanes).forEach(narrator::line);
    return report;
  }

  private void addFailures(Judgement judgement) {
    if (collected.disconnects() > 0) {
      failures.add(collected.disconnects() + " clients were thrown out or lost their connection");
    }
    if (options.players() >= 2 && links.totals().direct() + links.totals().relay() == 0) {
      failures.add("no two players were ever linked");
    }
    for (Kind kind : Kind.values()) {
      Count count = judgement.count(kind);
      if (!count.clean()) {
        failures.add(
            "%s: %d lost, %d duplicated, %d unexpected, %d out of order"
                .formatted(
                    kind.label(),
                    count.lost(),
                    count.duplicated(),
                    count.unexpected(),
                    count.outOfOrder()));
      }
    }
    talk.fault(world.seats(), collected.server().npcFrames()).ifPresent(failures::add);
    failures.addAll(collected.server().kicks());
    failures.addAll(collected.anomalies());
    if (world.serverLog().dropped() > 0) {
      failures.add("the server's log was full: play shorter or with fewer players");
    }
  }

  private static Map<Kind, Integer> total() {
    Map<Kind, Integer> total = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      total.put(kind, 0);
    }
    return total;
  }

  private Map<Kind, Integer> byPeer(List<Shown> shown, Set<Integer> proxied) {
    Map<Kind, Integer> total = total();
    for (Shown one : shown) {
      boolean other = one.display().observer() != one.act().author();
      if (other && Summary.laneOf(one, proxied, lanes) == Lane.PEER) {
        total.merge(one.act().content().kind(), 1, Integer::sum);
      }
    }
    return total;
  }

  private void tell(Finding finding) {
    narrator.say(
        "%s on %s's screen: %s of %s, %d ms before the end"
            .formatted(
                finding.fault(),
                narrator.nameOf(finding.observer()),
                finding.content(),
                narrator.nameOf(finding.author()),
                (collected.evidence().endNanos() - finding.nanos()) / 1_000_000));
    world.seats().stream()
        .filter(seat -> seat.account() == finding.observer())
        .map(seat -> seat.client().screen().events())
        .flatMap(screen -> FindingStory.of(finding, collected.evidence().acts(), screen).stream())
        .forEach(narrator::line);
  }
}
