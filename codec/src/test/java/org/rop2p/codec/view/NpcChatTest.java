package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

class NpcChatTest {
  /** The oldest dates of the tables, those with odd chat, the newest. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "20100105:main",
        "20100105:re",
        "20141022:main",
        "20151001:re",
        "20180307:zero",
        "20211103:re",
        "20250402:main",
        "20250402:zero"
      })
  void isKnownAtEveryDateAndReadAsWritten(String date) {
    Protocol protocol = Protocol.of(PacketVersion.parse(date));
    assertTrue(protocol.has(Packet.ZC_NPC_CHAT));
    assertEquals(PacketTable.VARIABLE, protocol.table().length(protocol.id(Packet.ZC_NPC_CHAT)));
    NpcChat line = new NpcChat(NpcChat.NOBODY, 0x0080FF40, RawText.ascii("P2P is up."));
    ByteBuf frame = Unpooled.buffer();
    line.write(frame, protocol);
    assertEquals(
        "c102" + "1700" + "00000000" + "40ff8000" + "5032502069732075702e" + "00",
        ByteBufUtil.hexDump(frame));
    assertEquals(line, NpcChat.read(frame));
  }
}
