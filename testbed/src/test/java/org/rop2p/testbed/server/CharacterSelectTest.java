package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.MapName;

/** The char server, in the order real sessions have it. */
final class CharacterSelectTest {
  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .spawn(DefaultWorld.FIELD, 100, 100)
          .start();
  private RawClient client;
  private int auth;
  private int level;

  @BeforeEach
  void connect() throws Exception {
    login("anna");
    client = new RawClient(server.charPort());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  private void login(String user) throws Exception {
    try (RawClient login = new RawClient(server.loginPort())) {
      login.send(Frames.login(user, "secret"));
      ByteBuf accepted = login.next();
      auth = accepted.getIntLE(4);
      level = accepted.getIntLE(12);
    }
  }

  private List<ByteBuf> enter(int account) throws Exception {
    client.send(Frames.charEnter(account, auth, level));
    assertEquals(account, client.raw(4).getIntLE(0), "the raw account id comes first");
    return List.of(client.next(), client.next(), client.next(), client.next(), client.next());
  }

  @Test
  void theListComesInTheUsualOrder() throws Exception {
    List<ByteBuf> frames = enter(2_000_000);
    assertEquals(List.of("082D", "006B", "09A0", "020D", "08B9"), RawClient.ids(frames));
    assertEquals("2d081d000f00000f0f" + "00".repeat(20), RawClient.hex(frames.get(0)), "slots");
    List<CharacterRecord> characters =
        CharacterRecord.readAll(
            frames.get(1),
            Packet.HC_ACCEPT_ENTER,
            Protocol.of(PacketVersion.DEFAULT).characterLayout());
    assertEquals(1, characters.size());
    assertEquals("Anna", characters.get(0).name().toString());
    assertEquals(150_000, characters.get(0).charId());

    for (int page = 0; page < 5; page++) {
      client.send(Frames.hex("a109"));
      assertEquals(179, client.until(0x0B72).readableBytes());
    }
  }

  @Test
  void theChosenCharacterIsSentToItsMapServer() throws Exception {
    enter(2_000_000);
    client.send(Frames.select(0));
    ByteBuf zone = client.until(0x0AC5);
    assertEquals("prontera", MapName.ofZoneServer(zone));
    AddressField address = AddressField.in(zone, Packet.HC_NOTIFY_ZONESVR).get(0);
    assertEquals(server.mapPort(), address.read(zone).getPort());
    assertEquals(0, address.readHost(zone).length());
  }

  @Test
  void aCharacterOnTheOtherMapServerIsSentThere() throws Exception {
    login("bert");
    enter(2_000_001);
    client.send(Frames.select(0));
    ByteBuf zone = client.until(0x0AC5);
    assertEquals(
        server.secondMapPort(),
        AddressField.in(zone, Packet.HC_NOTIFY_ZONESVR).get(0).read(zone).getPort());
  }

  @Test
  void anEmptySlotIsRefused() throws Exception {
    enter(2_000_000);
    client.send(Frames.select(5));
    assertEquals("6c0000", RawClient.hex(client.next()));
  }

  @Test
  void aWrongAuthCodeIsRefusedAfterTheAccountId() throws Exception {
    client.send(Frames.charEnter(2_000_000, auth + 1, level));
    assertEquals(2_000_000, client.raw(4).getIntLE(0));
    assertEquals("6c0000", RawClient.hex(client.next()));
  }

  @Test
  void aTornPacketIsWaitedFor() throws Exception {
    ByteBuf enter = Frames.charEnter(2_000_000, auth, level);
    client.send(enter.slice(0, 5));
    client.send(enter.slice(5, 1));
    client.send(enter.slice(6, 11));
    assertEquals(2_000_000, client.raw(4).getIntLE(0));
    assertEquals(0x082D, RawClient.id(client.next()));
  }

  @Test
  void anotherServersLoginIsRefused() throws Exception {
    client.send(Frames.hex("f82a" + "00".repeat(58)));
    assertTrue(client.untilClosed().isEmpty());
    assertEquals("unknown packet 2AF8", Logs.await(server, ServerEvent.Kicked.class).reason());
  }
}
