package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkPath;
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
  private static final long NEVER = Long.MAX_VALUE;

  private final IceSettings settings;
  private final CheckPacer pacer;
  private final IceDescription local;
  private final RandomGenerator random;
  private final RoleClaim claim;
  private final Checklist checklist;
  private final Queue<IceOutput> outputs = new ArrayDeque<>();
  private final CheckSender sender;
  private final Map<InetSocketAddress, IceCandidate> signalled = new LinkedHashMap<>();

  private IceDescription remote;
  private long failsAt;
  private long patientUntil;
  private long nextCheckAt;

  /** When the first pair of this setup became valid. */
  private long validAt = NEVER;

  private long directRetryAt = NEVER;
  private CandidatePair nominee;
  private CandidatePair selected;

  /** Of the selected pair. */
  private Consent consent;

  /** The selected pair is stale: worse ones are looked at, too. */
  private boolean anyWillDo;

  /** There is none any more: it went with its base. */
  private boolean lost;

  /** A check of the peer came: it knows our credentials. */
  private boolean known;

  private boolean finished;

  /**
   * @param bases where checks may leave from; nothing is ever sent from another
   * @param pacer shared by all agents of a process
   * @param random a secure generator outside of tests
   */
  public IceAgent(
      IceSettings settings,
      CheckPacer pacer,
      IceRole role,
      IceDescription local,
      List<Base> bases,
      RandomGenerator random,
      long now) {
    this.settings = settings;
    this.pacer = pacer;
    this.claim = new RoleClaim(role, random);
    this.local = local;
    this.random = random;
    this.checklist = new Checklist(settings.maxCandidates());
    this.sender = new CheckSender(settings, pacer, bases, random, outputs::add);
    this.failsAt = now + settings.setupTimeout();
    this.patientUntil = now;
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
    if (!signalled.containsKey(candidate.address())
        && signalled.size() >= settings.maxCandidates()
        && !forgetOne()) {
      return false;
    }
    signalled.put(candidate.address(), candidate);
    boolean paired = false;
    List<Base> reaching = sender.reaching(candidate.address());
    for (Base base : reaching) {
      paired |= pair(base, candidate);
    }
    return paired || reaching.isEmpty();
  }

  /** Forgets the oldest candidate that is of no use: one that has failed, or any beside a path. */
  private boolean forgetOne() {
    Optional<InetSocketAddress> outlived =
        signalled.keySet().stream()
            .filter(
                remote ->
                    checklist.isIdle(
                        remote, selected != null, pair -> pair == selected || pair == nominee))
            .findFirst();
    outlived.ifPresent(
        remote -> {
          signalled.remove(remote);
          checklist.remove(remote);
        });
    return outlived.isPresent();
  }

  /** What failed may work now; the selected path may not. */
  public void networkChanged(long now) {
    checklist.retryFailed();
    if (selected != null) {
      consent.moved(now);
    }
  }

  /** Checks may leave from here, too. */
  public void addBase(Base base) {
    if (sender.add(base)) {
      signalled.values().stream()
          .filter(candidate -> base.reaches(candidate.address()))
          .forEach(candidate -> pair(base, candidate));
    }
  }

  /**
   * The base is no more, and with it its pairs. If the selected one was among them, another path is
   * looked for as in the beginning.
   */
  public void removeBase(Base base, long now) {
    if (!sender.remove(base)) {
      return;
    }
    checklist.remove(base);
    if (nominee != null && nominee.route().base().equals(base)) {
      nominee = null;
    }
    if (selected != null && selected.route().base().equals(base)) {
      selected = null;
      lost = true;
      nominee = null;
      validAt = NEVER;
      directRetryAt = NEVER;
      failsAt = now + settings.setupTimeout();
      checklist.startAnew();
    }
  }

  /** Whether a response with this id would be an answer to this agent. */
  public boolean awaits(TransactionId id) {
    return sender.underWay(id).isPresent();
  }

  /**
   * A connectivity check that this agent does not keep track of: it belongs to no pair, is not sent
   * again, and an answer to it changes nothing here.
   *
   * @return empty before the peer's credentials have come
   */
  public Optional<byte[]> untracked(Base base, TransactionId id) {
    return remote().map(peer -> CheckMessages.request(id, base, local, peer, claim, false));
  }

  /** Whether a request is a check of the peer, by its user name and integrity. */
  public boolean isAuthentic(StunMessage request) {
    return request.isBinding(StunClass.REQUEST)
        && request.has(StunAttribute.FINGERPRINT)
        && CheckMessages.isForUs(request, local, remote)
        && request.isIntact(local.pwd())
        && request.priority().isPresent();
  }

  /** Whether the peer has answered a check of ours by this route: it is proven both ways. */
  public boolean hasAnswered(Route route) {
    return checklist.at(route).filter(pair -> pair.state == State.SUCCEEDED).isPresent();
  }

  /**
   * Does not give up before: a path is being looked for by other means.
   *
   * @param time on the clock of all calls; one that is past takes it back
   */
  public void patientUntil(long time) {
    patientUntil = time;
  }

  /** Whether a message that came by this route proved to be of the peer. */
  public boolean hasHeardFrom(Route route) {
    return checklist.at(route).filter(pair -> pair.heard).isPresent();
  }

  /**
   * Where to send to now: the selected path, before that the best one that has answered a check of
   * ours (RFC 8445 section 12.1). Who was only heard may be forged.
   */
  public Optional<Route> path() {
    return selected().or(() -> checklist.bestValid(claim.role()).map(CandidatePair::route));
  }

  /** The path chosen, if there is one. */
  public Optional<Route> selected() {
    return Optional.ofNullable(selected).map(CandidatePair::route);
  }

  /** Whether the path has gone with its base, or was doubted and gives no answer when asked. */
  public boolean isForsaken() {
    return selected == null ? lost : consent.isForsaken();
  }

  /** Whether the path has gone with its base, or gives no answer when asked. */
  boolean isUnanswered() {
    return selected == null ? lost : consent.isUnanswered();
  }

  /** Whether a check of the peer has come, so that it has our credentials. */
  boolean isKnown() {
    return known;
  }

  /** What to do next; empty when all is done. */
  public Optional<IceOutput> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** Takes a STUN message from the network, authentic or not. */
  public Verdict receive(StunMessage message, Route from, long now) {
    if (finished || message.method() != StunMessage.BINDING || !sender.has(from.base())) {
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
    if (selected != null) {
      consent.doubt(now);
    }
  }

  /** This side stood still for so long: what came meanwhile is not read yet. */
  public void stood(long nanos) {
    if (selected != null) {
      consent.stood(nanos);
    }
  }

  /** The peer is heard: a doubt for silence is withdrawn. */
  public void heard() {
    if (selected != null) {
      consent.heard();
    }
  }

  /** Does what time has come for. */
  public void advance(long now) {
    if (finished) {
      return;
    }
    sender.advance(now, this::timedOut);
    if (selected == null ? now >= givesUpAt() : consent.isExpired(now)) {
      finish(selected == null ? IceOutput.Reason.NO_PATH : IceOutput.Reason.CONSENT_EXPIRED);
      return;
    }
    if (selected != null && consent.isDue(now)) {
      askConsent(now);
    }
    if (selected == null && checklist.isExhausted()) {
      // RFC 8445 would give up here; on a path with loss another round may succeed in time.
      checklist.startAnew();
    }
    if (now >= directRetryAt) {
      checklist.retryDirect();
      directRetryAt = now + Jitter.of(settings.directRetry(), random);
    }
    if (canCheck() && now >= nextCheckAt && pacer.take(now)) {
      checklist.next(claim.role(), floor()).ifPresent(pair -> check(pair, now));
      nextCheckAt = now + settings.pace();
    }
    if (claim.isControlling() && nominee == null) {
      choose(now).ifPresent(pair -> nominate(pair, now));
    }
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    if (finished) {
      return NEVER;
    }
    long due = Math.min(sender.deadline(), directRetryAt);
    due = Math.min(due, selected == null ? givesUpAt() : consent.deadline());
    if (canCheck()) {
      due = Math.min(due, Math.max(nextCheckAt, pacer.freeAt()));
    }
    boolean waitsToNominate = claim.isControlling() && selected == null && nominee == null;
    return waitsToNominate
        ? Math.min(due, checklist.bestValid(claim.role()).map(this::settledAt).orElse(NEVER))
        : due;
  }

  private Verdict request(StunMessage message, Route from, long now) {
    if (!isAuthentic(message)) {
      return Verdict.UNAUTHENTICATED;
    }
    known = true;
    if (!message.unknownRequired().isEmpty()) {
      sender.transmit(from, CheckMessages.unknownAttributes(message, local));
      return Verdict.ACCEPTED;
    }
    if (claim.isContested(message)) {
      if (claim.mustYieldTo(message)) {
        switchRole();
      } else {
        sender.transmit(from, CheckMessages.roleConflict(message, local));
        return Verdict.ACCEPTED;
      }
    }
    if (checklist.at(from).isEmpty()) {
      checklist.makeRoom(from.base(), pair -> pair == selected || pair == nominee);
    }
    var known = checklist.atOrNew(from, CandidateType.PRFLX, message.priority().getAsLong());
    if (known.isEmpty()) {
      return Verdict.STRAY;
    }
    sender.transmit(from, CheckMessages.success(message, from.remote(), local));
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

  private Verdict response(StunMessage message, Route from, long now) {
    Optional<Check> asked = sender.underWay(message.id());
    if (asked.isEmpty()) {
      return Verdict.STRAY;
    }
    if (!message.isIntact(remote.pwd())) {
      return Verdict.UNAUTHENTICATED;
    }
    Check check = asked.get();
    if (!check.pair().route().equals(from)) {
      return Verdict.STRAY;
    }
    sender.answered(message.id(), from);
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
      consent.answered(now);
      anyWillDo = false;
    }
    validAt = Math.min(validAt, now);
    boolean nominated =
        claim.isControlling()
            ? check.purpose() == Purpose.NOMINATION && pair == nominee
            : pair.nominatedByPeer;
    if (nominated) {
      select(pair, now);
    } else if (isBetter(pair)) {
      nominate(pair, now);
    }
  }

  /** Whether to leave the selected pair for this one, which works, too. */
  private boolean isBetter(CandidatePair pair) {
    return claim.isControlling()
        && selected != null
        && nominee == null
        && pair.priority(claim.role()) > selected.priority(claim.role());
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
      case IN_PROGRESS -> sender.transmit(pair.route(), pair.check.datagram);
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
          .filter(
              best -> now >= settledAt(best) || !checklist.isBetterUndecided(best, claim.role()));
    }
    if (!consent.isStale(now)) {
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
      lost = false;
      consent = new Consent(settings, random, now);
      anyWillDo = false;
      directRetryAt = pair.isRelayed() ? now + Jitter.of(settings.directRetry(), random) : NEVER;
      outputs.add(new IceOutput.Selected(pair.route(), pair.path()));
    }
  }

  private void askConsent(long now) {
    send(selected, Purpose.CONSENT, now);
    consent.asked(now);
    if (consent.isStale(now)) {
      checklist.valid().filter(pair -> pair != selected).forEach(checklist::trigger);
      if (!anyWillDo) {
        anyWillDo = true;
        checklist.retryFailed();
      }
    }
  }

  private Transactions.Entry<Check> send(CandidatePair pair, Purpose purpose, long now) {
    // The selected pair's consent checks repeat the nomination, so that a peer that sees us come
    // from a new address (a NAT has forgotten us) follows there.
    boolean useCandidate =
        claim.isControlling() && (purpose == Purpose.NOMINATION || pair == selected);
    return sender.send(pair, purpose, local, remote, claim, useCandidate, now);
  }

  private long givesUpAt() {
    return Math.max(failsAt, patientUntil);
  }

  private void switchRole() {
    claim.giveUp();
    nominee = null;
  }

  private boolean canCheck() {
    return remote != null
        && (checklist.hasTriggered() || checklist.hasWaiting(claim.role(), floor()));
  }

  /** Only pairs of more than this priority are worth a check of their own. */
  private long floor() {
    return selected == null || anyWillDo ? 0 : selected.priority(claim.role());
  }

  /** When this valid pair may be nominated though a better one is still being checked. */
  private long settledAt(CandidatePair best) {
    return validAt + (best.isRelayed() ? settings.relaySettle() : settings.settle());
  }

  /** The pair of a candidate of the peer; false if there is no room. */
  private boolean pair(Base base, IceCandidate candidate) {
    Route route = new Route(base, candidate.address());
    Optional<CandidatePair> pair = checklist.atOrNew(route, candidate.type(), candidate.priority());
    pair.ifPresent(known -> signalled(known, candidate));
    return pair.isPresent();
  }

  private void signalled(CandidatePair pair, IceCandidate candidate) {
    LinkPath before = pair.path();
    pair.signalled(candidate);
    if (pair == selected && pair.path() != before) {
      outputs.add(new IceOutput.Selected(pair.route(), pair.path()));
    }
  }

  private void finish(IceOutput.Reason reason) {
    finished = true;
    sender.clear();
    outputs.add(new IceOutput.Failed(reason));
  }
}
