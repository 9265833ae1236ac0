package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;

/**
 * One character of the character list.
 *
 * @param charId the id CZ_ENTER carries as GID
 */
public record CharacterRecord(int charId, int slot, RawText name) {
  private static final int NAME = 24;
  private static final int MAP_NAME = 16;
  private static final int LIST_PER_PAGE = 4;
  private static final int MAKECHAR = 2;

  /** {@link Layout#map()} of records without a map name. */
  public static final int NO_MAP = -1;

  /**
   * Size and field offsets of one era's record.
   *
   * @param map offset of the map name, or {@link #NO_MAP}
   * @param listHeader bytes before the first record of HC_ACCEPT_ENTER
   */
  public record Layout(int size, int name, int slot, int map, int listHeader) {
    private static final int HEADER = 27;
    private static final int HEADER_BEFORE_20100413 = 24;

    /** RE since 20211103, main since 20220330. */
    public static final Layout SIZE_175 = new Layout(175, 108, 138, 142, HEADER);

    /** rAthena's record of a client date. */
    public static Layout of(PacketVersion version) {
      int date = version.date();
      if (version.since(20220330, 20211103, Integer.MAX_VALUE)) {
        return SIZE_175;
      } else if (date >= 20170830) {
        return new Layout(155, 88, 118, 122, HEADER);
      } else if (date >= 20141022) {
        return new Layout(147, 80, 110, 114, HEADER);
      } else if (date >= 20111025) {
        return old(144);
      } else if (date >= 20110928) {
        return old(140);
      } else if (date >= 20110111) {
        return old(136);
      } else if (date >= 20100803) {
        return old(132);
      } else if (date >= 20100720 && date <= 20100727) {
        return old(128);
      }
      return new Layout(112, 78, 108, NO_MAP, date < 20100413 ? HEADER_BEFORE_20100413 : HEADER);
    }

    private static Layout old(int size) {
      return new Layout(size, 78, 108, 112, HEADER);
    }
  }

  /**
   * Reads the whole records of {@code form}: HC_ACCEPT_ENTER, HC_ACK_CHARINFO_PER_PAGE or
   * HC_ACCEPT_MAKECHAR.
   */
  public static List<CharacterRecord> readAll(ByteBuf frame, Packet form, Layout layout) {
    int start =
        switch (form) {
          case HC_ACCEPT_ENTER -> layout.listHeader();
          case HC_ACCEPT_MAKECHAR -> MAKECHAR;
          default -> LIST_PER_PAGE;
        };
    List<CharacterRecord> records = new ArrayList<>();
    for (int at = frame.readerIndex() + start;
        at + layout.size() <= frame.writerIndex();
        at += layout.size()) {
      records.add(
          new CharacterRecord(
              frame.getIntLE(at),
              frame.getUnsignedByte(at + layout.slot()),
              RawText.nulPadded(frame, at + layout.name(), NAME)));
    }
    return records;
  }

  /** Appends one record: the fields given, zeros elsewhere. For servers of our own making. */
  public void write(ByteBuf out, Layout layout, RawText mapName) {
    int at = out.writerIndex();
    out.writeZero(layout.size());
    int end = out.writerIndex();
    out.setIntLE(at, charId);
    out.setByte(at + layout.slot(), slot);
    out.writerIndex(at + layout.name());
    name.writePadded(out, NAME);
    if (layout.map() != NO_MAP) {
      out.writerIndex(at + layout.map());
      mapName.writePadded(out, MAP_NAME);
    }
    out.writerIndex(end);
  }
}
