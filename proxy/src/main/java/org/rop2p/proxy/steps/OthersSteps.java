package org.rop2p.proxy.steps;

import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.function.Supplier;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvent.Placing;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.UnitEntry;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.RateLimit;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.speech.Credit;
import org.rop2p.proxy.walking.Patience;
import org.rop2p.proxy.walking.PeerVerdict;
import org.rop2p.proxy.walking.PeerWord;
import org.rop2p.proxy.walking.ServerWalk;
import org.rop2p.proxy.walking.UnitFrame;
import org.rop2p.proxy.walking.Verdict;
import org.rop2p.proxy.walking.WalkCheck;
import org.rop2p.proxy.walking.WalkDisplay;
import org.rop2p.proxy.walking.WalkPacer;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.Observation;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/**
 * Other players' walks, by whatever lane they come: checks what peers say, shows it, and lets the
 * server's word pass, replace or confirm it. Confined to the session's loop.
 */
public final class OthersSteps {
  private static final int WALKS_PER_SECOND = 20;

  /** Ten walks that never were, none confirmed between them: no honest author's proxy does that. */
  private static final int COST_OF_A_WALK_TAKEN_BACK = 10;

  /** Less than a lie costs, so that every second lie is one too many. */
  private static final int WORTH_OF_A_CONFIRMED_WALK = 5;

  private final WorldView world;
  private final RoutingRules rules;
  private final KindCounters counters;
  private final AnswerTime answerTime;
  private final WalkFrames frames;
  private final ClientSide client;
  private final WalkDisplay display = new WalkDisplay();
  private final RateLimit rate = new RateLimit(WALKS_PER_SECOND, WALKS_PER_SECOND);
  private final Credit credit = new Credit();
  private final SittersToCome sitters = new SittersToCome();
  private ZoneLanes lanes = ZoneLanes.OFF;
  private boolean linked;

  public OthersSteps(
      WorldView world,
      RoutingRules rules,
      KindCounters counters,
      AnswerTime answerTime,
      WalkFrames frames,
      ClientSide client) {
    this.world = world;
    this.rules = rules;
    this.counters = counters;
    this.answerTime = answerTime;
    this.frames = frames;
    this.client = client;
  }

  /** The policy of the zone the character is in from now on. */
  public void lanes(ZoneLanes allowed) {
    lanes = allowed;
    smooth();
  }

  /** Somebody is linked. */
  public void linked() {
    linked = true;
    smooth();
  }

  /** Where no peer's word of a walk can come the client sees exactly what the server wrote. */
  private void smooth() {
    display.smooth(linked && policy() != Lane.SERVER);
  }

  /** A walk came from a proxy that may speak for its author, addressed to the own account. */
  public void peerSays(PeerMessage.WalkTo walk, long now) {
    PeerMessage.Header header = walk.header();
    int author = header.author();
    if (!header.zone().equals(world.own().zone())) {
      counters.rejected("other_map");
      return;
    }
    boolean stops = walk.stopped() && display.passes(author, walk.to());
    Optional<String> refused = refuse(walk, stops, now);
    if (refused.isPresent()) {
      counters.rejected(refused.get());
      return;
    }
    PeerWord word =
        new PeerWord(header.epoch(), walk.sequence(), walk.open(), walk.to(), walk.stopped());
    PeerVerdict verdict =
        display.peerSays(author, word, Patience.of(answerTime.millis(), heldMillis()), now);
    counters.count(
        Kind.MOVEMENT,
        verdict.outcome() == PeerVerdict.Outcome.SHOWN
            ? Count.SHOWN_FROM_PEER
            : Count.PEER_COPY_DROPPED);
    verdict.frame().ifPresent(frame -> show(author, frame, now));
    boolean taken =
        verdict.outcome() == PeerVerdict.Outcome.SHOWN
            || verdict.outcome() == PeerVerdict.Outcome.KNOWN;
    if (taken && stops) {
      world.stops(author, walk.to());
    }
    if (verdict.outcome() == PeerVerdict.Outcome.SHOWN) {
      client.peerShown(author, walk.to(), now);
    }
  }

