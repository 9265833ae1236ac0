package org.rop2p.proxy.routing;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.WorldView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The own character's messages: decides each one's lane and tells peers. Every message goes to the
 * server as well, so nothing here can lose one. Confined to the session's loop.
 */
public final class Outbound {
  private static final Logger log = LoggerFactory.getLogger(Outbound.class);
  private static final int VIEW_RANGE = 14;

  private static final long NEVER = Long.MIN_VALUE / 2;

  /** A walk asked for on the way begins at the next cell: up to two cells on a busy server. */
  private static final long WALK_BEGINS_MILLIS = 500;

  private final WorldView world;
  private final PeerLane peers;
  private final KindCounters counters;
  private final AnswerTime answerTime;
  private final Proof<Cell> walkProof = new Proof<>(true);
  private final Map<Kind, Integer> sequences = new EnumMap<>(Kind.class);
  private final WalkHistory walks = new WalkHistory();
  private ZoneLanes lanes = ZoneLanes.OFF;
  private int epoch;
  private long walkAskedAt = NEVER;
  private Cell walkAskedTo;

  public Outbound(WorldView world, PeerLane peers, KindCounters counters, AnswerTime answerTime) {
    this.world = world;
    this.peers = peers;
    this.counters = counters;
    this.answerTime = answerTime;
  }

  /** The policy of the zone the character is in from now on. */
  public void lanes(ZoneLanes allowed) {
    lanes = allowed;
  }

  /**
   * The character has entered a map, or another place of it.
   *
   * @param newEpoch unsigned, larger than all before
   */
  public void mapEntered(int newEpoch) {
    epoch = newEpoch;
    sequences.clear();
    walks.clear();
    walkProof.forget();
  }

  /** Something changed what the server may do with messages: all must be proven again. */
  public void resetProofs() {
    walkProof.reset();
  }

  /** The client asks to walk. */
  public void walk(Cell to, long now) {
    int sequence = next(Kind.MOVEMENT);
    Cell from = world.own().motion() == null ? to : world.own().motion().at(now);
    List<Integer> audience =
        mayEndOnTheWay(from, to, now)
            ? List.of()
            : linked(VIEW_RANGE, now).stream()
                .filter(account -> walks.settledFor(account, now))
                .toList();
    walkAskedAt = now;
    walkAskedTo = to;
    Decision decision = Router.walk(from, to, situation(audience, now));
    counters.decided(Kind.MOVEMENT, decision);
    if (decision.reason().echoExpected()) {
      walkProof.sent(to, sequence, now);
    }
    boolean told = decision.lane() != Lane.SERVER;
    walks.asked(
        to,
        told ? new HashSet<>(audience) : Set.of(),
        now + 2 * answerTime.millis() + WALK_BEGINS_MILLIS);
    if (told) {
      log.debug("Routing player movement to P2P");
      send(new PeerMessage.WalkTo(header(audience), sequence, to));
    }
  }

  /**
   * Whether the character may stand on the destination's cell when the server comes to this
   * request, because it walks across it: then it just stops there and nobody else is told, so that
   * a peer's walk would be taken back.
   */
  private boolean mayEndOnTheWay(Cell from, Cell to, long now) {
    Motion motion = world.own().motion();
    boolean asked = now - walkAskedAt < 2 * answerTime.millis() + WALK_BEGINS_MILLIS;
    return (asked && crosses(from, walkAskedTo, to))
        || (motion != null && !motion.arrived(now) && crosses(from, motion.to(), to));
  }

  /** Whether the open way to {@code end}, diagonal first, leads across a cell. */
  private static boolean crosses(Cell from, Cell end, Cell cell) {
    Cell at = from;
    while (!at.equals(end)) {
      at =
          new Cell(
              at.x() + Integer.signum(end.x() - at.x()), at.y() + Integer.signum(end.y() - at.y()));
      if (at.equals(cell)) {
        return true;
      }
    }
    return false;
  }

  /** The server grants a walk. */
  public void walkGranted(Cell to, long now) {
    walks.granted(to, now + answerTime.millis());
    answered(walkProof.echoed(to, now));
  }

  /** Time passes: walks must be proven again when the server does not grant them. */
  public void tick(long now) {
    walkProof.expire(now);
  }

  private void send(PeerMessage message) {
    List<Integer> recipients = message.header().recipients();
    for (int at = 0; at < recipients.size(); at += EnvelopeCodec.MAX_RECIPIENTS) {
      int end = Math.min(recipients.size(), at + EnvelopeCodec.MAX_RECIPIENTS);
      peers.send(message.to(recipients.subList(at, end)));
    }
  }

  private void answered(long millis) {
    if (millis >= 0) {
      answerTime.measured(millis);
    }
  }

  private List<Integer> linked(int range, long now) {
    if (lanes.equals(ZoneLanes.OFF)) {
      return List.of();
    }
    return Coverage.of(range, world, answerTime.millis(), now, peers::linked).linked().stream()
        .toList();
  }

  private Router.Situation situation(List<Integer> audience, long now) {
    Lane policy = lanes.of(Kind.MOVEMENT).narrow(Lane.MIRROR);
    return new Router.Situation(
        world.own(),
        policy,
        null,
        walkProof.proven(),
        new Coverage(new TreeSet<>(audience), true),
        false,
        now);
  }

  private PeerMessage.Header header(List<Integer> recipients) {
    return new PeerMessage.Header(world.own().accountId(), recipients, world.own().zone(), epoch);
  }

  private int next(Kind kind) {
    return sequences.merge(kind, 1, Integer::sum);
  }
}
