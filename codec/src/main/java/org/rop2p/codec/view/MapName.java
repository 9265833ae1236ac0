package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/** Map names in HC_NOTIFY_ZONESVR, ZC_NPCACK_MAPMOVE and ZC_NPCACK_SERVERMOVE. */
public final class MapName {
  private static final int WIDTH = 16;
  private static final int IN_ZONESVR = 6;
  private static final int IN_MOVE = 2;
  private static final String SUFFIX = ".gat";

  private MapName() {}

  /** The zone (map name without {@code .gat}, lower case) of HC_NOTIFY_ZONESVR. */
  public static String ofZoneServer(ByteBuf frame) {
    return zone(frame, IN_ZONESVR);
  }

  /** The zone of ZC_NPCACK_MAPMOVE and ZC_NPCACK_SERVERMOVE. */
  public static String ofMove(ByteBuf frame) {
    return zone(frame, IN_MOVE);
  }

  /** Appends the sixteen bytes of a zone's map name. */
  static void write(ByteBuf out, String zone) {
    RawText.ascii(zone + SUFFIX).writePadded(out, WIDTH);
  }

  private static String zone(ByteBuf frame, int offset) {
    String name =
        RawText.nulPadded(frame, frame.readerIndex() + offset, WIDTH)
            .toString()
            .toLowerCase(Locale.ROOT);
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }
}