  /**
   * The server has told something.
   *
   * @param frame the server's bytes; asked for only when they are kept for later
   * @return whether the client need not hear it, or not yet
   */
  public boolean serverCopyIsKnown(Observation seen, Supplier<byte[]> frame, long now) {
    if (seen.isOwn() || !(seen.event() instanceof ServerEvent.OfUnit told)) {
      return false;
    }
    boolean known = isKnown(seen, told, frame, now);
    if (seen.after() != null && seen.after().unseen()) {
      display.hides(told.unitId());
    }
    return known;
  }

  private boolean isKnown(
      Observation seen, ServerEvent.OfUnit told, Supplier<byte[]> frame, long now) {
    int unit = told.unitId();
    if (seen.before() != null && seen.after() == null) {
      display.forget(unit);
      rate.forget(unit);
      sitters.take(unit);
      return false;
    }
    if (moves(told)) {
      sits(sitters.take(unit), now);
    }
    if (told instanceof ServerEvent.UnitWalks walk) {
      boolean stands = seen.before() != null && stands(seen.before());
      return walked(
          unit, new ServerWalk(walk.from(), walk.to(), walk.tick(), 0, false, stands), now);
    } else if (told instanceof ServerEvent.UnitShown shown && seen.after() != null) {
      return shown(shown, seen.before(), now);
    } else if (told instanceof ServerEvent.UnitPlaced placed) {
      return placed(placed, now);
    } else if (rests(told)) {
      long wait = told instanceof ServerEvent.PostureChanged ? display.reachesStopIn(unit, now) : 0;
      if (wait > 0 && client.takesMore()) {
        sitters.add(unit, frame.get(), now + wait);
        return true;
      }
      rest(unit, now);
    }
    return false;
  }

  /** No more frames can be read: what is kept for later goes to the client now. */
  public void flush(long now) {
    sitters.due(Long.MAX_VALUE).forEach(sitter -> sits(sitter, now));
  }

  /** Everything in view is forgotten. */
  public void mapEntered() {
    display.clear();
    rate.clear();
    credit.clear();
    sitters.clear();
  }

  /**
   * Time passes: walks that the server did not confirm are taken back.
   *
   * @param serverSpokeAt when the latest packet came from the server
   */
  public void tick(long now, long serverSpokeAt) {
    if (!client.takesMore()) {
      return;
    }
    sitters.due(now).forEach(sitter -> sits(sitter, now));
    for (WalkDisplay.TakenBack back : display.overdue(now, serverSpokeAt)) {
      counters.count(Kind.MOVEMENT, Count.ROLLED_BACK);
      credit.lose(back.author(), COST_OF_A_WALK_TAKEN_BACK);
      back.frames().forEach(frame -> show(back.author(), frame, now));
    }
  }

  /** The policy of the zone. */
  public ZoneLanes allowed() {
    return lanes;
  }

  /** The cell where the client draws a player now, as far as it is known. */
  public Optional<Cell> drawn(int account, long now) {
    return display.displayed(account, now);
  }

  /**
   * @param stops the server has stopped the author there, on the way that it has told of
   */
  private Optional<String> refuse(PeerMessage.WalkTo walk, boolean stops, long now) {
    OwnState own = world.own();
    int id = walk.header().author();
    if (policy() == Lane.SERVER) {
      return Optional.of("policy");
    }
    if (own.loading() || own.motion() == null || !world.clockKnown()) {
      return Optional.of("loading");
    }
    if (!client.takesMore()) {
      return Optional.of("client_busy");
    }
    if (!rate.allows(id, now)) {
      return Optional.of("too_often");
    }
    if (!credit.has(id)) {
      return Optional.of("never_confirmed");
    }
    PlayerInView author = world.player(id).orElse(null);
    Motion told = display.told(id).orElse(null);
    if (told == null || author == null) {
      return Optional.of("author_not_in_view");
    }
    return WalkCheck.refuse(
        new WalkCheck.Author(
            stops ? Motion.standing(walk.to(), told.speed()) : told,
            told.speed(),
            author.ailing(),
            author.unseen(),
            author.sitting(),
            author.dead()),
        walk.to(),
        own.motion().at(now),
        own.fightingMap(),
        answerTime.millis() + heldMillis(),
        now);
  }

