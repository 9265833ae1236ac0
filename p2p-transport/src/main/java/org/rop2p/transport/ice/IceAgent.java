package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.ice.CandidatePair.State;
import org.rop2p.transport.ice.Check.Purpose;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;
import org.rop2p.transport.stun.Transactions;

/**
 * One side of one link: finds a path by connectivity checks and watches over it.
 *
 * <p>Not thread-safe and without I/O. After every call that takes {@code now}, the caller empties
 * {@link #poll} and asks {@link #deadline} when to {@link #advance} next.
 */
public final class IceAgent {
  /** Consent checks in an interval in which none is answered, at least. */
  private static final int CONSENT_TRIES = 4;

  private static final long NONE = Long.MAX_VALUE;

  private final IceSettings settings;
  private final CheckPacer pacer;
  private final IceDescription local;
  private final RandomGenerator random;
  private final RoleClaim claim;
  private final Checklist checklist;
  private final Transactions<Check> transactions;
  private final Queue<IceOutput> outputs = new ArrayDeque<>();
  private final long failsAt;

  private IceDescription remote;
  private long nextCheckAt;
  private long settledAt = Long.MAX_VALUE;
  private CandidatePair nominee;
  private CandidatePair selected;
  private long selectedAt;
  private long nextConsentAt;

  /** When the oldest consent check was sent that was not answered since, or NONE. */
  private long unansweredSince = NONE;

  private boolean finished;

  /**
   * @param pacer shared by all agents of a process
   * @param random a secure generator outside of tests
   */
  public IceAgent(
      IceSettings settings,
      CheckPacer pacer,
      IceRole role,
      IceDescription local,
      RandomGenerator random,
      long now) {
    this.settings = settings;
    this.pacer = pacer;
    this.claim = new RoleClaim(role, random);
    this.local = local;
    this.random = random;
    this.checklist = new Checklist(settings.maxCandidates());
    this.transactions = new Transactions<>(settings.maxRetransmit());
    this.failsAt = now + settings.setupTimeout();
    this.nextCheckAt = now;
  }

  /** Our credentials. */
  public IceDescription local() {
    return local;
  }

  /** The peer's credentials, if an offer or answer brought them. */
  public Optional<IceDescription> remote() {
    return Optional.ofNullable(remote);
  }

  public IceRole role() {
    return claim.role();
  }

  /** Takes the peer's credentials; only the first ones count. Checks begin with them. */
  public void remoteDescription(IceDescription description) {
    if (remote == null) {
      remote = description;
    }
  }

  /**
   * Takes a candidate of the peer, before or after its credentials.
   *
   * @return false if there are too many
   */
  public boolean remoteCandidate(IceCandidate candidate) {
    Optional<CandidatePair> pair =
        checklist.atOrNew(candidate.address(), candidate.type(), candidate.priority());
    pair.ifPresent(known -> known.signalled(candidate));
    return pair.isPresent();
  }

  /** Whether a response with this id would be an answer to this agent. */
  public boolean awaits(TransactionId id) {
    return transactions.subject(id).isPresent();
  }

  /** Whether a message from this address proved to be of the peer. */
  public boolean hasHeardFrom(InetSocketAddress address) {
    return checklist.at(address).filter(pair -> pair.heard).isPresent();
  }

  /**
   * Where to send to now: the selected path, before that the best one that has answered a check of
   * ours (RFC 8445 section 12.1). Who was only heard may be forged.
   */
  public Optional<InetSocketAddress> path() {
    return Optional.ofNullable(selected)
        .or(() -> checklist.bestValid(claim.role()))
        .map(CandidatePair::remote);
  }

  /** What to do next; empty when all is done. */
  public Optional<IceOutput> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** Takes a STUN message from the network, authentic or not. */
  public Verdict receive(StunMessage message, InetSocketAddress from, long now) {
    if (finished || message.method() != StunMessage.BINDING) {
      return Verdict.STRAY;
    }
    Verdict verdict =
        switch (message.stunClass()) {
          case REQUEST -> request(message, from, now);
          case SUCCESS, ERROR -> response(message, from, now);
          case INDICATION -> Verdict.STRAY;
        };
    if (verdict == Verdict.ACCEPTED) {
      advance(now);
    }
    return verdict;
  }

  /**
   * Nothing comes over the selected path, though something should: asks for consent now, and again
   * soon. Does nothing before there is one.
   */
  public void doubt(long now) {
    if (selected != null && unansweredSince == NONE) {
      nextConsentAt = Math.min(nextConsentAt, now);
    }
  }

