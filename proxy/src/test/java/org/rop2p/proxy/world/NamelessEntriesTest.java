package org.rop2p.proxy.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.event.ServerEvents;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.Hex;
import org.rop2p.proxy.ServerPackets;

/** Before 2013-12 unit entries carry no names: Bob learns Ann's in other ways, and keeps it. */
class NamelessEntriesTest {
  private static final int ANN = 2_000_002;
  private static final RawText ANNS_NAME = RawText.ascii("Ann");
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.parse("20130807:main"));

  private final WorldView world = new WorldView(2_000_001, RawText.ascii("Bob"), "prontera");

  @BeforeEach
  void annStandsThere() {
    tell("1509 4A00 00 82841E00 9600 00*44 258640 0505 00 6300 0000 FFFFFFFF FFFFFFFF 00");
    assertEquals(RawText.EMPTY, name());
  }

  @Test
  void whatTheServerHasAnsweredOutlivesTheNextEntry() {
    hear(Packet.ZC_ACK_REQNAMEALL, new NameAnswer(ANN, ANNS_NAME)::writePlayer);
    tell("1409 5000 00 82841E00 9600 00*48 2586426C6788 0505 6300 0000 FFFFFFFF FFFFFFFF 00");
    assertEquals(new Cell(155, 103), world.player(ANN).orElseThrow().motion().to());
    assertEquals(ANNS_NAME, name());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Ann : hello                      | Ann
          Ann : that is : all              | Ann
          Bowling Bash !!                  |
           : nobody                        |
          a line of a script, quite long : x |
          """)
  void aLineNamesItsSpeaker(String line, String name) {
    hear(Packet.ZC_NOTIFY_CHAT, new Chat(ANN, RawText.ascii(line))::writeOther);
    assertEquals(RawText.ascii(name == null ? "" : name), name());
  }

  @Test
  void theServersAnswerCountsForMoreThanALine() {
    hear(Packet.ZC_ACK_REQNAMEALL, new NameAnswer(ANN, ANNS_NAME)::writePlayer);
    hear(Packet.ZC_NOTIFY_CHAT, new Chat(ANN, RawText.ascii("Quest : done"))::writeOther);
    assertEquals(ANNS_NAME, name());
  }

  private RawText name() {
    return world.player(ANN).orElseThrow().name();
  }

  private void tell(String literal) {
    world.observe(ServerPackets.event(Hex.frame(literal), PROTOCOL), 0);
  }

  private void hear(Packet packet, BiConsumer<ByteBuf, Protocol> view) {
    ByteBuf frame = Unpooled.buffer();
    view.accept(frame, PROTOCOL);
    world.observe(ServerEvents.read(packet, frame, PROTOCOL), 0);
  }
}
