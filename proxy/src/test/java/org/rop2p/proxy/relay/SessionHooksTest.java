package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.text;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.proxy.Hex;

/** When a session may still speak, and who hears it. */
@Timeout(60)
class SessionHooksTest {
  private static final String TICK = "6003 11223344";
  private static final String WALK = "5F03 258640";
  private static final String VANISH = "8000 81841E00 00";

  /** Does what the test tells it at each hook. */
  private static final class Scripted implements SessionHandler {
    private final List<Boolean> answers = Collections.synchronizedList(new ArrayList<>());
    private Outlet toServer;
    private Outlet toClient;
    private Consumer<Packet> atFrame = packet -> {};
    private Runnable atEnd = () -> {};
    private Runnable atBlind = () -> {};
    private Consumer<Direction> atPassing = direction -> {};
    private Predicate<Packet> wanted = packet -> true;
    private Verdict verdict = Verdict.PASS;

    @Override
    public void opened(Outlet toServer, Outlet toClient) {
      this.toServer = toServer;
      this.toClient = toClient;
    }

    @Override
    public boolean wants(Packet packet) {
      return wanted.test(packet);
    }

    @Override
    public void passing(Direction direction) {
      atPassing.accept(direction);
    }

    @Override
    public Verdict frame(Packet packet, Direction direction, ByteBuf frame) {
      atFrame.accept(packet);
      return verdict;
    }

    @Override
    public void clientEnding() {
      atEnd.run();
    }

    @Override
    public void blind(Direction direction) {
      atBlind.run();
    }

    private void toServer(String frame) {
      answers.add(toServer.inject(Hex.frame(frame)));
    }
  }

  private final EventLoopGroup loops = new NioEventLoopGroup(1);
  private final Scripted session = new Scripted();
  private FakeServer game;
  private Listeners listeners;
  private int port;

  @BeforeEach
  void listen() throws Exception {
    game = new FakeServer();
    listeners =
        new Listeners(
            loops,
            loops,
            InetAddress.getByName("127.0.0.1"),
            ProtocolChoice.fixed(PacketVersion.DEFAULT),
            KeyChoice.AUTO,
            (kind, all, client, protocol) -> session,
            new RelayCounters());
    port = listeners.listenForLogin(game.address(), 0).get();
  }

  @AfterEach
  void close() throws Exception {
    listeners.close();
    game.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }

  @Test
  void atTheClientsEndASessionStillSpeaksToTheServerAndNoMoreAfterwards() throws Exception {
    session.atEnd = () -> session.toServer(WALK);
    session.atFrame =
        packet -> {
          if (packet == Packet.ZC_NOTIFY_VANISH) {
            session.toServer(WALK);
          }
        };
    try (Wire client = client().send(TICK + "6400 37").finish();
        Wire server = game.accept()) {
      server.expect(TICK + WALK + "6400 37");
      server.expectEnd();
      server.send(VANISH);
      client.expect(VANISH);
      assertEquals(List.of(true, false), session.answers);
    }
  }

  @Test
  void whatTheSessionStillOwesWhenTheClientIsResetReachesTheServer() throws Exception {
    session.atEnd = () -> session.toServer(WALK);
    try (Wire client = client().send(TICK);
        Wire server = game.accept()) {
      server.expect(TICK);
      client.reset();
      server.expect(WALK);
      server.expectEnd();
    }
  }

  @ParameterizedTest(name = "behind it {0}")
  @ValueSource(strings = {"3704 00000000 02", "3904 0100 81841E00"}) // one with a name, one without
  void whatIsHeldGoesBeforeAPacketOfTheSameReadThatNobodyLooksAt(String other) throws Exception {
    List<String> held = new ArrayList<>();
    session.wanted = packet -> packet == Packet.CZ_REQUEST_MOVE;
    session.verdict = SessionHandler.Verdict.DROP;
    session.atFrame = packet -> held.add(WALK);
    session.atPassing =
        direction -> {
          if (direction == Direction.CLIENT_TO_SERVER) {
            held.forEach(session::toServer);
            held.clear();
          }
        };
    try (Wire client = client().send(TICK + WALK + other + TICK);
        Wire server = game.accept()) {
      server.expect(TICK + WALK + other + TICK);
      client.finish();
      server.expectEnd();
    }
  }

  @Test
  void aFrameThatIsNotReadIsOneThatPasses() throws Exception {
    session.atFrame =
        packet -> {
          UnreadableFrameException.reading(
              () -> {
                throw new IllegalArgumentException("by the test");
              });
        };
    session.atPassing = direction -> session.toServer(WALK);
    try (Wire client = client().send(TICK);
        Wire server = game.accept()) {
      server.expect(WALK + TICK);
      client.finish();
      server.expectEnd();
    }
  }

  @ParameterizedTest(name = "framing lost from the {0}")
  @ValueSource(strings = {"client", "server"})
  void beforeTheFirstUnframedByteASessionStillSpeaksToTheServer(String from) throws Exception {
    session.atBlind =
        () -> {
          session.toServer(WALK);
          assertTrue(session.toServer.writable());
        };
    String unknown = "FFFF" + text("unframed", 20);
    try (Wire client = client().send(TICK);
        Wire server = game.accept()) {
      server.expect(TICK);
      if (from.equals("client")) {
        client.send(TICK + unknown);
        server.expect(TICK + WALK + unknown);
        session.atFrame = packet -> session.toServer(WALK);
        server.send(VANISH);
        client.expect(VANISH);
        assertEquals(List.of(true, false), session.answers, "no frame among unframed bytes");
      } else {
        server.send(VANISH + unknown);
        client.expect(VANISH + unknown);
        server.expect(WALK);
      }
    }
  }

  @Test
  void aClientThatDoesNotReadCollectsNoFrames() throws Exception {
    int frames = 3_000;
    String line = "8D00 0028 81841E00" + "61*10232";
    int[] accepted = new int[1];
    boolean[] writableAtRefusal = new boolean[1];
    session.atFrame =
        packet -> {
          if (session.toClient.inject(Hex.frame(line))) {
            accepted[0]++;
          } else {
            writableAtRefusal[0] |= session.toClient.writable();
          }
        };
    try (Wire client = Wire.slowTo(new InetSocketAddress("127.0.0.1", port)).send(TICK);
        Wire server = game.accept()) {
      server.expect(TICK);
      for (int i = 1; i < frames; i++) {
        client.send(TICK);
        server.expect(TICK);
      }
      assertTrue(accepted[0] > 0, "the first ones were taken");
      assertTrue(accepted[0] < frames / 2, accepted[0] + " of " + frames + " were collected");
      assertTrue(!writableAtRefusal[0], "refused exactly where the outlet is not writable");
    }
  }

  private Wire client() throws Exception {
    return Wire.to(new InetSocketAddress("127.0.0.1", port));
  }
}
