package org.rop2p.codec.obfuscation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

/** Three real clients' first four packets, as worked out outside of this program. */
class KeyStreamTest {
  private record Step(int state, int plain, Packet packet, int wire) {}

  private static final Packet ENTER = Packet.CZ_ENTER;
  private static final Packet LOADED = Packet.CZ_NOTIFY_ACTORINIT;
  private static final Packet TIME = Packet.CZ_REQUEST_TIME;
  private static final Packet MOVE = Packet.CZ_REQUEST_MOVE;

  static Stream<Arguments> clients() {
    List<Step> of2013 =
        List.of(
            new Step(0x7D7ACD80, 0x022D, ENTER, 0x7F57),
            new Step(0x8122BD80, 0x007D, LOADED, 0x015F),
            new Step(0x17CABD80, 0x035F, TIME, 0x1495),
            new Step(0x33CABD80, 0x0437, MOVE, 0x37FD));
    List<Step> of2015 =
        List.of(
            new Step(0xF38E3F49, 0x0360, ENTER, 0x70EE),
            new Step(0x718BE2A0, 0x007D, LOADED, 0x71F6),
            new Step(0x77BB8DEF, 0x0363, MOVE, 0x74D8),
            new Step(0xAA47DAF6, 0x0886, TIME, 0x22C1));
    List<Step> of2018 =
        List.of(
            new Step(0x899E625A, 0x07E4, ENTER, 0x0E7A),
            new Step(0x6BA94F1B, 0x007D, LOADED, 0x6BD4),
            new Step(0xA441EB2A, 0x086C, TIME, 0x2C2D),
            new Step(0x0808AF4B, 0x0877, MOVE, 0x007F));
    return Stream.of(
        Arguments.of("20130807:main", "7E241DE0,5E805580,3D807D80", of2013),
        Arguments.of("20130807:re", "7E241DE0,5E805580,3D807D80", of2013),
        Arguments.of("20151104:main", "4C17382A,7ED174C9,29961E4F", of2015),
        Arguments.of("20151104:re", "4C17382A,7ED174C9,29961E4F", of2015),
        Arguments.of("20180307:re", "47DA10EB,4B922CCF,765C5055", of2018));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void idsAreMaskedAsTheClientDoes(String date, String keys, List<Step> steps) {
    PacketVersion version = PacketVersion.parse(date);
    Protocol protocol = Protocol.of(version);
    ObfuscationKeys ofDate = ObfuscationKeys.of(version).orElseThrow();
    assertEquals(keys, ofDate.toString());

    KeyStream stream = ofDate.stream();
    for (Step step : steps) {
      assertEquals(step.state, stream.state());
      assertEquals(step.wire, stream.apply(step.plain));
      assertEquals(step.plain, stream.apply(step.wire));
      assertEquals(step.packet, protocol.packet(step.plain, Direction.CLIENT_TO_SERVER));
      stream.advance();
    }
  }
}
