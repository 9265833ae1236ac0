package org.rop2p.proxy.routing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import java.util.function.Consumer;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.Walk;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.Observation;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/**
 * Other players' messages, by whatever lane they come: shows a peer's copy when it is first and
 * true as far as can be checked, and swallows the server's copy of what is shown already. Confined
 * to the session's loop.
 */
public final class Inbound {

  /** What a server may need beyond its usual answer time to confirm a walk: up to two cells. */
  private static final long CONFIRM_EXTRA_MILLIS = 500;

  private static final int WALKS_PER_SECOND = 20;

  private final Protocol protocol;
  private final WorldView world;
  private final KindCounters counters;
  private final AnswerTime answerTime;
  private final ByteBufAllocator alloc;
  private final Consumer<ByteBuf> toClient;
  private final WalkLedger walks = new WalkLedger();
  private final RateLimit walkRate = new RateLimit(WALKS_PER_SECOND, WALKS_PER_SECOND);

  /**
   * A world without copies.
   *
   * @param toClient shows a frame on the own client; takes ownership
   */
  public Inbound(
      Protocol protocol,
      WorldView world,
      KindCounters counters,
      AnswerTime answerTime,
      ByteBufAllocator alloc,
      Consumer<ByteBuf> toClient) {
    this.protocol = protocol;
    this.world = world;
    this.counters = counters;
    this.answerTime = answerTime;
    this.alloc = alloc;
    this.toClient = toClient;
  }

  /** A walk came from a proxy that may speak for its author, addressed to the own account. */
  public void peerSays(PeerMessage.WalkTo walk, long now) {
    int id = walk.header().author();
    PlayerInView author = world.player(id).orElse(null);
    Optional<String> refused = InboundCheck.refuse(walk, world.own(), author, now);
    if (refused.isEmpty() && !walkRate.allows(id, now)) {
      refused = Optional.of("too_often");
    }
    if (refused.isPresent()) {
      counters.rejected(refused.get());
    } else {
      peerWalk(walk, author, now);
    }
  }

  /**
   * The server has told something.
   *
   * @return whether the client need not hear it
   */
  public boolean serverCopyIsKnown(Observation seen, long now) {
    if (seen.isOwn()) {
      return false;
    }
    ServerEvent told = seen.event();
    if (told instanceof ServerEvent.UnitWalks walk) {
      return seen.before() != null
          && dropped(Kind.MOVEMENT, walks.serverWalkIsKnown(walk.unitId(), walk.to(), true, now));
    } else if (told instanceof ServerEvent.UnitShown shown) {
      if (shown.form() == ServerEvent.Form.WALKING) {
        return serverWalk(seen.before(), shown, now);
      }
      walks.serverPlaced(shown.unitId());
    } else if (told instanceof ServerEvent.UnitPlaced placed) {
      walks.serverPlaced(placed.unitId());
    }
    return false;
  }

  /** A player is out of view: none of his copies can come any more. */
  public void vanished(int accountId) {
    walks.forget(accountId);
    walkRate.forget(accountId);
  }

  /** Everything in view is forgotten. */
  public void mapEntered() {
    walks.clear();
    walkRate.clear();
  }

  /** Time passes: walks that the server did not confirm are taken back. */
  public void tick(long now) {
    for (int accountId : walks.overdue(now)) {
      world.player(accountId).ifPresent(player -> rollBack(player, now));
    }
  }

  private void peerWalk(PeerMessage.WalkTo walk, PlayerInView author, long now) {
    if (!world.clockKnown()) {
      return;
    }
    PeerMessage.Header header = walk.header();
    Cell from = walks.displayed(author.accountId(), author.motion()).at(now);
    long patience = 2 * answerTime.millis() + CONFIRM_EXTRA_MILLIS;
    boolean show =
        !from.equals(walk.to())
            && walks.peerWalk(
                author.accountId(),
                header.epoch(),
                walk.sequence(),
                from,
                walk.to(),
                author.motion().speed(),
                patience,
                now);
    counters.count(Kind.MOVEMENT, show ? Count.SHOWN_FROM_PEER : Count.PEER_COPY_DROPPED);
    if (show) {
      showWalk(author.accountId(), from, walk.to(), now);
    }
  }

  private boolean serverWalk(PlayerInView known, ServerEvent.UnitShown shown, long now) {
    if (known == null) {
      return false;
    }
    boolean nothingElseNew =
        !known.sitting() && !known.dead() && known.appearance().equals(shown.appearance());
    return dropped(
        Kind.MOVEMENT,
        walks.serverWalkIsKnown(shown.unitId(), shown.entry().to(), nothingElseNew, now));
  }

  private boolean dropped(Kind kind, boolean duplicate) {
    if (duplicate) {
      counters.count(kind, Count.SERVER_COPY_DROPPED);
    }
    return duplicate;
  }

  private void rollBack(PlayerInView player, long now) {
    counters.count(Kind.MOVEMENT, Count.ROLLED_BACK);
    Motion motion = player.motion();
    Cell at = motion.at(now);
    if (motion.arrived(now)) {
      ByteBuf frame = alloc.buffer();
      new UnitPosition(player.accountId(), at).writeStop(frame, protocol);
      toClient.accept(frame);
    } else {
      showWalk(player.accountId(), at, motion.to(), now);
    }
  }

  private void showWalk(int accountId, Cell from, Cell to, long now) {
    ByteBuf frame = alloc.buffer();
    new Walk(accountId, from, to, world.serverTick(now)).write(frame, protocol);
    toClient.accept(frame);
  }
}
