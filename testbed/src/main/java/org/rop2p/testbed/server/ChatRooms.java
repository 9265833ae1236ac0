package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.ServerEvent.State;

/** Making, entering and leaving chat rooms. Event loop only. */
final class ChatRooms {
  private static final int CREATE_LIMIT = 4;
  private static final int CREATE_OPEN = 6;
  private static final int CREATE_PASSWORD = 7;
  private static final int CREATE_TITLE = 15;
  private static final int ENTER_ROOM = 2;
  private static final int ENTER_PASSWORD = 6;
  private static final int PASSWORD = 8;
  private static final int TITLE = 36;
  private static final int MAX_MEMBERS = 20;
  private static final int NEEDED_SKILL = 4;
  private static final int REFUSED_FULL = 0;
  private static final int REFUSED_PASSWORD = 1;
  private static final int FIRST_ROOM = 100;

  private final ServerLog log;
  private int nextRoom = FIRST_ROOM;

  ChatRooms(ServerLog log) {
    this.log = log;
  }

  /** CZ_CREATE_CHATROOM. */
  void create(Player player, ByteBuf frame) {
    if (frame.readableBytes() < CREATE_TITLE || player.dialogue != null) {
      return;
    }
    if (player.account.basicSkill < NEEDED_SKILL) {
      player.send(ChatPackets::basicSkillFailed);
      return;
    }
    int title = Math.min(frame.readableBytes() - CREATE_TITLE, TITLE);
    create(
        player,
        RawText.nulPadded(frame, CREATE_TITLE, title),
        RawText.nulPadded(frame, CREATE_PASSWORD, PASSWORD),
        frame.getUnsignedShortLE(CREATE_LIMIT),
        frame.getByte(CREATE_OPEN) != 0);
  }

  void create(Player player, RawText title, RawText password, int limit, boolean open) {
    if (player.room != null || player.vending != null) {
      return;
    }
    Walking.halt(player, log);
    ChatRoom room = new ChatRoom(nextRoom++, title, password, Math.min(limit, MAX_MEMBERS), open);
    room.members.add(player);
    player.map.rooms.add(room);
    joined(player, room);
    player.send(ChatPackets::roomCreated);
    show(room);
  }

  /** CZ_REQ_ENTER_ROOM. */
  void enter(Player player, ByteBuf frame) {
    int id = frame.getIntLE(ENTER_ROOM);
    for (ChatRoom room : List.copyOf(player.map.rooms)) {
      if (room.id == id && player.sees(room.owner(), Ranges.SIGHT)) {
        enter(player, room, RawText.nulPadded(frame, ENTER_PASSWORD, PASSWORD));
        return;
      }
    }
    player.send(out -> ChatPackets.roomRefused(out, REFUSED_FULL));
  }

  void enter(Player player, ChatRoom room, RawText password) {
    if (player.room != null || room.members.size() >= room.limit) {
      player.send(out -> ChatPackets.roomRefused(out, REFUSED_FULL));
      return;
    }
    if (!room.open && !room.password.equals(password)) {
      player.send(out -> ChatPackets.roomRefused(out, REFUSED_PASSWORD));
      return;
    }
    Walking.halt(player, log);
    room.members.add(player);
    joined(player, room);
    player.send(out -> ChatPackets.roomEntered(out, room));
    for (Player member : room.members) {
      if (member != player) {
        member.send(out -> ChatPackets.roomJoined(out, room, player));
      }
    }
    show(room);
  }

  /** Leaves the room, if in one. The last one out closes it; the next one in line inherits it. */
  void leave(Player player) {
    ChatRoom room = player.room;
    if (room == null) {
      return;
    }
    boolean owned = room.owner() == player;
    int left = room.members.size() - 1;
    room.members.forEach(member -> member.send(out -> ChatPackets.roomLeft(out, left, player)));
    room.members.remove(player);
    player.room = null;
    log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, State.IN_CHAT_ROOM, false));
    if (left == 0) {
      player.map.rooms.remove(room);
      Sight.tellAll(player, out -> ChatPackets.roomGone(out, room));
      return;
    }
    if (owned) {
      room.members.forEach(
          member ->
              member.send(
                  out -> {
                    ChatPackets.roomOwner(out, player, false);
                    ChatPackets.roomOwner(out, room.owner(), true);
                  }));
      Sight.tellAll(player, out -> ChatPackets.roomGone(out, room));
    }
    show(room);
  }

  private void joined(Player player, ChatRoom room) {
    player.room = room;
    log.add(new ServerEvent.StateChanged(System.nanoTime(), player.id, State.IN_CHAT_ROOM, true));
  }

  /** Tells those in sight of the owner who are in no room themselves. */
  private static void show(ChatRoom room) {
    Player owner = room.owner();
    for (Player other : owner.map.playersAround(owner.cell, Ranges.SIGHT, null)) {
      if (other.room == null) {
        other.send(out -> ChatPackets.roomShown(out, room));
      }
    }
  }
}
