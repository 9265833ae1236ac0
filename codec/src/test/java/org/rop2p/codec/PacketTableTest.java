package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
          20100816:re,   0442,     -1, ZC_SKILL_SELECT_REQUEST: rAthena's form at dates of eight bytes
          20100817:re,   0442,     -1, ZC_SKILL_SELECT_REQUEST
          20100730:re,   08B3,     -1, ZC_SHOWSCRIPT: rAthena sends it before the client knew it
          20100730:main, 08D6,      6, likewise
          20100730:main, 090E,      2, likewise
          20100419:main, 0824,      6, likewise
          20181121:main, 0824,      8, the client's own length wins
          20211102:main, 020F,     10, in RE tables only
          20100730:main, 016D,     14, the client's though rAthena has none
          20100730:re,   00AA,      9, RE
          20100730:main, 00AA,      7, main
          20221005:main, 0BC1,      0, newer than this client
          20221006:main, 0BC1,     -1, newer than all tables
          20250604:main, 0BE9,      6, CZ_REQ_EMOTION_EXPANSION
          20250604:re,   0C35,      6, the newest
          20250604:main, 0BFF,      0, two client families disagree
          20140508:main, 0802,      6, CZ_REQNAME of the build whose shuffle is known
          20131223:re,   0202,      5, CZ_CHANGE_DIRECTION of that build
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

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "20130618:main, 0436, true",
    "20180321:re, 0436, false",
    "20180321:re, 0917, true",
    "20211103:re, 0815, false",
    "20211103:re, 0838, false",
    "20211103:re, 0368, false",
    "20211103:re, 00B9, false",
    "20211103:re, 007D, false",
    "20130807:main, 085A, true",
    "20130807:main, 022D, false",
  })
  void someIdsAreListedButNeverUsed(String version, String id, boolean unused) {
    PacketTable table = PacketTable.of(PacketVersion.parse(version));

    assertEquals(unused, table.isUnusedSlot(Integer.parseInt(id, 16)));
  }

  @Test
  void knownIdsAreListedAscending() {
    PacketTable table = PacketTable.of(PacketVersion.DEFAULT);
    int[] ids = table.ids().toArray();

    assertEquals(0x0064, ids[0]);
    assertArrayEquals(Arrays.stream(ids).distinct().sorted().toArray(), ids);
    assertTrue(Arrays.stream(ids).allMatch(table::knows));
    assertFalse(table.knows(0xFFFF));
  }

  @ParameterizedTest
  @EnumSource(Branch.class)
  void noClientSpeaksLikeAServerToAServer(Branch branch) {
    for (int year = 2010; year <= 2026; year++) {
      PacketTable table = PacketTable.of(new PacketVersion(year * 10_000 + 630, branch));

      assertFalse(table.knows(0x2710), branch + " " + year);
      assertFalse(table.knows(0x2AF8), branch + " " + year);
    }
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
