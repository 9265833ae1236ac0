package org.rop2p.codec;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ids of one packet through the years. {@link #written} is what rAthena (or the client) sends
 * at a date; every other id is read wherever the client knows it. Immutable.
 */
final class PacketIds {
  private static final int ALWAYS = 0;
  private static final int NEVER = Integer.MAX_VALUE;

  private record Era(int id, int main, int re, int zero) {}

  private final boolean shuffled;
  private final List<Era> eras;
  private final List<Integer> readOnly;

  private PacketIds(boolean shuffled, List<Era> eras, List<Integer> readOnly) {
    this.shuffled = shuffled;
    this.eras = eras;
    this.readOnly = readOnly;
  }

  /** One id at all dates. */
  static PacketIds id(int id) {
    return new PacketIds(false, List.of(new Era(id, ALWAYS, ALWAYS, ALWAYS)), List.of());
  }

  /** A client packet whose id is looked up in the shuffle of the date. */
  static PacketIds shuffled() {
    return new PacketIds(true, List.of(), List.of());
  }

  /** A packet that came up only at {@code date}. */
  static PacketIds since(int date, int id) {
    return new PacketIds(false, List.of(), List.of()).then(date, id);
  }

  /** A packet that came up at different dates of the branches. */
  static PacketIds since(int main, int re, int zero, int id) {
    return new PacketIds(false, List.of(new Era(id, main, re, zero)), List.of());
  }

  /** From {@code date} on another id. */
  PacketIds then(int date, int id) {
    return then(date, date, date, id);
  }

  PacketIds then(int main, int re, int zero, int id) {
    Era era = new Era(id, main, re, zero);
    return new PacketIds(shuffled, Stream.concat(eras.stream(), Stream.of(era)).toList(), readOnly);
  }

  /** As {@link #then(int, int, int, int)} for packets that no zero server has. */
  PacketIds thenNotZero(int main, int re, int id) {
    return then(main, re, NEVER, id);
  }

  /** Ids with the same meaning that are never written. */
  PacketIds alsoRead(int... ids) {
    return new PacketIds(shuffled, eras, IntStream.of(ids).boxed().toList());
  }

  /** The id under which packet {@code name} is sent at a date; empty when it is not. */
  OptionalInt written(String name, PacketVersion version) {
    if (shuffled) {
      return Shuffle.of(version.branch()).id(name, version.date());
    }
    OptionalInt id = OptionalInt.empty();
    for (Era era : eras) {
      if (version.since(era.main, era.re, era.zero)) {
        id = OptionalInt.of(era.id);
      }
    }
    return id;
  }

  boolean areShuffled() {
    return shuffled;
  }

  /** All ids that do not depend on a shuffle. */
  IntStream all() {
    return IntStream.concat(
            eras.stream().mapToInt(Era::id), readOnly.stream().mapToInt(Integer::intValue))
        .distinct();
  }
}