  /** Does what time has come for. */
  public void advance(long now) {
    if (finished) {
      return;
    }
    transactions.advance(now, pacer, entry -> transmit(entry.to, entry.datagram), this::timedOut);
    if (selected == null ? now >= failsAt : now >= consentEnd()) {
      finish(selected == null ? IceOutput.Reason.NO_PATH : IceOutput.Reason.CONSENT_EXPIRED);
      return;
    }
    if (selected != null && now >= nextConsentAt) {
      askConsent(now);
    }
    if (selected == null && checklist.isExhausted()) {
      // RFC 8445 would give up here; on a path with loss another round may succeed in time.
      checklist.startAnew();
    }
    if (canCheck() && now >= nextCheckAt && pacer.take(now)) {
      checklist.next(claim.role(), selected == null).ifPresent(pair -> check(pair, now));
      nextCheckAt = now + settings.pace();
    }
    if (claim.isControlling() && nominee == null) {
      choose(now).ifPresent(pair -> nominate(pair, now));
    }
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    if (finished) {
      return Long.MAX_VALUE;
    }
    long due = transactions.deadline();
    due = Math.min(due, selected == null ? failsAt : Math.min(consentEnd(), nextConsentAt));
    if (canCheck()) {
      due = Math.min(due, Math.max(nextCheckAt, pacer.freeAt()));
    }
    boolean waitsToNominate =
        claim.isControlling()
            && selected == null
            && nominee == null
            && checklist.bestValid(claim.role()).isPresent();
    return waitsToNominate ? Math.min(due, settledAt) : due;
  }

  private Verdict request(StunMessage message, InetSocketAddress from, long now) {
    if (!message.has(StunAttribute.FINGERPRINT)
        || !CheckMessages.isForUs(message, local, remote)
        || !message.isIntact(local.pwd())
        || message.priority().isEmpty()) {
      return Verdict.UNAUTHENTICATED;
    }
    if (!message.unknownRequired().isEmpty()) {
      transmit(from, CheckMessages.unknownAttributes(message, local));
      return Verdict.ACCEPTED;
    }
    if (claim.isContested(message)) {
      if (claim.mustYieldTo(message)) {
        switchRole();
      } else {
        transmit(from, CheckMessages.roleConflict(message, local));
        return Verdict.ACCEPTED;
      }
    }
    if (checklist.at(from).isEmpty()) {
      checklist.makeRoom(pair -> pair == selected || pair == nominee);
    }
    var known = checklist.atOrNew(from, CandidateType.PRFLX, message.priority().getAsLong());
    if (known.isEmpty()) {
      return Verdict.STRAY;
    }
    transmit(from, CheckMessages.success(message, from, local));
    CandidatePair pair = known.get();
    pair.heard = true;
    if (!claim.isControlling() && message.has(StunAttribute.USE_CANDIDATE)) {
      pair.nominatedByPeer = pair != selected;
    }
    if (pair.state == State.SUCCEEDED) {
      if (pair.nominatedByPeer) {
        select(pair, now);
      }
    } else {
      checklist.trigger(pair);
    }
    return Verdict.ACCEPTED;
  }

  private Verdict response(StunMessage message, InetSocketAddress from, long now) {
    if (!awaits(message.id())) {
      return Verdict.STRAY;
    }
    if (!message.isIntact(remote.pwd())) {
      return Verdict.UNAUTHENTICATED;
    }
    var entry = transactions.complete(message.id(), from);
    if (entry.isEmpty()) {
      return Verdict.STRAY;
    }
    Check check = entry.get().subject;
    if (message.stunClass() == StunClass.SUCCESS && message.xorMappedAddress().isPresent()) {
      answered(check, now);
    } else if (message.errorCode().orElse(0) == CheckMessages.ROLE_CONFLICT) {
      if (check.role() == claim.role()) {
        switchRole();
      }
      retry(check.pair());
    } else {
      failed(check);
    }
    return Verdict.ACCEPTED;
  }

  private void answered(Check check, long now) {
    CandidatePair pair = check.pair();
    pair.heard = true;
    pair.state = State.SUCCEEDED;
    pair.check = null;
    pair.answeredAt = now;
    if (pair == selected) {
      nextConsentAt = now + jittered(settings.consentInterval());
      unansweredSince = NONE;
    }
    settledAt = Math.min(settledAt, now + settings.settle());
    boolean nominated =
        claim.isControlling()
            ? check.purpose() == Purpose.NOMINATION && pair == nominee
            : pair.nominatedByPeer;
    if (nominated) {
      select(pair, now);
    }
  }

  private void timedOut(Transactions.Entry<Check> entry) {
    CandidatePair pair = entry.subject.pair();
    if (entry == pair.check || entry.subject.purpose() == Purpose.NOMINATION) {
      failed(entry.subject);
    }
  }

