package org.rop2p.testbed.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rop2p.testbed.demo.Lanes.Lane;
import org.rop2p.testbed.demo.fault.Fault;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.DemoWorld;
import org.rop2p.testbed.demo.world.Seat;
import org.rop2p.testbed.oracle.Circumstances;
import org.rop2p.testbed.oracle.Finding;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.PositionErrors.PositionError;
import org.rop2p.testbed.oracle.Shown;

/** Has judged what was collected, says so, and makes the report. */
final class Closing {
  /** Enough to see what went wrong; all of them would hide it. */
  private static final int FINDINGS_TOLD = 20;

  private final DemoOptions options;
  private final DemoWorld world;
  private final Collected collected;
  private final LinkBook links;
  private final Lanes lanes;
  private final NpcTalk talk;
  private final Map<Fault, Integer> faults;
  private final List<String> failures;
  private final Narrator narrator;

  Closing(
      DemoOptions options,
      DemoWorld world,
      Collected collected,
      LinkBook links,
      Lanes lanes,
      NpcTalk talk,
      Map<Fault, Integer> faults,
      List<String> failures,
      Narrator narrator) {
    this.options = options;
    this.world = world;
    this.collected = collected;
    this.links = links;
    this.lanes = lanes;
    this.talk = talk;
    this.faults = faults;
    this.failures = new ArrayList<>(failures);
    this.narrator = narrator;
  }

  DemoReport report() {
    Verdict verdict = Verdict.of(options, world.seats(), collected.evidence());
    Set<Integer> proxied =
        world.seats().stream().filter(Seat::proxied).map(Seat::account).collect(Collectors.toSet());
    addFailures(verdict, proxied);
    DemoReport report =
        new DemoReport(
            options.players(),
            options.unproxied(),
            options.duration().toSeconds(),
            collected.lanes(),
            verdict.judgement().counts(),
            links.totals(),
            links.drops(),
            byPeer(verdict.judgement().shown(), proxied),
            collected.disconnects(),
            collected.received(),
            verdict.positionErrors(),
            verdict.jumps(true),
            verdict.jumps(false),
            verdict.uncovered(),
            verdict.clickWaits(),
            faults,
            failures);
    Function<Finding, Optional<Circumstances>> circumstances =
        Circumstances.in(collected.evidence());
    verdict.findings().stream()
        .limit(FINDINGS_TOLD)
        .forEach(finding -> tell(finding, circumstances.apply(finding)));
    verdict.positions().stream()
        .filter(error -> error.cells() > 1)
        .limit(FINDINGS_TOLD)
        .forEach(this::tell);
    Summary.lines(report, verdict.judgement().shown(), proxied, lanes).forEach(narrator::line);
    Summary.reasons(collected.reasons()).forEach(narrator::line);
    return report;
  }

  private void addFailures(Verdict verdict, Set<Integer> proxied) {
    int linked = links.totals().direct() + links.totals().relay();
    if (collected.disconnects() > 0) {
      failures.add(collected.disconnects() + " clients were thrown out or lost their connection");
    }
    if (options.players() >= 2 && linked == 0) {
      failures.add("no two players were ever linked");
    }
    failures.addAll(verdict.failures(linked, collected.lanes(), proxied));
    talk.fault(world.seats(), collected.server().npcFrames()).ifPresent(failures::add);
    failures.addAll(collected.server().kicks());
    failures.addAll(collected.anomalies());
    if (world.server().log().dropped() > 0) {
      failures.add("the server's log was full: play shorter or with fewer players");
    }
  }

  private Map<Kind, Integer> byPeer(List<Shown> shown, Set<Integer> proxied) {
    Map<Kind, Integer> total = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      total.put(kind, 0);
    }
    for (Shown one : shown) {
      boolean other = one.display().observer() != one.act().author();
      if (other && Summary.laneOf(one, proxied, lanes) == Lane.PEER) {
        total.merge(one.act().content().kind(), 1, Integer::sum);
      }
    }
    return total;
  }

  private void tell(Finding finding, Optional<Circumstances> circumstances) {
    narrator.say(
        "%s on %s's screen: %s of %s, %d ms before the end"
            .formatted(
                finding.fault(),
                narrator.nameOf(finding.observer()),
                finding.content(),
                narrator.nameOf(finding.author()),
                beforeEnd(finding.nanos())));
    circumstances.ifPresent(known -> narrator.line("    " + known));
    world.seats().stream()
        .filter(seat -> seat.account() == finding.observer())
        .map(Seat::events)
        .flatMap(screen -> FindingStory.of(finding, collected.evidence().acts(), screen).stream())
        .forEach(narrator::line);
  }

  private void tell(PositionError error) {
    narrator.say(
        "on %s's screen %s stands %d cells from where the server has it, %d ms before the end"
            .formatted(
                narrator.nameOf(error.observer()),
                narrator.nameOf(error.author()),
                error.cells(),
                beforeEnd(error.nanos())));
  }

  private long beforeEnd(long nanos) {
    return (collected.evidence().timing().endNanos() - nanos) / 1_000_000;
  }
}
