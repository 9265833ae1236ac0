package org.rop2p.proxy.speech.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.speech.CheapNotary;
import org.rop2p.proxy.speech.LiveClock;
import org.rop2p.proxy.speech.OwnPlace;
import org.rop2p.proxy.speech.OwnSide;
import org.rop2p.proxy.speech.Speech;
import org.rop2p.proxy.world.Observation;
import org.rop2p.proxy.world.WorldEvent;
import org.rop2p.proxy.world.WorldView;

/** A player with his proxy: the classes that play for real, his screen, and his clock. */
final class Party {
  private static final Map<String, ServerEvent> ENTRIES = new ConcurrentHashMap<>();
  private static final int ROW = 100;

  final int account;
  final String name;
  final Pipe fromServer;
  final Pipe toServer;
  final List<Content> screen = new ArrayList<>();
  final AnswerTime answerTime = new AnswerTime();
  final Speech speech;
  private final Timeline timeline;
  private final long clockOffset;
  private final double clockRate;
  private final LiveClock live;
  private final WorldView world;
  private boolean online = true;
  private boolean reads = true;
  private int epoch;
  private int tokens;

  /**
   * On the map, knowing nobody.
   *
   * @param line takes the frames that are sent to the server after all
   */
  Party(
      int account,
      String name,
      int x,
      Timeline timeline,
      Dice dice,
      Pipe fromServer,
      Pipe toServer,
      PeerLane peers,
      KindCounters counters,
      Consumer<byte[]> line) {
    this.account = account;
    this.name = name;
    this.timeline = timeline;
    this.fromServer = fromServer;
    this.toServer = toServer;
    this.clockOffset = dice.between(0, 1_000_000_000);
    this.clockRate = 1 + dice.between(-20, 20) / 1_000.0;
    this.live = new LiveClock(clock());
    this.world = new WorldView(account, RawText.ascii(name), "prontera");
    this.tokens = dice.random().nextInt();
    this.speech =
        new Speech(
            world,
            peers,
            RoutingRules.DEFAULT,
            counters,
            answerTime,
            new Side(line),
            new Place(),
            new CheapNotary(),
            (who, reason) -> {},
            dice.random().nextInt(),
            () -> tokens++,
            content -> true,
            dice.random());
    arrives(x);
    loaded();
  }

  /** The server puts the character onto the map. */
  void arrives(int x) {
    world.observe(new ServerEvent.MapEntered(0, new Cell(x, ROW)), clock());
    speech.mapEntered(++epoch, at());
  }

  /** The client shows the map. */
  void loaded() {
    world.asked(new ClientEvent.MapLoaded(), clock());
  }

  void reads(boolean takesMore) {
    reads = takesMore;
  }

  /** A unit entry of a player. */
  static ServerEvent entry(int account, String name, int x) {
    return ENTRIES.computeIfAbsent(
        account + " " + x,
        key -> ServerPackets.event(ServerPackets.standing(account, x, ROW, name)));
  }

  long clock() {
    return clockOffset + Math.round(timeline.now() * clockRate);
  }

  Moment at() {
    return live.at(clock());
  }

  boolean online() {
    return online;
  }

  void leave() {
    online = false;
  }

  /** The server sends something; it arrives unless the player has left by then. */
  void told(Runnable meaning) {
    fromServer.send(
        () -> {
          if (online) {
            live.heard(clock());
            speech.serverSpoke(clock());
            meaning.run();
          }
        });
  }

  /** The server shows something to the world view. */
  void observes(ServerEvent event) {
    Observation seen = world.observe(event, clock());
    for (WorldEvent change : seen.changes()) {
      if (change instanceof WorldEvent.Appeared appeared) {
        speech.appeared(appeared.accountId(), at());
      }
    }
  }

  void hears(PeerMessage message) {
    if (online) {
      speech.peerSays(message, at());
    }
  }

  void tick() {
    if (online) {
      speech.tick(at());
    }
  }

  /** Where these players stand is beyond doubt. */
  private static final class Place implements OwnPlace {
    @Override
    public boolean isUnsure(long now) {
      return false;
    }

    @Override
    public void decidedUpTo(long askedAt) {}
  }

  private final class Side implements OwnSide {
    private final Consumer<byte[]> line;

    Side(Consumer<byte[]> line) {
      this.line = line;
    }

    @Override
    public void clearTheWay() {}

    @Override
    public void toServer(byte[] frame) {
      line.accept(frame);
    }

    @Override
    public void askTime() {
      toServer.send(() -> told(() -> speech.timeAnswered(at())));
    }

    @Override
    public void show(int author, Content content) {
      screen.add(content);
    }

    @Override
    public boolean takesMore() {
      return reads;
    }
  }
}
