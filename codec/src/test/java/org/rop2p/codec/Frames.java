package org.rop2p.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;

/** Frames as hex, as they are read in a dump. */
public final class Frames {
  private Frames() {}

  public static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  /** A frame, at an index other than 0 so that nobody forgets the reader index. */
  public static ByteBuf frame(String hex) {
    return frame(bytes(hex));
  }

  /** A frame whose rest is zeros. */
  public static ByteBuf padded(String hex, int length) {
    return frame(Arrays.copyOf(bytes(hex), length));
  }

  public static ByteBuf frame(byte[] bytes) {
    ByteBuf shifted = Unpooled.buffer(bytes.length + 3);
    shifted.writeMedium(0xEEEEEE).writeBytes(bytes);
    return shifted.readerIndex(3);
  }

  public static String hex(ByteBuf written) {
    return ByteBufUtil.hexDump(written);
  }
}
