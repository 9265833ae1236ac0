package org.rop2p.codec;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Everything that depends on the client date: lengths, ids by name, layouts. Immutable; one
 * instance per date, built on first use. Building it checks that every packet has an id the client
 * knows and that no id has two meanings: a wrong table cannot start.
 */
public final class Protocol {
  private static final int IDS = 0x10000;

  /** From this date on the client's chat line has no NUL behind it. */
  private static final int CHAT_WITHOUT_NUL = 20151001;

  /** What {@link #writesLike} compares: ids at fixed places. */
  private static final Set<Packet> WRITTEN_IN_GAME =
      EnumSet.of(
          Packet.ZC_NOTIFY_CHAT,
          Packet.ZC_NOTIFY_PLAYERCHAT,
          Packet.ZC_NPC_CHAT,
          Packet.CZ_REQ_EMOTION,
          Packet.ZC_EMOTION,
          Packet.CZ_REQ_EMOTION_EXPANSION,
          Packet.ZC_EMOTION_EXPANSION,
          Packet.ZC_NOTIFY_MOVE,
          Packet.ZC_NOTIFY_MOVEENTRY,
          Packet.ZC_STOPMOVE);

  /** What {@link #writesLike} compares: ids and layouts of the shuffle. */
  private static final Set<Packet> MOVING_IN_GAME =
      EnumSet.of(
          Packet.CZ_REQUEST_TIME,
          Packet.CZ_REQUEST_MOVE,
          Packet.CZ_REQUEST_ACT,
          Packet.CZ_CHANGE_DIRECTION,
          Packet.CZ_REQUEST_CHAT);

  private static final ConcurrentMap<PacketVersion, Protocol> PROTOCOLS = new ConcurrentHashMap<>();

  private final PacketVersion version;
  private final PacketTable table;
  private final Map<Packet, Integer> written = new EnumMap<>(Packet.class);
  private final Packet[] byId;
  private final UnitLayout unitLayout;
  private final CharacterLayout characterLayout;

  private Protocol(PacketVersion version) {
    this.version = version;
    this.table = PacketTable.of(version);
    Packet[] meanings = new Packet[IDS];
    for (Packet packet : Packet.values()) {
      OptionalInt id = packet.ids().written(packet.name(), version);
      id.ifPresent(known -> written.put(packet, known));
      packet.ids().all().filter(table::knows).forEach(read -> give(meanings, read, packet));
      if (packet.ids().areRequiredOfShuffle() && id.isEmpty()) {
        throw gap(packet);
      }
      if (packet.ids().areOfShuffle()) {
        id.ifPresent(moving -> give(meanings, moving, packet));
      }
      if (id.isPresent() && meanings[id.getAsInt()] != packet) {
        throw gap(packet);
      }
    }
    int used = IDS;
    while (meanings[used - 1] == null) {
      used--;
    }
    this.byId = Arrays.copyOf(meanings, used);
    this.unitLayout = UnitLayout.of(version);
    this.characterLayout = CharacterLayout.of(version);
  }

  private void give(Packet[] meanings, int id, Packet packet) {
    if (meanings[id] != null && meanings[id] != packet) {
      throw new IllegalStateException(
          "%04X is both %s and %s at client date %s".formatted(id, meanings[id], packet, version));
    }
    meanings[id] = packet;
  }

  private IllegalStateException gap(Packet packet) {
    return new IllegalStateException(
        "%s has no id that client date %s knows".formatted(packet, version));
  }

  /**
   * The protocol of a client date.
   *
   * @throws IllegalArgumentException with one sentence for people that names the nearest supported
   *     dates, when the packet ids of this date are not known
   */
  public static Protocol of(PacketVersion version) {
    Shuffle shuffle = Shuffle.of(version.branch());
    if (!shuffle.supports(version.date())) {
      throw new IllegalArgumentException(shuffle.refusal(version.date()));
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
    if (id < 0 || id >= byId.length) {
      return null;
    }
    Packet packet = byId[id];
    return packet != null && packet.direction() == direction ? packet : null;
  }

  /** Whether {@code packet} is sent at this date. */
  public boolean has(Packet packet) {
    return written.containsKey(packet);
  }

  /**
   * The id under which {@code packet} is written.
   *
   * @throws IllegalStateException when the client of this date has no such packet, see {@link #has}
   */
  public int id(Packet packet) {
    Integer id = written.get(packet);
    if (id == null) {
      throw gap(packet);
    }
    return id;
  }

  /** Field offsets of unit entries. */
  public UnitLayout unitLayout() {
    return unitLayout;
  }

  /** Length and field offsets of a client packet whose id moves from build to build. */
  public ShuffledLayout shuffledLayout(Packet packet) {
    return ShuffledLayout.of(packet.name(), version);
  }

  /** Field offsets of a character in the character list. */
  public CharacterLayout characterLayout() {
    return characterLayout;
  }

  /**
   * Whether everything a proxy may write into a running game is the same by {@code other}: the
   * packets about what players say, show and walk.
   */
  public boolean writesLike(Protocol other) {
    for (Packet packet : WRITTEN_IN_GAME) {
      if (!Objects.equals(written.get(packet), other.written.get(packet))) {
        return false;
      }
    }
    for (Packet packet : MOVING_IN_GAME) {
      if (!Objects.equals(written.get(packet), other.written.get(packet))
          || !shuffledLayout(packet).equals(other.shuffledLayout(packet))) {
        return false;
      }
    }
    return chatEndsInNul() == other.chatEndsInNul();
  }

  /**
   * Whether the text of CZ_REQUEST_CHAT ends in a NUL, which rAthena then insists on. Some clients
   * send one at later dates, too.
   */
  public boolean chatEndsInNul() {
    return version.date() < CHAT_WITHOUT_NUL;
  }
}
