package org.rop2p.proxy.steps;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Posture;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.Coverage;
import org.rop2p.proxy.routing.Decision;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.routing.Proof;
import org.rop2p.proxy.routing.Reason;
import org.rop2p.proxy.routing.Router;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.speech.OwnPlace;
import org.rop2p.proxy.walking.Granted;
import org.rop2p.proxy.walking.OwnWalks;
import org.rop2p.proxy.walking.WalkPacer;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.WorldView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The own character's walks: tells peers of each, and holds back from the server what it would only
 * replace half a second later. Whoever sends the server anything else calls {@link #flush} before.
 * Confined to the session's loop.
 */
public final class OwnSteps implements OwnPlace {
  private static final Logger log = LoggerFactory.getLogger(OwnSteps.class);

  private static final long NEVER = Long.MIN_VALUE / 2;

  private static final class Held {
    private final Cell to;
    private final byte[] frame;

    Held(Cell to, byte[] frame) {
      this.to = to;
      this.frame = frame;
    }
  }

  private final WorldView world;
  private final RoutingRules rules;
  private final KindCounters counters;
  private final AnswerTime answerTime;
  private final ServerSide server;
  private final IntPredicate listens;
  private final OwnWalks walks = new OwnWalks();
  private final WalkPacer pacer = new WalkPacer();
  private final WalkWords words;
  private final Proof<Cell> proof = new Proof<>(true);
  private ZoneLanes lanes = ZoneLanes.OFF;
  private int askedServer;
  private long seatAskedAt = NEVER;

  /** The request that waits for its turn, null when none does. */
  private Held held;

  /** The latest request that found the character at rest, and so is answered at once. */
  private Cell askedAtRest;

  /**
   * Nothing walked yet.
   *
   * @param listens accounts that are linked and have asked for walks
   */
  public OwnSteps(
      WorldView world,
      PeerLane peers,
      RoutingRules rules,
      KindCounters counters,
      AnswerTime answerTime,
      ServerSide server,
      IntPredicate listens) {
    this.world = world;
    words = new WalkWords(world, peers);
    this.rules = rules;
    this.counters = counters;
    this.answerTime = answerTime;
    this.server = server;
    this.listens = listens;
  }

  /** The policy of the zone the character is in from now on. */
  public void lanes(ZoneLanes allowed, long now) {
    lanes = allowed;
    look(now);
  }

  /**
   * The character has entered a map, or another place of it.
   *
   * @param newEpoch unsigned, larger than all before
   */
  public void mapEntered(int newEpoch) {
    words.mapEntered(newEpoch);
    drop();
    pacer.forget();
    proof.forget();
    seatAskedAt = NEVER;
    placed();
  }

  /** The server has put the character on a cell. */
  public void placed() {
    Motion motion = world.own().motion();
    walks.placed(motion.to(), motion.speed());
  }

  /** Something changed what the server may do with walks: they must be proven again. */
  public void resetProofs() {
    proof.reset();
  }

  /**
   * The client asks to walk.
   *
   * @param frame its bytes, id plain; asked for only when they are kept
   * @return whether the frame goes to the server
   */
  public boolean walk(Cell to, Supplier<byte[]> frame, long now) {
    Coverage around = around(now);
    Decision decision = decide(to, around, now);
    boolean starts = walks.starts(to, now);
    WalkPacer.Decision pace =
        pacer.asked(decision.lane() == Lane.OFFLOAD, starts, walks.apart(now), now);
    boolean waits = pace == WalkPacer.Decision.HOLD;
    if (pace == WalkPacer.Decision.FORWARD_BOTH) {
      sendHeld(now);
    } else {
      drop();
    }
    walks.toldPeers(to, now);
    if (decision.lane() != Lane.SERVER) {
      words.tell(to, false, List.copyOf(around.linked()), now);
    }
    if (waits) {
      held = new Held(to, frame.get());
      server.wakeIn(Math.max(0, pacer.dueAt().orElse(now) - now));
      return false;
    }
    words.asked(to);
    sent(to, decision, starts, now);
    return true;
  }

  /**
   * The server grants a walk.
   *
   * @param tick the server's
   */
  public void granted(Cell from, Cell to, int tick, long now) {
    words.granted(new Granted(to, tick), now);
    long took = proof.echoed(to, now);
    if (to.equals(askedAtRest)) {
      askedAtRest = null;
      if (took >= 0) {
        answerTime.measured(took);
      }
    }
    walks
        .granted(from, to, world.own().motion().speed(), answerTime.millis(), now)
        .ifPresent(cell -> halted(cell, now));
  }

  /** The client asks to sit down, which ends a walk. */
  public void sitting(long now) {
    seatAskedAt = now;
    walks.halts(answerTime.millis(), now).ifPresent(cell -> halted(cell, now));
  }

  /** The client asks to stand up. */
  public void standing() {
    seatAskedAt = NEVER;
  }

  /** Something else goes to the server now, or nothing more can: what waits goes first. */
  public void flush(long now) {
    if (pacer.flush(now)) {
      sendHeld(now);
    }
  }

  /** What is in view has changed, or time has passed: what waits may have to go. */
  public void look(long now) {
    if (held != null) {
      Decision decision = decide(held.to, around(now), now);
      if (pacer.releases(decision.lane() == Lane.OFFLOAD, walks.apart(now), now)) {
        sendHeld(now);
      }
    }
  }

  @Override
  public boolean isUnsure(long now) {
    return walks.serverIsSlow(answerTime.millis(), now);
  }

  @Override
  public void decidedUpTo(long askedAt) {
    walks.decidedUpTo(askedAt);
  }

  /** Time passes. */
  public void tick(long now) {
    proof.expire(now);
    look(now);
  }

  private Decision decide(Cell to, Coverage around, long now) {
    Motion motion = world.own().motion();
    Cell from = walks.atServer(now).orElse(motion == null ? to : motion.at(now));
    Lane policy = policy();
    Reason limit = policy == Lane.OFFLOAD ? limit(from, to, around) : null;
    return Router.walk(
        from,
        to,
        new Router.Situation(
            atServer(now),
            limit == null ? policy : Lane.MIRROR,
            limit,
            proof.proven(),
            isUnsure(now),
            around,
            false,
            now));
  }

  /** The character as the server will have it when it hears of what is sent now. */
  private OwnState atServer(long now) {
    OwnState own = world.own();
    boolean seated = now - seatAskedAt <= answerTime.millis() + OwnWalks.SLOW_MILLIS;
    return seated ? own.withCondition(own.condition().as(Posture.SITTING)) : own;
  }

  /** Why the server must have each request at once, or null. */
  private Reason limit(Cell from, Cell to, Coverage around) {
    if (!server.mayWithhold()) {
      return Reason.MASKED_IDS;
    }
    return around.linked().isEmpty()
        ? Reason.NOBODY_LINKED
        : Ground.forbids(world.surroundings(), from, to).orElse(null);
  }

  private void sent(Cell to, Decision decision, boolean starts, long now) {
    counters.decided(
        Kind.MOVEMENT,
        decision.lane() == Lane.OFFLOAD ? new Decision(Lane.MIRROR, Reason.PACED) : decision);
    boolean answers =
        decision.reason().echoExpected()
            && (starts || !walks.atServer(now).equals(Optional.of(to)));
    if (answers) {
      proof.sent(to, ++askedServer, now);
    }
    if (starts) {
      askedAtRest = to;
    }
    walks.sent(to, answers, now);
    server.asked(to, now);
  }

  private void sendHeld(long now) {
    Held next = held;
    held = null;
    log.debug("A walk that waited goes to the server");
    words.asked(next.to);
    sent(next.to, new Decision(Lane.OFFLOAD, Reason.ALLOWED), false, now);
    server.send(next.frame);
  }

  /** What waits is replaced by a newer one, or of no use any more. */
  private void drop() {
    if (held != null) {
      held = null;
      counters.decided(Kind.MOVEMENT, new Decision(Lane.OFFLOAD, Reason.ALLOWED));
    }
  }

  private void halted(Cell at, long now) {
    boolean silent = world.own().unseen() || world.own().loading() || world.own().fightingMap();
    if (!silent && policy() != Lane.SERVER) {
      walks.toldPeers(at, now);
      words.tell(at, true, List.copyOf(around(now).linked()), now);
    }
  }

  private Lane policy() {
    return lanes.of(Kind.MOVEMENT).narrow(rules.widest().of(Kind.MOVEMENT));
  }

  private Coverage around(long now) {
    return policy() == Lane.SERVER
        ? Coverage.NONE
        : Coverage.of(rules.viewRange(), world, answerTime.millis(), now, now, listens);
  }
}
