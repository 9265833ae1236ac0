package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.IntSupplier;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.Account.Presence;

/** The char server: the raw account id, the character list, and the way to the map server. */
final class CharService implements Service {
  private static final int CH_ENTER = 0x0065;
  private static final int CH_USER_LEVEL = 10;
  private static final int CH_SELECT_CHAR = 0x0066;
  private static final int CH_CHARLIST_REQ = 0x09A1;
  private static final int HC_ACCEPT_ENTER = 0x006B;
  private static final int HC_REFUSE_ENTER = 0x006C;
  private static final int HC_ACCEPT_ENTER2 = 0x082D;
  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int HC_BLOCK_CHARACTER = 0x020D;
  private static final int HC_SECOND_PASSWD_LOGIN = 0x08B9;
  private static final int HC_ACK_CHARINFO_PER_PAGE = 0x0B72;
  private static final int HC_NOTIFY_ZONESVR = 0x0AC5;
  private static final int SLOTS = 15;
  private static final int PAGES = 5;
  private static final int PADDING = 20;
  private static final int ONLY_SLOT = 0;
  private static final CharacterRecord.Layout RECORD =
      Protocol.of(PacketVersion.DEFAULT).characterLayout();

  private final Accounts accounts;
  private final Presences presences;
  private final World world;
  private final List<IntSupplier> mapPorts;

  CharService(Accounts accounts, Presences presences, World world, List<IntSupplier> mapPorts) {
    this.accounts = accounts;
    this.presences = presences;
    this.world = world;
    this.mapPorts = mapPorts;
  }

  @Override
  public ServerKind kind() {
    return ServerKind.CHAR;
  }

  @Override
  public ClientPackets clientPackets() {
    return ClientPackets.CHAR;
  }

  @Override
  public void received(Connection connection, int id, ByteBuf frame) {
    if (id == CH_ENTER) {
      if (connection.account() == null) {
        enter(connection, frame);
      }
      return;
    }
    Account account = connection.account();
    if (account == null || account.connection != connection) {
      connection.kick("packet %04X before CH_ENTER".formatted(id));
      return;
    }
    switch (id) {
      case CH_CHARLIST_REQ -> connection.send(out -> page(out, account));
      case CH_SELECT_CHAR -> select(connection, account, frame.getUnsignedByte(2));
      default -> {
        // pings, pin codes and the rest of the character screen: taken, not answered
      }
    }
  }

  @Override
  public void closed(Connection connection, boolean kicked) {
    Account account = connection.account();
    if (account == null || account.connection != connection) {
      return;
    }
    account.connection = null;
    if (account.presence == Presence.CHOOSING) {
      presences.offline(account);
    }
  }

  private void enter(Connection connection, ByteBuf frame) {
    Enter enter = Enter.readChar(frame);
    connection.send(out -> out.writeIntLE(enter.accountId()));
    Account account = accounts.byId(enter.accountId());
    if (account == null
        || account.authCode != enter.authCode()
        || account.userLevel != frame.getIntLE(CH_USER_LEVEL)
        || !expected(account)) {
      connection.send(out -> out.writeShortLE(HC_REFUSE_ENTER).writeByte(0));
      return;
    }
    connection.account(account);
    presences.choosing(account, connection);
    connection.send(out -> list(out, account));
  }

  private static boolean expected(Account account) {
    return account.presence == Presence.LOGGED_IN
        || (account.presence == Presence.CHOOSING && account.connection == null);
  }

  private void select(Connection connection, Account account, int slot) {
    if (slot != ONLY_SLOT || account.presence != Presence.CHOOSING) {
      connection.send(out -> out.writeShortLE(HC_REFUSE_ENTER).writeByte(0));
      return;
    }
    String map = account.character.saved.map();
    int server = world.map(map).spec.server();
    presences.entering(account, server);
    connection.send(
        out -> {
          out.writeShortLE(HC_NOTIFY_ZONESVR).writeIntLE(account.character.id);
          Wire.mapName(out, map);
          Wire.address(out, mapPorts.get(server).getAsInt());
        });
  }

  private static void list(ByteBuf out, Account account) {
    int slots = Wire.begin(out, HC_ACCEPT_ENTER2);
    out.writeByte(SLOTS)
        .writeByte(0)
        .writeByte(0)
        .writeByte(SLOTS)
        .writeByte(SLOTS)
        .writeZero(PADDING);
    Wire.length(out, slots);
    int accept = Wire.begin(out, HC_ACCEPT_ENTER);
    out.writeByte(SLOTS).writeByte(SLOTS).writeByte(SLOTS).writeZero(PADDING);
    character(out, account);
    Wire.length(out, accept);
    out.writeShortLE(HC_CHARLIST_NOTIFY).writeIntLE(PAGES);
    Wire.length(out, Wire.begin(out, HC_BLOCK_CHARACTER));
    out.writeShortLE(HC_SECOND_PASSWD_LOGIN)
        .writeIntLE(account.userLevel)
        .writeIntLE(account.id)
        .writeShortLE(0);
  }

  private static void page(ByteBuf out, Account account) {
    int start = Wire.begin(out, HC_ACK_CHARINFO_PER_PAGE);
    character(out, account);
    Wire.length(out, start);
  }

  private static void character(ByteBuf out, Account account) {
    new CharacterRecord(account.character.id, ONLY_SLOT, account.character.name)
        .write(out, RECORD, RawText.ascii(account.character.saved.map() + ".gat"));
  }
}
