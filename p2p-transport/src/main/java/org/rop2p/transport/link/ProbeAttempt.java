package org.rop2p.transport.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.gather.NatView;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.loop.LoopTimer;
import org.rop2p.transport.probe.FanOut;
import org.rop2p.transport.probe.NatKind;
import org.rop2p.transport.probe.ProbeDecision;
import org.rop2p.transport.probe.ProbeLimits;
import org.rop2p.transport.probe.ProbeTalk;
import org.rop2p.transport.probe.ProbeTalk.Intent;
import org.rop2p.transport.probe.VouchedAddress;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one link by probing where its ordinary checks fail, and has the sockets that it takes until
 * the link is over. Event loop only.
 */
final class ProbeAttempt {
  /** The link it is for. */
  interface Link {
    Fingerprint peer();

    IceAgent agent();

    /** Whether both sides know each other's credentials, so that checks can succeed. */
    boolean isDescribed();

    /** Whether a path without a relay is selected. */
    boolean isDirect();

    void say(ProbeSignal signal);

    /** The agent has changed, or {@link ProbeAttempt#patientUntil}. */
    void changed();
  }

  private static final Logger LOG = LoggerFactory.getLogger(ProbeAttempt.class);
  private static final long NEVER = Long.MAX_VALUE;

  /** How soon it is noticed that checks have failed long enough, or that a server has answered. */
  private static final long TICK = 1_000_000_000L;

  /** An attempt takes three signals of each side; with more, somebody plays. */
  private static final int SIGNALS = 8;

  private static final int SHOWN_DIGITS = 8;

  private final LoopContext context;
  private final Probing probing;
  private final Link link;
  private final boolean switchedOn;
  private final ProbeLimits limits;
  private final ProbeTalk talk;
  private final ProbeSockets sockets;
  private final CandidateBudget signals;
  private final LoopTimer timer;
  private Optional<ProbeSide> side = Optional.empty();
  private Optional<ProbeDecision.Reason> said = Optional.empty();

  /** Since when there could be a direct path and is none. */
  private long failingSince = NEVER;

  private boolean closed;

  /** Waits for {@link #start}. */
  ProbeAttempt(LoopContext context, Probing probing, Link link) {
    long now = context.clock().now();
    this.context = context;
    this.probing = probing;
    this.link = link;
    this.switchedOn =
        context.config().exposure().probing() && !context.config().exposure().relayOnly();
    this.limits = probing.settings().limits();
    this.talk =
        new ProbeTalk(
            link.peer(), probing.budget(), limits, probing.settings().worthProbing(), now);
    this.sockets = new ProbeSockets(context, probing.baseNumbers());
    this.signals = new CandidateBudget(SIGNALS, now);
    this.timer = new LoopTimer(context.loop(), context.clock(), this::advance);
  }

  /** Looks at the link from now on. */
  void start() {
    if (switchedOn) {
      advance();
    }
  }

  /** Until when the link is not to be given up for want of a path. */
  long patientUntil() {
    return talk.isBusy() ? talk.endsAt() : 0;
  }

  /** Takes what the peer says; the address that it says counts only if it is among those seen. */
  void heard(ProbeSignal signal, Collection<InetAddress> seenAt) {
    long now = context.clock().now();
    String theirs = link.agent().remote().map(IceDescription::ufrag).orElse("");
    if (closed || !switchedOn || !signal.ufrag().equals(theirs) || !signals.take(now)) {
      context.counters().dropped(DropReason.PROBE_REFUSED);
      return;
    }
    Optional<VouchedAddress> vouched = VouchedAddress.of(signal.address().getAddress(), seenAt);
    talk.heard(signal, vouched, situation(now), now);
    advance();
  }

  boolean awaits(TransactionId id) {
    return side.filter(one -> one.awaits(id)).isPresent();
  }

  /** As {@link ProbeSide#receive}. */
  Optional<Verdict> receive(StunMessage message, Route from) {
    Optional<Verdict> verdict =
        side.flatMap(one -> one.receive(message, from, context.clock().now()));
    if (verdict.isPresent()) {
      advance();
    }
    return verdict;
  }

  /** As {@link ProbeSide#accepted}. */
  void accepted(Route from) {
    if (side.isPresent()) {
      side.get().accepted(from, context.clock().now());
      advance();
    }
  }

