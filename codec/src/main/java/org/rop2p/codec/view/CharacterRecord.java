package org.rop2p.codec.view;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.codec.CharacterLayout;
import org.rop2p.codec.Packet;

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

  /**
   * Reads the whole records of {@code form}: HC_ACCEPT_ENTER, HC_ACK_CHARINFO_PER_PAGE or
   * HC_ACCEPT_MAKECHAR.
   */
  public static List<CharacterRecord> readAll(ByteBuf frame, Packet form, CharacterLayout layout) {
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
  public void write(ByteBuf out, CharacterLayout layout, RawText mapName) {
    int at = out.writerIndex();
    out.writeZero(layout.size());
    int end = out.writerIndex();
    out.setIntLE(at, charId);
    out.setByte(at + layout.slot(), slot);
    out.writerIndex(at + layout.name());
    name.writePadded(out, NAME);
    if (layout.map() != CharacterLayout.NO_MAP) {
      out.writerIndex(at + layout.map());
      mapName.writePadded(out, MAP_NAME);
    }
    out.writerIndex(end);
  }
}
