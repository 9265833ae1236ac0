package org.rop2p.transport.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One attempt of two sides behind their NATs under a virtual clock. The same seed gives the same
 * run. Each side answers checks and checks back, as ICE does.
 */
final class SimulatedMeeting {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;

  static final InetAddress CONE = Addresses.ip("192.0.2.1");
  static final InetAddress SYMMETRIC = Addresses.ip("198.51.100.2");
  private static final InetSocketAddress STUN =
      new InetSocketAddress(Addresses.ip("203.0.113.3"), 3478);

  /** The cone side has but one socket. */
  private static final int MAIN = 0;

  /** Fresh sockets that ask for samples have numbers that no others have. */
  private static final int SAMPLING = 1_000_000;

  private static final int CHECK_SENDS = 7;

  private record Event(long at, long order, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Random random;
  private final SimulatedNat coneNat;
  private final SimulatedNat symmetricNat;
  private final ProbeLimits limits;
  private final Set<Integer> checkedBack = new HashSet<>();
  private double loss;
  private double otherFlows;
  private long now;
  private long order;

  ConeProber prober;
  FanOut fan;

  /** What the cone side sent its probes to, and when, in order. */
  final List<InetSocketAddress> probed = new ArrayList<>();

  final List<Long> probedAt = new ArrayList<>();
  final List<Long> fannedAt = new ArrayList<>();
  final Set<Integer> open = new TreeSet<>();
  int mostOpen;
  Optional<PortAllocation> allocation = Optional.empty();
  boolean coneConfirmed;
  long linkedAt;
  long endedAt;

  SimulatedMeeting(
      SimulatedNat coneNat, SimulatedNat symmetricNat, ProbeLimits limits, Random random) {
    this.coneNat = coneNat;
    this.symmetricNat = symmetricNat;
    this.limits = limits;
    this.random = random;
  }

  /** Of each packet, on each way; half of it before the sender's own NAT. */
  SimulatedMeeting loss(double probability) {
    loss = probability;
    return this;
  }

  /** Flows a second that others open through the symmetric NAT. */
  SimulatedMeeting otherFlows(double perSecond) {
    otherFlows = perSecond;
    return this;
  }

  /** Samples, opens and probes, until both sides have ended and nothing is on its way. */
  SimulatedMeeting run(int sockets, int probes) {
    InetSocketAddress cone = coneNat.out(MAIN, STUN).orElseThrow();
    sample();
    fan = new FanOut(sockets, limits, now);
    after(
        100 * MILLI + random.nextInt(200) * MILLI,
        () ->
            prober =
                new ConeProber(
                    Addresses.vouched(symmetricNat.outside()),
                    ProbeOrder.of(allocation.orElseThrow(), probes, random),
                    limits,
                    now));
    while (prober == null || prober.outcome().isEmpty() || fan.outcome().isEmpty()) {
      long due = Math.min(fan.deadline(), prober == null ? Long.MAX_VALUE : prober.deadline());
      Event event = events.peek();
      if (event != null && event.at <= due) {
        events.remove();
        passTo(event.at);
        event.action.run();
      } else {
        // Timers are late by up to two milliseconds.
        passTo(Math.max(now, due) + random.nextInt((int) (2 * MILLI)));
      }
      advance(cone);
    }
    endedAt = now;
    while (!events.isEmpty()) {
      Event event = events.remove();
      passTo(event.at);
      event.action.run();
    }
    return this;
  }

  boolean linked() {
    return coneConfirmed && fan.outcome().equals(Optional.of(FanOut.Outcome.LINKED));
  }

  private void sample() {
    List<Integer> samples = new ArrayList<>();
    for (int i = 0; i < PortAllocation.SAMPLES; i++) {
      passTo(now + 5 * MILLI);
      samples.add(symmetricNat.out(SAMPLING + i, STUN).orElseThrow().getPort());
    }
    allocation = PortAllocation.of(samples);
  }

  private void advance(InetSocketAddress cone) {
    fan.advance(now);
    for (var next = fan.poll(); next.isPresent(); next = fan.poll()) {
      carryOut(next.get(), cone);
    }
    if (prober != null) {
      prober.advance(now);
      for (var next = prober.poll(); next.isPresent(); next = prober.poll()) {
        probed.add(next.get().to());
        probedAt.add(now);
        send(coneNat, MAIN, next.get().to(), true);
      }
    }
  }

  private void carryOut(FanOut.Output output, InetSocketAddress cone) {
    if (output instanceof FanOut.Output.OpenAndSend opened) {
      open.add(opened.socketIndex());
      mostOpen = Math.max(mostOpen, open.size());
      fannedAt.add(now);
      send(symmetricNat, opened.socketIndex(), cone, true);
    } else if (output instanceof FanOut.Output.Refresh refreshed) {
      fannedAt.add(now);
      send(symmetricNat, refreshed.socketIndex(), cone, true);
    } else if (output instanceof FanOut.Output.AskAddress asked) {
      boolean out = symmetricNat.out(asked.socketIndex(), STUN).isPresent();
      if (out && !isLost() && !isLost()) {
        after(delay() + delay(), fan::addressAnswered);
      }
    } else if (output instanceof FanOut.Output.CloseOthers closed) {
      open.retainAll(Set.of(closed.kept()));
    } else if (output instanceof FanOut.Output.CloseAll) {
      open.clear();
    }
  }

  private void send(SimulatedNat own, int socket, InetSocketAddress to, boolean check) {
    if (random.nextDouble() < loss / 2) {
      return;
    }
    Optional<InetSocketAddress> seen = own.out(socket, to);
    if (seen.isEmpty() || random.nextDouble() < loss / 2) {
      return;
    }
    after(delay(), () -> arrive(own == coneNat ? symmetricNat : coneNat, to, seen.get(), check));
  }

  private void arrive(
      SimulatedNat nat, InetSocketAddress to, InetSocketAddress from, boolean check) {
    nat.in(to, from)
        .ifPresent(
            socket -> {
              if (nat == coneNat) {
                atCone(from, check);
              } else if (open.contains(socket)) {
                atSymmetric(socket, from, check);
              }
            });
  }

  private void atCone(InetSocketAddress from, boolean check) {
    prober.hit(from);
    coneConfirmed |= !check;
    if (check) {
      send(coneNat, MAIN, from, false);
      checkBack(coneNat, MAIN, from);
    }
  }

  private void atSymmetric(int socket, InetSocketAddress from, boolean check) {
    if (check) {
      fan.heard(socket, now);
      send(symmetricNat, socket, from, false);
      checkBack(symmetricNat, socket, from);
    } else if (fan.confirmed(socket)) {
      linkedAt = now;
    }
  }

  /** A triggered check with its retransmissions. */
  private void checkBack(SimulatedNat own, int socket, InetSocketAddress to) {
    if (checkedBack.add(own == coneNat ? -1 - to.getPort() : socket)) {
      for (int i = 0; i < CHECK_SENDS; i++) {
        after(500 * MILLI * i, () -> send(own, socket, to, true));
      }
    }
  }

  /** Lets time pass, in which others open flows. */
  private void passTo(long time) {
    double expected = otherFlows * (time - now) / SECOND;
    for (; expected > 0; expected--) {
      if (random.nextDouble() < expected) {
        symmetricNat.otherFlow();
      }
    }
    now = time;
  }

  private void after(long delay, Runnable action) {
    events.add(new Event(now + delay, order++, action));
  }

  private long delay() {
    return 20 * MILLI + random.nextInt(40) * MILLI;
  }

  private boolean isLost() {
    return random.nextDouble() < loss;
  }
}
