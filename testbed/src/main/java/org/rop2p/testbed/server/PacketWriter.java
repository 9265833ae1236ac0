package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.RawText;

/**
 * Packets for one client, in the forms of its date. Event loop only.
 *
 * @param bytes what has been written so far
 * @param here the address at which the client reaches the server, and so all others of this world
 */
record PacketWriter(ByteBuf bytes, Protocol protocol, InetAddress here) {
  static final int NAME = 24;
  private static final int LENGTH_WORD = 2;

  /** A packet that the codec knows how to write. */
  void view(BiConsumer<ByteBuf, Protocol> view) {
    view.accept(bytes, protocol);
  }

  /** Where the client finds another server of this world. */
  InetSocketAddress server(int port) {
    return new InetSocketAddress(here, port);
  }

  /** Whether the client has a packet of this id. */
  boolean knows(int id) {
    return protocol.table().knows(id);
  }

  /**
   * A packet of which this server needs no more than some fields. Zeros fill it up to the length
   * that the client expects; a client that does not know it, or only a shorter one, gets none.
   *
   * @param fields what stands behind the id, or behind the length word
   */
  void packet(int id, Consumer<ByteBuf> fields) {
    int length = protocol.table().length(id);
    if (length == PacketTable.UNKNOWN) {
      return;
    }
    int start = bytes.writerIndex();
    bytes.writeShortLE(id);
    if (length == PacketTable.VARIABLE) {
      bytes.writeShortLE(0);
      fields.accept(bytes);
      bytes.setShortLE(start + LENGTH_WORD, bytes.writerIndex() - start);
      return;
    }
    fields.accept(bytes);
    int missing = length - (bytes.writerIndex() - start);
    if (missing < 0) {
      bytes.writerIndex(start);
    } else {
      bytes.writeZero(missing);
    }
  }

  /** A packet of zeros, or without a content. */
  void packet(int id) {
    packet(id, fields -> {});
  }

  static void name(ByteBuf fields, RawText name) {
    name.writePadded(fields, NAME);
  }
}
