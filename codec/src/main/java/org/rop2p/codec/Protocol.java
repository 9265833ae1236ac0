package org.rop2p.codec;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.rop2p.codec.view.CharacterRecord;
import org.rop2p.codec.view.UnitLayout;

/**
 * Everything that depends on the client date: lengths, ids by name, layouts. Immutable; one
 * instance per date.
 */
public final class Protocol {
  /** From these dates on ids are unshuffled, unit entries have their newest form. */
  private static final int MAIN_SINCE = 20181121;

  private static final int RE_SINCE = 20180704;
  private static final int IDS = 0x10000;
  private static final ConcurrentMap<PacketVersion, Protocol> PROTOCOLS = new ConcurrentHashMap<>();

  private final PacketVersion version;
  private final PacketTable table;
  private final Packet[] byId = new Packet[IDS];

  private Protocol(PacketVersion version) {
    this.version = version;
    this.table = PacketTable.of(version);
    for (Packet packet : Packet.values()) {
      for (int id : packet.ids()) {
        if (table.length(id) != PacketTable.UNKNOWN) {
          byId[id] = packet;
        }
      }
      if (byId[packet.preferredId()] != packet) {
        throw new IllegalStateException(
            "%s has no id for client date %s".formatted(packet, version));
      }
    }
  }

  /**
   * The protocol of a client date.
   *
   * @throws IllegalArgumentException with a sentence for people, for dates without layouts
   */
  public static Protocol of(PacketVersion version) {
    if (!version.since(MAIN_SINCE, RE_SINCE)) {
      throw new IllegalArgumentException(
          "client date %s is not supported: the oldest are %d:main and %d:re"
              .formatted(version, MAIN_SINCE, RE_SINCE));
    }
    return PROTOCOLS.computeIfAbsent(version, Protocol::new);
  }

  public PacketVersion version() {
    return version;
  }

  public PacketTable table() {
    return table;
  }

  /**
   * The packet that {@code id} (0..0xFFFF, or {@link FrameScanner#NO_ID}) means in a direction, or
   * null for every packet that is none of the proxy's business.
   */
  public Packet packet(int id, Direction direction) {
    if (id < 0) {
      return null;
    }
    Packet packet = byId[id];
    return packet != null && packet.direction() == direction ? packet : null;
  }

  /** The id under which {@code packet} is written. */
  public int id(Packet packet) {
    return packet.preferredId();
  }

  /** Field offsets of unit entries. */
  public UnitLayout unitLayout() {
    return UnitLayout.SINCE_2018;
  }

  /** Field offsets of a character in the character list, or null when its size is not known. */
  public CharacterRecord.Layout characterLayout() {
    return version.since(20220330, 20211103) ? CharacterRecord.Layout.SIZE_175 : null;
  }

  /** Length of CZ_ENTER: 23 bytes on the newest clients, 19 before. */
  public int enterLength() {
    return table.length(id(Packet.CZ_ENTER));
  }
}