  private boolean shown(ServerEvent.UnitShown shown, PlayerInView before, long now) {
    UnitEntry entry = shown.entry();
    if (before == null || !entry.walking()) {
      Cell to = entry.walking() ? entry.to() : entry.at();
      int tick = entry.walking() ? entry.tick() : world.frameTick(now);
      display.serverShows(shown.unitId(), entry.at(), to, entry.speed(), tick, now);
      return false;
    }
    boolean nothingElseNew = stands(before) && before.appearance().equals(shown.appearance());
    return walked(
        shown.unitId(),
        new ServerWalk(entry.at(), entry.to(), entry.tick(), entry.speed(), true, nothingElseNew),
        now);
  }

  private boolean walked(int unit, ServerWalk walk, long now) {
    Verdict verdict = display.serverWalks(unit, walk, now);
    if (!verdict.pass() && verdict.instead().isEmpty()) {
      counters.count(Kind.MOVEMENT, Count.SERVER_COPY_DROPPED);
      credit.regain(unit, WORTH_OF_A_CONFIRMED_WALK);
      client.serverCopied(unit, walk.to(), now);
    }
    if (lost(verdict)) {
      int speed = display.told(unit).orElseThrow().speed();
      display.serverShows(unit, walk.from(), walk.to(), speed, walk.tick(), now);
      return false;
    }
    return replaced(unit, verdict, now);
  }

  private boolean placed(ServerEvent.UnitPlaced placed, long now) {
    if (placed.how() != Placing.STOPPED) {
      display.serverPuts(placed.unitId(), placed.at(), now);
      return false;
    }
    Verdict verdict = display.serverStops(placed.unitId(), placed.at(), now);
    if (lost(verdict)) {
      display.serverPuts(placed.unitId(), placed.at(), now);
      return false;
    }
    return replaced(placed.unitId(), verdict, now);
  }

  /** Whether the client would get neither the server's frame nor ours. */
  private boolean lost(Verdict verdict) {
    return !verdict.instead().isEmpty() && !client.takesMore();
  }

  private boolean replaced(int unit, Verdict verdict, long now) {
    verdict.instead().forEach(frame -> show(unit, frame, now));
    return !verdict.pass();
  }

  private void sits(SittersToCome.Sitter sitter, long now) {
    if (sitter != null) {
      rest(sitter.unit(), now);
      client.show(Unpooled.wrappedBuffer(sitter.frame()));
    }
  }

  private void rest(int unit, long now) {
    display.serverRests(unit, now).forEach(frame -> show(unit, frame, now));
  }

  private void show(int unit, UnitFrame frame, long now) {
    client.show(frames.of(unit, frame, world.player(unit).orElse(null), world.serverTick(now)));
  }

  private Lane policy() {
    return lanes.of(Kind.MOVEMENT).narrow(rules.widest().of(Kind.MOVEMENT));
  }

  /** For how long an author's proxy may keep a request from the server. */
  private long heldMillis() {
    return lanes.of(Kind.MOVEMENT) == Lane.OFFLOAD ? WalkPacer.HOLD_MILLIS : 0;
  }

  private static boolean stands(PlayerInView player) {
    return !player.sitting() && !player.dead();
  }

  /** Whether the client must have what was kept of this unit before. */
  private static boolean moves(ServerEvent.OfUnit told) {
    return told instanceof ServerEvent.UnitWalks
        || told instanceof ServerEvent.UnitShown
        || told instanceof ServerEvent.UnitPlaced
        || told instanceof ServerEvent.PostureChanged
        || told instanceof ServerEvent.UnitGone;
  }

  private static boolean rests(ServerEvent.OfUnit told) {
    return (told instanceof ServerEvent.PostureChanged posture && posture.sitting())
        || (told instanceof ServerEvent.UnitGone gone && gone.how().stays());
  }
}
