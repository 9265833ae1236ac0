package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

class AddressFieldTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.DEFAULT);
  private static final int HOST_WIDTH = 128;

  private static InetSocketAddress address(String ip, int port) throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(ip), port);
  }

  @ParameterizedTest(name = "{0} of {1} bytes: addresses at {2}")
  @CsvSource(
      textBlock =
          """
          # id, length, addresses, host text behind an address
          0069,   79, 47,          -1
          0069,  111, 47 79,       -1
          0AC4,  224, 64,          32
          0AC4,  384, 64 224,      32
          0B07,  224, 64,          32
          0B60,  392, 64 228,      32
          0071,   28, 22,          -1
          0AC5,  156, 22,           6
          0AC6,  156, 22,           6
          0092,   28, 22,          -1
          0AC7,  156, 22,           6
          0A4C,   28, 22,          -1
          """)
  void everyAddressIsRewrittenAndNothingElse(
      String idHex, int length, String addresses, int hostBehind) throws UnknownHostException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    int id = Integer.parseInt(idHex, 16);
    byte[] recorded = new byte[length];
    new Random(seed).nextBytes(recorded);
    recorded[0] = (byte) id;
    recorded[1] = (byte) (id >> 8);
    int[] places = Arrays.stream(addresses.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    byte[] rewritten = recorded.clone();
    for (int at : places) {
      // 203.0.113.7:5121 before, 127.0.0.1:40000 after
      System.arraycopy(Frames.bytes("cb007107 0114"), 0, recorded, at, 6);
      System.arraycopy(Frames.bytes("7f000001 409c"), 0, rewritten, at, 6);
      if (hostBehind >= 0) {
        Arrays.fill(rewritten, at + hostBehind, at + hostBehind + HOST_WIDTH, (byte) 0);
      }
    }
    ByteBuf frame = Frames.frame(recorded);
    Packet packet = PROTOCOL.packet(id, Direction.SERVER_TO_CLIENT);

    List<AddressField> fields = AddressField.in(frame, packet);
    assertEquals(places.length, fields.size());
    for (AddressField field : fields) {
      assertEquals(address("203.0.113.7", 5121), field.read(frame));
      field.write(frame, address("127.0.0.1", 40_000));
      assertEquals(address("127.0.0.1", 40_000), field.read(frame));
      assertEquals(RawText.EMPTY, field.readHost(frame));
    }

    assertArrayEquals(rewritten, ByteBufUtil.getBytes(frame), "seed " + seed);
  }

  @Test
  void theHostTextIsReadUpToItsNul() {
    byte[] bytes = Arrays.copyOf(Frames.bytes("c50a"), 156);
    byte[] text = RawText.ascii("map.example.org:5121").toBytes();
    System.arraycopy(text, 0, bytes, 28, text.length);
    ByteBuf frame = Frames.frame(bytes);

    AddressField field = AddressField.in(frame, Packet.HC_NOTIFY_ZONESVR).get(0);

    assertEquals(RawText.ascii("map.example.org:5121"), field.readHost(frame));
  }

  @Test
  void aPortAboveTheSignBitIsAPort() throws UnknownHostException {
    ByteBuf frame = Frames.padded("9200", 28);
    AddressField field = AddressField.in(frame, Packet.ZC_NPCACK_SERVERMOVE).get(0);

    field.write(frame, address("192.168.1.250", 65_535));

    assertEquals(address("192.168.1.250", 65_535), field.read(frame));
  }

  @Test
  void otherPacketsCarryNone() {
    ByteBuf frame = Frames.frame("9100 70726f6e746572612e676174000000009600b400");

    assertEquals(List.of(), AddressField.in(frame, Packet.ZC_NPCACK_MAPMOVE));
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {64, 65, 223})
  void aServerEntryThatIsCutShortIsNone(int length) {
    ByteBuf frame = Frames.padded("c40a", length);

    assertEquals(List.of(), AddressField.in(frame, Packet.AC_ACCEPT_LOGIN));
  }

  @Test
  void aClientCannotBeSentToAnythingButIpv4() throws UnknownHostException {
    ByteBuf frame = Frames.padded("9200", 28);
    AddressField field = AddressField.in(frame, Packet.ZC_NPCACK_SERVERMOVE).get(0);
    InetSocketAddress six = address("::1", 1);
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 1);

    assertThrows(IllegalArgumentException.class, () -> field.write(frame, six));
    assertThrows(IllegalArgumentException.class, () -> field.write(frame, unresolved));
    assertEquals("9200" + "00".repeat(26), Frames.hex(frame));
  }
}
