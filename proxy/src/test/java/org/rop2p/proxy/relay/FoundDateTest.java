package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.codec.detect.ClientDate.Source;

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
