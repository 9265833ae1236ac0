package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.text;
import static org.rop2p.proxy.ServerPackets.u16;
import static org.rop2p.proxy.ServerPackets.u32;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ProxyConfig;
import org.rop2p.proxy.RoProxy;

/** A client plays through the proxy on servers that a test scripts, over loopback. */
@Timeout(60)
class RelayTest {
  private static final String LOGIN =
      "6400 37000000 " + text("bob", 24) + text("secret", 24) + "00";
  private static final int ACCOUNT = 2_000_001;
  private static final int CHARACTER = 150_001;
  private static final String AUTH = "11223344";
  private static final String CHAR_ENTER = "6500" + u32(ACCOUNT) + AUTH + "55667788 0000 01";
  private static final String MAP_ENTER =
      "3604" + u32(ACCOUNT) + u32(CHARACTER) + AUTH + "00000000 99887766 01";
  private static final String WALK = "5F03 258640";
  private static final String TICK = "6003 11223344";
  private static final String ACCEPTED = "EB02 00000001 258640 0505 0000";

  private final List<AutoCloseable> open = new ArrayList<>();
  private final LogLines log = new LogLines();
  private FakeServer loginServer;
  private RoProxy proxy;

  @BeforeEach
  void start() throws IOException {
    loginServer = server();
    proxy =
        RoProxy.start(
            ProxyConfig.defaults()
                .withServer(loginServer.address())
                .withListen(new InetSocketAddress("127.0.0.1", 0)));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    proxy.close();
    log.close();
  }

  @Test
  void theWayFromLoginToTheSecondMapServer() throws Exception {
    FakeServer first = server();
    FakeServer second = server();
    Wire client = client();
    Wire login = accept(loginServer);
    client.send(LOGIN);
    login.expect(LOGIN);
    login.send(acceptLogin(first.port(), second.port()));
    byte[] reply = client.read(64 + 2 * 160);
    int firstPort = port(reply, 64);
    int secondPort = port(reply, 64 + 160);
    assertNotEquals(firstPort, secondPort);
    assertNotEquals(first.port(), firstPort);
    byte[] expected = Hex.bytes(acceptLogin(firstPort, secondPort));
    Arrays.fill(expected, 64 + 160 + 32, 64 + 2 * 160, (byte) 0); // the host text is gone
    assertArrayEquals(expected, reply);

    // the second of the two, to see that ports are not mixed up
    Wire atChar = client(secondPort);
    Wire charServer = accept(second);
    atChar.send(CHAR_ENTER);
    charServer.expect(CHAR_ENTER);
    charServer.send(u32(ACCOUNT));
    atChar.expect(u32(ACCOUNT));
    FakeServer map = server();
    charServer.send(
        "C50A" + u32(CHARACTER) + text("prontera.gat", 16) + address(map.port()) + "00*128");
    byte[] zone = atChar.read(156);
    int mapPort = port(zone, 22);
    assertNotEquals(map.port(), mapPort);

    Wire atMap = client(mapPort);
    Wire mapServer = accept(map);
    atMap.send(MAP_ENTER);
    mapServer.expect(MAP_ENTER);
    FakeServer otherMap = server();
    mapServer.send(
        ACCEPTED
            + "C70A"
            + text("geffen.gat", 16)
            + "6400 6400"
            + address(otherMap.port())
            + text("127.0.0.1:" + otherMap.port(), 128));
    atMap.expect(ACCEPTED);
    byte[] move = atMap.read(156);
    assertArrayEquals(new byte[128], Arrays.copyOfRange(move, 28, 156), "host text");
    Wire atOther = client(port(move, 22));
    Wire otherServer = accept(otherMap);
    atOther.send(MAP_ENTER);
    otherServer.expect(MAP_ENTER);
  }

