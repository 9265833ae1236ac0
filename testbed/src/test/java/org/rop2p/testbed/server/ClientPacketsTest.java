package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;

/** What a server of some date takes from its clients. */
final class ClientPacketsTest {
  @ParameterizedTest(name = "{1} at {0}")
  @CsvSource({
    "20100730, 00F3, true",
    "20100730, 00A9, true", // equips by the old id …
    "20151104, 00A9, false", // … which newer servers do not know
    "20100730, 0998, false",
    "20151104, 0998, true",
    "20211103, 0BE9, false",
    "20230802:main, 0BE9, true", // emotes of packs
    "20211103, 035F, true", // a walk, unshuffled
    "20211103, 0087, false", // a server's
    "20211103, 2AF8, false",
    "20180620:re, 0B1C, false",
    "20211103, 0B1C, true",
  })
  void dependsOnTheDate(String version, String id, boolean taken) {
    ClientPackets packets =
        ClientPackets.of(ServerKind.MAP, Protocol.of(PacketVersion.parse(version)));
    assertEquals(taken, packets.contains(Integer.parseInt(id, 16)));
  }
}
