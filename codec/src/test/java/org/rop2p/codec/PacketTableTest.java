package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketTableTest {
  @ParameterizedTest(name = "{0}: {1} is {2}, {3}")
  @CsvSource(
      textBlock =
          """
          # version,     id,   length, what
          20211103:re,   0064,     55, CA_LOGIN
          20211103:re,   0436,     23, CZ_ENTER since this date
          20211102:re,   0436,     19, CZ_ENTER before
          20210630:main, 0436,     23, CZ_ENTER since this date
          20210629:main, 0436,     19, CZ_ENTER before
          20210623:zero, 0436,     23, CZ_ENTER since this date
          20180315:main, 0436,     19, unshuffled again
          20130618:main, 0436,      2, an unused slot of a shuffled build
          20211103:re,   035F,      5, CZ_REQUEST_MOVE
          20211103:re,   00F3,     -1, CZ_REQUEST_CHAT
          20211103:re,   0AC4,     -1, AC_ACCEPT_LOGIN
          20170228:re,   0AC5,    156, HC_NOTIFY_ZONESVR since this date
          20170227:re,   0AC5,      0, not known before
          20100105:main, 0071,     28, HC_NOTIFY_ZONESVR of old
          20130326:re,   09A0,      6, HC_CHARLIST_NOTIFY
          20130327:re,   09A0,     10, HC_CHARLIST_NOTIFY
          20180102:re,   09A0,     10, HC_CHARLIST_NOTIFY
          20180103:re,   09A0,      6, HC_CHARLIST_NOTIFY
          20151104:main, 09A0,      6, HC_CHARLIST_NOTIFY is short on main
          20100816:re,   0442,      8, ZC_SKILL_SELECT_REQUEST
          20100817:re,   0442,     -1, ZC_SKILL_SELECT_REQUEST
          20170614:main, 0ACF,     52, CT_AUTH
          20170621:main, 0ACF,     57, CT_AUTH
          20171115:main, 0ACF,     68, CT_AUTH
          20171113:zero, 0ACF,     68, CT_AUTH
          20190220:re,   0B1C,      2, CZ_PING_LIVE
          20190220:main, 0B1C,      0, a week later on main
          20190227:main, 0B1C,      2, CZ_PING_LIVE
          20140610:re,   0A18,      2, not yet ZC_ACCEPT_ENTER3
          20140611:re,   0A18,     14, ZC_ACCEPT_ENTER3
          20211103:re,   0B6F,    177, HC_ACCEPT_MAKECHAR
          20171115:re,   006D,    157, HC_ACCEPT_MAKECHAR of old
          20211103:re,   FFFF,      0, unknown everywhere
          20211103:re,   0000,      0, unknown everywhere
          """)
  void lengthsAreThoseOfTheClientOfThatDate(String version, String id, int length, String what) {
    PacketTable table = PacketTable.of(PacketVersion.parse(version));

    assertEquals(length, table.length(Integer.parseInt(id, 16)), what);
  }

  @Test
  void aTableIsBuiltOncePerDate() {
    assertSame(
        PacketTable.of(PacketVersion.parse("20211103:re")), PacketTable.of(PacketVersion.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({"20100105:main", "20100105:re", "20171115:zero", "20211103:re", "20251231:main"})
  void everyLengthCanBeFramed(String version) {
    PacketTable table = PacketTable.of(PacketVersion.parse(version));
    int known = 0;
    for (int id = 0; id <= 0xFFFF; id++) {
      int length = table.length(id);
      assertEquals(
          true, length == PacketTable.VARIABLE || length == PacketTable.UNKNOWN || length >= 2);
      known += length == PacketTable.UNKNOWN ? 0 : 1;
    }
    assertEquals(true, known > 900, version + " knows " + known);
  }
}
