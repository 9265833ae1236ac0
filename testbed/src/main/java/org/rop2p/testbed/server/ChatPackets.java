package org.rop2p.testbed.server;

import java.nio.charset.StandardCharsets;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.RawText;

/** Chat, emotes, chat rooms, names. */
final class ChatPackets {
  private static final int ZC_NPC_CHAT = 0x02C1;
  private static final int ZC_WHISPER02 = 0x09DE;
  private static final int ZC_WHISPER = 0x0097;
  private static final int ZC_ACK_WHISPER02 = 0x09DF;
  private static final int ZC_ACK_WHISPER = 0x0098;
  private static final int ZC_ACK_TOUSESKILL = 0x0110;
  private static final int ZC_ACK_CREATE_CHATROOM = 0x00D6;
  private static final int ZC_ROOM_NEWENTRY = 0x00D7;
  private static final int ZC_DESTROY_ROOM = 0x00D8;
  private static final int ZC_REFUSE_ENTER_ROOM = 0x00DA;
  private static final int ZC_ENTER_ROOM = 0x00DB;
  private static final int ZC_MEMBER_NEWENTRY = 0x00DC;
  private static final int ZC_MEMBER_EXIT = 0x00DD;
  private static final int ZC_ROLE_CHANGE = 0x00E1;
  private static final int ZC_ACK_REQNAME_BYGID2 = 0x0AF7;
  private static final int ZC_ACK_REQNAME_BYGID = 0x0194;

  private static final int CHANNEL_COLOUR = 0x0000_FF00;
  private static final int BASIC_SKILL = 1;
  private static final int NAME_FOUND = 3;
  private static final int OLD_ADMIN_FLAG = 4;
  private static final int ROLE_OWNER = 0;
  private static final int ROLE_MEMBER = 1;

  private ChatPackets() {}

  static void heard(PacketWriter out, Player speaker, RawText text) {
    out.view(new Chat(speaker.id, text)::writeOther);
  }

  /** The speaker's own echo; also every line of the system. */
  static void echo(PacketWriter out, RawText text) {
    out.view(new Chat(0, text)::writeEcho);
  }

  static Outgoing system(String line) {
    RawText text = RawText.of(line.getBytes(StandardCharsets.ISO_8859_1));
    return out -> echo(out, text);
  }

  /** A channel's line: coloured, from no unit. */
  static void channel(PacketWriter out, RawText text) {
    out.packet(
        ZC_NPC_CHAT,
        fields -> {
          fields.writeIntLE(0).writeIntLE(CHANNEL_COLOUR);
          text.writeTo(fields);
          fields.writeByte(0);
        });
  }

  static void whisper(PacketWriter out, Player from, RawText message) {
    boolean withSender = out.knows(ZC_WHISPER02);
    out.packet(
        withSender ? ZC_WHISPER02 : ZC_WHISPER,
        fields -> {
          if (withSender) {
            fields.writeIntLE(from.id);
          }
          PacketWriter.name(fields, from.account.character.name);
          fields.writeZero(withSender ? 1 : OLD_ADMIN_FLAG);
          message.writeTo(fields);
          fields.writeByte(0);
        });
  }

  static void whisperAnswer(PacketWriter out, int result, int charId) {
    if (out.knows(ZC_ACK_WHISPER02)) {
      out.packet(ZC_ACK_WHISPER02, fields -> fields.writeByte(result).writeIntLE(charId));
    } else {
      out.packet(ZC_ACK_WHISPER, fields -> fields.writeByte(result));
    }
  }

  static void emote(PacketWriter out, Player player, int type) {
    out.view(new Emotion(player.id, type)::write);
  }

  /** "You cannot do that yet", said of the basic skill. */
  static void basicSkillFailed(PacketWriter out) {
    out.packet(ZC_ACK_TOUSESKILL, fields -> fields.writeShortLE(BASIC_SKILL).writeShortLE(1));
  }

  static void roomCreated(PacketWriter out) {
    out.packet(ZC_ACK_CREATE_CHATROOM);
  }

  static void roomShown(PacketWriter out, ChatRoom room) {
    out.packet(
        ZC_ROOM_NEWENTRY,
        fields -> {
          fields
              .writeIntLE(room.owner().id)
              .writeIntLE(room.id)
              .writeShortLE(room.limit)
              .writeShortLE(room.members.size())
              .writeByte(room.open ? 1 : 0);
          room.title.writeTo(fields);
        });
  }

  static void roomGone(PacketWriter out, ChatRoom room) {
    out.packet(ZC_DESTROY_ROOM, fields -> fields.writeIntLE(room.id));
  }

  static void roomRefused(PacketWriter out, int why) {
    out.packet(ZC_REFUSE_ENTER_ROOM, fields -> fields.writeByte(why));
  }

  static void roomEntered(PacketWriter out, ChatRoom room) {
    out.packet(
        ZC_ENTER_ROOM,
        fields -> {
          fields.writeIntLE(room.id);
          for (Player member : room.members) {
            fields.writeIntLE(member == room.owner() ? ROLE_OWNER : ROLE_MEMBER);
            PacketWriter.name(fields, member.account.character.name);
          }
        });
  }

  static void roomJoined(PacketWriter out, ChatRoom room, Player member) {
    out.packet(
        ZC_MEMBER_NEWENTRY,
        fields -> {
          fields.writeShortLE(room.members.size());
          PacketWriter.name(fields, member.account.character.name);
        });
  }

  static void roomLeft(PacketWriter out, int left, Player member) {
    out.packet(
        ZC_MEMBER_EXIT,
        fields -> {
          fields.writeShortLE(left);
          PacketWriter.name(fields, member.account.character.name);
        });
  }

  static void roomOwner(PacketWriter out, Player member, boolean owner) {
    out.packet(
        ZC_ROLE_CHANGE,
        fields -> {
          fields.writeIntLE(owner ? ROLE_OWNER : ROLE_MEMBER);
          PacketWriter.name(fields, member.account.character.name);
        });
  }

  static void name(PacketWriter out, Unit unit) {
    NameAnswer answer = new NameAnswer(unit.id, unit.shownName());
    out.view(unit instanceof Player ? answer::writePlayer : answer::writeOther);
  }

  static void characterName(PacketWriter out, Account.Avatar character) {
    boolean withFlag = out.knows(ZC_ACK_REQNAME_BYGID2);
    out.packet(
        withFlag ? ZC_ACK_REQNAME_BYGID2 : ZC_ACK_REQNAME_BYGID,
        fields -> {
          if (withFlag) {
            fields.writeShortLE(NAME_FOUND);
          }
          fields.writeIntLE(character.id);
          PacketWriter.name(fields, character.name);
        });
  }
}
