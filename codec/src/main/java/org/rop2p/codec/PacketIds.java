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

  /** Where a packet's ids come from. */
  private enum Source {
    ERAS,
    SHUFFLE,
    /** The shuffle, which does not have it at every date. */
    SHUFFLE_OR_NONE
  }

  private final Source source;
  private final List<Era> eras;
  private final List<Integer> readOnly;

  private PacketIds(Source source, List<Era> eras, List<Integer> readOnly) {
    this.source = source;
    this.eras = eras;
    this.readOnly = readOnly;
  }

  /** One id at all dates. */
  static PacketIds id(int id) {
    return new PacketIds(Source.ERAS, List.of(new Era(id, ALWAYS, ALWAYS, ALWAYS)), List.of());
  }

  /** A client packet whose id is looked up in the shuffle of the date. */
  static PacketIds shuffled() {
    return new PacketIds(Source.SHUFFLE, List.of(), List.of());
  }

  /** As {@link #shuffled()} for packets that clients of some dates do not have. */
  static PacketIds shuffledOrNone() {
    return new PacketIds(Source.SHUFFLE_OR_NONE, List.of(), List.of());
  }

  /** A packet that came up only at {@code date}. */
  static PacketIds since(int date, int id) {
    return new PacketIds(Source.ERAS, List.of(), List.of()).then(date, id);
  }

  /** A packet that came up at different dates of the branches. */
  static PacketIds since(int main, int re, int zero, int id) {
    return new PacketIds(Source.ERAS, List.of(new Era(id, main, re, zero)), List.of());
  }

  /** From {@code date} on another id. */
  PacketIds then(int date, int id) {
    return then(date, date, date, id);
  }

  PacketIds then(int main, int re, int zero, int id) {
    Era era = new Era(id, main, re, zero);
    return new PacketIds(source, Stream.concat(eras.stream(), Stream.of(era)).toList(), readOnly);
  }

  /** As {@link #then(int, int, int, int)} for packets that no zero server has. */
  PacketIds thenNotZero(int main, int re, int id) {
    return then(main, re, NEVER, id);
  }

  /** Ids with the same meaning that are never written. */
  PacketIds alsoRead(int... ids) {
    return new PacketIds(source, eras, IntStream.of(ids).boxed().toList());
  }

  /** The id under which packet {@code name} is sent at a date; empty when it is not. */
  OptionalInt written(String name, PacketVersion version) {
    if (source != Source.ERAS) {
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

  /** Whether the id moves from build to build. */
  boolean areOfShuffle() {
    return source != Source.ERAS;
  }

  /** Whether every client must have it under an id of the shuffle. */
  boolean areRequiredOfShuffle() {
    return source == Source.SHUFFLE;
  }

  /** All ids that do not depend on a shuffle. */
  IntStream all() {
    return IntStream.concat(
            eras.stream().mapToInt(Era::id), readOnly.stream().mapToInt(Integer::intValue))
        .distinct();
  }

  /** The dates from which a branch writes an id of its own, in no order; none of a shuffle. */
  IntStream changes(Branch branch) {
    return eras.stream()
        .mapToInt(
            era ->
                switch (branch) {
                  case MAIN -> era.main;
                  case RE -> era.re;
                  case ZERO -> era.zero;
                });
  }
}
