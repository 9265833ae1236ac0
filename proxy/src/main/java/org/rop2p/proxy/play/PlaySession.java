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
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.ClientEvents;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvents;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.Inbound;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Outbound;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.world.Observation;
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
    this.world = new WorldView(player.accountId(), player.name(), player.zone());
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
        });
    ticks =
        loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean wants(Packet packet) {
    return ServerEvents.reads(packet) || ClientEvents.reads(packet);
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    return reading(() -> observed(packet, direction, frame));
  }

  private Verdict observed(Packet packet, Direction direction, ByteBuf frame) {
    long now = clock.getAsLong();
    if (direction == Direction.CLIENT_TO_SERVER) {
      ClientEvent asked = ClientEvents.read(packet, frame, protocol);
      if (asked != null) {
        fromClient(asked, now);
      }
      return Verdict.PASS;
    }
    ServerEvent told = ServerEvents.read(packet, frame, protocol);
    if (told == null) {
      return Verdict.PASS;
    }
    Observation seen = world.observe(told, now);
    logDialogue(seen.ownBefore().inDialogue());
    boolean known = inbound.serverCopyIsKnown(seen, now);
    echoes(seen, now);
    seen.changes().forEach(this::changed);
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

  private void fromClient(ClientEvent asked, long now) {
    boolean talking = world.own().inDialogue();
    world.asked(asked, now);
    logDialogue(talking);
    if (asked instanceof ClientEvent.ChatSaid line) {
      outbound.chat(line.text(), now);
    } else if (asked instanceof ClientEvent.EmoteAsked emote && emote.emoticon().isClassic()) {
      outbound.emote(emote.emoticon().type(), now);
    } else if (asked instanceof ClientEvent.WalkAsked walk) {
      outbound.walk(walk.to(), now);
    }
  }

  private void echoes(Observation seen, long now) {
    ServerEvent told = seen.event();
    if (told instanceof ServerEvent.OwnEcho line) {
      outbound.chatEchoed(line.text(), now);
    } else if (told instanceof ServerEvent.EmoteShown emote
        && emote.emoticon().isClassic()
        && seen.isOwn()) {
      outbound.emoteEchoed(emote.emoticon().type(), now);
    } else if (told instanceof ServerEvent.OwnWalkGranted walk) {
      outbound.walkGranted(walk.to(), now);
    }
  }

  private void logDialogue(boolean talkedBefore) {
    if (!talkedBefore && world.own().inDialogue()) {
      log.debug("Routing NPC interaction to server");
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
