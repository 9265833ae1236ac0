package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.MapName;
import org.rop2p.codec.view.RawText;

/** The second connection: the list of characters, and one of them is chosen. */
final class CharStage {
  private static final int CH_CHARLIST_REQ = 0x09A1;
  private static final int HC_CHARLIST_NOTIFY = 0x09A0;
  private static final int HC_REFUSE_ENTER = 0x006C;
  private static final int HC_NOTIFY_ACCESSIBLE_MAPNAME = 0x0840;
  private static final int SC_NOTIFY_BAN = 0x0081;
  private static final int CHAR_ID = 2;

  private final Wire wire;
  private final ClientConfig config;
  private final Protocol protocol;
  private final LoginStage.Ticket ticket;
  private final Map<Integer, CharacterRecord> bySlot = new HashMap<>();
  private boolean accountIdSeen;
  private int pagesWanted;
  private boolean chosen;

  CharStage(Wire wire, ClientConfig config, Protocol protocol, LoginStage.Ticket ticket) {
    this.wire = wire;
    this.config = config;
    this.protocol = protocol;
    this.ticket = ticket;
  }

  /** Where the chosen character stands. */
  record Chosen(int charId, RawText name, String zone, InetSocketAddress mapServer) {}

  Chosen run(long deadline) throws IOException {
    wire.expectAccountId(ticket.accountId());
    Enter enter = new Enter(ticket.accountId(), 0, ticket.authCode());
    wire.send(out -> enter.writeChar(out, protocol, ticket.userLevel(), ticket.sex()));
    while (true) {
      ByteBuf frame = wire.next(deadline);
      if (frame == null) {
        throw new ConnectionLostException("the char server fell silent");
      }
      Chosen character = take(frame);
      if (character != null) {
        return character;
      }
    }
  }

  private Chosen take(ByteBuf frame) throws IOException {
    int id = wire.id();
    if (id == FrameScanner.NO_ID) {
      accountIdSeen = true;
      return null;
    }
    if (!accountIdSeen) {
      throw new ConnectionLostException("the char server did not begin with the raw account id");
    }
    refuse(frame, id);
    if (id == HC_CHARLIST_NOTIFY) {
      pagesWanted = frame.getIntLE(CHAR_ID);
      requestPage();
      return null;
    }
    Packet packet = protocol.packet(id, Direction.SERVER_TO_CLIENT);
    if (packet == Packet.HC_ACCEPT_ENTER || packet == Packet.HC_ACK_CHARINFO_PER_PAGE) {
      for (CharacterRecord record :
          CharacterRecord.readAll(frame, packet, protocol.characterLayout())) {
        bySlot.put(record.slot(), record);
      }
      if (packet == Packet.HC_ACK_CHARINFO_PER_PAGE) {
        pagesWanted--;
        requestPage();
      } else if (!protocol.has(Packet.HC_ACK_CHARINFO_PER_PAGE)) {
        requestPage();
      }
    }
    return packet == Packet.HC_NOTIFY_ZONESVR ? character(frame) : null;
  }

  /** Asks for the next page of characters; when none is missing, or there are none, chooses. */
  private void requestPage() throws IOException {
    if (pagesWanted > 0) {
      wire.send(out -> out.writeShortLE(CH_CHARLIST_REQ));
    } else if (!chosen) {
      chosen = true;
      if (!bySlot.containsKey(config.slot())) {
        throw new ConnectionLostException("no character in slot " + config.slot());
      }
      wire.send(
          out -> out.writeShortLE(protocol.id(Packet.CH_SELECT_CHAR)).writeByte(config.slot()));
    }
  }

  private Chosen character(ByteBuf frame) throws IOException {
    CharacterRecord record = bySlot.get(config.slot());
    if (record == null || record.charId() != frame.getIntLE(CHAR_ID)) {
      throw new ConnectionLostException("sent to the map as somebody else");
    }
    AddressField address = AddressField.in(frame, Packet.HC_NOTIFY_ZONESVR).get(0);
    return new Chosen(
        record.charId(), record.name(), MapName.ofZoneServer(frame), address.read(frame));
  }

  private static void refuse(ByteBuf frame, int id) throws IOException {
    if (id == HC_REFUSE_ENTER || id == SC_NOTIFY_BAN) {
      throw new ConnectionLostException(
          "refused by the char server, code " + frame.getUnsignedByte(2));
    }
    if (id == HC_NOTIFY_ACCESSIBLE_MAPNAME) {
      throw new ConnectionLostException("the map server is down");
    }
  }
}
