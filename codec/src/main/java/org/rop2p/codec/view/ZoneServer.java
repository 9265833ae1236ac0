package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;

/**
 * HC_NOTIFY_ZONESVR: which map server the chosen character plays on.
 *
 * @param zone map name without {@code .gat}, lower case
 */
public record ZoneServer(int charId, String zone) {
  private static final int CHAR_ID = 2;

  public static ZoneServer read(ByteBuf frame) {
    return new ZoneServer(
        frame.getIntLE(frame.readerIndex() + CHAR_ID), MapName.ofZoneServer(frame));
  }

  /** Appends it in the form of the protocol's date; {@code server} is IPv4. */
  public void write(ByteBuf out, Protocol protocol, InetSocketAddress server) {
    int id = protocol.id(Packet.HC_NOTIFY_ZONESVR);
    int length = protocol.table().length(id);
    int start = out.writerIndex();
    out.writeShortLE(id).writeIntLE(charId);
    MapName.write(out, zone);
    out.writeZero(start + length - out.writerIndex());
    AddressField.ofMove(length).write(out.slice(start, length), server);
  }
}
