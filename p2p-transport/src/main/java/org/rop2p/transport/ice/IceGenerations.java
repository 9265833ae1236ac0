package org.rop2p.transport.ice;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;

/**
 * The agents of one side of one link: the one whose path carries it, and, while a restart is under
 * way (RFC 8445 section 9), the one that takes its place as soon as it has a path of its own.
 *
 * <p>Not thread-safe and without I/O; as for an {@link IceAgent}, whoever calls empties {@link
 * #poll} and asks {@link #deadline}.
 */
public final class IceGenerations {
  /** A link whose path is broken is dead by then; one whose path is not loses nothing. */
  static final long LIFETIME = 10_000_000_000L;

  private final IceSettings settings;
  private final CheckPacer pacer;
  private final Supplier<List<Base>> bases;
  private final RandomGenerator random;

  /** Where both sides offer a restart, ours is the one. */
  private final boolean prevails;

  private final RestartBudget own;
  private final RestartBudget peers;
  private final Queue<IceOutput> outputs = new ArrayDeque<>();
  private Generation current;

  /** What a restart under way may put in its place, or null. */
  private Generation next;

  private long nextEndsAt;

  /** Whether that was our offer. */
  private boolean begunHere;

  /** The path that it has selected. */
  private Optional<IceOutput.Selected> chosen = Optional.empty();

  /** Of the last offer taken: credentials are good for one. */
  private String taken = "";

  /** The path before the last restart, by which something may yet come. */
  private Optional<Route> left = Optional.empty();

  /**
   * One agent, without the peer's credentials.
   *
   * @param role of the first agent; who controls prevails where both sides offer a restart
   * @param bases where checks may leave from now
   * @param pacer shared by all agents of a process
   * @param random a secure generator outside of tests
   */
  public IceGenerations(
      IceSettings settings,
      CheckPacer pacer,
      IceRole role,
      Supplier<List<Base>> bases,
      RandomGenerator random,
      long now) {
    this.settings = settings;
    this.pacer = pacer;
    this.bases = bases;
    this.random = random;
    this.prevails = role == IceRole.CONTROLLING;
    this.own = new RestartBudget(RestartBudget.OWN_DISTANCE, now);
    this.peers = new RestartBudget(RestartBudget.PEERS_DISTANCE, now);
    this.current = generation(role, now);
  }

  /** The agent whose path carries the link. */
  public IceAgent current() {
    return current.agent();
  }

  /** The names that the peer's checks may come for, which candidates of ours are signalled with. */
  public Set<String> ufrags() {
    Set<String> ufrags = new LinkedHashSet<>();
    all().forEach(generation -> ufrags.add(generation.ufrag()));
    return ufrags;
  }

  /**
   * Takes the peer's first credentials.
   *
   * @return how many candidates that came before them were refused
   */
  public int describedBy(IceDescription description, long now) {
    return current.describedBy(description, now);
  }

  /**
   * Takes a candidate of the peer, before or after the credentials that it belongs to.
   *
   * @return false if it is refused
   */
  public boolean remoteCandidate(IceCandidate candidate, long now) {
    Optional<String> ufrag = candidate.ufrag();
    boolean restarted =
        next != null
            && ufrag.isPresent()
            && current.isDescribed()
            && !current.isWith(ufrag.get())
            && (!next.isDescribed() || next.isWith(ufrag.get()));
    return (restarted ? next : current).take(candidate, now);
  }

  /**
   * Takes what the peer says of a restart. It can come late, twice, or from somebody who plays: one
   * that does not fit changes nothing.
   *
   * @param able whether the link may be restarted now
   * @return false if it is refused
   */
  public boolean restart(IceRestart restart, boolean able, long now) {
    boolean fits =
        switch (restart.step()) {
          case OFFER -> able && isWelcome(restart) && peers.take(now);
          case ANSWER -> isAwaited(restart);
        };
    if (fits && restart.step() == IceRestart.Step.OFFER) {
      begin(false, now);
      taken = restart.description().ufrag();
      outputs.add(new IceOutput.Restart(IceRestart.answer(next.agent().local(), taken)));
    }
    if (fits) {
      var unused = next.describedBy(restart.description(), now);
    }
    return fits;
  }

  private boolean isWelcome(IceRestart offer) {
    String theirs = offer.description().ufrag();
    boolean ours = next != null && begunHere;
    return offer.of().equals(current.ufrag())
        && !theirs.equals(taken)
        && !current.isWith(theirs)
        && !(ours && prevails);
  }

  private boolean isAwaited(IceRestart answer) {
    return next != null
        && begunHere
        && !next.isDescribed()
        && answer.of().equals(next.ufrag())
        && !current.isWith(answer.description().ufrag());
  }