  @Test
  void tornFramesArriveWholeAndEachInOnePiece() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    String[] frames = {LOGIN, TICK, WALK, LOGIN};
    for (String frame : frames) {
      byte[] bytes = Hex.bytes(frame);
      for (byte one : bytes) {
        client.send(new byte[] {one});
      }
      assertArrayEquals(bytes, server.readSome(4_096));
    }
  }

  @Test
  void serverBytesPassHoweverTheyAreCut() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    byte[] notice = Hex.bytes("8100 08");
    for (int i = 0; i < 50; i++) {
      server.send(Arrays.copyOf(notice, 1)).send(Arrays.copyOfRange(notice, 1, 3));
      client.expect(notice);
    }
  }

  @Test
  void enteringAMapIsAloneUntilTheServerAnswers() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    Wire server = accept(map);
    client.send(MAP_ENTER + "7D00" + TICK);
    server.expect(MAP_ENTER);
    // Everything is at the proxy; had it been passed on, it would be here before this answer's
    // echo.
    server.send("8302" + u32(ACCOUNT));
    client.expect("8302" + u32(ACCOUNT));
    server.expect("7D00" + TICK);
  }

  @Test
  void nothingFollowsEnteringWhileTheServerIsSilent() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    Wire server = accept(map);
    client.send(MAP_ENTER + "7D00");
    server.expect(MAP_ENTER);
    // A round trip on a second connection of the same proxy is far longer than a held frame needs.
    for (int i = 0; i < 20; i++) {
      roundTrip();
    }
    assertEquals(0, server.input().available());
  }

  @Test
  void enteringBehindABacklogStillGoesOn() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    Wire server = accept(map);
    String backlog = TICK.repeat(200);
    client.send(backlog + MAP_ENTER + "7D00");
    server.expect(backlog);
    server.expect(MAP_ENTER);
    server.send("8302" + u32(ACCOUNT));
    server.expect("7D00");
  }

  @Test
  void aSmallBatchGoesOnAtOnceInOnePiece() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    byte[] batch = Hex.bytes(TICK.repeat(150)); // 900 bytes
    client.send(batch);
    assertArrayEquals(batch, server.readSome(4_096));
  }

  @Test
  void aLargeBatchArrivesInOrder() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 180; i++) {
      sent.append("6003").append(u32(i));
    }
    byte[] batch = Hex.bytes(sent.toString()); // 1,080 bytes
    client.send(batch);
    server.expect(batch);
  }

  @Test
  void oneFrameLargerThanAPieceGoesWhole() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    byte[] frame = Hex.bytes("F300 D007 61*1996");
    client.send(frame);
    server.expect(frame);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"client", "server"})
  void anUnknownPacketMakesTheConnectionBlind(String from) throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    Wire sender = from.equals("client") ? client : server;
    Wire receiver = from.equals("client") ? server : client;
    String known = from.equals("client") ? TICK : "8100 08";
    String unknown = "FFFF 010203 6400 AA*40";
    sender.send(known + unknown);
    receiver.expect(known + unknown);
    sender.send("FEFE" + LOGIN);
    receiver.expect("FEFE" + LOGIN);
    receiver.send("8100 08");
    List<String> told = log.with("passing this connection on unread");
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).contains("FFFF"), told.get(0));
    assertTrue(told.get(0).contains("from the " + from), told.get(0));
    assertTrue(told.get(0).contains("--packetver"), told.get(0));
    assertEquals(1, proxy.stats().relayed().blind());
  }

  @Test
  void anImpossibleLengthMakesTheConnectionBlind() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    client.send("F300 0300 61 6400");
    server.expect("F300 0300 61 6400");
    assertEquals(1, log.with("passing this connection on unread").size());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void garbageBothWaysPassesIntact(long seed) throws Exception {
    Random random = new Random(seed);
    Wire client = client();
    Wire server = accept(loginServer);
    byte[] there = new byte[60_000];
    byte[] back = new byte[60_000];
    random.nextBytes(there);
    random.nextBytes(back);
    there[0] = (byte) 0xFF; // no packet begins with FFFF
    there[1] = (byte) 0xFF;
    CompletableFuture<Void> sending = inPieces(client, there, random.nextLong());
    CompletableFuture<Void> answering = inPieces(server, back, random.nextLong());
    CompletableFuture<byte[]> atServer = reading(server, there.length);
    assertArrayEquals(back, client.read(back.length));
    assertArrayEquals(there, atServer.get());
    sending.get();
    answering.get();
  }

  @ParameterizedTest(name = "first packet {0}")
  @ValueSource(strings = {"1027", "F82A"})
  void aServerDoesNotLogInThroughTheProxy(String id) throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    client.send(id + "00*58");
    client.expectGone();
    server.expectGone();
    assertEquals(1, log.with("server-to-server").size());
  }

  @Test
  void aLaterFrameWithAServersIdIsJustUnknown() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    client.send(TICK + "1027 00*58");
    server.expect(TICK + "1027 00*58");
  }

  @Test
  void theClientFinishesTheServerStillAnswers() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    client.send(LOGIN).finish();
    server.expect(LOGIN);
    server.expectEnd();
    server.send("8100 08");
    client.expect("8100 08");
    server.close();
    client.expectEnd();
  }

  @Test
  void theServerFinishesTheClientStillSpeaks() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    server.send("8100 08").finish();
    client.expect("8100 08");
    client.expectEnd();
    client.send(TICK);
    server.expect(TICK);
    client.close();
    server.expectEnd();
  }

  @Test
  void aTornFrameAtTheEndIsPassedOn() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    client.send("6400 3700").finish();
    server.expect("6400 3700");
    server.expectEnd();
  }

  @Test
  void aBacklogArrivesBeforeTheEnd() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    byte[] batch = Hex.bytes(TICK.repeat(175));
    client.send(batch).finish();
    server.expect(batch);
    server.expectEnd();
  }

  @Test
  void whoEntersAndLeavesAtOnceLeavesTheServerToo() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    Wire server = accept(map);
    client.send(MAP_ENTER).finish();
    server.expect(MAP_ENTER);
    server.expectEnd();
  }

  @Test
  void aResetOfTheClientResetsTheServer() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    client.send(TICK);
    server.expect(TICK);
    client.reset();
    server.expectReset();
  }

  @Test
  void aResetOfTheServerResetsTheClient() throws Exception {
    Wire client = client();
    Wire server = accept(loginServer);
    client.send(TICK);
    server.expect(TICK);
    server.reset();
    client.expectReset();
  }

  @Test
  void aServerThatIsDownClosesTheClientWithOneSentence() throws Exception {
    InetSocketAddress nobody = loginServer.address();
    loginServer.close();
    Wire client = client();
    client.expectGone();
    List<String> told = log.with("cannot be reached");
    assertEquals(1, told.size(), told.toString());
    assertTrue(told.get(0).contains("login server"), told.get(0));
    assertTrue(told.get(0).contains(":" + nobody.getPort()), told.get(0));
  }

  @Test
  void aClientThatDoesNotReadHoldsTheServerBackThenGetsEverything() throws Exception {
    Wire client = Wire.slowTo(proxy.listenAddress());
    open.add(client);
    Wire server = accept(loginServer);
    int total = 24 << 20;
    AtomicLong written = new AtomicLong();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int at = 0; at < total; at += 3 * 1_024) {
                  server.send(numbered(at, 3 * 1_024));
                  written.addAndGet(3 * 1_024);
                }
                server.finish();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    long before = untilStill(written);
    assertTrue(before < total / 2, before + " bytes taken from the server for a client asleep");
    int at = 0;
    byte[] piece = client.readSome(65_536);
    while (piece.length > 0) {
      assertArrayEquals(numbered(at, piece.length), piece);
      at += piece.length;
      piece = client.readSome(65_536);
    }
    assertEquals(total, at);
    sending.get();
  }

  @Test
  void aClientThatFinishedGetsTheBacklogOfAServerThatFinished() throws Exception {
    Wire client = Wire.slowTo(proxy.listenAddress());
    open.add(client);
    Wire server = accept(loginServer);
    byte[] answer = numbered(0, 3 << 20);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                server.send(answer).finish();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    client.expect(Arrays.copyOf(answer, 3));
    client.finish();
    client.expect(Arrays.copyOfRange(answer, 3, answer.length));
    client.expectEnd();
    sending.get();
  }

  @Test
  void twoClientsPlayAtOnce() throws Exception {
    Wire ann = client();
    Wire annsServer = accept(loginServer);
    Wire bob = client();
    Wire bobsServer = accept(loginServer);
    for (int i = 0; i < 50; i++) {
      ann.send("6003" + u32(i));
      bob.send("6003" + u32(-i));
      annsServer.expect("6003" + u32(i));
      bobsServer.expect("6003" + u32(-i));
      bobsServer.send("8100 01");
      annsServer.send("8100 02");
      bob.expect("8100 01");
      ann.expect("8100 02");
    }
    ann.reset();
    annsServer.expectReset();
    bob.send(WALK);
    bobsServer.expect(WALK);
  }

  /** 0081 frames whose code counts up: any stretch of the stream says where it belongs. */
  private static byte[] numbered(int at, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int index = at + i;
      bytes[i] = index % 3 == 0 ? (byte) 0x81 : index % 3 == 1 ? 0 : (byte) (index / 3);
    }
    return bytes;
  }

  /** The count once it has stayed the same over many round trips through the proxy. */
  private long untilStill(AtomicLong count) throws IOException {
    long last = -1;
    int still = 0;
    while (still < 100) {
      roundTrip();
      long next = count.get();
      still = next == last ? still + 1 : 0;
      last = next;
    }
    return last;
  }

  private void roundTrip() throws IOException {
    try (ServerSocket own = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      own.setSoTimeout(Wire.PATIENCE_MILLIS);
      try (Wire one = Wire.to(new InetSocketAddress(own.getInetAddress(), own.getLocalPort()));
          Wire other = new Wire(own.accept())) {
        for (int i = 0; i < 20; i++) {
          one.send("01");
          other.expect("01");
          other.send("02");
          one.expect("02");
        }
      }
    }
  }

  private static CompletableFuture<Void> inPieces(Wire wire, byte[] bytes, long seed) {
    return CompletableFuture.runAsync(
        () -> {
          Random random = new Random(seed);
          try {
            int at = 0;
            while (at < bytes.length) {
              int end = Math.min(bytes.length, at + 1 + random.nextInt(5_000));
              wire.send(Arrays.copyOfRange(bytes, at, end));
              at = end;
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static CompletableFuture<byte[]> reading(Wire wire, int length) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return wire.read(length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The proxy's port for a map server, as a client learns it. */
  private int mapListener(FakeServer map) throws IOException {
    FakeServer charServer = server();
    Wire client = client();
    Wire login = accept(loginServer);
    login.send(acceptLogin(charServer.port(), charServer.port()));
    Wire atChar = client(port(client.read(64 + 2 * 160), 64));
    Wire fromChar = accept(charServer);
    fromChar.send(
        "C50A" + u32(CHARACTER) + text("prontera.gat", 16) + address(map.port()) + "00*128");
    return port(atChar.read(156), 22);
  }

  /** 0AC4 with two char servers; the second has a host text that agrees with its numbers. */
  private static String acceptLogin(int firstPort, int secondPort) {
    return "C40A"
        + u16(64 + 320)
        + AUTH
        + u32(ACCOUNT)
        + "55667788"
        + "00*4 "
        + "00*26 "
        + "01"
        + text("0123456789abcdef", 17)
        + address(firstPort)
        + text("Chaos", 20)
        + "0000 0000 0000"
        + "00*128 "
        + address(secondPort)
        + text("Loki", 20)
        + "0000 0000 0000"
        + text("127.0.0.1:" + secondPort, 128);
  }

  private static String address(int port) {
    return "7F000001" + u16(port);
  }

  private static int port(byte[] frame, int at) {
    assertArrayEquals(new byte[] {127, 0, 0, 1}, Arrays.copyOfRange(frame, at, at + 4));
    return (frame[at + 4] & 0xFF) | (frame[at + 5] & 0xFF) << 8;
  }

  private FakeServer server() throws IOException {
    FakeServer server = new FakeServer();
    open.add(server);
    return server;
  }

  private Wire accept(FakeServer server) throws IOException {
    Wire wire = server.accept();
    open.add(wire);
    return wire;
  }

  private Wire client() throws IOException {
    return client(proxy.listenAddress().getPort());
  }

  private Wire client(int port) throws IOException {
    Wire client = Wire.to(new InetSocketAddress("127.0.0.1", port));
    open.add(client);
    return client;
  }
}
