package org.rop2p.testbed.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.DemoOptions.Movement;
import org.rop2p.testbed.demo.world.LaneCount;
import org.rop2p.testbed.demo.world.Seat;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.DisplayJumps;
import org.rop2p.testbed.oracle.Evidence;
import org.rop2p.testbed.oracle.Finding;
import org.rop2p.testbed.oracle.Judgement;
import org.rop2p.testbed.oracle.Jump;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.Oracle;
import org.rop2p.testbed.oracle.PositionErrors;
import org.rop2p.testbed.oracle.PositionErrors.PositionError;
import org.rop2p.testbed.oracle.Shown;
import org.rop2p.testbed.oracle.Upstream;
import org.rop2p.testbed.oracle.Upstream.Uncovered;

/**
 * What all judges found. Immutable.
 *
 * @param swallowed walks that never reached the server
 * @param unreached messages that somebody without a link was in range of, and that went to peers
 *     only
 * @param jumpsByPeer of screens behind a proxy
 * @param jumpsDirect of screens straight on the server
 * @param clickWaits see {@link DemoReport}
 */
record Verdict(
    Judgement judgement,
    List<Finding> swallowed,
    List<PositionError> positions,
    Uncovered uncovered,
    List<Finding> unreached,
    List<Jump> jumpsByPeer,
    List<Jump> jumpsDirect,
    Spread clickWaits) {
  /** A re-click waits half a second at most; the next one in the same time excuses it. */
  private static final Duration PACED = Duration.ofMillis(1_500);

  /** A screen may be one step behind or ahead, never two. */
  private static final int POSITION_CELLS = 1;

  /** From so many on, a kind that no peer was ever first with has something wrong with it. */
  private static final int ENOUGH = 10;

  /** What went to peers: the first ones of a link may all be uncertain of their order. */
  private static final int CHANCES = 5;

  /** So many, though hardly anything was left to peers: then that is what is wrong. */
  private static final int PLENTY = 20;

  private static final double DOUBT = 0.1;

  static Verdict of(DemoOptions options, List<Seat> seats, Evidence evidence) {
    Set<Integer> proxied = accounts(seats, true);
    Set<Integer> direct = accounts(seats, false);
    Set<Integer> all = seats.stream().map(Seat::account).collect(Collectors.toSet());
    List<Jump> byPeer = new ArrayList<>();
    List<Jump> byServer = new ArrayList<>();
    for (Seat seat : seats) {
      List<ScreenEvent> screen = seat.events();
      (seat.proxied() ? byPeer : byServer)
          .addAll(DisplayJumps.of(seat.account(), screen, all::contains));
    }
    boolean paced = options.movement() == Movement.OFFLOAD;
    return new Verdict(
        Oracle.judge(evidence),
        Upstream.swallowed(evidence, paced ? PACED : Duration.ZERO),
        PositionErrors.of(evidence),
        Upstream.uncovered(evidence, proxied, direct),
        Upstream.unreached(evidence, proxied, direct),
        byPeer,
        byServer,
        Spread.of(Upstream.clickWaits(evidence, proxied)));
  }

  private static Set<Integer> accounts(List<Seat> seats, boolean proxied) {
    return seats.stream()
        .filter(seat -> seat.proxied() == proxied)
        .map(Seat::account)
        .collect(Collectors.toSet());
  }

  Spread positionErrors() {
    return Spread.of(positions.stream().map(error -> (double) error.cells()).toList());
  }

  Spread jumps(boolean peer) {
    DisplayJumps.Summary summary = DisplayJumps.summary(peer ? jumpsByPeer : jumpsDirect);
    return new Spread(summary.p99(), summary.max());
  }

  /** Everything that went wrong with one pair, or one walk. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(judgement.findings());
    all.addAll(swallowed);
    all.addAll(unreached);
    return all;
  }

  /** A sentence for each thing that is wrong. */
  List<String> failures(int linked, Map<Kind, LaneCount> lanes, Set<Integer> proxied) {
    List<String> failures = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Count count = judgement.count(kind);
      if (!count.clean()) {
        failures.add(
            "%s: %d lost, %d duplicated, %d unexpected, %d out of order, %d misplaced"
                .formatted(
                    kind.label(),
                    count.lost(),
                    count.duplicated(),
                    count.unexpected(),
                    count.outOfOrder(),
                    count.misplaced()));
      }
      if (count.doubt() >= DOUBT) {
        failures.add(
            "%s: %d of %d pairs are undecided: too many to say that all was well"
                .formatted(kind.label(), count.undecided(), count.undecided() + count.expected()));
      }
      if (linked > 0 && idle(kind, lanes.get(kind), proxied)) {
        failures.add("no peer was ever first with " + kind.label());
      }
    }
    if (!swallowed.isEmpty()) {
      failures.add(swallowed.size() + " walks never reached the server");
    }
    if (!uncovered.clean()) {
      failures.add(
          "%d messages with somebody in range who has no link never reached the server"
              .formatted(uncovered.sent() - uncovered.reachedServer()));
    }
    if (positionErrors().max() > POSITION_CELLS) {
      failures.add(
          "a screen had somebody %.0f cells from where the server had them, a second after the stop"
              .formatted(positionErrors().max()));
    }
    return failures;
  }

  /** Whether peers could have shown this kind first and never did. */
  private boolean idle(Kind kind, LaneCount lane, Set<Integer> proxied) {
    long between =
        judgement.shown().stream()
            .filter(one -> one.act().content().kind() == kind)
            .filter(one -> betweenPeers(one, proxied))
            .count();
    int enough = lane.sent() - lane.server() >= CHANCES ? ENOUGH : PLENTY;
    return lane.sent() >= enough && between >= enough && lane.shownFromPeer() == 0;
  }

  private static boolean betweenPeers(Shown one, Set<Integer> proxied) {
    return one.display().observer() != one.act().author()
        && proxied.contains(one.act().author())
        && proxied.contains(one.display().observer());
  }

  static Map<Kind, Count> noCounts() {
    Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, Count.NONE);
    }
    return counts;
  }
}
