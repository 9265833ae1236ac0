package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/** Datagrams that open a connection, kept until there is a path to answer by. Event loop only. */
final class Waiting {
  /** A client hello is one datagram or two; who is early says it once. */
  private static final int MAX = 2;

  /** No QUIC handshake datagram is larger on an Ethernet. */
  private static final int MAX_BYTES = 1_500;

  private final List<byte[]> datagrams = new ArrayList<>();

  /**
   * Keeps one.
   *
   * @param datagram lent for the call
   * @return false if it is too large, or one too many
   */
  boolean add(ByteBuf datagram) {
    return datagrams.size() < MAX
        && datagram.readableBytes() <= MAX_BYTES
        && datagrams.add(ByteBufUtil.getBytes(datagram));
  }

  boolean isEmpty() {
    return datagrams.isEmpty();
  }

  /** Hands them out, in order. */
  List<byte[]> take() {
    List<byte[]> all = List.copyOf(datagrams);
    datagrams.clear();
    return all;
  }
}
