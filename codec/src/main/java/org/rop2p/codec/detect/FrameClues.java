package org.rop2p.codec.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.CharacterLayout;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.UnitLayout;

/**
 * What single frames from a server tell beyond framing: under which id a server of the date sends
 * the character list, how long a character is in it, how long a unit entry is. Immutable.
 */
final class FrameClues {
  /**
   * What a frame tells.
   *
   * @param what the server has sent, for people
   * @param fitting candidates of which that is to be expected
   */
  record Clue(String what, BitSet fitting) {}

  /** A frame by id and length. */
  private record Frame(int id, int length) {}

  private static final int PAGE_HEADER = 4;

  private static final List<Packet> ENTRIES =
      List.of(Packet.ZC_NOTIFY_MOVEENTRY, Packet.ZC_NOTIFY_STANDENTRY, Packet.ZC_NOTIFY_NEWENTRY);

  /** By id: whose servers send the pages of the character list under it. */
  private final Map<Integer, BitSet> pages = new HashMap<>();

  /** By bytes of a character. */
  private final Map<Integer, BitSet> sizes = new HashMap<>();

  private final Map<Frame, BitSet> entries = new HashMap<>();

  /** The ids of all frames that may tell something. */
  private final BitSet telling = new BitSet();

  private final int list = Packet.HC_ACCEPT_ENTER.idAt(PacketVersion.DEFAULT).orElseThrow();
  private final int listHeader = CharacterLayout.of(PacketVersion.DEFAULT).listHeader();

  FrameClues(KnownDates dates) {
    for (int stretch = 0; stretch < dates.count(); stretch++) {
      PacketVersion version = dates.stretch(stretch).version();
      int page = Packet.HC_ACK_CHARINFO_PER_PAGE.idAt(version).orElseThrow();
      pages.computeIfAbsent(page, id -> new BitSet()).set(stretch);
      int size = CharacterLayout.of(version).size();
      sizes.computeIfAbsent(size, bytes -> new BitSet()).set(stretch);
      UnitLayout layout = UnitLayout.of(version);
      for (Packet form : ENTRIES) {
        int id = form.idAt(version).orElseThrow();
        Frame frame = new Frame(id, layout.entry(id).length());
        entries.computeIfAbsent(frame, other -> new BitSet()).set(stretch);
      }
    }
    telling.set(list);
    pages.keySet().forEach(telling::set);
    entries.keySet().forEach(frame -> telling.set(frame.id()));
  }

  /** Whether frames with this id may tell something: few do, and this is asked of each. */
  boolean mayTell(int id) {
    return telling.get(id);
  }

  /**
   * Lengths by id of the packets that tell nothing, neither by their length nor by what is in them;
   * {@link PacketTable#UNKNOWN} for all others.
   */
  short[] lengthsThatTellNothing(KnownDates dates) {
    short[] lengths = dates.commonLengths();
    telling.stream().forEach(id -> lengths[id] = PacketTable.UNKNOWN);
    return lengths;
  }

  /** What a frame from a server of {@code kind} tells; empty when nothing. */
  List<Clue> of(ServerKind kind, int id, int length) {
    return switch (kind) {
      case LOGIN -> List.of();
      case CHAR -> ofChar(id, length);
      case MAP -> ofMap(id, length);
    };
  }

  private List<Clue> ofMap(int id, int length) {
    BitSet fitting = entries.get(new Frame(id, length));
    return fitting == null
        ? List.of()
        : List.of(new Clue("a unit entry %04X of %d bytes".formatted(id, length), fitting));
  }

  private List<Clue> ofChar(int id, int length) {
    List<Clue> clues = new ArrayList<>();
    BitSet senders = pages.get(id);
    if (senders != null) {
      clues.add(new Clue("the character list as %04X".formatted(id), senders));
    }
    if (senders != null || id == list) {
      int bytes = length - (id == list ? listHeader : PAGE_HEADER);
      size(bytes)
          .ifPresent(
              size ->
                  clues.add(
                      new Clue(
                          "the character list %04X with %d bytes for each".formatted(id, size),
                          sizes.get(size))));
    }
    return clues;
  }

  /** The one size that so many bytes of whole characters can have. */
  private Optional<Integer> size(int bytes) {
    List<Integer> possible =
        sizes.keySet().stream().filter(size -> bytes > 0 && bytes % size == 0).toList();
    return possible.size() == 1 ? Optional.of(possible.get(0)) : Optional.empty();
  }
}
