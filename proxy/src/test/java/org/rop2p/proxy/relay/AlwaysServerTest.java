package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.u32;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.KeyStream;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.codec.obfuscation.ObfuscationKeys;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.evidence.Evidence;
import org.rop2p.proxy.evidence.LineVerifier;
import org.rop2p.proxy.evidence.Signatures;
import org.rop2p.proxy.evidence.TestKey;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.play.PlayOptions;
import org.rop2p.proxy.play.PlaySession;
import org.rop2p.proxy.play.Presence;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.player.Players;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.routing.ZoneLanes;

/**
 * NPCs, items, skills, quests, storage, trade, shops, parties, guilds, whispers and all else that
 * is not a walk, an emote or public chat: with P2P on, everything offloaded that may be, and
 * somebody linked in sight, each such packet of {@code always-server.tsv} reaches the server byte
 * by byte, in order, and nothing of it reaches a peer.
 */
class AlwaysServerTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final int CHARACTER = 150_001;
  private static final int AUTH = 0x44332211;
  private static final int TOKEN = 7;
  private static final ZoneLanes ALL = new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.OFFLOAD);

  /** What a client puts into one segment at most. */
  private static final int LONGEST_TEXT = 60;

  /** What one read brings: torn frames, single ones, several together. */
  private static final int LONGEST_READ = 120;

  private static final List<String> FAMILIES =
      List.of(
          "npc",
          "item",
          "skill",
          "quest",
          "storage",
          "trade",
          "vending",
          "party",
          "guild",
          "chat",
          "friends",
          "mail",
          "pet",
          "session",
          "name",
          "act",
          "direction",
          "gm",
          "ui");

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final EmbeddedChannel server = new EmbeddedChannel();
  private final RelayCounters relayed = new RelayCounters();
  private final Linked ann = new Linked();
  private final ByteBuf atServer = Unpooled.buffer();

  /** One line of the resource at one date. */
  private record Row(String family, String name, int id, int length) {}

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"20130807:main", "20151104:re", "20180620:re", "20211103:re", "20220406:main"})
  void reachesTheServerByteByByteAndNoPeer(String date) {
    Protocol protocol = Protocol.of(PacketVersion.parse(date));
    List<Row> rows = rows(date);
    assertEquals(
        new TreeSet<>(FAMILIES),
        new TreeSet<>(rows.stream().map(Row::family).toList()),
        "every family is there");
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Optional<KeyStream> mask = ObfuscationKeys.of(protocol.version()).map(ObfuscationKeys::stream);
    RelayConnection connection = enter(protocol, mask);
    ann.told.clear();

    ByteBuf sent = Unpooled.buffer();
    for (Row row : rows) {
      assertEquals(row.length(), protocol.table().length(row.id()), row.toString());
      write(sent, row, random, mask);
    }
    byte[] wire = ByteBufUtil.getBytes(sent);
    atServer.clear();
    RelaySide side = connection.clientSide();
    while (sent.isReadable()) {
      side.read(sent.readBytes(Math.min(sent.readableBytes(), 1 + random.nextInt(LONGEST_READ))));
      side.readComplete();
      passed();
    }

    assertEquals(
        ByteBufUtil.hexDump(wire), ByteBufUtil.hexDump(atServer), "seed " + seed + ", " + rows);
    assertEquals(0, relayed.snapshot().blind());
    assertEquals(0, relayed.snapshot().unreadable());
    assertEquals(List.of(), ann.told, "no peer hears a thing");

    side.read(masked(Hex.frame("F300 0E00 'Bob : hi' 0000"), mask));
    side.readComplete();
    passed();
    assertEquals(1, ann.told.size(), "whereas of a line she would hear");
    side.gone(false);
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }

  /** Bob logs in and stands in prontera, Ann comes into sight and is linked. */
  private RelayConnection enter(Protocol protocol, Optional<KeyStream> mask) {
    server.freezeTime();
    client.freezeTime();
    Players players = new Players();
    players.loggedIn(new AcceptLogin(AUTH, BOB, RawText.EMPTY, RawText.EMPTY));
    players.entering(CHARACTER, RawText.ascii("Bob"), "prontera");
    ObfuscatedIds ids = KeyChoice.AUTO.open(protocol);
    MapSession session =
        new MapSession(players, null, player -> Optional.of(play(protocol, player)));
    RelayConnection connection =
        new RelayConnection(
            ServerKind.MAP,
            new ConnectionProtocol(protocol),
            ids,
            session,
            relayed,
            new RelayTroubles(),
            null,
            client,
            server);
    RelaySide side = connection.clientSide();
    side.read(masked(enterFrame(protocol), mask));
    side.readComplete();
    RelaySide game = connection.serverSide();
    game.read(Hex.frame("8302" + u32(BOB)));
    game.read(Hex.frame("7300" + u32(1_000) + ServerPackets.position(100, 100) + "0505"));
    game.readComplete();
    side.read(masked(Hex.frame("7D00"), mask));
    side.readComplete();
    ann.hearer.lanes(ALL);
    game.read(standing(protocol));
    game.readComplete();
    ann.hearer.linked(ANN);
    PeerMessage.Header from = new PeerMessage.Header(ANN, List.of(BOB), "prontera", 1);
    ann.hearer.peerSays(new PeerMessage.Subscribe(from, TOKEN, EnumSet.allOf(Kind.class)));
    passed();
    assertEquals(List.of(ANN), ann.inView, "she is in sight");
    assertTrue(ann.told.size() >= 2, "and linked: " + ann.told);
    return connection;
  }

  private PlaySession play(Protocol protocol, PlayerIdentity player) {
    return new PlaySession(
        protocol,
        player,
        client.eventLoop(),
        ann,
        RoutingRules.DEFAULT,
        new KindCounters(),
        () -> 1_000,
        () -> 1,
        new Signatures(
            new TestKey()::sign, new LineVerifier(), new Evidence(), InstantSource.system()),
        PlayOptions.silent());
  }

  private static ByteBuf enterFrame(Protocol protocol) {
    int id = protocol.id(Packet.CZ_ENTER);
    ByteBuf frame = Unpooled.buffer().writeShortLE(id).writeIntLE(BOB).writeIntLE(CHARACTER);
    frame.writeIntLE(AUTH);
    return frame.writeZero(protocol.table().length(id) - frame.readableBytes());
  }

  /** 02EE, the oldest form, in which all clients know a unit. */
  private static ByteBuf standing(Protocol protocol) {
    ByteBuf frame =
        Hex.frame(
            "EE02"
                + u32(ANN)
                + "9600 00*42 "
                + ServerPackets.position(103, 100)
                + "0505 00 0100 0000");
    return Unpooled.buffer()
        .writeBytes(frame)
        .writeZero(protocol.table().length(0x02EE) - frame.capacity());
  }

  private static void write(ByteBuf out, Row row, Random random, Optional<KeyStream> mask) {
    int length = row.length();
    if (length == PacketTable.VARIABLE) {
      length = 4 + random.nextInt(LONGEST_TEXT);
    }
    byte[] rest = new byte[length - 2];
    random.nextBytes(rest);
    ByteBuf frame = Unpooled.buffer().writeShortLE(row.id()).writeBytes(rest);
    if (row.length() == PacketTable.VARIABLE) {
      frame.setShortLE(2, length);
    }
    out.writeBytes(masked(frame, mask));
  }

  /** As the client sends it: each frame once and in order. */
  private static ByteBuf masked(ByteBuf frame, Optional<KeyStream> mask) {
    mask.ifPresent(
        stream -> {
          frame.setShortLE(0, stream.apply(frame.getUnsignedShortLE(0)));
          stream.advance();
        });
    return frame;
  }

  /** Lets what was held back for the pace go on. */
  private void passed() {
    ByteBuf out = server.readOutbound();
    boolean idle = false;
    while (out != null || !idle) {
      idle = out == null;
      if (out == null) {
        server.advanceTimeBy(ServerBound.PACE_MILLIS, TimeUnit.MILLISECONDS);
        server.runScheduledPendingTasks();
      } else {
        atServer.writeBytes(out);
        out.release();
      }
      out = server.readOutbound();
    }
  }

  private static List<Row> rows(String date) {
    List<Row> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                AlwaysServerTest.class.getResourceAsStream("always-server.tsv"),
                StandardCharsets.UTF_8))) {
      int column = -1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split("\t", -1);
        if (line.startsWith("#")) {
          continue;
        }
        if (column < 0) {
          column = Arrays.asList(cells).indexOf(date);
        } else if (!cells[column].equals("-")) {
          rows.add(
              new Row(
                  cells[0],
                  cells[1],
                  Integer.parseInt(cells[2], 16),
                  Integer.parseInt(cells[column])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** Ann's proxy, linked to Bob's, as far as he can tell. */
  private static final class Linked implements Presence {
    private final List<PeerMessage> told = new ArrayList<>();
    private final List<Integer> inView = new ArrayList<>();
    private Listener hearer;

    @Override
    public void open(Listener listener) {
      hearer = listener;
    }

    @Override
    public void send(PeerMessage message) {
      told.add(message);
    }

    @Override
    public boolean linked(int account) {
      return account == ANN;
    }

    @Override
    public int rttMillis(int account) {
      return 20;
    }

    @Override
    public void mapEntered(String zone) {}

    @Override
    public void appeared(int account) {
      inView.add(account);
    }

    @Override
    public void vanished(int account) {
      inView.remove((Integer) account);
    }

    @Override
    public void seen(boolean byOthers) {}

    @Override
    public void offended(int account, String reason) {}

    @Override
    public Optional<Attested> attested(int account) {
      return Optional.empty();
    }

    @Override
    public void tick(long now) {}

    @Override
    public void close() {}
  }
}
