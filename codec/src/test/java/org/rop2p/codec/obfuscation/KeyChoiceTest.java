package org.rop2p.codec.obfuscation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

class KeyChoiceTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          auto                             | auto
          AUTO                             | auto
          off                              | off
          7E241DE0,5E805580,3D807D80       | 7E241DE0,5E805580,3D807D80
          0x7e241de0, 0x5e805580, 3d807d80 | 7E241DE0,5E805580,3D807D80
          1,2,FFFFFFFF                     | 00000001,00000002,FFFFFFFF
          """)
  void choicesAreReadAndPrinted(String text, String printed) {
    KeyChoice choice = KeyChoice.parse(text);

    assertEquals(printed, choice.toString());
    assertEquals(choice, KeyChoice.parse(choice.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "on", "1,2", "1,2,3,4", "1,2,G", "123456789,1,1", "-1,2,3", "1,,3"})
  void anythingElseIsRefusedWithTheForms(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> KeyChoice.parse(text));

    assertTrue(e.getMessage().contains("write auto, off or K1,K2,K3"), e.getMessage());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20101122:main | plain
          20101123:main | 49357D72,22C370A1,5F836591
          20110815:re   | plain
          20110906:main | 3AD67ED0,44703C69,6F876809
          20120418:main | 01540E48,13041224,31247924
          20130710:main | 458F758F,4CCF3F8F,4A9C4237
          20130717:re   | 2BED4F91,5F9E00CF,5EE5520C
          20140508:main | 087E57EC,25224F4A,024F12C6
          20151001:re   | 45B945B9,45B945B9,45B945B9
          20171113:zero | plain
          20180307:re   | 47DA10EB,4B922CCF,765C5055
          20180315:main | plain
          20180321:re   | plain
          20211103:re   | plain
          """)
  void eachDateHasItsKeys(String version, String keys) {
    assertEquals(
        keys,
        ObfuscationKeys.of(PacketVersion.parse(version))
            .map(ObfuscationKeys::toString)
            .orElse("plain"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"20171115:zero", "20180511:zero", "20180314:main"})
  void zeroAndTheLastObfuscatedClientsHaveKeys(String version) {
    assertFalse(ObfuscationKeys.of(PacketVersion.parse(version)).isEmpty());
  }

  @ParameterizedTest(name = "{0} at {1}: CZ_ENTER leaves as {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          auto                       | 20130807:main | 7F57
          off                        | 20130807:main | 022D
          7E241DE0,5E805580,3D807D80 | 20130807:main | 7F57
          auto                       | 20211103:re   | 0436
          7E241DE0,5E805580,3D807D80 | 20211103:re   | 794C
          """)
  void anEndOfAConnectionKnowsItsKeysFromTheFirstPacketOn(
      String choice, String version, String wireId) {
    Protocol protocol = Protocol.of(PacketVersion.parse(version));
    ByteBuf frame = Unpooled.buffer();
    try {
      frame.writeShortLE(protocol.id(Packet.CZ_ENTER));
      KeyChoice.parse(choice).openEndpoint(protocol).encode(frame, 0);
      assertEquals(wireId, "%04X".formatted(frame.getUnsignedShortLE(0)));

      KeyChoice.parse(choice).openEndpoint(protocol).decode(frame, 0);
      assertEquals(protocol.id(Packet.CZ_ENTER), frame.getUnsignedShortLE(0));
    } finally {
      frame.release();
    }
  }
}
