package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.IntSupplier;
import org.rop2p.codec.CharacterLayout;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.ZoneServer;
import org.rop2p.testbed.server.Account.Presence;

/** The char server: the raw account id, the character list, and the way to the map server. */
final class CharService implements Service {
  private static final int CH_ENTER = 0x0065;
  private static final int CH_USER_LEVEL = 10;
  private static final int CH_SELECT_CHAR = 0x0066;
  private static final int CH_CHARLIST_REQ = 0x09A1;
  private static final int HC_REFUSE_ENTER = 0x006C;
  private static final int HC_ACCEPT_ENTER2 = 0x082D;
  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int HC_BLOCK_CHARACTER = 0x020D;
  private static final int HC_SECOND_PASSWD_LOGIN = 0x08B9;
  private static final int SLOTS = 15;
  private static final int PAGES = 5;
  private static final int PADDING = 20;
  private static final int VARIABLE_HEADER = 4;
  private static final int CHARLIST_NOTIFY_LONG = 10;
  private static final int ONLY_SLOT = 0;

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
    connection.send(out -> out.bytes().writeIntLE(enter.accountId()));
    Account account = accounts.byId(enter.accountId());
    if (account == null
        || account.authCode != enter.authCode()
        || account.userLevel != frame.getIntLE(CH_USER_LEVEL)
        || !expected(account)) {
      connection.send(out -> out.packet(HC_REFUSE_ENTER));
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
      connection.send(out -> out.packet(HC_REFUSE_ENTER));
      return;
    }
    String map = account.character.saved.map();
    int server = world.map(map).spec.server();
    presences.entering(account, server);
    ZoneServer zone = new ZoneServer(account.character.id, map);
    int port = mapPorts.get(server).getAsInt();
    connection.send(
        out -> out.view((bytes, protocol) -> zone.write(bytes, protocol, out.server(port))));
  }

  private static void list(PacketWriter out, Account account) {
    if (paged(out.protocol())) {
      out.packet(
          HC_ACCEPT_ENTER2,
          fields ->
              fields
                  .writeByte(SLOTS)
                  .writeByte(0)
                  .writeByte(0)
                  .writeByte(SLOTS)
                  .writeByte(SLOTS)
                  .writeZero(PADDING));
    }
    CharacterLayout layout = out.protocol().characterLayout();
    out.packet(
        out.protocol().id(Packet.HC_ACCEPT_ENTER),
        fields -> {
          int slots = layout.listHeader() - VARIABLE_HEADER - PADDING;
          for (int i = 0; i < slots; i++) {
            fields.writeByte(SLOTS);
          }
          fields.writeZero(PADDING);
          character(fields, layout, account);
        });
    if (paged(out.protocol())) {
      out.packet(HC_CHARLIST_NOTIFY, fields -> charlist(fields, out.protocol()));
    }
    out.packet(HC_BLOCK_CHARACTER);
    out.packet(
        HC_SECOND_PASSWD_LOGIN,
        fields -> fields.writeIntLE(account.userLevel).writeIntLE(account.id));
  }

  /** Whether the client asks for its characters page by page. */
  private static boolean paged(Protocol protocol) {
    return protocol.has(Packet.HC_ACK_CHARINFO_PER_PAGE);
  }

  /** The long form tells the slots, too. */
  private static void charlist(ByteBuf fields, Protocol protocol) {
    fields.writeIntLE(PAGES);
    if (protocol.table().length(HC_CHARLIST_NOTIFY) == CHARLIST_NOTIFY_LONG) {
      fields.writeIntLE(SLOTS);
    }
  }

  private static void page(PacketWriter out, Account account) {
    out.packet(
        out.protocol().id(Packet.HC_ACK_CHARINFO_PER_PAGE),
        fields -> character(fields, out.protocol().characterLayout(), account));
  }

  private static void character(ByteBuf fields, CharacterLayout layout, Account account) {
    new CharacterRecord(account.character.id, ONLY_SLOT, account.character.name)
        .write(fields, layout, RawText.ascii(account.character.saved.map() + ".gat"));
  }
}
