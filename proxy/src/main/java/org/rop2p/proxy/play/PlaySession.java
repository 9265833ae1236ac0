package org.rop2p.proxy.play;

import static org.rop2p.proxy.relay.UnreadableFrameException.reading;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.ClientEvents;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.event.ServerEvents;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.speech.LiveClock;
import org.rop2p.proxy.speech.Speech;
import org.rop2p.proxy.steps.OthersSteps;
import org.rop2p.proxy.steps.OwnSteps;
import org.rop2p.proxy.steps.ServerSide;
import org.rop2p.proxy.steps.WalkFrames;
import org.rop2p.proxy.world.Observation;
import org.rop2p.proxy.world.WorldEvent;
import org.rop2p.proxy.world.WorldView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A character's map connection with P2P on: reads each known frame once, lets the world view take
 * it in, and asks speech and walks what becomes of it.
 */
public final class PlaySession implements SessionHandler {
  private static final Logger log = LoggerFactory.getLogger(PlaySession.class);

  /** How often timeouts are looked at; well below the shortest one. */
  private static final long TICK_MILLIS = 50;

  private final Protocol protocol;
  private final PlayerIdentity player;
  private final EventLoop loop;
  private final Presence presence;
  private final RoutingRules rules;
  private final KindCounters counters;
  private final LongSupplier clock;
  private final IntSupplier epochs;
  private final RandomGenerator random;
  private final WorldView world;
  private final LiveClock live;
  private Outlet toServer;
  private OwnSteps own;
  private OthersSteps others;
  private Speech speech;
  private ScheduledFuture<?> ticks;
  private ScheduledFuture<?> wake;
  private long serverSpokeAt;

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
      RoutingRules rules,
      KindCounters counters,
      LongSupplier clock,
      IntSupplier epochs) {
    this(protocol, player, loop, presence, rules, counters, clock, epochs, new SecureRandom());
  }

  /**
   * As above.
   *
   * @param random hard to guess: tokens are drawn from it, and samples
   */
  PlaySession(
      Protocol protocol,
      PlayerIdentity player,
      EventLoop loop,
      Presence presence,
      RoutingRules rules,
      KindCounters counters,
      LongSupplier clock,
      IntSupplier epochs,
      RandomGenerator random) {
    this.random = random;
    this.protocol = protocol;
    this.player = player;
    this.loop = loop;
    this.presence = presence;
    this.rules = rules;
    this.counters = counters;
    this.clock = clock;
    this.epochs = epochs;
    this.world = new WorldView(player.accountId(), player.name(), player.zone());
    this.live = new LiveClock(clock.getAsLong());
  }

  @Override
  public void opened(Outlet toServer, Outlet toClient) {
    this.toServer = toServer;
    AnswerTime answerTime = new AnswerTime();
    OwnScreen screen =
        new OwnScreen(
            player.accountId(), protocol, toServer, toClient, () -> own.flush(clock.getAsLong()));
    own = new OwnSteps(world, presence, rules, counters, answerTime, new Server());
    others =
        new OthersSteps(
            world,
            rules,
            counters,
            answerTime,
            new WalkFrames(protocol, PooledByteBufAllocator.DEFAULT, rules.walkEntries()),
            screen);
    speech =
        new Speech(
            world,
            presence,
            rules,
            counters,
            answerTime,
            screen,
            presence::offended,
            epochs.getAsInt(),
            random::nextInt,
            screen::knows,
            random);
    presence.open(new Hearing());
    ticks =
        loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean wants(Packet packet) {
    return ServerEvents.reads(packet) || ClientEvents.reads(packet);
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    long now = clock.getAsLong();
    if (direction == Direction.CLIENT_TO_SERVER) {
      ClientEvent asked = reading(() -> ClientEvents.read(packet, frame, protocol));
      if (asked != null) {
        return fromClient(asked, frame, now);
      }
      own.flush(now);
      return Verdict.PASS;
    }
    heard(now);
    ServerEvent told = reading(() -> ServerEvents.read(packet, frame, protocol));
    return told == null ? Verdict.PASS : fromServer(told, now);
  }

  @Override
  public void passing(Direction direction) {
    long now = clock.getAsLong();
    if (direction == Direction.CLIENT_TO_SERVER) {
      own.flush(now);
    } else {
      heard(now);
    }
  }

  @Override
  public void clientEnding() {
    flush();
  }

  @Override
  public void blind(Direction direction) {
    flush();
    closed();
  }

  @Override
  public void closed() {
    if (ticks != null) {
      ticks.cancel(false);
      ticks = null;
      if (wake != null) {
        wake.cancel(false);
      }
      presence.close();
    }
  }

  private void heard(long now) {
    serverSpokeAt = now;
    live.heard(now);
  }

  private void flush() {
    Moment at = moment();
    own.flush(at.now());
    speech.flush(at);
  }

  private Verdict fromClient(ClientEvent asked, ByteBuf frame, long now) {
    Moment at = live.at(now);
    boolean talking = world.own().inDialogue();
    world.asked(asked, now);
    logDialogue(talking);
    if (asked instanceof ClientEvent.ChatSaid line) {
      return says(new Content.Line(line.text()), frame, at);
    }
    if (asked instanceof ClientEvent.EmoteAsked emote) {
      return says(new Content.Emote(emote.emoticon()), frame, at);
    }
    if (asked instanceof ClientEvent.WalkAsked walk) {
      return own.walk(walk.to(), () -> ByteBufUtil.getBytes(frame), now)
          ? Verdict.PASS
          : Verdict.DROP;
    }
    own.flush(now);
    if (asked instanceof ClientEvent.TimeAsked) {
      speech.timeAsked(at);
    } else if (asked instanceof ClientEvent.RestartAsked
        || asked instanceof ClientEvent.QuitAsked) {
      speech.flush(at);
    } else if (asked instanceof ClientEvent.NpcContacted
        || (asked instanceof ClientEvent.ActAsked act && act.action() == UnitAct.SIT)) {
      own.ending(now);
    }
    return Verdict.PASS;
  }

  private Verdict says(Content content, ByteBuf frame, Moment at) {
    if (!toServer.mayWithhold()) {
      speech.withholdNothing(at);
    }
    return speech.says(content, () -> ByteBufUtil.getBytes(frame), at)
        ? Verdict.PASS
        : Verdict.DROP;
  }

  private Verdict fromServer(ServerEvent told, long now) {
    Moment at = live.at(now);
    Observation seen = world.observe(told, now);
    logDialogue(seen.ownBefore().inDialogue());
    if (seen.ownBefore().unseen() != seen.ownAfter().unseen()) {
      presence.seen(!seen.ownAfter().unseen());
    }
    boolean drawn = others.serverCopyIsKnown(seen, now);
    boolean known = !heard(seen, at) || drawn;
    seen.changes().forEach(change -> changed(change, at));
    return known ? Verdict.DROP : Verdict.PASS;
  }

  /** Whether the client is to get what the server says. */
  private boolean heard(Observation seen, Moment at) {
    ServerEvent told = seen.event();
    if (told instanceof ServerEvent.Spoke line) {
      return seen.isOwn() || !speech.serverCopy(line.unitId(), new Content.Line(line.text()), at);
    }
    if (told instanceof ServerEvent.OwnEcho line) {
      return speech.echoed(new Content.Line(line.text()), at);
    }
    if (told instanceof ServerEvent.EmoteShown emote) {
      Content content = new Content.Emote(emote.emoticon());
      return seen.isOwn()
          ? speech.echoed(content, at)
          : !speech.serverCopy(emote.unitId(), content, at);
    }
    if (told instanceof ServerEvent.TimeAnswered) {
      speech.timeAnswered(at);
    } else if (told instanceof ServerEvent.OwnWalkGranted walk) {
      own.granted(walk.from(), walk.to(), at.now());
      speech.walkGranted(walk.to(), at);
    }
    if (told instanceof ServerEvent.UnitPlaced && seen.isOwn()) {
      own.placed();
    }
    return true;
  }

  private void changed(WorldEvent event, Moment at) {
    if (event instanceof WorldEvent.MapEntered entered) {
      int epoch = epochs.getAsInt();
      own.mapEntered(epoch);
      others.mapEntered();
      speech.mapEntered(epoch, at);
      presence.mapEntered(entered.zone());
    } else if (event instanceof WorldEvent.Appeared appeared) {
      presence.appeared(appeared.accountId());
      speech.appeared(appeared.accountId(), at);
      own.look(at.now());
    } else if (event instanceof WorldEvent.Vanished vanished) {
      presence.vanished(vanished.accountId());
    } else {
      own.resetProofs();
      speech.resetProofs();
    }
  }

  private void logDialogue(boolean talkedBefore) {
    if (!talkedBefore && world.own().inDialogue()) {
      log.debug("Routing NPC interaction to server");
    }
  }

  private void tick() {
    long now = clock.getAsLong();
    try {
      own.tick(now);
      others.tick(now, serverSpokeAt);
      speech.tick(live.at(now));
      presence.tick(now);
    } catch (RuntimeException e) {
      // One defect must not end all later ticks: Netty drops a repeated task that throws.
      log.warn("A P2P timer failed: {}", e.toString(), e);
    }
  }

  private Moment moment() {
    return live.at(clock.getAsLong());
  }

  private final class Hearing implements Presence.Listener {
    @Override
    public void lanes(ZoneLanes allowed) {
      own.lanes(allowed, clock.getAsLong());
      others.lanes(allowed);
      speech.lanes(allowed, moment());
    }

    @Override
    public void peerSays(PeerMessage message) {
      if (message instanceof PeerMessage.WalkTo walk) {
        others.peerSays(walk, clock.getAsLong());
      } else {
        speech.peerSays(message, moment());
      }
    }

    @Override
    public void linked(int accountId) {
      speech.linked(accountId, moment());
    }

    @Override
    public void unlinked(int accountId) {
      speech.unlinked(accountId, moment());
      own.look(clock.getAsLong());
    }

    @Override
    public int distance(int accountId) {
      if (world.own().motion() == null) {
        return Integer.MAX_VALUE;
      }
      long now = clock.getAsLong();
      Cell here = world.own().motion().at(now);
      return world
          .player(accountId)
          .map(other -> here.distance(other.at(now)))
          .orElse(Integer.MAX_VALUE);
    }
  }

  /** The own server, as walks reach it. */
  private final class Server implements ServerSide {
    @Override
    public boolean mayWithhold() {
      return toServer.mayWithhold();
    }

    @Override
    public void asked(Cell to, long now) {
      speech.walkAsked(to, live.at(now));
    }

    @Override
    public void send(byte[] frame) {
      toServer.inject(Unpooled.wrappedBuffer(frame));
    }

    @Override
    public void wakeIn(long millis) {
      if (wake != null) {
        wake.cancel(false);
      }
      wake = loop.schedule(PlaySession.this::tick, millis, TimeUnit.MILLISECONDS);
    }
  }
}