  private void failed(Check check) {
    CandidatePair pair = check.pair();
    if (pair == nominee) {
      nominee = null;
    }
    if (pair != selected && check.purpose() != Purpose.CONSENT) {
      pair.state = State.FAILED;
      pair.check = null;
    }
  }

  private void retry(CandidatePair pair) {
    if (pair == nominee) {
      nominee = null;
    }
    if (pair != selected) {
      pair.state = State.WAITING;
      pair.check = null;
      checklist.trigger(pair);
    }
  }

  private void check(CandidatePair pair, long now) {
    switch (pair.state) {
      case SUCCEEDED -> send(pair, Purpose.CONSENT, now);
      case IN_PROGRESS -> transmit(pair.check.to, pair.check.datagram);
      case WAITING, FAILED -> {
        pair.check = send(pair, Purpose.CONNECTIVITY, now);
        pair.state = State.IN_PROGRESS;
      }
    }
  }

  /** The pair to nominate now: at first the best that is valid, later one for a stale path. */
  private Optional<CandidatePair> choose(long now) {
    if (selected == null) {
      return checklist
          .bestValid(claim.role())
          .filter(best -> now >= settledAt || !checklist.isBetterUndecided(best, claim.role()));
    }
    if (!isStale(now)) {
      return Optional.empty();
    }
    return checklist
        .valid()
        .filter(pair -> pair.answeredAt > selected.answeredAt)
        .max((a, b) -> Long.compare(a.priority(claim.role()), b.priority(claim.role())));
  }

  private void nominate(CandidatePair pair, long now) {
    nominee = pair;
    send(pair, Purpose.NOMINATION, now);
  }

  private void select(CandidatePair pair, long now) {
    nominee = null;
    checklist.all().forEach(other -> other.nominatedByPeer = false);
    if (pair != selected) {
      selected = pair;
      selectedAt = now;
      unansweredSince = NONE;
      nextConsentAt = now + jittered(settings.consentInterval());
      outputs.add(new IceOutput.Selected(pair.remote(), pair.path()));
    }
  }

  private void askConsent(long now) {
    send(selected, Purpose.CONSENT, now);
    // Without an answer, sooner: a lossy path must not die of a few lost checks in a row.
    unansweredSince = Math.min(unansweredSince, now);
    nextConsentAt =
        now + jittered(Math.min(settings.retransmit(), settings.consentInterval() / CONSENT_TRIES));
    if (claim.isControlling() && isStale(now)) {
      checklist.valid().filter(pair -> pair != selected).forEach(checklist::trigger);
    }
  }

  private Transactions.Entry<Check> send(CandidatePair pair, Purpose purpose, long now) {
    TransactionId id = TransactionId.next(random);
    // The selected pair's consent checks repeat the nomination, so that a peer that sees us come
    // from a new address (a NAT has forgotten us) follows there.
    boolean useCandidate =
        claim.isControlling() && (purpose == Purpose.NOMINATION || pair == selected);
    byte[] request = CheckMessages.request(id, local, remote, claim, useCandidate);
    transmit(pair.remote(), request);
    var schedule =
        purpose == Purpose.CONSENT
            ? new Transactions.Schedule(now, settings.consentTimeout(), 1)
            : new Transactions.Schedule(now, settings.retransmit(), settings.sends());
    return transactions.start(
        id, new Check(pair, claim.role(), purpose), pair.remote(), request, schedule);
  }

  private void switchRole() {
    claim.giveUp();
    nominee = null;
  }

  private boolean canCheck() {
    return remote != null
        && (checklist.hasTriggered() || (selected == null && checklist.hasWaiting()));
  }

  /** Whether the selected path missed an answer, with some time for the way. */
  private boolean isStale(long now) {
    return unansweredSince != NONE && now - unansweredSince >= settings.retransmit() / 2;
  }

  private long consentEnd() {
    return consentFrom() + settings.consentTimeout();
  }

  /**
   * Consent counts from the last answer, but not from before the selection: between the check that
   * made a pair valid and its nomination seconds may pass on a path with loss.
   */
  private long consentFrom() {
    return Math.max(Objects.requireNonNull(selected).answeredAt, selectedAt);
  }

  /** Randomised by a fifth either way (RFC 7675 section 5.1). */
  private long jittered(long interval) {
    return (long) (interval * (0.8 + 0.4 * random.nextDouble()));
  }

  private void transmit(InetSocketAddress to, byte[] datagram) {
    outputs.add(new IceOutput.Transmit(to, datagram));
  }

  private void finish(IceOutput.Reason reason) {
    finished = true;
    transactions.clear();
    outputs.add(new IceOutput.Failed(reason));
  }
}
