package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import org.rop2p.codec.Packet;
import org.rop2p.codec.view.AddressField;

/** A player who has logged in the way a client does. */
final class TestPlayer implements AutoCloseable {
  final int account;
  final int charId;
  final int authCode;
  final int userLevel;
  final String name;
  RawClient map;

  private TestPlayer(
      int account, int charId, int authCode, int userLevel, String name, RawClient map) {
    this.account = account;
    this.charId = charId;
    this.authCode = authCode;
    this.userLevel = userLevel;
    this.name = name;
    this.map = map;
  }

  /** Logs in, chooses the character and loads the map; its first fence is passed. */
  static TestPlayer enter(StandInServer server, String user, String name) throws IOException {
    TestPlayer player = connect(server, user, name);
    player.map.send(Frames.loaded());
    player.map.fence();
    return player;
  }

  /** As far as CZ_ENTER's answer: the map is not loaded yet. */
  static TestPlayer connect(StandInServer server, String user, String name) throws IOException {
    TestPlayer player = announced(server, user, name);
    player.map.send(Frames.mapEnter(player.account, player.charId, player.authCode));
    player.map.until(0x02EB);
    return player;
  }

  /** As far as the connection to the map server, on which nothing has been said. */
  static TestPlayer announced(StandInServer server, String user, String name) throws IOException {
    int account;
    int auth;
    int level;
    try (RawClient login = new RawClient(server.loginPort())) {
      login.send(Frames.login(user, "secret"));
      ByteBuf accepted = login.until(0x0AC4);
      auth = accepted.getIntLE(4);
      account = accepted.getIntLE(8);
      level = accepted.getIntLE(12);
    }
    int charId;
    int port;
    try (RawClient characters = new RawClient(server.charPort())) {
      characters.send(Frames.charEnter(account, auth, level));
      characters.raw(4);
      characters.until(0x08B9);
      characters.send(Frames.select(0));
      ByteBuf zone = characters.until(0x0AC5);
      charId = zone.getIntLE(2);
      port = AddressField.in(zone, Packet.HC_NOTIFY_ZONESVR).get(0).read(zone).getPort();
    }
    RawClient map = new RawClient(port);
    return new TestPlayer(account, charId, auth, level, name, map);
  }

  void say(String message) throws IOException {
    map.send(Frames.chat(name + " : " + message));
  }

  @Override
  public void close() throws IOException {
    map.close();
  }
}
