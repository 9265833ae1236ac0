package org.rop2p.codec.detect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.rop2p.codec.Branch;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.ProtocolDates;

/**
 * The client dates that can be told apart: stretches of days over which nothing changes that the
 * proxy knows of. They begin where packet ids have stopped to move from build to build; who plays
 * with an older client must say so. Immutable; a quarter of a second's work to make, once.
 */
final class KnownDates {
  /** {@link Stretch#until()} of the newest stretch of a branch. */
  static final int OPEN = Integer.MAX_VALUE;

  /**
   * Days of a branch that are alike.
   *
   * @param from the first
   * @param until the first that is not, or {@link #OPEN}
   */
  record Stretch(Branch branch, int from, int until) {
    boolean contains(PacketVersion version) {
      return version.branch() == branch && from <= version.date() && version.date() < until;
    }

    /** A date of it: the default one, if it is one, else the first. */
    PacketVersion version() {
      return contains(PacketVersion.DEFAULT)
          ? PacketVersion.DEFAULT
          : new PacketVersion(from, branch);
    }
  }

  private static final class Holder {
    static final KnownDates ALL = new KnownDates();
  }

  private final List<Stretch> stretches = new ArrayList<>();

  /** By id; what holds for all stretches, unless {@code own} says otherwise. */
  private final short[] common;

  /** By id: the length in each stretch; null where it is the same in all. */
  private final short[][] own;

  private KnownDates() {
    List<PacketTable> tables = new ArrayList<>();
    for (Branch branch : Branch.values()) {
      List<Integer> dates = ProtocolDates.changes(branch, first(branch));
      tables.addAll(PacketTable.of(branch, dates));
      for (int i = 0; i < dates.size(); i++) {
        int until = i + 1 < dates.size() ? dates.get(i + 1) : OPEN;
        stretches.add(new Stretch(branch, dates.get(i), until));
      }
    }
    int used = 1 + tables.stream().mapToInt(t -> t.ids().max().orElse(0)).max().orElse(0);
    common = new short[used];
    own = new short[used][];
    for (int id = 0; id < used; id++) {
      fill(id, tables);
    }
  }

  /** All of them. The first call is slow. */
  static KnownDates all() {
    return Holder.ALL;
  }

  /** The first client of a branch whose packet ids do not move any more. */
  private static int first(Branch branch) {
    return switch (branch) {
      case MAIN -> 20180315;
      case RE -> 20180321;
      case ZERO -> 20180523;
    };
  }

  private void fill(int id, List<PacketTable> tables) {
    short[] lengths = new short[tables.size()];
    boolean alike = true;
    for (int i = 0; i < lengths.length; i++) {
      PacketTable table = tables.get(i);
      lengths[i] = (short) (table.isUnusedSlot(id) ? PacketTable.UNKNOWN : table.length(id));
      alike &= lengths[i] == lengths[0];
    }
    common[id] = lengths[0];
    own[id] = alike ? null : lengths;
  }

  int count() {
    return stretches.size();
  }

  Stretch stretch(int index) {
    return stretches.get(index);
  }

  /** The stretch of a date, or -1. */
  int indexOf(PacketVersion version) {
    for (int i = 0; i < stretches.size(); i++) {
      if (stretches.get(i).contains(version)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether an id (0..0xFFFF) has the same length in all stretches, or is unknown to all. */
  boolean alike(int id) {
    return id >= own.length || own[id] == null;
  }

  /** The length of an id as {@link PacketTable#length} has it; unused slots are unknown. */
  int length(int id, int stretch) {
    if (id >= common.length) {
      return PacketTable.UNKNOWN;
    }
    return own[id] == null ? common[id] : own[id][stretch];
  }

  /** By id: the length where it is the same in all stretches, else {@link PacketTable#UNKNOWN}. */
  short[] commonLengths() {
    short[] lengths = common.clone();
    for (int id = 0; id < lengths.length; id++) {
      lengths[id] = own[id] == null ? lengths[id] : PacketTable.UNKNOWN;
    }
    return lengths;
  }

  /** The stretches of which {@code wanted}, asked by index, is true. */
  BitSet where(IntPredicate wanted) {
    BitSet found = new BitSet(stretches.size());
    for (int i = 0; i < stretches.size(); i++) {
      found.set(i, wanted.test(i));
    }
    return found;
  }
}
