package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.ServerPackets.text;
import static org.rop2p.proxy.ServerPackets.u32;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.codec.detect.ClientDate.Source;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.replay.Recording;

/** A proxy that was not told the client date, which is not the default one. */
class FoundDateTest extends RelayFixture {
  /** Without the four bytes that came in 2021. */
  private static final String OLD_MAP_ENTER = MAP_ENTER.replace("00000000 ", "");

  /** An id of clients since 2022-10 and a length word. */
  private static final String NEWER = "C10B 0700 AABBCC";

  private static final String AID = "8302 81841E00";

  /** A unit as it was shown before it had a shield of its own. */
  private static final String OLD_UNIT = "FF09 6800 00*100 ";

  @Test
  void anOlderClientsFirstPacketToAMapServerIsNotWaitedOn() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    client.send(OLD_MAP_ENTER);
    Wire server = accept(map);
    server.expect(OLD_MAP_ENTER);
    server.send(AID + OLD_UNIT + ACCEPTED);
    client.expect(AID + OLD_UNIT + ACCEPTED);
    client.send(WALK + TICK);
    server.expect(WALK + TICK);
    assertEquals(0, proxy.stats().relayed().blind());
    ClientDate found = proxy.clientDate();
    assertEquals(Source.FOUND, found.source());
    assertFalse(found.version().hasWideItems(), found::toString);
    assertTrue(found.fitting().orElseThrow().contains(PacketVersion.parse("20180620:re")));
    assertEquals(2, found.why().size(), found::toString);
    assertEquals(2, log.beginning("The client's date is ").size(), "one line each");
  }

  @Test
  void aPacketOfANewerClientIsCutByItsTable() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    client.send(MAP_ENTER);
    Wire server = accept(map);
    server.expect(MAP_ENTER);
    server.send(AID + ACCEPTED + NEWER + "8100 08" + NEWER);
    client.expect(AID + ACCEPTED + NEWER + "8100 08" + NEWER);
    assertEquals(0, proxy.stats().relayed().blind());
    assertTrue(proxy.clientDate().version().date() > 20221005, () -> "" + proxy.clientDate());
    assertEquals(List.of(), log.with("unread"));
  }

  /** What the relay can still read is recorded, and of that everything but the password. */
  @Test
  void theRecordingFollows(@TempDir Path temp) throws Exception {
    Path folder = temp.resolve("session");
    proxy.record(folder);
    FakeServer map = server();
    Wire client = client(mapListener(map));
    client.send(MAP_ENTER);
    Wire server = accept(map);
    server.expect(MAP_ENTER);
    server.send(AID + ACCEPTED);
    client.expect(AID + ACCEPTED);
    String password = "3B02 0300" + text("secret", 32);
    client.send(TICK + NEWER + password + TICK);
    server.expect(TICK + NEWER + password + TICK);
    assertEquals(0, proxy.stats().relayed().blind());
    proxy.close();
    assertArrayEquals(
        Hex.bytes(MAP_ENTER + TICK + NEWER + "3B02 0300 00*32 " + TICK),
        Files.readAllBytes(folder.resolve("03-map-c2s.bin")));
    assertArrayEquals(
        Hex.bytes(AID + ACCEPTED), Files.readAllBytes(folder.resolve("03-map-s2c.bin")));
    assertEquals(
        proxy.clientDate().version().toString(),
        Files.readString(folder.resolve(Recording.PACKET_VERSION)).strip());
  }

  /**
   * An older client's packet, which has as many bytes as three of the held date's, and then its
   * PIN: by the held date that is the end of a character's name.
   */
  @Test
  void whereDatesPartNothingIsRecordedThatMayBeSecret(@TempDir Path temp) throws Exception {
    Path folder = temp.resolve("session");
    proxy.record(folder);
    FakeServer charServer = server();
    Wire client = client();
    Wire login = met(client, loginServer);
    login.send(acceptLogin(charServer.port(), charServer.port()));
    Wire atChar = client(port(client.read(64 + 2 * 160), 64));
    String older = "7E00 00*44 " + "7D00".repeat(16) + "6700 00*25 ";
    assertEquals(
        Protocol.of(PacketVersion.parse("20180620:re")).table().length(0x007E),
        Hex.bytes(older).length);
    String pin = "BA08" + u32(ACCOUNT) + "'1234' ";
    atChar.send(older + pin + TICK);
    Wire server = accept(charServer);
    server.expect(older + pin + TICK);
    atChar.send(TICK);
    server.expect(TICK);
    assertEquals(0, proxy.stats().relayed().blind());
    proxy.close();
    byte[] kept = Files.readAllBytes(folder.resolve("02-char-c2s.bin"));
    assertArrayEquals(
        Hex.bytes("00*%d 6003 00*4".formatted(kept.length - 6)), kept, "only what came apart");
  }

  @Test
  void anOlderClientThanAllIsRelayedUnread() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    String shuffled = "9308" + OLD_MAP_ENTER.substring(4);
    client.send(shuffled);
    Wire server = accept(map);
    server.expect(shuffled);
    server.send(AID + ACCEPTED);
    client.expect(AID + ACCEPTED);
    client.send("6A09 258640");
    server.expect("6A09 258640");
    assertEquals(1, log.with("set --packetver").size());
    assertEquals(PacketVersion.DEFAULT, proxy.clientDate().version());
  }
}
