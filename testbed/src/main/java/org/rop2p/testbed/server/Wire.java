package org.rop2p.testbed.server;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.rop2p.codec.view.RawText;

/** Fields that many packets share. */
final class Wire {
  static final int NAME = 24;
  private static final int MAP_NAME = 16;
  private static final int DOMAIN = 128;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private Wire() {}

  static void name(ByteBuf out, RawText name) {
    name.writePadded(out, NAME);
  }

  static void mapName(ByteBuf out, String map) {
    RawText.ascii(map + ".gat").writePadded(out, MAP_NAME);
  }

  /** Address, port, and the domain text that rAthena leaves empty. */
  static void address(ByteBuf out, int port) {
    out.writeBytes(LOOPBACK).writeShortLE(port).writeZero(DOMAIN);
  }

  static void loopback(ByteBuf out) {
    out.writeBytes(LOOPBACK);
  }

  static String text(ByteBuf in, int index, int width) {
    return new String(RawText.nulPadded(in, index, width).toBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Writes the length of the packet that began at {@code start} into its length word. */
  static void length(ByteBuf out, int start) {
    out.setShortLE(start + 2, out.writerIndex() - start);
  }

  /** Begins a variable packet; {@link #length} ends it. */
  static int begin(ByteBuf out, int id) {
    int start = out.writerIndex();
    out.writeShortLE(id).writeShortLE(0);
    return start;
  }
}
