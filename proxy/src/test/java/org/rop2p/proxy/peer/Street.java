package org.rop2p.proxy.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.admission.Admission;
import org.rop2p.proxy.peer.admission.ZoneFilter;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.walking.OpenRequests;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkUp;

/**
 * One proxy, number 5, with players whose presences are real, in a world whose transport,
 * coordinator, time and game threads belong to the test. Others play through proxies 1 to 9.
 */
final class Street {
  private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

  final FakeTransport transport = new FakeTransport(proxy(5));
  final KindCounters counters = new KindCounters();
  final Deque<Runnable> game = new ArrayDeque<>();
  final List<String> observed = new ArrayList<>();
  final Reports reports =
      new Reports(
          (inView, linked) ->
              Map.of("now.peers.in_view", (long) inView, "now.peers.linked", (long) linked));
  final OwnSwitch ownSwitch = new OwnSwitch();
  final PeerLinks links;
  long now = 1_000_000;
  private int sequence;

  Street(int maxLinks) {
    links = new PeerLinks(transport, maxLinks, counters, new Observer(), () -> now, () -> 0.5);
  }

  static Fingerprint proxy(int number) {
    return new Fingerprint(String.valueOf(number).repeat(64));
  }

  /** With which the players of a proxy sign. */
  static String key(int proxy) {
    return String.valueOf(proxy).repeat(43) + "=";
  }

  /** A player of ours. */
  final class Player implements Presence.Listener {
    final int account;
    final FakeCoordinator coordinator = new FakeCoordinator();
    final Map<Integer, Integer> cells = new HashMap<>();
    final List<String> heard = new ArrayList<>();
    final CoordinatedPresence presence;
    ZoneLanes lanes;

    Player(int account) {
      this.account = account;
      presence =
          new CoordinatedPresence(
              new PlayerIdentity(
                  account, 1, RawText.ascii("Bob"), RawText.EMPTY, RawText.EMPTY, "prontera"),
              new Admission("Bob", false, Duration.ofSeconds(5), () -> 0.5),
              coordinator,
              links,
              ZoneFilter.of(List.of()),
              reports,
              ownSwitch,
              game::add,
              () -> now);
      presence.open(this);
    }

    /** Enters, and is let in. */
    Player in(String zone) {
      presence.mapEntered(zone);
      play();
      coordinator.says(new ServerMessage.SessionJoined("session", zone, false));
      return this;
    }

    /** The connection is lost, another one taken, with or without the old membership. */
    void comesBack(String zone, boolean resumed) {
      coordinator.hangsUp();
      pass(1_000, this);
      play();
      coordinator.says(new ServerMessage.SessionJoined("session", zone, resumed));
      play();
    }

    /** The latest that the coordinator has heard. */
    ClientMessage said() {
      return coordinator.heard.get(coordinator.heard.size() - 1);
    }

    void meets(int other, int proxy) {
      coordinator.says(new ServerMessage.PeerJoined(other, proxy(proxy).hex(), key(proxy)));
      play();
    }

    void losesSightOf(int other) {
      parts(other, PartReason.SIGHT);
    }

    void parts(int other, String reason) {
      coordinator.says(new ServerMessage.PeerLeft(other, reason));
      play();
    }

    /** What he has heard since he was asked last. */
    String told() {
      play();
      String told = String.join(", ", heard);
      heard.clear();
      return told;
    }

    @Override
    public void lanes(ZoneLanes allowed) {
      lanes = allowed;
    }

    @Override
    public void muted(int other, boolean muted) {
      heard.add((muted ? "muted " : "unmuted ") + other);
    }

    @Override
    public void peerSays(PeerMessage message) {
      heard.add(
          message.header().author()
              + (message instanceof PeerMessage.WalkTo ? " walks " : " says ")
              + number(message));
    }

    @Override
    public void linked(int other) {
      heard.add("linked " + other);
    }

    @Override
    public void unlinked(int other) {
      heard.add("unlinked " + other);
    }

    @Override
    public int distance(int other) {
      return cells.getOrDefault(other, 3);
    }
  }

  /** The game's threads do what there is for them to do. */
  void play() {
    while (!game.isEmpty()) {
      game.remove().run();
    }
  }

  void pass(long millis, Player... players) {
    now += millis;
    links.tick();
    for (Player player : players) {
      player.presence.tick(now);
    }
  }

  PeerMessage line(int author, Integer... recipients) {
    return new PeerMessage.Told(
        header(author, recipients),
        Kind.CHAT,
        1,
        new ToReceivers.Notice<>(++sequence, ToReceivers.NONE));
  }

  PeerMessage walk(int author, Integer... recipients) {
    return new PeerMessage.WalkTo(
        header(author, recipients), ++sequence, OpenRequests.NONE, new Cell(1, 1), false);
  }

  static ByteBuf wire(PeerMessage message) {
    return EnvelopeCodec.encode(message, HEAP);
  }

  private PeerMessage.Header header(int author, Integer... recipients) {
    return new PeerMessage.Header(author, List.of(recipients), "prontera", 1);
  }

  /** The number of a walk or notice. */
  static int number(PeerMessage message) {
    if (message instanceof PeerMessage.WalkTo walk) {
      return walk.sequence();
    }
    return ((ToReceivers.Notice<Content>) ((PeerMessage.Told) message).message()).number();
  }

  private final class Observer implements LinkObserver {
    @Override
    public void up(String fingerprint, LinkUp up) {
      observed.add("up " + fingerprint.charAt(0));
    }

    @Override
    public void down(String fingerprint, LinkDown reason) {
      observed.add("down " + fingerprint.charAt(0) + " " + reason);
    }
  }
}
