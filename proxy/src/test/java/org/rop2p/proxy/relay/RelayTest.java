package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.text;
import static org.rop2p.proxy.ServerPackets.u16;
import static org.rop2p.proxy.ServerPackets.u32;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.Hex;

/** A client plays through the proxy on servers that a test scripts. */
class RelayTest extends RelayFixture {
  @Test
  void theWayFromLoginToTheSecondMapServer() throws Exception {
    FakeServer first = server();
    FakeServer second = server();
    Wire client = client();
    Wire login = met(client, loginServer);
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
    atChar.send(CHAR_ENTER);
    Wire charServer = accept(second);
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
    atMap.send(MAP_ENTER);
    Wire mapServer = accept(map);
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
    atOther.send(MAP_ENTER);
    Wire otherServer = accept(otherMap);
    otherServer.expect(MAP_ENTER);
  }

  @Test
  void aCharServerThatIsOnlyNamedIsFollowedByName() throws Exception {
    FakeServer charServer = server();
    Wire atChar = client(led("localhost:" + charServer.port()));
    atChar.send(CHAR_ENTER);
    accept(charServer).expect(CHAR_ENTER);
  }

  @Test
  void aNameThatNobodyKnowsClosesTheClientWithOneSentence() throws Exception {
    Wire atChar = client(led("no-such-host.invalid:6121"));
    atChar.send(CHAR_ENTER);
    atChar.expectGone();
    List<String> told =
        log.with(
            "the name of the char server no-such-host.invalid:6121, to which the game server sends"
                + " you, is not known: tell the server's admin");
    assertEquals(1, told.size(), told.toString());
  }

  @Test
  void aServerListWithoutAnAddressStaysAsItIs() throws Exception {
    Wire client = client();
    Wire login = met(client, loginServer);
    String reply = namedCharServer("nowhere");
    login.send(reply);
    client.expect(reply);
    assertEquals(1, log.with("names 'nowhere', which is no host:port").size());
  }

  /** The port to which 0AC9 with that text leads a client. */
  private int led(String host) throws Exception {
    Wire client = client();
    met(client, loginServer).send(namedCharServer(host));
    byte[] reply = client.read(53 + 154);
    String text = new String(reply, 53 + 26, 126, StandardCharsets.US_ASCII).replace("\0", "");
    assertTrue(text.startsWith("127.0.0.1:"), text);
    return Integer.parseInt(text.substring("127.0.0.1:".length()));
  }

  /** 0AC9: no numeric address at all. */
  private static String namedCharServer(String host) {
    return "C90A"
        + u16(53 + 154)
        + AUTH
        + u32(ACCOUNT)
        + "55667788"
        + "00*37 "
        + text("Chaos", 20)
        + "0000 0000 0000"
        + text(host, 126)
        + "0000";
  }

  @Test
  void tornFramesArriveWholeAndEachInOnePiece() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
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
    Wire server = met(client, loginServer);
    byte[] notice = Hex.bytes("8100 08");
    for (int i = 0; i < 50; i++) {
      server.send(Arrays.copyOf(notice, 1)).send(Arrays.copyOfRange(notice, 1, 3));
      client.expect(notice);
    }
  }

  @Test
  void twoClientsPlayAtOnce() throws Exception {
    Wire ann = client();
    Wire annsServer = met(ann, loginServer);
    Wire bob = client();
    Wire bobsServer = met(bob, loginServer);
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
}
