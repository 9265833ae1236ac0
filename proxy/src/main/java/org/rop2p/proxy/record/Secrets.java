package org.rop2p.proxy.record;

import io.netty.buffer.ByteBuf;
import java.util.Set;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.AcceptLogin;

/**
 * Overwrites with zeros what must not be in a recording: passwords, tokens, PINs, birth dates,
 * e-mail addresses. The length of a frame and its id stay. Between client, login and char server
 * only packets that are known to hold none of these are kept. Auth codes stay: they are worth
 * nothing once the login is over, and a replay needs them.
 */
record Secrets(Protocol protocol) {
  private static final int ID = 2;
  private static final int ID_AND_LENGTH = 4;

  /** What a login server answers: refusals, a salt, a ban. */
  private static final Set<Integer> LOGIN_ANSWERS = Set.of(0x006A, 0x083E, 0x0081, 0x01DC);

  /** To a char server: enter, select, make, keep alive, ask for the list, rename, move a slot. */
  private static final Set<Integer> CHAR_REQUESTS =
      Set.of(
          0x0065, 0x0066, 0x0067, 0x0970, 0x0A39, 0x0187, 0x09A1, 0x028D, 0x028F, 0x08FC, 0x08D4);

  /** To a map server: {id, first byte, length} of what is a password. */
  static final int[][] MAP_PASSWORDS = {
    {0x00D5, 7, 8}, // of a chat room that is opened
    {0x00D9, 6, 8}, // of one that is entered
    {0x00DE, 7, 8}, // of one that is changed
    {0x023B, 4, 32} // of the storage, old and new
  };

  /** Overwrites what is secret in one whole frame. */
  void blank(ServerKind kind, Direction direction, int id, ByteBuf frame) {
    boolean up = direction == Direction.CLIENT_TO_SERVER;
    switch (kind) {
      case LOGIN -> {
        if (!up && protocol.packet(id, direction) == Packet.AC_ACCEPT_LOGIN) {
          AcceptLogin.blankToken(frame);
        } else if (up || !LOGIN_ANSWERS.contains(id)) {
          body(id, frame);
        }
      }
      case CHAR -> {
        if (up && !CHAR_REQUESTS.contains(id)) {
          body(id, frame);
        }
      }
      case MAP -> {
        if (up && !isOther(id)) {
          passwords(id, frame);
        }
      }
    }
  }

  /** Whether some frames have secrets. */
  static boolean areIn(ServerKind kind, Direction direction) {
    return kind == ServerKind.LOGIN || direction == Direction.CLIENT_TO_SERVER;
  }

  /** Whether bytes that cannot be framed may hold secrets. */
  static boolean mayBeInUnframed(ServerKind kind, Direction direction) {
    return kind != ServerKind.MAP || direction == Direction.CLIENT_TO_SERVER;
  }

  /** At some dates the ids of passwords are other packets'. */
  private boolean isOther(int id) {
    Packet packet = protocol.packet(id, Direction.CLIENT_TO_SERVER);
    return packet != null
        && packet != Packet.CZ_CREATE_CHATROOM
        && packet != Packet.CZ_REQ_ENTER_ROOM;
  }

  private void body(int id, ByteBuf frame) {
    int header = protocol.table().length(id) == PacketTable.VARIABLE ? ID_AND_LENGTH : ID;
    zero(frame, header, frame.readableBytes());
  }

  private static void passwords(int id, ByteBuf frame) {
    for (int[] password : MAP_PASSWORDS) {
      if (password[0] == id) {
        zero(frame, password[1], password[1] + password[2]);
      }
    }
  }

  private static void zero(ByteBuf frame, int from, int to) {
    int end = Math.min(to, frame.readableBytes());
    if (from < end) {
      frame.setZero(frame.readerIndex() + from, end - from);
    }
  }
}
