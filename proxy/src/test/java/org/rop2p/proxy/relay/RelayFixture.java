package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.rop2p.proxy.ServerPackets.text;
import static org.rop2p.proxy.ServerPackets.u16;
import static org.rop2p.proxy.ServerPackets.u32;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.config.ProxyConfig;

/** A proxy between clients and servers that a test scripts, over loopback. */
@Timeout(60)
abstract class RelayFixture {
  static final String LOGIN = "6400 37000000 " + text("bob", 24) + text("secret", 24) + "00";
  static final int ACCOUNT = 2_000_001;
  static final int CHARACTER = 150_001;
  static final String AUTH = "11223344";
  static final String CHAR_ENTER = "6500" + u32(ACCOUNT) + AUTH + "55667788 0000 01";
  static final String MAP_ENTER =
      "3604" + u32(ACCOUNT) + u32(CHARACTER) + AUTH + "00000000 99887766 01";
  static final String WALK = "5F03 258640";
  static final String TICK = "6003 11223344";
  static final String ACCEPTED = "EB02 00000001 258640 0505 0000";

  final List<AutoCloseable> open = new ArrayList<>();
  final LogLines log = new LogLines();
  FakeServer loginServer;
  RoProxy proxy;

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

  /** Takes its time, and none of it by the clock. */
  static void roundTrip() throws IOException {
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

  /** The proxy's port for a map server, as a client learns it. */
  int mapListener(FakeServer map) throws IOException {
    FakeServer charServer = server();
    Wire client = client();
    Wire login = met(client, loginServer);
    login.send(acceptLogin(charServer.port(), charServer.port()));
    Wire atChar = client(port(client.read(64 + 2 * 160), 64));
    Wire fromChar = met(atChar, charServer);
    fromChar.send(
        "C50A" + u32(CHARACTER) + text("prontera.gat", 16) + address(map.port()) + "00*128");
    return port(atChar.read(156), 22);
  }

  /** 0AC4 with two char servers; the second has a host text that agrees with its numbers. */
  static String acceptLogin(int firstPort, int secondPort) {
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

  static String address(int port) {
    return "7F000001" + u16(port);
  }

  static int port(byte[] frame, int at) {
    assertArrayEquals(new byte[] {127, 0, 0, 1}, Arrays.copyOfRange(frame, at, at + 4));
    return (frame[at + 4] & 0xFF) | (frame[at + 5] & 0xFF) << 8;
  }

  FakeServer server() throws IOException {
    FakeServer server = new FakeServer();
    open.add(server);
    return server;
  }

  Wire accept(FakeServer server) throws IOException {
    Wire wire = server.accept();
    open.add(wire);
    return wire;
  }

  /** The server's end of a client's connection, opened by a client that asks for the time. */
  Wire met(Wire client, FakeServer server) throws IOException {
    client.send(TICK);
    Wire wire = accept(server);
    wire.expect(TICK);
    return wire;
  }

  Wire client() throws IOException {
    return client(proxy.listenAddress().getPort());
  }

  Wire client(int port) throws IOException {
    Wire client = Wire.to(new InetSocketAddress("127.0.0.1", port));
    open.add(client);
    return client;
  }
}
