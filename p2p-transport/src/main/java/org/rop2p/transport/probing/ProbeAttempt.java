package org.rop2p.transport.probing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.gather.NatView;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.CandidateBudget;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
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
public final class ProbeAttempt {
  /** The link it is for. */
  public interface Link {
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

  private final ProbeNet net;
  private final Probing probing;
  private final Link link;
  private final boolean switchedOn;
  private final ProbeLimits limits;
  private final ProbeTalk talk;
  private final CandidateBudget signals;
  private Optional<ProbeSide> side = Optional.empty();
  private Optional<ProbeDecision.Reason> said = Optional.empty();

  /** Since when there could be a direct path and is none. */
  private long failingSince = NEVER;

  private boolean closed;

  /**
   * Waits for {@link #start}.
   *
   * @param switchedOn whether anything is to be tried
   */
  public ProbeAttempt(ProbeNet net, Probing probing, Link link, boolean switchedOn) {
    long now = net.now();
    this.net = net;
    this.probing = probing;
    this.link = link;
    this.switchedOn = switchedOn;
    this.limits = probing.settings().limits();
    this.talk =
        new ProbeTalk(
            link.peer(), probing.budget(), limits, probing.settings().worthProbing(), now);
    this.signals = new CandidateBudget(SIGNALS, now);
  }

  /** Looks at the link from now on. */
  public void start() {
    if (switchedOn) {
      advance();
    }
  }

  /** Until when the link is not to be given up for want of a path. */
  public long patientUntil() {
    return isBusy() ? talk.endsAt() : 0;
  }

  /** Whether the sides are at it: the link must keep its credentials. */
  public boolean isBusy() {
    return talk.isBusy();
  }

  /**
   * Takes what the peer says; the address that it says counts only if it is among those seen.
   *
   * @return false if that was refused
   */
  public boolean heard(ProbeSignal signal, Collection<InetAddress> seenAt) {
    long now = net.now();
    String theirs = link.agent().remote().map(IceDescription::ufrag).orElse("");
    if (closed || !switchedOn || !signal.ufrag().equals(theirs) || !signals.take(now)) {
      return false;
    }
    Optional<VouchedAddress> vouched = VouchedAddress.of(signal.address().getAddress(), seenAt);
    talk.heard(signal, vouched, situation(now), now);
    advance();
    return true;
  }

  public boolean awaits(TransactionId id) {
    return side.filter(one -> one.awaits(id)).isPresent();
  }

  /** As {@link ProbeSide#receive}. */
  public Optional<Verdict> receive(StunMessage message, Route from) {
    Optional<Verdict> verdict = side.flatMap(one -> one.receive(message, from, net.now()));
    if (verdict.isPresent()) {
      advance();
    }
    return verdict;
  }

  /** As {@link ProbeSide#accepted}. */
  public void accepted(Route from) {
    if (side.isPresent()) {
      side.get().accepted(from, net.now());
      advance();
    }
  }

  /** The link is down: nothing is tried any more. Its last words may leave from a socket yet. */
  public void stop() {
    closed = true;
    net.wakeAt(NEVER);
    talk.close();
    drain();
  }

  /** The link is gone. */
  public void close() {
    stop();
    net.sockets().forEach(net::close);
  }

  /** Does what time has come for. */
  public void advance() {
    if (closed) {
      return;
    }
    long now = net.now();
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
    net.wakeAt(Math.min(now + tick, side.map(ProbeSide::deadline).orElse(NEVER)));
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
      begin(new PortSampler(net, server(), this::sampled));
    } else if (intent instanceof Intent.Open open) {
      LOG.debug("{}: probing, {} sockets are opened", name(), open.sockets());
      begin(new SymmetricSide(net, link::agent, open, server(), limits, this::ended));
    } else if (intent instanceof Intent.Probe probe) {
      LOG.debug("{}: probing, {} ports at most", name(), probe.probes());
      begin(new ConeSide(net, link::agent, probing.main(), probe, limits, met -> ended(met)));
    }
  }

  private void begin(ProbeSide next) {
    side = Optional.of(next);
  }

  private void sampled(List<Integer> ports) {
    long now = net.now();
    talk.sampled(ports, situation(now), now);
  }

  private void ended(FanOut.Outcome outcome, int opened) {
    if (outcome == FanOut.Outcome.SESSION_LIMIT) {
      talk.limitMet(opened);
    }
    LOG.debug("{}: probing has ended with {} sockets: {}", name(), opened, outcome);
    talk.ended(outcome == FanOut.Outcome.LINKED, net.now());
  }

  private void ended(boolean met) {
    LOG.debug("{}: probing has ended: {}", name(), met ? "met" : "not met");
    talk.ended(met, net.now());
  }

  /** What an earlier attempt has kept is of no use if another one is made. */
  private void closeOlder() {
    long now = net.now();
    for (Base older : net.sockets()) {
      link.agent().removeBase(older, now);
      net.close(older);
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
