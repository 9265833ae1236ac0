package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.rop2p.codec.view.RawText;

/** Fields that many packets share. */
final class Wire {
  private Wire() {}

  static String text(ByteBuf in, int index, int width) {
    return new String(RawText.nulPadded(in, index, width).toBytes(), StandardCharsets.ISO_8859_1);
  }
}
