package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.CharacterLayout;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;

/** Frames as a real server of 20211103 sent them to test accounts. */
class LoginAndCharViewsTest {
  private static final int ACCOUNT = 2_000_001;
  private static final int AUTH_CODE = 0xF2D524B4;

  /** One record of 175 bytes: Lab01 in slot 0, last seen in prontera. */
  private static final String RECORD =
      "f14902000000000000000000a086010000000000000000000a00000000000000000000000000000000000000"
          + "000000000000cd00000000000000cd000000000000002c000000000000002c0000000000000096000000"
          + "0200000000001e0000000000000000000000010000004c61623031000000000000000000000000000000"
          + "000000000a0a0a0a0a0a0001010070726f6e746572612e67617400000000000000000000000000000000"
          + "0000000001";

  @Test
  void loginIsAcceptedWithATokenAndACharServer() {
    ByteBuf frame =
        Frames.padded(
            "c40a e000 b424d5f2 81841e00 b11ea160"
                + "00".repeat(31)
                + "31333763326666316465323936303238 00"
                + "7f000001 e917 4c6162524f",
            224);
    // The sex byte at 46 lies before the token at 47.
    assertEquals(0, frame.getByte(frame.readerIndex() + 46));

    assertEquals(
        new AcceptLogin(
            AUTH_CODE, ACCOUNT, RawText.ascii("137c2ff1de296028"), RawText.ascii("LabRO")),
        AcceptLogin.read(frame));
  }

  @Test
  void oldLoginsHaveNoToken() {
    ByteBuf frame =
        Frames.padded(
            "6900 4f00 b424d5f2 81841e00" + "00".repeat(35) + "7f000001 e917 4c6162524f", 79);

    assertEquals(
        new AcceptLogin(AUTH_CODE, ACCOUNT, RawText.EMPTY, RawText.ascii("LabRO")),
        AcceptLogin.read(frame));
  }

  @Test
  void aLoginWithoutCharServersNamesNone() {
    ByteBuf frame = Frames.padded("c40a 4000 b424d5f2 81841e00", 64);

    assertEquals(RawText.EMPTY, AcceptLogin.read(frame).firstServerName());
  }

  @Test
  void enteringClaimsAnAccount() {
    assertEquals(
        new Enter(ACCOUNT, 0, AUTH_CODE),
        Enter.readChar(Frames.frame("6500 81841e00 b424d5f2 b11ea160 0000 01")));
    assertEquals(
        new Enter(ACCOUNT, 150_001, AUTH_CODE),
        Enter.readMap(Frames.frame("3604 81841e00 f1490200 b424d5f2 00000000 271ee505 01")),
        "23 bytes");
    assertEquals(
        new Enter(ACCOUNT, 150_001, AUTH_CODE),
        Enter.readMap(Frames.frame("3604 81841e00 f1490200 b424d5f2 271ee505 01")),
        "19 bytes");
  }

  @Test
  void charactersAreReadFromEveryFormOfTheList() {
    List<CharacterRecord> lab01 = List.of(new CharacterRecord(150_001, 0, RawText.ascii("Lab01")));

    assertEquals(175, Frames.bytes(RECORD).length);
    assertEquals(lab01, read("720b b300" + RECORD, Packet.HC_ACK_CHARINFO_PER_PAGE));
    assertEquals(
        lab01, read("6b00 ca00 0f0f0f" + "00".repeat(20) + RECORD, Packet.HC_ACCEPT_ENTER));
    assertEquals(lab01, read("6f0b" + RECORD, Packet.HC_ACCEPT_MAKECHAR));
  }

  @Test
  void aListMayBeEmptyOrLongOrCutShort() {
    assertEquals(List.of(), read("720b 0400", Packet.HC_ACK_CHARINFO_PER_PAGE));
    assertEquals(2, read("720b 6201" + RECORD + RECORD, Packet.HC_ACK_CHARINFO_PER_PAGE).size());
    assertEquals(
        1, read("720b b900" + RECORD + "f24902000000", Packet.HC_ACK_CHARINFO_PER_PAGE).size());
  }

  @Test
  void aCreatedCharacterIsRead() {
    String created =
        "6f0b544a02000000000000000000000000000000000000000000010000000000000000000000000000000000"
            + "0000000000003000280000000000000028000000000000000b000000000000000b0000000000000096000000"
            + "050000000000010000000000000000000000030000004c616230380000000000000000000000000000000000"
            + "000001010101010100030100697a5f696e7430342e6761740000000000000000000000000000000000000000"
            + "00";

    assertEquals(
        List.of(new CharacterRecord(150_100, 0, RawText.ascii("Lab08"))),
        read(created, Packet.HC_ACCEPT_MAKECHAR));
  }

  @Test
  void aWrittenRecordIsReadAgain() {
    CharacterRecord lab08 = new CharacterRecord(150_100, 3, RawText.ascii("Lab08"));
    ByteBuf out = Unpooled.buffer();

    lab08.write(out, CharacterLayout.SIZE_175, RawText.ascii("iz_int04.gat"));

    assertEquals(175, out.readableBytes());
    assertEquals(List.of(lab08), read("6f0b" + Frames.hex(out), Packet.HC_ACCEPT_MAKECHAR));
    assertEquals("iz_int04.gat", RawText.nulPadded(out, 142, 16).toString());
  }

  @Test
  void aZoneIsTheMapNameWithoutItsEnding() {
    assertEquals(
        "prontera",
        MapName.ofZoneServer(
            Frames.padded("c50a f1490200 70726f6e746572612e67617400000000 7f000001 0114", 156)));
    assertEquals(
        "prt_fild08",
        MapName.ofMove(Frames.padded("c70a 5052545f66696c6430382e6761740000", 156)),
        "in lower case");
    assertEquals(
        "0123456789abcdef",
        MapName.ofMove(Frames.padded("9100 30313233343536373839616263646566", 22)),
        "sixteen bytes leave no room for a NUL");
  }

  private static List<CharacterRecord> read(String hex, Packet form) {
    return CharacterRecord.readAll(Frames.frame(hex), form, CharacterLayout.SIZE_175);
  }
}
