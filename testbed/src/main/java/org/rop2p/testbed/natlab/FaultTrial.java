package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Breaks links that carry messages, and measures what becomes of them. */
final class FaultTrial {
  /** As often as a player's proxy speaks when there is much to say. */
  private static final int INTERVAL_MILLIS = 50;

  private static final Duration BEFORE = Duration.ofSeconds(3);
  private static final Duration AFTER = Duration.ofSeconds(12);
  private static final Duration BLACKHOLE = Duration.ofSeconds(30);

  /** Of the TURN server. */
  private static final Duration OUTAGE = Duration.ofSeconds(10);

  /** Promised by the defaults of an endpoint. */
  private static final int KNOWN_DEAD_MILLIS = 6_000;

  /** Without a message for so long, the stream has stopped. */
  private static final int QUIET_MILLIS = 1_000;

  private final Lab lab;

  FaultTrial(Lab lab) {
    this.lab = lab;
  }

  /**
   * One fault after another.
   *
   * @param told of each as soon as it is over
   * @throws IOException if the lab itself fails
   */
  List<FaultResult> run(Consumer<FaultResult> told) throws IOException, InterruptedException {
    List<FaultResult> results = new ArrayList<>();
    for (Plan plan : PLANS) {
      FaultResult result =
          switch (plan.fault) {
            case FLUSH, REBOOT, READDRESS -> sudden(plan);
            case BLACKHOLE -> blackhole(plan);
            case TURN_KILLED -> turnKilled(plan);
          };
      told.accept(result);
      results.add(result);
    }
    return results;
  }

  /** The pairs that {@link #run} needs hosts of. */
  static List<Pair> pairs() {
    return PLANS.stream().map(Plan::pair).toList();
  }

  private record Plan(Fault fault, Means means, Pair pair, List<Side> broken) {
    Plan(Fault fault, Pair pair, Side... broken) {
      this(fault, Means.CHECKS, pair, List.of(broken));
    }
  }

