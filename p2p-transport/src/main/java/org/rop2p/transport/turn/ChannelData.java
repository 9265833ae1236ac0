package org.rop2p.transport.turn;

import io.netty.buffer.ByteBuf;

/** The form of ChannelData messages (RFC 8656 section 12.4). */
final class ChannelData {
  static final int HEADER = 4;

  /** Over UDP a message may be padded to a multiple of four bytes, or not (section 12.5). */
  private static final int MAX_PADDING = 3;

  /** The first byte of channel numbers 0x4000 to 0x4FFF. */
  private static final int FIRST_BYTE = 0x4;

  private ChannelData() {}

  static boolean startsLike(ByteBuf datagram) {
    return datagram.isReadable()
        && datagram.getUnsignedByte(datagram.readerIndex()) >> 4 == FIRST_BYTE;
  }

  /** Whether the datagram, which starts like one, is one and nothing else. */
  static boolean isWhole(ByteBuf datagram) {
    if (datagram.readableBytes() < HEADER) {
      return false;
    }
    int rest = datagram.readableBytes() - HEADER - length(datagram);
    return rest >= 0 && rest <= MAX_PADDING;
  }

  static int number(ByteBuf datagram) {
    return datagram.getUnsignedShort(datagram.readerIndex());
  }

  static ByteBuf payload(ByteBuf datagram) {
    return datagram.slice(datagram.readerIndex() + HEADER, length(datagram));
  }

  private static int length(ByteBuf datagram) {
    return datagram.getUnsignedShort(datagram.readerIndex() + Short.BYTES);
  }
}
