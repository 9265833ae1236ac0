package org.rop2p.transport.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.Predicate;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.ProbeSignal.Step;

/**
 * How the two sides of one link come to an attempt: both offer, the symmetric side asks, the cone
 * side agrees, the symmetric side takes samples and begins with them.
 *
 * <p>Not thread-safe and without I/O. After every call that takes {@code now}, the caller empties
 * {@link #poll}, and calls {@link #advance} every second or so.
 */
public final class ProbeTalk {
  /** What is to be done, in the order it was decided. */
  public sealed interface Intent {
    /** Tell the peer. */
    record Say(Step step, List<Integer> samples) implements Intent {}

    /** Take samples, and tell {@link ProbeTalk#sampled}. */
    record Sample() implements Intent {}

    /**
     * Our NAT is the symmetric one: open sockets, and tell {@link ProbeTalk#ended}.
     *
     * @param cone where they send to
     */
    record Open(int sockets, InetSocketAddress cone) implements Intent {}

    /** Our NAT is the cone: probe, and tell {@link ProbeTalk#ended}. */
    record Probe(VouchedAddress target, PortAllocation allocation, int probes) implements Intent {}

    /** It is over, whatever was begun: close and stop all. */
    record Stop() implements Intent {}
  }

  /**
   * What this side knows of itself.
   *
   * @param switchedOn by the user
   * @param checksFailed the ordinary checks of this link have found no path without a relay
   * @param nat how our NAT maps
   * @param address our main socket as a STUN server sees it; empty if none has answered
   * @param carrier we are behind a carrier's NAT, as far as known
   */
  public record Situation(
      boolean switchedOn,
      boolean checksFailed,
      NatKind nat,
      Optional<InetSocketAddress> address,
      boolean carrier) {}

  private enum State {
    IDLE,
    /** Symmetric side: the peer has been asked. */
    ASKED,
    /** Cone side: samples are to come. */
    AGREED,
    SAMPLING,
    RUNNING,
    /** The peer was met: the ordinary checks go on from there. */
    MET
  }

  /** From offering to offering again, should a NAT give us ever new addresses. */
  private static final long OFFER_AGAIN = 5_000_000_000L;

  /** From asking to asking again a peer that was busy with another. */
  private static final long ASK_AGAIN = 15_000_000_000L;

  /** After they have met: a check each way, a nomination and a handshake on a slow path. */
  private static final long HANDOVER = 5_000_000_000L;

  private final Fingerprint peer;
  private final ProbeBudget budget;
  private final ProbeLimits limits;
  private final Predicate<InetAddress> worthProbing;
  private final Queue<Intent> outputs = new ArrayDeque<>();
  private State state = State.IDLE;
  private ProbeSignal theirs;
  private Optional<VouchedAddress> vouched = Optional.empty();
  private Optional<PortAllocation> allocation = Optional.empty();
  private ProbeBudget.Attempt attempt;
  private ProbeDecision.Reason refusal;

  /** What we are, as the peer was told last. */
  private Situation offered;

  private long offerNotBefore;
  private long askNotBefore;
  private long endsAt;
  private long runsUntil;

  /**
   * Nothing is said yet.
   *
   * @param budget shared by all links of the process
   * @param worthProbing which addresses are public ones
   */
  public ProbeTalk(
      Fingerprint peer,
      ProbeBudget budget,
      ProbeLimits limits,
      Predicate<InetAddress> worthProbing,
      long now) {
    this.peer = peer;
    this.budget = budget;
    this.limits = limits;
    this.worthProbing = worthProbing;
    this.offerNotBefore = now;
    this.askNotBefore = now;
    this.endsAt = now;
  }

  /** What to do next; empty when all is done. */
  public Optional<Intent> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** Whether an attempt is being made, or the peer was just met: the link is not to be given up. */
  public boolean isBusy() {
    return state != State.IDLE && state != State.ASKED;
  }

  /** When it will be over at the latest; means something while it {@link #isBusy}. */
  public long endsAt() {
    return endsAt;
  }

  /** Why there was no attempt when it was looked at last; empty while there is one. */
  public Optional<ProbeDecision.Reason> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Does what time or a change of the situation has come for. */
  public void advance(Situation our, long now) {
    if (isBusy()) {
      if (state != State.MET && (now >= endsAt || !our.switchedOn() || !our.checksFailed())) {
        stop(true);
      } else if (now >= endsAt) {
        state = State.IDLE;
      }
      return;
    }
    if (state == State.ASKED && now >= endsAt) {
      state = State.IDLE;
    }
    offer(our, now);
    Optional<ProbeDecision.Reason> reason = reason(our, false, now);
    refusal = reason.orElse(null);
    if (state == State.IDLE
        && refusal == ProbeDecision.Reason.NOT_AGREED
        && our.nat() == NatKind.SYMMETRIC
        && now >= askNotBefore) {
      state = State.ASKED;
      endsAt = now + limits.signalling();
      askNotBefore = now + ASK_AGAIN;
      say(Step.AGREE);
    }
  }

  /**
   * The peer has said something.
   *
   * @param seen the peer's address, if somebody else has seen it there
   */
  public void heard(ProbeSignal signal, Optional<VouchedAddress> seen, Situation our, long now) {
    theirs = signal;
    vouched = seen;
    if (isBusy() && state != State.MET && !isOfAttempt()) {
      stop(true);
      return;
    }
    switch (signal.step()) {
      case OFFER -> {}
      case AGREE -> agreed(our, now);
      case SAMPLES -> samples(signal.samples(), our, now);
      case END -> {
        if (isBusy() && state != State.MET) {
          stop(false);
        } else if (state == State.ASKED) {
          state = State.IDLE;
        }
      }
    }
    advance(our, now);
  }

