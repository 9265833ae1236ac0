package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.rop2p.codec.view.RawText;

/** Chat, emotes, chat rooms, names. */
final class ChatPackets {
  private static final int ZC_NOTIFY_CHAT = 0x008D;
  private static final int ZC_NOTIFY_PLAYERCHAT = 0x008E;
  private static final int ZC_NPC_CHAT = 0x02C1;
  private static final int ZC_WHISPER = 0x09DE;
  private static final int ZC_ACK_WHISPER = 0x09DF;
  private static final int ZC_EMOTION = 0x00C0;
  private static final int ZC_ACK_TOUSESKILL = 0x0110;
  private static final int ZC_ACK_CREATE_CHATROOM = 0x00D6;
  private static final int ZC_ROOM_NEWENTRY = 0x00D7;
  private static final int ZC_DESTROY_ROOM = 0x00D8;
  private static final int ZC_REFUSE_ENTER_ROOM = 0x00DA;
  private static final int ZC_ENTER_ROOM = 0x00DB;
  private static final int ZC_MEMBER_NEWENTRY = 0x00DC;
  private static final int ZC_MEMBER_EXIT = 0x00DD;
  private static final int ZC_ROLE_CHANGE = 0x00E1;
  private static final int ZC_ACK_REQNAMEALL2 = 0x0A30;
  private static final int ZC_ACK_REQNAME_TITLE = 0x0ADF;
  private static final int ZC_ACK_REQNAME_BYGID = 0x0AF7;

  private static final int CHANNEL_COLOUR = 0x0000_FF00;
  private static final int BASIC_SKILL = 1;
  private static final int NAME_FOUND = 3;
  private static final int ROLE_OWNER = 0;
  private static final int ROLE_MEMBER = 1;

  private ChatPackets() {}

  static void heard(ByteBuf out, Player speaker, RawText text) {
    int start = Wire.begin(out, ZC_NOTIFY_CHAT);
    out.writeIntLE(speaker.id);
    text.writeTo(out);
    out.writeByte(0);
    Wire.length(out, start);
  }

  /** The speaker's own echo; also every line of the system. */
  static void echo(ByteBuf out, RawText text) {
    int start = Wire.begin(out, ZC_NOTIFY_PLAYERCHAT);
    text.writeTo(out);
    out.writeByte(0);
    Wire.length(out, start);
  }

  static Outgoing system(String line) {
    RawText text = RawText.of(line.getBytes(StandardCharsets.ISO_8859_1));
    return out -> echo(out, text);
  }

  /** A channel's line: coloured, from no unit. */
  static void channel(ByteBuf out, RawText text) {
    int start = Wire.begin(out, ZC_NPC_CHAT);
    out.writeIntLE(0).writeIntLE(CHANNEL_COLOUR);
    text.writeTo(out);
    out.writeByte(0);
    Wire.length(out, start);
  }

  static void whisper(ByteBuf out, Player from, RawText message) {
    int start = Wire.begin(out, ZC_WHISPER);
    out.writeIntLE(from.id);
    Wire.name(out, from.account.character.name);
    out.writeByte(0);
    message.writeTo(out);
    out.writeByte(0);
    Wire.length(out, start);
  }

  static void whisperAnswer(ByteBuf out, int result, int charId) {
    out.writeShortLE(ZC_ACK_WHISPER).writeByte(result).writeIntLE(charId);
  }

  static void emote(ByteBuf out, Player player, int type) {
    out.writeShortLE(ZC_EMOTION).writeIntLE(player.id).writeByte(type);
  }

  /** "You cannot do that yet", said of the basic skill. */
  static void basicSkillFailed(ByteBuf out) {
    out.writeShortLE(ZC_ACK_TOUSESKILL)
        .writeShortLE(BASIC_SKILL)
        .writeIntLE(1)
        .writeIntLE(0)
        .writeShortLE(0);
  }

  static void roomCreated(ByteBuf out) {
    out.writeShortLE(ZC_ACK_CREATE_CHATROOM).writeByte(0);
  }

  static void roomShown(ByteBuf out, ChatRoom room) {
    int start = Wire.begin(out, ZC_ROOM_NEWENTRY);
    out.writeIntLE(room.owner().id)
        .writeIntLE(room.id)
        .writeShortLE(room.limit)
        .writeShortLE(room.members.size())
        .writeByte(room.open ? 1 : 0);
    room.title.writeTo(out);
    Wire.length(out, start);
  }

  static void roomGone(ByteBuf out, ChatRoom room) {
    out.writeShortLE(ZC_DESTROY_ROOM).writeIntLE(room.id);
  }

  static void roomRefused(ByteBuf out, int why) {
    out.writeShortLE(ZC_REFUSE_ENTER_ROOM).writeByte(why);
  }

  static void roomEntered(ByteBuf out, ChatRoom room) {
    int start = Wire.begin(out, ZC_ENTER_ROOM);
    out.writeIntLE(room.id);
    for (Player member : room.members) {
      out.writeIntLE(member == room.owner() ? ROLE_OWNER : ROLE_MEMBER);
      Wire.name(out, member.account.character.name);
    }
    Wire.length(out, start);
  }

  static void roomJoined(ByteBuf out, ChatRoom room, Player member) {
    out.writeShortLE(ZC_MEMBER_NEWENTRY).writeShortLE(room.members.size());
    Wire.name(out, member.account.character.name);
  }

  static void roomLeft(ByteBuf out, int left, Player member) {
    out.writeShortLE(ZC_MEMBER_EXIT).writeShortLE(left);
    Wire.name(out, member.account.character.name);
    out.writeByte(0);
  }

  static void roomOwner(ByteBuf out, Player member, boolean owner) {
    out.writeShortLE(ZC_ROLE_CHANGE).writeIntLE(owner ? ROLE_OWNER : ROLE_MEMBER);
    Wire.name(out, member.account.character.name);
  }

  static void name(ByteBuf out, Unit unit) {
    if (unit instanceof Player) {
      out.writeShortLE(ZC_ACK_REQNAMEALL2).writeIntLE(unit.id);
      Wire.name(out, unit.shownName());
      out.writeZero(3 * Wire.NAME).writeIntLE(0);
    } else {
      out.writeShortLE(ZC_ACK_REQNAME_TITLE).writeIntLE(unit.id).writeIntLE(0);
      Wire.name(out, unit.shownName());
      out.writeZero(Wire.NAME);
    }
  }

  static void characterName(ByteBuf out, Account.Avatar character) {
    out.writeShortLE(ZC_ACK_REQNAME_BYGID).writeShortLE(NAME_FOUND).writeIntLE(character.id);
    Wire.name(out, character.name);
  }
}
