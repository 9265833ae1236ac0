package org.rop2p.proxy.play;

import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.Walk;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.Inbound;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Outbound;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.world.Motion;
import org.rop2p.proxy.world.WorldEvent;
import org.rop2p.proxy.world.WorldView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A character's map connection with P2P on. Everything from the client goes to the server as it
 * stands; the session watches, tells peers, and decides which of two copies the client sees.
 */
public final class PlaySession implements SessionHandler {
  private static final Logger log = LoggerFactory.getLogger(PlaySession.class);

  /** How often timeouts are looked at; well below the shortest one. */
  private static final long TICK_MILLIS = 100;

  private final Protocol protocol;
  private final PlayerIdentity player;
  private final EventLoop loop;
  private final Presence presence;
  private final KindCounters counters;
  private final LongSupplier clock;
  private final IntSupplier epochs;
  private final WorldView world;
  private Outbound outbound;
  private Inbound inbound;
  private ScheduledFuture<?> ticks;

  /**
   * A session about to be opened.
   *
   * @param loop of the map connection; every call comes on it
   * @param clock monotonic milliseconds
   * @param epochs a larger number (unsigned) at each call
   */
  public PlaySession(
      Protocol protocol,
      PlayerIdentity player,
      EventLoop loop,
      Presence presence,
      KindCounters counters,
      LongSupplier clock,
      IntSupplier epochs) {
    this.protocol = protocol;
    this.player = player;
    this.loop = loop;
    this.presence = presence;
    this.counters = counters;
    this.clock = clock;
    this.epochs = epochs;
    this.world = new WorldView(protocol, player.accountId(), player.name(), player.zone());
  }

  @Override
  public void opened(Outlet toServer, Outlet toClient) {
    AnswerTime answerTime = new AnswerTime();
    outbound = new Outbound(world, presence, counters, answerTime);
    inbound =
        new Inbound(
            protocol,
            world,
            counters,
            answerTime,
            PooledByteBufAllocator.DEFAULT,
            toClient::inject);
    presence.open(
        new Presence.Listener() {
          @Override
          public void lanes(ZoneLanes allowed) {
            outbound.lanes(allowed);
          }

          @Override
          public void peerSays(PeerMessage message) {
            inbound.peerSays(message, clock.getAsLong());
          }

          @Override
          public void linked(int accountId) {}

          @Override
          public void unlinked(int accountId) {}

          @Override
          public int distance(int accountId) {
            return distanceTo(accountId);
          }
        });
    ticks =
        loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean wants(Packet packet) {
    return true;
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    return reading(() -> observed(packet, direction, frame));
  }

  private Verdict observed(Packet packet, Direction direction, ByteBuf frame) {
    long now = clock.getAsLong();
    if (direction == Direction.CLIENT_TO_SERVER) {
      fromClient(packet, frame, now);
      return Verdict.PASS;
    }
    boolean known = inbound.serverCopyIsKnown(packet, frame, now);
    echoes(packet, frame, now);
    world.observe(packet, frame, now).forEach(this::changed);
    return known ? Verdict.DROP : Verdict.PASS;
  }

  @Override
  public void closed() {
    if (ticks != null) {
      ticks.cancel(false);
    }
    presence.close();
  }

  public PlayerIdentity player() {
    return player;
  }

  private void fromClient(Packet packet, ByteBuf frame, long now) {
    switch (packet) {
      case CZ_NOTIFY_ACTORINIT -> world.mapLoaded();
      case CZ_REQUEST_CHAT -> outbound.chat(Chat.readOwn(frame).text(), now);
      case CZ_REQ_EMOTION -> outbound.emote(Emotion.readRequest(frame).type(), now);
      case CZ_REQUEST_MOVE -> outbound.walk(Walk.readRequest(frame).to(), now);
      case CZ_CONTACTNPC -> outbound.npcContacted();
      default -> {}
    }
  }

  private void echoes(Packet packet, ByteBuf frame, long now) {
    switch (packet) {
      case ZC_NOTIFY_PLAYERCHAT -> outbound.chatEchoed(Chat.readOwn(frame).text(), now);
      case ZC_EMOTION -> {
        Emotion emotion = Emotion.read(frame);
        if (world.isOwn(emotion.unitId())) {
          outbound.emoteEchoed(emotion.type(), now);
        }
      }
      case ZC_NOTIFY_PLAYERMOVE -> outbound.walkGranted(Walk.readOwn(frame).to(), now);
      default -> {}
    }
  }

  private void changed(WorldEvent event) {
    if (event instanceof WorldEvent.MapEntered entered) {
      outbound.mapEntered(epochs.getAsInt());
      inbound.mapEntered();
      presence.mapEntered(entered.zone());
    } else if (event instanceof WorldEvent.Appeared appeared) {
      presence.appeared(appeared.accountId());
    } else if (event instanceof WorldEvent.Vanished vanished) {
      inbound.vanished(vanished.accountId());
      presence.vanished(vanished.accountId());
    } else {
      outbound.resetProofs();
    }
  }

  private int distanceTo(int accountId) {
    long now = clock.getAsLong();
    Motion own = world.own().motion();
    return own == null
        ? Integer.MAX_VALUE
        : world
            .player(accountId)
            .map(player -> own.at(now).distance(player.at(now)))
            .orElse(Integer.MAX_VALUE);
  }

  private void tick() {
    long now = clock.getAsLong();
    try {
      outbound.tick(now);
      inbound.tick(now);
      presence.tick(now);
    } catch (RuntimeException e) {
      // One defect must not end all later ticks: Netty drops a repeated task that throws.
      log.warn("A P2P timer failed: {}", e.toString(), e);
    }
  }
}