  private static final List<Plan> PLANS =
      List.of(
          new Plan(Fault.FLUSH, new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED), Side.LEFT),
          new Plan(Fault.FLUSH, new Pair(Kind.OPEN, Kind.SYMMETRIC), Side.RIGHT),
          new Plan(
              Fault.BLACKHOLE, new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED), Side.LEFT),
          new Plan(Fault.READDRESS, new Pair(Kind.OPEN, Kind.PORT_RESTRICTED), Side.RIGHT),
          new Plan(
              Fault.READDRESS, new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED), Side.LEFT),
          new Plan(
              Fault.FLUSH,
              new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED),
              Side.LEFT,
              Side.RIGHT),
          new Plan(
              Fault.REBOOT,
              new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED),
              Side.LEFT,
              Side.RIGHT),
          new Plan(
              Fault.READDRESS,
              new Pair(Kind.PORT_RESTRICTED, Kind.PORT_RESTRICTED),
              Side.LEFT,
              Side.RIGHT),
          relayed(Fault.FLUSH),
          relayed(Fault.TURN_KILLED));

  /** Of two that nothing but the relay links. */
  private static Plan relayed(Fault fault) {
    return new Plan(
        fault, Means.TURN, new Pair(Kind.SYMMETRIC, Kind.SYMMETRIC), List.of(Side.LEFT));
  }

  /** A fault of a moment. */
  private FaultResult sudden(Plan plan) throws IOException, InterruptedException {
    try (Conversation conversation = lab.converse(plan.pair, plan.means)) {
      if (conversation.awaitUp(PairTrial.SETUP).isEmpty()) {
        return neverLinked(plan);
      }
      int count = (int) (BEFORE.plus(AFTER).toMillis() / INTERVAL_MILLIS);
      conversation.send(Channel.DATAGRAM, count, INTERVAL_MILLIS);
      Thread.sleep(BEFORE.toMillis());
      long broken = System.nanoTime();
      disturb(plan, plan.fault.label());
      Optional<Long> down = conversation.awaitDown(AFTER);
      Map<Side, Tally.Counted> counted = conversation.tallies();
      boolean mended = conversation.stands() && flows(counted);
      OptionalInt relink = mended ? OptionalInt.empty() : relink(plan);
      OptionalInt noticed = since(broken, down);
      boolean relinked =
          plan.fault == Fault.READDRESS
              && noticed.isPresent()
              && noticed.getAsInt() <= KNOWN_DEAD_MILLIS
              && relink.isPresent();
      return result(plan, counted, noticed, relink, mended, mended || relinked);
    }
  }

  private FaultResult blackhole(Plan plan) throws IOException, InterruptedException {
    try (Conversation conversation = lab.converse(plan.pair, plan.means)) {
      if (conversation.awaitUp(PairTrial.SETUP).isEmpty()) {
        return neverLinked(plan);
      }
      int count = (int) (BEFORE.plus(BLACKHOLE).toMillis() / INTERVAL_MILLIS);
      conversation.send(Channel.DATAGRAM, count, INTERVAL_MILLIS);
      Thread.sleep(BEFORE.toMillis());
      long begun = System.nanoTime();
      disturb(plan, "block");
      OptionalInt down = since(begun, conversation.awaitDown(BLACKHOLE));
      Map<Side, Tally.Counted> counted = conversation.tallies();
      long left = BLACKHOLE.toNanos() - (System.nanoTime() - begun);
      TimeUnit.NANOSECONDS.sleep(left);
      disturb(plan, "unblock");
      OptionalInt relink = relink(plan);
      boolean ok = down.isPresent() && down.getAsInt() <= KNOWN_DEAD_MILLIS && relink.isPresent();
      return result(plan, counted, down, relink, false, ok);
    }
  }

  /** Of a server that two NATs need, and that either end may have its address at. */
  private FaultResult turnKilled(Plan plan) throws IOException, InterruptedException {
    try (Conversation conversation = lab.converse(plan.pair, plan.means)) {
      if (conversation.awaitUp(PairTrial.SETUP).isEmpty()) {
        return neverLinked(plan);
      }
      int count = (int) (BEFORE.plus(OUTAGE).plus(AFTER).toMillis() / INTERVAL_MILLIS);
      conversation.send(Channel.DATAGRAM, count, INTERVAL_MILLIS);
      Thread.sleep(BEFORE.toMillis());
      long begun = System.nanoTime();
      lab.turnServer().kill();
      OptionalInt down = since(begun, conversation.awaitDown(OUTAGE));
      TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos() - (System.nanoTime() - begun));
      lab.turnServer().start();
      if (conversation.stands()) {
        Thread.sleep(AFTER.toMillis());
      }
      Map<Side, Tally.Counted> counted = conversation.tallies();
      boolean mended = conversation.stands() && flows(counted);
      OptionalInt relink = mended ? OptionalInt.empty() : relinkAfter(conversation, plan.pair);
      boolean noticed = down.isPresent() && down.getAsInt() <= KNOWN_DEAD_MILLIS;
      return result(plan, counted, down, relink, mended, mended || (noticed && relink.isPresent()));
    }
  }

  private void disturb(Plan plan, String what) throws IOException, InterruptedException {
    lab.disturb(what, plan.pair, plan.broken);
  }

  private static boolean flows(Map<Side, Tally.Counted> counted) {
    return counted.values().stream().allMatch(end -> end.quietMillis() < QUIET_MILLIS);
  }

  /** A link with new endpoints. */
  private OptionalInt relink(Plan plan) throws IOException, InterruptedException {
    try (Conversation again = lab.converse(plan.pair, plan.means)) {
      return setup(again);
    }
  }

  /** A link on the endpoints of the dead one, as two proxies make it. */
  private OptionalInt relinkAfter(Conversation dead, Pair pair)
      throws IOException, InterruptedException {
    try (Conversation again = lab.again(dead, pair)) {
      return setup(again);
    }
  }

  private static OptionalInt setup(Conversation conversation) throws InterruptedException {
    Optional<Conversation.Up> up = conversation.awaitUp(PairTrial.SETUP);
    return up.isPresent() ? OptionalInt.of(up.get().setupMillis()) : OptionalInt.empty();
  }

  private static OptionalInt since(long begun, Optional<Long> end) {
    return end.isPresent()
        ? OptionalInt.of((int) TimeUnit.NANOSECONDS.toMillis(end.get() - begun))
        : OptionalInt.empty();
  }

  private static FaultResult neverLinked(Plan plan) {
    return result(plan, Map.of(), OptionalInt.empty(), OptionalInt.empty(), false, false);
  }

  private static FaultResult result(
      Plan plan,
      Map<Side, Tally.Counted> counted,
      OptionalInt down,
      OptionalInt relink,
      boolean mended,
      boolean ok) {
    int sent = counted.values().stream().mapToInt(Tally.Counted::sent).sum();
    int received = counted.values().stream().mapToInt(Tally.Counted::received).sum();
    int doubled = counted.values().stream().mapToInt(Tally.Counted::doubled).sum();
    return new FaultResult(
        plan.fault,
        plan.pair,
        plan.broken,
        sent,
        sent - received,
        doubled,
        counted.values().stream().mapToInt(Tally.Counted::longestGapMillis).max().orElse(0),
        down,
        relink,
        mended,
        ok && doubled == 0);
  }
}
