package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/** What a client sends. */
final class Frames {
  private Frames() {}

  static ByteBuf hex(String text) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(text.replace(" ", "")));
  }

  static ByteBuf login(String user, String password) {
    ByteBuf out = id(0x0064).writeIntLE(55);
    RawText.ascii(user).writePadded(out, 24);
    RawText.ascii(password).writePadded(out, 24);
    return out.writeByte(0);
  }

  static ByteBuf charEnter(int account, int auth, int level) {
    return id(0x0065)
        .writeIntLE(account)
        .writeIntLE(auth)
        .writeIntLE(level)
        .writeShortLE(0)
        .writeByte(1);
  }

  static ByteBuf select(int slot) {
    return id(0x0066).writeByte(slot);
  }

  static ByteBuf mapEnter(int account, int charId, int auth) {
    return id(0x0436)
        .writeIntLE(account)
        .writeIntLE(charId)
        .writeIntLE(auth)
        .writeIntLE(0)
        .writeIntLE(77)
        .writeByte(1);
  }

  static ByteBuf loaded() {
    return id(0x007D);
  }

  static ByteBuf time(int tick) {
    return id(0x0360).writeIntLE(tick);
  }

  static ByteBuf walk(int x, int y) {
    ByteBuf out = id(0x035F);
    new Cell(x, y).write(out, 0);
    return out;
  }

  /** The whole text, name and all. */
  static ByteBuf chat(String text) {
    return chat(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static ByteBuf chat(byte[] text) {
    return id(0x00F3).writeShortLE(4 + text.length).writeBytes(text);
  }

  static ByteBuf emote(int type) {
    return id(0x00BF).writeByte(type);
  }

  static ByteBuf act(int action) {
    return id(0x0437).writeIntLE(0).writeByte(action);
  }

  static ByteBuf look(int head, int direction) {
    return id(0x0361).writeShortLE(head).writeByte(direction);
  }

  static ByteBuf name(int unit) {
    return id(0x0368).writeIntLE(unit);
  }

  static ByteBuf quit() {
    return id(0x018A).writeShortLE(0);
  }

  static ByteBuf restart(int type) {
    return id(0x00B2).writeByte(type);
  }

  static ByteBuf createRoom(String title, String password, boolean open) {
    ByteBuf out =
        id(0x00D5).writeShortLE(15 + title.length()).writeShortLE(20).writeByte(open ? 1 : 0);
    RawText.ascii(password).writeTo(out);
    out.writeZero(8 - password.length());
    RawText.ascii(title).writeTo(out);
    return out;
  }

  static ByteBuf enterRoom(int room, String password) {
    ByteBuf out = id(0x00D9).writeIntLE(room);
    RawText.ascii(password).writeTo(out);
    return out.writeZero(8 - password.length());
  }

  static ByteBuf leaveRoom() {
    return id(0x00E3);
  }

  /** A shop with one thing in it. */
  static ByteBuf openShop(String title) {
    ByteBuf out = id(0x01B2).writeShortLE(85 + 8);
    RawText.ascii(title).writePadded(out, 80);
    return out.writeByte(1).writeShortLE(2).writeShortLE(1).writeIntLE(100);
  }

  static ByteBuf closeShop() {
    return id(0x012E);
  }

  static ByteBuf number(int npc, int value) {
    return id(0x0143).writeIntLE(npc).writeIntLE(value);
  }

  static ByteBuf text(int npc, String value) {
    return id(0x01D5)
        .writeShortLE(9 + value.length())
        .writeIntLE(npc)
        .writeBytes(value.getBytes(StandardCharsets.ISO_8859_1))
        .writeByte(0);
  }

  static ByteBuf contact(int npc) {
    return id(0x0090).writeIntLE(npc).writeByte(1);
  }

  static ByteBuf next(int npc) {
    return id(0x00B9).writeIntLE(npc);
  }

  static ByteBuf choose(int npc, int choice) {
    return id(0x00B8).writeIntLE(npc).writeByte(choice);
  }

  static ByteBuf closeDialogue(int npc) {
    return id(0x0146).writeIntLE(npc);
  }

  private static ByteBuf id(int id) {
    return Unpooled.buffer().writeShortLE(id);
  }
}
