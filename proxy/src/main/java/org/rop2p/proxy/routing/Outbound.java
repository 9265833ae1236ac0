package org.rop2p.proxy.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
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
  private static final long NEVER = Long.MIN_VALUE / 2;

  /** A walk asked for on the way begins at the next cell: up to two cells on a busy server. */
  private static final long WALK_BEGINS_MILLIS = 500;

  private final WorldView world;
  private final PeerLane peers;
  private final KindCounters counters;
  private final AnswerTime answerTime;
  private final Proof<RawText> chatProof = new Proof<>(false);
  private final Proof<Integer> emoteProof = new Proof<>(false);
  private final Proof<Cell> walkProof = new Proof<>(true);
  private final Map<Kind, Integer> sequences = new EnumMap<>(Kind.class);
  private final LineHistory lines = new LineHistory();
  private final WalkHistory walks = new WalkHistory();
  private ZoneLanes lanes = ZoneLanes.OFF;
  private int epoch;
  private long emoteAttemptAt = NEVER;
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
    lines.clear();
    walks.clear();
    chatProof.forget();
    emoteProof.forget();
    walkProof.forget();
  }

  /** Something changed what the server may do with messages: all must be proven again. */
  public void resetProofs() {
    chatProof.reset();
    emoteProof.reset();
    walkProof.reset();
  }

  /** The client says a line of public chat. */
  public void chat(RawText text, long now) {
    int sequence = next(Kind.CHAT);
    List<Integer> audience = linked(Audience.SURE_CHAT_RANGE, now);
    Decision decision =
        Router.chat(text, situation(Kind.CHAT, chatProof.proven(), !audience.isEmpty()));
    counters.decided(Kind.CHAT, decision);
    if (Router.isCommand(text, world.own().name())) {
      resetProofs(); // whatever else kept it from peers
    }
    if (decision.reason().echoExpected()) {
      chatProof.sent(text, sequence, now);
    }
    if (decision.lane() == Lane.SERVER) {
      lines.said(sequence, new HashSet<>(), now);
      return;
    }
    log.debug("Routing chat to P2P");
    byUnsent(audience, now)
        .forEach(
            (unsent, recipients) ->
                send(
                    new PeerMessage.Line(
                        header(recipients, sequence),
                        unsent.sequence(),
                        unsent.ageMillis(),
                        text)));
    lines.said(sequence, new HashSet<>(audience), now);
  }

  /** The client shows an emote. */
  public void emote(int type, long now) {
    int sequence = next(Kind.EMOTE);
    List<Integer> audience = linked(Audience.SURE_VIEW_RANGE, now);
    Decision decision =
        Router.emote(
            type,
            now - emoteAttemptAt,
            situation(Kind.EMOTE, emoteProof.proven(), !audience.isEmpty()));
    emoteAttemptAt = now;
    counters.decided(Kind.EMOTE, decision);
    if (decision.reason().echoExpected()) {
      emoteProof.sent(type, sequence, now);
    }
    if (decision.lane() != Lane.SERVER) {
      log.debug("Routing emote to P2P");
      send(new PeerMessage.Emote(header(audience, sequence), type));
    }
  }

  /** The client asks to walk. */
  public void walk(Cell to, long now) {
    int sequence = next(Kind.MOVEMENT);
    Cell from = world.own().motion() == null ? to : world.own().motion().at(now);
    List<Integer> audience =
        mayEndOnTheWay(from, to, now)
            ? List.of()
            : linked(Audience.SURE_VIEW_RANGE, now).stream()
                .filter(account -> walks.settledFor(account, now))
                .toList();
    walkAskedAt = now;
    walkAskedTo = to;
    Decision decision =
        Router.walk(from, to, situation(Kind.MOVEMENT, walkProof.proven(), !audience.isEmpty()));
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
      send(new PeerMessage.WalkTo(header(audience, sequence), to));
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

  /** The server echoes a line to the own client. */
  public void chatEchoed(RawText text, long now) {
    answered(chatProof.echoed(text, now));
  }

  /** The server shows the own character's emote. */
  public void emoteEchoed(int type, long now) {
    answered(emoteProof.echoed(type, now));
  }

  /** The server grants a walk. */
  public void walkGranted(Cell to, long now) {
    walks.granted(to, now + answerTime.millis());
    answered(walkProof.echoed(to, now));
  }

  /** Time passes: messages without an echo are final, and their kind must be proven again. */
  public void tick(long now) {
    chatProof.expire(now).forEach(sequence -> sendFinal(Kind.CHAT, sequence));
    emoteProof.expire(now).forEach(sequence -> sendFinal(Kind.EMOTE, sequence));
    walkProof.expire(now);
  }

  private void sendFinal(Kind kind, int sequence) {
    List<Integer> all =
        world.players().stream().map(player -> player.accountId()).filter(peers::linked).toList();
    if (!all.isEmpty()) {
      send(new PeerMessage.Final(header(all, sequence), kind));
    }
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

  private Map<LineHistory.Unsent, List<Integer>> byUnsent(List<Integer> audience, long now) {
    Map<LineHistory.Unsent, List<Integer>> groups = new LinkedHashMap<>();
    for (int account : audience) {
      groups
          .computeIfAbsent(lines.newestUnsentTo(account, now), key -> new ArrayList<>())
          .add(account);
    }
    return groups;
  }

  private List<Integer> linked(int range, long now) {
    if (lanes.equals(ZoneLanes.OFF)) {
      return List.of();
    }
    return Audience.within(range, world, answerTime.millis(), now).stream()
        .filter(peers::linked)
        .toList();
  }

  private Router.Situation situation(Kind kind, boolean proven, boolean anybody) {
    // Everything is mirrored so far: offload needs acknowledgements, and until then is narrowed.
    Lane policy = lanes.of(kind).narrow(Lane.MIRROR);
    return new Router.Situation(world.own(), policy, proven, anybody, world.own().inDialogue());
  }

  private PeerMessage.Header header(List<Integer> recipients, int sequence) {
    return new PeerMessage.Header(
        world.own().accountId(), recipients, world.own().zone(), epoch, sequence);
  }

  private int next(Kind kind) {
    return sequences.merge(kind, 1, Integer::sum);
  }
}