  private void begin(boolean here, long now) {
    next = generation(current.agent().role(), now);
    nextEndsAt = now + LIFETIME;
    begunHere = here;
    chosen = Optional.empty();
    outputs.add(new IceOutput.Renamed());
  }

  private Generation generation(IceRole role, long now) {
    IceDescription description = IceDescription.generate(random);
    IceAgent agent = new IceAgent(settings, pacer, role, description, bases.get(), random, now);
    return new Generation(agent, settings.maxCandidates(), now);
  }

  /** As {@link IceAgent#networkChanged}. */
  public void networkChanged(long now) {
    agents().forEach(agent -> agent.networkChanged(now));
  }

  /** As {@link IceAgent#doubt}, of the path that carries the link. */
  public void doubt(long now) {
    current.agent().doubt(now);
  }

  /** As {@link IceAgent#stood}. */
  public void stood(long nanos) {
    agents().forEach(agent -> agent.stood(nanos));
  }

  /** As {@link IceAgent#heard}. */
  public void heard() {
    current.agent().heard();
  }

  /** As {@link IceAgent#addBase}. */
  public void addBase(Base base) {
    agents().forEach(agent -> agent.addBase(base));
  }

  /** As {@link IceAgent#removeBase}. */
  public void removeBase(Base base, long now) {
    agents().forEach(agent -> agent.removeBase(base, now));
  }

  public boolean awaits(TransactionId id) {
    return agents().anyMatch(agent -> agent.awaits(id));
  }

  /** As {@link IceAgent#hasHeardFrom}, and the path before the last restart. */
  public boolean hasHeardFrom(Route route) {
    return left.filter(route::equals).isPresent()
        || agents().anyMatch(agent -> agent.hasHeardFrom(route));
  }

  /**
   * Where to send to now: never where no check of ours was answered. A path that gives no answer
   * any more is left for one of the restart that does.
   */
  public Optional<Route> path() {
    Optional<Route> path = current.agent().path();
    if (next != null && current.agent().isUnanswered()) {
      return next.agent().path().or(() -> path);
    }
    return path;
  }

  /** Takes a STUN message from the network, authentic or not. */
  public Verdict receive(StunMessage message, Route from, long now) {
    Generation to = next != null && isFor(next, message) ? next : current;
    Verdict verdict = to.agent().receive(message, from, now);
    settle();
    return verdict;
  }

  private static boolean isFor(Generation generation, StunMessage message) {
    return message.stunClass() == StunClass.REQUEST
        ? message.username().filter(name -> name.startsWith(generation.ufrag() + ":")).isPresent()
        : generation.agent().awaits(message.id());
  }

  /**
   * Does what time has come for.
   *
   * @param able whether the link may be restarted now, should it need to be
   */
  public void advance(boolean able, long now) {
    agents().forEach(agent -> agent.advance(now));
    if (next != null && now >= nextEndsAt) {
      next = null;
      outputs.add(new IceOutput.Renamed());
    }
    if (able && next == null && current.agent().isForsaken() && own.take(now)) {
      String theirs = current.agent().remote().orElseThrow().ufrag();
      begin(true, now);
      outputs.add(new IceOutput.Restart(IceRestart.offer(next.agent().local(), theirs)));
    }
    settle();
  }

  public Optional<IceOutput> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    long due = current.agent().deadline();
    return next == null ? due : Math.min(due, Math.min(next.agent().deadline(), nextEndsAt));
  }

  private void settle() {
    for (var out = current.agent().poll(); out.isPresent(); out = current.agent().poll()) {
      outputs.add(out.get());
    }
    for (var out = pollNext(); out.isPresent(); out = pollNext()) {
      if (out.get() instanceof IceOutput.Selected selected) {
        chosen = Optional.of(selected);
      } else if (out.get() instanceof IceOutput.Transmit) {
        outputs.add(out.get());
      }
    }
    if (next != null && isProven(next.agent())) {
      promote();
    }
  }

  private Optional<IceOutput> pollNext() {
    return next == null ? Optional.empty() : next.agent().poll();
  }

  /** Who answers an offer does not know that the answer has arrived before the peer uses it. */
  private boolean isProven(IceAgent agent) {
    return agent.selected().isPresent() && (begunHere || agent.isKnown());
  }

  private void promote() {
    left = current.agent().selected();
    current = next;
    next = null;
    outputs.add(new IceOutput.Renamed());
    chosen.ifPresent(outputs::add);
  }

  private Stream<Generation> all() {
    return next == null ? Stream.of(current) : Stream.of(current, next);
  }

  private Stream<IceAgent> agents() {
    return all().map(Generation::agent);
  }
}