  /** The answers to {@link Intent.Sample}, as many as came. */
  public void sampled(List<Integer> ports, Situation our, long now) {
    if (state != State.SAMPLING) {
      return;
    }
    allocation = PortAllocation.of(ports);
    ProbeDecision decision = decide(our, true, now);
    if (decision instanceof ProbeDecision.FanOut fanOut) {
      state = State.RUNNING;
      endsAt = runsUntil;
      outputs.add(new Intent.Say(Step.SAMPLES, ports));
      outputs.add(
          new Intent.Open(
              fanOut.sockets(),
              new InetSocketAddress(vouched.orElseThrow().ip(), theirs.address().getPort())));
    } else {
      refuse(decision);
    }
  }

  /**
   * What was begun has ended.
   *
   * @param met whether the peer was met
   */
  public void ended(boolean met, long now) {
    if (state != State.RUNNING) {
      return;
    }
    if (met) {
      budget.end(attempt);
      state = State.MET;
      endsAt = now + HANDOVER;
    } else {
      stop(true);
    }
  }

  /** So many sockets were too many for the carrier of this network. */
  public void limitMet(int sockets) {
    if (attempt != null) {
      budget.limitMet(attempt.ours(), sockets);
    }
  }

  /** The link is over: nothing is said any more. */
  public void close() {
    if (isBusy()) {
      stop(false);
    }
  }

  private void offer(Situation our, long now) {
    boolean fit = our.nat() == NatKind.CONE || our.nat() == NatKind.SYMMETRIC;
    if (fit
        && our.switchedOn()
        && our.checksFailed()
        && our.address().isPresent()
        && !our.equals(offered)
        && now >= offerNotBefore) {
      offered = our;
      offerNotBefore = now + OFFER_AGAIN;
      say(Step.OFFER);
    }
  }

  /** The symmetric side asks, or the cone side answers that. */
  private void agreed(Situation our, long now) {
    boolean symmetric = our.nat() == NatKind.SYMMETRIC;
    if (isBusy() || symmetric != (state == State.ASKED)) {
      return;
    }
    Optional<ProbeDecision.Reason> reason = reason(our, true, now);
    refusal = reason.orElse(null);
    if (refusal == ProbeDecision.Reason.NOT_SAMPLED && our.address().isPresent()) {
      attempt =
          new ProbeBudget.Attempt(
              peer, our.address().get().getAddress(), vouched.orElseThrow().ip());
      if (budget.begin(attempt, now)) {
        refusal = null;
        endsAt = now + limits.agreeTime();
        runsUntil = now + limits.attemptTime();
        state = symmetric ? State.SAMPLING : State.AGREED;
        outputs.add(symmetric ? new Intent.Sample() : new Intent.Say(Step.AGREE, List.of()));
        return;
      }
    }
    state = State.IDLE;
    say(Step.END);
  }

  private void samples(List<Integer> ports, Situation our, long now) {
    if (state != State.AGREED) {
      return;
    }
    allocation = PortAllocation.of(ports);
    ProbeDecision decision = decide(our, true, now);
    if (decision instanceof ProbeDecision.Probe probe) {
      state = State.RUNNING;
      endsAt = runsUntil;
      outputs.add(
          new Intent.Probe(vouched.orElseThrow(), allocation.orElseThrow(), probe.probes()));
    } else {
      refuse(decision);
    }
  }

  private void refuse(ProbeDecision decision) {
    stop(true);
    if (decision instanceof ProbeDecision.No no) {
      refusal = no.reason();
    }
  }

  /** Whether the peer still says of itself what the attempt was begun with. */
  private boolean isOfAttempt() {
    return vouched.filter(seen -> seen.ip().equals(attempt.theirs())).isPresent();
  }

  private void stop(boolean tell) {
    budget.end(attempt);
    state = State.IDLE;
    allocation = Optional.empty();
    outputs.clear();
    outputs.add(new Intent.Stop());
    if (tell) {
      say(Step.END);
    }
  }

  private void say(Step step) {
    outputs.add(new Intent.Say(step, List.of()));
  }

  private Optional<ProbeDecision.Reason> reason(Situation our, boolean agreed, long now) {
    return decide(our, agreed, now) instanceof ProbeDecision.No no
        ? Optional.of(no.reason())
        : Optional.empty();
  }

  private ProbeDecision decide(Situation our, boolean agreed, long now) {
    Optional<InetAddress> ours = our.address().map(InetSocketAddress::getAddress);
    boolean begun = isBusy();
    OptionalLong last =
        begun || ours.isEmpty() || vouched.isEmpty()
            ? OptionalLong.empty()
            : budget.lastAttempt(
                new ProbeBudget.Attempt(peer, ours.get(), vouched.get().ip()), now);
    ProbeFacts facts =
        new ProbeFacts(
            our.switchedOn(),
            our.checksFailed(),
            agreed,
            our.nat(),
            theirKind(),
            vouched.isPresent(),
            vouched.filter(seen -> worthProbing.test(seen.ip())).isPresent(),
            our.carrier(),
            ours.map(budget::limitMet).orElseGet(OptionalInt::empty),
            last,
            !begun && budget.underWay(now),
            !begun && budget.spent(now),
            allocation);
    return ProbeDecision.of(facts, limits, now);
  }

  private NatKind theirKind() {
    if (theirs == null) {
      return NatKind.UNKNOWN;
    }
    return theirs.nat() == ProbeSignal.Nat.CONE ? NatKind.CONE : NatKind.SYMMETRIC;
  }
}
