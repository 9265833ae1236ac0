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
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.evidence.Signatures;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.HeadStart;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.speech.LiveClock;
import org.rop2p.proxy.speech.Speech;
import org.rop2p.proxy.steps.OthersSteps;
import org.rop2p.proxy.steps.OwnSteps;
import org.rop2p.proxy.steps.ServerSide;
import org.rop2p.proxy.steps.WalkFrames;
import org.rop2p.proxy.world.WorldView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A character's map connection with P2P on: reads each known frame once, and lets the {@link
 * PlayedCharacter} decide what becomes of it.
 */
public final class PlaySession implements SessionHandler {
  private static final Logger log = LoggerFactory.getLogger(PlaySession.class);

  /** How often timeouts are looked at; well below the shortest one. */
  private static final long TICK_MILLIS = 50;

  /** How often the player's page gets a new view: smooth enough for a radar. */
  private static final long VIEW_MILLIS = 500;

  private final Protocol protocol;
  private final PlayerIdentity player;
  private final EventLoop loop;
  private final Presence presence;
  private final RoutingRules rules;
  private final KindCounters counters;
  private final LongSupplier clock;
  private final IntSupplier epochs;
  private final Signatures signatures;
  private final PlayOptions options;
  private final RandomGenerator random;
  private final WorldView world;
  private final LiveClock live;
  private Outlet toServer;
  private Speech speech;
  private PlayedCharacter character;
  private Viewer viewer;
  private OwnWords words;
  private long viewedAt = Long.MIN_VALUE;
  private ScheduledFuture<?> ticks;
  private ScheduledFuture<?> wake;
  private long serverSpokeAt;

  /**
   * A session about to be opened.
   *
   * @param loop of the map connection; every call comes on it
   * @param clock monotonic milliseconds
   * @param epochs a larger number (unsigned) at each call
   * @param signatures of this process
   * @param options what the player sees and says besides the game
   */
  public PlaySession(
      Protocol protocol,
      PlayerIdentity player,
      EventLoop loop,
      Presence presence,
      RoutingRules rules,
      KindCounters counters,
      LongSupplier clock,
      IntSupplier epochs,
      Signatures signatures,
      PlayOptions options) {
    this(
        protocol,
        player,
        loop,
        presence,
        rules,
        counters,
        clock,
        epochs,
        signatures,
        options,
        new SecureRandom());
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
      Signatures signatures,
      PlayOptions options,
      RandomGenerator random) {
    this.options = options;
    this.random = random;
    this.protocol = protocol;
    this.player = player;
    this.loop = loop;
    this.presence = presence;
    this.rules = rules;
    this.counters = counters;
    this.clock = clock;
    this.epochs = epochs;
    this.signatures = signatures;
    this.world = new WorldView(player.accountId(), player.name(), player.zone());
    this.live = new LiveClock(clock.getAsLong());
  }

  @Override
  public void opened(Outlet toServer, Outlet toClient) {
    this.toServer = toServer;
    AnswerTime answerTime = new AnswerTime();
    HeadStart headStart = new HeadStart();
    OwnScreen screen =
        new OwnScreen(
            player.accountId(),
            protocol,
            toServer,
            toClient,
            () -> character.walksFirst(clock.getAsLong()),
            headStart);
    OwnSteps own =
        new OwnSteps(
            world,
            presence,
            rules,
            counters,
            answerTime,
            new Server(),
            account -> speech.wants(Kind.MOVEMENT, account));
    WalkFrames frames =
        new WalkFrames(protocol, PooledByteBufAllocator.DEFAULT, rules.walkEntries());
    OthersSteps others = new OthersSteps(world, rules, counters, answerTime, frames, screen);
    speech =
        new Speech(
            world,
            presence,
            rules,
            counters,
            answerTime,
            screen,
            own,
            new LineNotary(signatures, presence),
            presence::offended,
            epochs.getAsInt(),
            random::nextInt,
            screen::knows,
            random);
    character =
        new PlayedCharacter(
            world, own, others, speech, presence, epochs, toServer::mayWithhold, this::moment);
    viewer = new Viewer(world, others, presence, rules, headStart);
    words = new OwnWords(options, protocol, world, viewer, toServer, toClient);
    presence.open(character);
    ticks =
        loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean wants(Packet packet) {
    return ServerEvents.reads(packet) || ClientEvents.reads(packet) || isGlance(packet);
  }

  @Override
  public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
    long now = clock.getAsLong();
    if (direction == Direction.CLIENT_TO_SERVER) {
      ClientEvent asked = reading(() -> ClientEvents.read(packet, frame, protocol));
      if (asked instanceof ClientEvent.ChatSaid line && words.takes(line.text(), now)) {
        return Verdict.DROP;
      }
      if (asked != null) {
        return verdict(character.asked(asked, () -> ByteBufUtil.getBytes(frame), live.at(now)));
      }
      character.walksFirst(now);
      return Verdict.PASS;
    }
    heard(now);
    ServerEvent told = reading(() -> ServerEvents.read(packet, frame, protocol));
    return verdict(
        told == null || character.told(told, () -> ByteBufUtil.getBytes(frame), live.at(now)));
  }

  @Override
  public void passing(Direction direction) {
    long now = clock.getAsLong();
    if (direction == Direction.CLIENT_TO_SERVER) {
      character.flush(live.at(now));
    } else {
      heard(now);
    }
  }

  @Override
  public void clientEnding() {
    character.flush(moment());
  }

  @Override
  public void blind(Direction direction) {
    character.blind(moment());
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
      options.book().close(this);
    }
  }

  private void heard(long now) {
    serverSpokeAt = now;
    live.heard(now);
    speech.serverSpoke(now);
  }

  /** What a client asks all the time and changes nothing about who hears what. */
  private static boolean isGlance(Packet packet) {
    return packet == Packet.CZ_REQNAME
        || packet == Packet.CZ_REQNAME_BYGID
        || packet == Packet.CZ_CHANGE_DIRECTION;
  }

  private static Verdict verdict(boolean pass) {
    return pass ? Verdict.PASS : Verdict.DROP;
  }

  private void tick() {
    long now = clock.getAsLong();
    try {
      character.tick(live.at(now), serverSpokeAt);
      presence.tick(now);
      look(now);
    } catch (RuntimeException e) {
      // One defect must not end all later ticks: Netty drops a repeated task that throws.
      log.warn("A P2P timer failed: {}", e.toString(), e);
    }
  }

  private void look(long now) {
    if (viewedAt == Long.MIN_VALUE || now - viewedAt >= VIEW_MILLIS) {
      viewedAt = now;
      CharacterView view = viewer.view(now);
      options.book().show(this, view);
      words.tick(view, now);
    }
  }

  private Moment moment() {
    return live.at(clock.getAsLong());
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
