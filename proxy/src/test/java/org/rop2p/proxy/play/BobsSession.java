package org.rop2p.proxy.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.proxy.ServerPackets.u16;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.rop2p.codec.Direction;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.evidence.Evidence;
import org.rop2p.proxy.evidence.LineVerifier;
import org.rop2p.proxy.evidence.Signatures;
import org.rop2p.proxy.evidence.TestKey;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.relay.SessionHandler;
import org.rop2p.proxy.relay.SessionHandler.Verdict;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;

/**
 * Bob plays in prontera on 100,100; Ann stands three cells away, her proxy is linked and wants to
 * hear him. Both directions as readable words: what peers are told, what Bob's server and screen
 * get besides what passes.
 */
final class BobsSession {
  static final int BOB = 2_000_001;
  static final int ANN = 2_000_002;
  static final int BEA = 2_000_003;
  static final ZoneLanes OFFLOAD = new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.MIRROR);
  static final ZoneLanes MIRROR = new ZoneLanes(Lane.MIRROR, Lane.MIRROR, Lane.MIRROR);

  /** Seconds since 1970, by everybody's clock. */
  static final long WALL_CLOCK = 1_700_000_000;

  private static final int TICK_MILLIS = 50;
  private static final TestKey OWN_KEY = new TestKey();
  private static final TestKey OTHERS_KEY = new TestKey();

  final KindCounters counters = new KindCounters();
  final FakePresence presence = new FakePresence();
  final List<String> toServer = new ArrayList<>();
  final List<String> screen = new ArrayList<>();
  final Evidence evidence = new Evidence();
  final PlaySession session;
  private final Protocol protocol;
  long now = 1_000;
  boolean mayWithhold = true;
  boolean clientReads = true;
  boolean samples;
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private int epoch = 100;
  private int tokens = 500;

  /** In prontera, seen by Ann, nothing proven; what was told up to here is forgotten. */
  BobsSession(ZoneLanes lanes) {
    this(PacketVersion.DEFAULT, lanes);
  }

  /** The same with a client of another date; unit entries must be those of the default one. */
  BobsSession(PacketVersion version, ZoneLanes lanes) {
    this(version, lanes, PlayOptions.silent());
  }

  BobsSession(PacketVersion version, ZoneLanes lanes, PlayOptions options) {
    protocol = Protocol.of(version);
    channel.freezeTime();
    session =
        new PlaySession(
            protocol,
            new PlayerIdentity(
                BOB, 150_001, RawText.ascii("Bob"), RawText.EMPTY, RawText.EMPTY, "prontera"),
            channel.eventLoop(),
            presence,
            RoutingRules.DEFAULT,
            counters,
            () -> now,
            () -> epoch++,
            new Signatures(
                OWN_KEY::sign,
                new LineVerifier(),
                evidence,
                () -> Instant.ofEpochSecond(WALL_CLOCK)),
            options,
            new Chance());
    session.opened(new Outlet(toServer), new Outlet(screen));
    server(ServerPackets.acceptEnter(50_000, 100, 100));
    client("7D00");
    presence.listener.lanes(lanes);
    server(ServerPackets.standing(ANN, 103, 100, "Ann"));
    link(ANN);
    presence.told.clear();
  }

  void close() {
    session.closed();
    channel.finishAndReleaseAll();
  }

  /** The account's proxy is linked, and wants to hear all kinds. */
  void link(int account) {
    presence.linked.add(account);
    presence.listener.linked(account);
    says(new PeerMessage.Subscribe(header(account), account, EnumSet.allOf(Kind.class)));
  }

  void unlink(int account) {
    presence.linked.remove(account);
    presence.listener.unlinked(account);
  }

  /** A line and the next one have been echoed: the following ones may be offloaded. */
  void prove() {
    for (String line : List.of("Bob : proof", "Bob : marks")) {
      client(chat(line));
      server(ServerPackets.chatEcho(line));
    }
    presence.told.clear();
  }

  Verdict say(String line) {
    return client(chat(line));
  }

  static String chat(String line) {
    return "F300" + u16(4 + line.length()) + "'" + line + "'";
  }

  Verdict emote(int type) {
    return client("BF00" + u16(type).substring(0, 2));
  }

  Verdict client(String literal) {
    ByteBuf frame = Hex.frame(literal);
    var packet = protocol.packet(frame.getUnsignedShortLE(0), Direction.CLIENT_TO_SERVER);
    return packet == null ? Verdict.PASS : session.frame(packet, Direction.CLIENT_TO_SERVER, frame);
  }

  Verdict server(ByteBuf frame) {
    return session.frame(
        protocol.packet(frame.getUnsignedShortLE(0), Direction.SERVER_TO_CLIENT),
        Direction.SERVER_TO_CLIENT,
        frame);
  }

  /** Lets the clock go on in silence, one timer after the other. */
  /**
   * The server answers something that it was sent after all that was said so far: the proxy asks
   * the time for that, and the client hears nothing of it.
   */
  void catchUp() {
    wait(TICK_MILLIS);
    assertEquals(List.of("600300000000"), toServer);
    toServer.clear();
    assertEquals(Verdict.DROP, server(Hex.frame("7F00 40E20100")));
    wait(TICK_MILLIS);
  }

  void wait(int millis) {
    long end = now + millis;
    while (now < end) {
      now = Math.min(end, now + TICK_MILLIS);
      channel.advanceTimeBy(TICK_MILLIS, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  /** An answer about a line of Bob's. */
  void answers(int account, int number, Answer answer) {
    says(new PeerMessage.Answered(header(account), Kind.CHAT, account, number, answer));
  }

  /** A message of the account's stream of chat, as Bob asked for it last. */
  void tells(int account, ToReceivers<Content> message) {
    says(told(header(account), presence.asked.get(account), message));
  }

  /** A message of a stream of chat, signed as its author would. */
  static PeerMessage.Told told(PeerMessage.Header header, int token, ToReceivers<Content> message) {
    return OTHERS_KEY.told(header, Kind.CHAT, token, message, WALL_CLOCK);
  }

  static String ownKey() {
    return OWN_KEY.text();
  }

  /** With which everybody else signs. */
  static TestKey othersKey() {
    return OTHERS_KEY;
  }

  void says(PeerMessage message) {
    presence.listener.peerSays(message);
  }

  static PeerMessage.Header header(int author) {
    return new PeerMessage.Header(author, List.of(BOB), "prontera", 9);
  }

  static Content line(String text) {
    return new Content.Line(RawText.ascii(text));
  }

  static String hex(ByteBuf frame) {
    return ByteBufUtil.hexDump(frame);
  }

  static String hex(String literal) {
    return hex(Hex.frame(literal));
  }

  /** Remembers what peers are told. */
  static final class FakePresence implements Presence {
    final List<String> told = new ArrayList<>();
    final List<PeerMessage> messages = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final List<String> offences = new ArrayList<>();
    final Set<Integer> linked = new TreeSet<>();
    private final Map<Integer, Integer> asked = new TreeMap<>();
    private Listener listener;
    boolean defective;
    Standing standing = Standing.unknown("prontera");

    Listener listener() {
      return listener;
    }

    /** With which Bob asked the account last. */
    int token(int account) {
      return asked.get(account);
    }

    @Override
    public void open(Listener hearer) {
      listener = hearer;
    }

    @Override
    public boolean linked(int accountId) {
      return linked.contains(accountId);
    }

    @Override
    public void send(PeerMessage message) {
      if (defective) {
        throw new IllegalStateException("a defect");
      }
      messages.add(message);
      for (int recipient : message.header().recipients()) {
        if (message instanceof PeerMessage.Subscribe wish) {
          asked.put(recipient, wish.token());
        }
        told.add(name(recipient) + words(message));
      }
    }

    private static String name(int account) {
      return account == ANN ? "Ann: " : account == BEA ? "Bea: " : account + ": ";
    }

    private static String words(PeerMessage message) {
      if (message instanceof PeerMessage.Subscribe wish) {
        return "tell me " + wish.kinds().stream().sorted().toList();
      }
      if (message instanceof PeerMessage.Answered answer) {
        return answer.answer() + " " + answer.number();
      }
      if (message instanceof PeerMessage.WalkTo walk) {
        return (walk.stopped() ? "stops on " : "walk to ") + walk.to();
      }
      PeerMessage.Told told = (PeerMessage.Told) message;
      return (told.kind() == Kind.EMOTE ? "emote " : "") + words(told.message());
    }

    private static String words(ToReceivers<Content> message) {
      if (message instanceof ToReceivers.Hello<Content> hello) {
        return "hello " + hello.finals();
      }
      if (message instanceof ToReceivers.PeerLine<Content> line) {
        return "peer line " + line.number() + " " + words(line.content());
      }
      if (message instanceof ToReceivers.BothLine<Content> line) {
        return "line " + line.number() + " " + words(line.content()) + late(line.late());
      }
      if (message instanceof ToReceivers.Notice<Content> notice) {
        return "notice " + notice.number() + late(notice.late());
      }
      if (message instanceof ToReceivers.Late<Content> late) {
        return "late " + late.number();
      }
      if (message instanceof ToReceivers.Final<Content> end) {
        return "final " + end.number();
      }
      if (message instanceof ToReceivers.Refused<Content> refused) {
        return "refused " + refused.number();
      }
      return "settled " + ((ToReceivers.Settled<Content>) message).number();
    }

    private static String words(Content content) {
      return content instanceof Content.Line line
          ? line.text().toString()
          : words(((Content.Emote) content).emoticon());
    }

    private static String words(Emoticon emoticon) {
      return (emoticon.isClassic() ? "" : emoticon.pack() + "/") + emoticon.type();
    }

    private static String late(int number) {
      return number == ToReceivers.NONE ? "" : ", late " + number;
    }

    @Override
    public void mapEntered(String zone) {
      heard.add("entered " + zone);
    }

    @Override
    public void appeared(int accountId) {
      heard.add("appeared " + accountId);
    }

    @Override
    public void vanished(int accountId) {
      heard.add("vanished " + accountId);
    }

    @Override
    public void seen(boolean byOthers) {
      heard.add(byOthers ? "seen" : "unseen");
    }

    @Override
    public Standing standing() {
      return standing;
    }

    @Override
    public int rttMillis(int accountId) {
      return -1;
    }

    @Override
    public void offended(int accountId, String reason) {
      offences.add(accountId + " " + reason);
    }

    @Override
    public Optional<Attested> attested(int accountId) {
      return Optional.of(new Attested("a".repeat(64), OTHERS_KEY.text()));
    }

    @Override
    public void tick(long at) {}

    @Override
    public void close() {
      heard.add("closed");
    }
  }

  /** Tokens count up; a sample is drawn when the story says so. */
  private final class Chance implements RandomGenerator {
    @Override
    public long nextLong() {
      return tokens++;
    }

    @Override
    public int nextInt() {
      return tokens++;
    }

    @Override
    public int nextInt(int bound) {
      return samples ? 0 : bound - 1;
    }
  }

  private final class Outlet implements SessionHandler.Outlet {
    private final List<String> frames;

    Outlet(List<String> frames) {
      this.frames = frames;
    }

    @Override
    public boolean writable() {
      return clientReads;
    }

    @Override
    public boolean inject(ByteBuf frame) {
      frames.add(hex(frame));
      return frame.release();
    }

    @Override
    public boolean mayWithhold() {
      return mayWithhold;
    }

    @Override
    public void resume() {}

    @Override
    public void expectAccountId(int accountId) {}
  }

  /** The cell's three bytes in CZ_REQUEST_MOVE. */
  static String walkTo(Cell cell) {
    return "5F03" + ServerPackets.position(cell.x(), cell.y());
  }
}