  /** The link is down: nothing is tried any more. Its last words may leave from a socket yet. */
  void stop() {
    closed = true;
    timer.cancel();
    talk.close();
    drain();
  }

  /** The link is gone. */
  void close() {
    stop();
    sockets.all().forEach(sockets::close);
  }

  private void advance() {
    if (closed) {
      return;
    }
    long now = context.clock().now();
    long patience = patientUntil();
    talk.advance(situation(now), now);
    drain();
    side.ifPresent(one -> one.advance(now));
    drain();
    tell();
    if (patience != patientUntil()) {
      link.changed();
    }
    long patient = probing.settings().patience().toNanos();
    long tick = link.isDirect() ? patient : Math.min(TICK, patient);
    timer.set(Math.min(now + tick, side.map(ProbeSide::deadline).orElse(NEVER)));
  }

  private void drain() {
    for (var next = talk.poll(); next.isPresent(); next = talk.poll()) {
      act(next.get());
    }
  }

  private void act(Intent intent) {
    if (intent instanceof Intent.Say say) {
      say(say);
    } else if (intent instanceof Intent.Stop) {
      side.ifPresent(ProbeSide::cancel);
      side = Optional.empty();
      link.changed();
    } else if (intent instanceof Intent.Sample) {
      closeOlder();
      begin(new PortSampler(context, sockets, server(), this::sampled));
    } else if (intent instanceof Intent.Open open) {
      LOG.debug("{}: probing, {} sockets are opened", name(), open.sockets());
      begin(new SymmetricSide(context, link::agent, sockets, open, server(), limits, this::ended));
    } else if (intent instanceof Intent.Probe probe) {
      LOG.debug("{}: probing, {} ports at most", name(), probe.probes());
      begin(new ConeSide(context, link::agent, probing.main(), probe, limits, met -> ended(met)));
    }
  }

  private void begin(ProbeSide next) {
    side = Optional.of(next);
  }

  private void sampled(List<Integer> ports) {
    long now = context.clock().now();
    talk.sampled(ports, situation(now), now);
  }

  private void ended(FanOut.Outcome outcome, int opened) {
    if (outcome == FanOut.Outcome.SESSION_LIMIT) {
      talk.limitMet(opened);
    }
    LOG.debug("{}: probing has ended with {} sockets: {}", name(), opened, outcome);
    talk.ended(outcome == FanOut.Outcome.LINKED, context.clock().now());
  }

  private void ended(boolean met) {
    LOG.debug("{}: probing has ended: {}", name(), met ? "met" : "not met");
    talk.ended(met, context.clock().now());
  }

  /** What an earlier attempt has kept is of no use if another one is made. */
  private void closeOlder() {
    long now = context.clock().now();
    for (Base older : sockets.all()) {
      link.agent().removeBase(older, now);
      sockets.close(older);
    }
  }

  private void say(Intent.Say say) {
    NatView nat = probing.nat().get();
    boolean fit = nat.kind() == NatKind.CONE || nat.kind() == NatKind.SYMMETRIC;
    if (closed || !fit || nat.address().isEmpty()) {
      return;
    }
    link.say(
        new ProbeSignal(
            say.step(),
            nat.kind() == NatKind.CONE ? ProbeSignal.Nat.CONE : ProbeSignal.Nat.SYMMETRIC,
            nat.address().get(),
            say.samples(),
            link.agent().local().ufrag()));
  }

  private ProbeTalk.Situation situation(long now) {
    if (!link.isDescribed() || link.isDirect()) {
      failingSince = NEVER;
    } else if (failingSince == NEVER) {
      failingSince = now;
    }
    boolean failed =
        failingSince != NEVER && now - failingSince >= probing.settings().patience().toNanos();
    NatView nat = probing.nat().get();
    return new ProbeTalk.Situation(switchedOn, failed, nat.kind(), nat.address(), nat.carrier());
  }

  /** Says why not, once for each reason. */
  private void tell() {
    if (!said.equals(talk.refusal())) {
      said = talk.refusal();
      said.ifPresent(reason -> LOG.debug("{}: no probing: {}", name(), reason.label()));
    }
  }

  private InetSocketAddress server() {
    return probing.nat().get().server().orElseThrow();
  }

  private String name() {
    return link.peer().hex().substring(0, SHOWN_DIGITS);
  }
}
