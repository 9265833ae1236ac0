package org.rop2p.testbed.server;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;

/**
 * The ids a server takes from a client of one date; any other one ends the session: those of
 * 20211103 RE as far as the date knows them, and the ids of the date for packets that move.
 * Immutable.
 */
final class ClientPackets {
  private static final String LOGIN = "0064 0200 0204";

  private static final String CHAR =
      """
          0065 0066 0068 0187 01FB 0827 0829 082B 028D 028F 08FC 08D4 08B8 08BA 08BE 08C5 09A1
          0A39 07E5 07E7 0841
          """;

  private static final String MAP =
      """
          007D 0090 0096 0099 00AB 00B2 00B8 00B9 00BB 00BF 00C1 00C5 00C8 00C9 00CC 00CE
          00CF 00D0 00D3 00D5 00D9 00DE 00E0 00E2 00E3 00E4 00E6 00E8 00EB 00ED 00EF 00F3
          00F9 00FC 00FF 0100 0102 0103 0108 0112 0118 011B 011D 0126 0127 0128 0129 012A
          012E 012F 0130 0134 013F 0140 0143 0146 0149 014D 014F 0151 0153 0155 0159 015B
          015D 0161 0165 0168 016B 016E 0170 0172 0178 017A 017C 017E 0180 0183 0187 018A
          018E 0193 0197 0198 019C 019D 019F 01A1 01A5 01A7 01A9 01AE 01AF 01B2 01BA 01BB
          01BC 01BD 01CE 01D5 01DF 01E7 01E8 01ED 01F7 01F9 01FD 0202 0203 0208 020F 0212
          0213 021D 0222 022D 0231 0232 0233 0234 023B 023F 0241 0243 0244 0246 0247 0248
          024B 024C 024D 024E 024F 0251 0254 025B 025C 025D 0273 0281 0288 0292 029F 02B6
          02BA 02C4 02C7 02C8 02CF 02D6 02D8 02DB 02F1 035F 0360 0361 0362 0363 0364 0365
          0366 0367 0368 0369 0436 0437 0438 0439 0443 0447 044A 07D7 07DA 07E4 07EC 07F5
          0801 0802 0804 0806 0808 0811 0815 0817 0819 0835 0838 083B 083C 0842 0843 0844
          0846 0848 084A 08C9 08D7 08DA 08DD 08E0 0907 090A 0916 096E 0974 0978 097C 0980
          098D 0998 09A7 09A9 09AB 09AC 09B0 09B4 09B6 09B8 09BC 09CE 09D4 09D6 09D8 09E8
          09E9 09EA 09EC 09EE 09EF 09F1 09F3 09F5 09FB 0A01 0A03 0A04 0A06 0A08 0A13 0A19
          0A1B 0A1D 0A1F 0A21 0A25 0A2E 0A35 0A3D 0A46 0A48 0A49 0A4F 0A52 0A54 0A56 0A5A
          0A5C 0A68 0A69 0A6C 0A6E 0A70 0A77 0A88 0A97 0A99 0A9C 0AA1 0AA3 0AA4 0AB5 0AB6
          0AC0 0AC1 0ACE 0AE6 0AE8 0AEF 0AF4 0AF8 0AFC 0B0F 0B10 0B11 0B12 0B14 0B16 0B19
          0B1C 0B21 0B22 0B24 0B28 0B2C 0B35 0B46 0B4C 0B57 0B58 0B59 0B5B 0B5C 0B66 0B6D
          0B90 0B91 0B93 0B97 0B98 0B9B 0B9C 0B9D 0B9E 0BA0 0BAD
          """;

  /** Packets whose ids move, so that the lists above do not tell them. */
  private static final Set<Packet> MOVING =
      EnumSet.of(
          Packet.CZ_ENTER,
          Packet.CZ_REQUEST_TIME,
          Packet.CZ_REQUEST_MOVE,
          Packet.CZ_REQUEST_ACT,
          Packet.CZ_CHANGE_DIRECTION,
          Packet.CZ_REQNAME,
          Packet.CZ_REQNAME_BYGID,
          Packet.CZ_REQUEST_CHAT);

  private static final int HEX = 16;
  private final BitSet ids = new BitSet();

  private ClientPackets(String list, PacketTable table) {
    for (String text : list.strip().split("\\s+", -1)) {
      int id = Integer.parseInt(text, HEX);
      ids.set(id, table.knows(id) && !table.isUnusedSlot(id));
    }
  }

  /** What a server of this kind takes at the protocol's date. */
  static ClientPackets of(ServerKind kind, Protocol protocol) {
    PacketTable table = protocol.table();
    return switch (kind) {
      case LOGIN -> new ClientPackets(LOGIN, table);
      case CHAR -> new ClientPackets(CHAR, table);
      case MAP -> {
        ClientPackets packets = new ClientPackets(MAP, table);
        MOVING.forEach(packet -> packets.ids.set(protocol.id(packet)));
        yield packets;
      }
    };
  }

  boolean contains(int id) {
    return ids.get(id);
  }
}
