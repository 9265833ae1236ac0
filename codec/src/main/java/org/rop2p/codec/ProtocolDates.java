package org.rop2p.codec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** At which client dates anything changes that a {@link Protocol} tells. */
public final class ProtocolDates {
  private ProtocolDates() {}

  /**
   * The supported dates of a branch from {@code first} on that differ from the day before,
   * ascending. Every date between two of them is like the earlier one, or is not supported.
   */
  public static List<Integer> changes(Branch branch, int first) {
    Shuffle shuffle = Shuffle.of(branch);
    IntStream ids =
        Arrays.stream(Packet.values()).flatMapToInt(packet -> packet.ids().changes(branch));
    return Stream.of(
            IntStream.of(first, PacketTable.LAST_COMPLETE_TABLE + 1),
            ClientLengths.of(branch).changes(),
            shuffle.changes(),
            ShuffledLayout.changes(branch),
            PacketVersion.layoutChanges(branch),
            ids)
        .flatMapToInt(dates -> dates)
        .filter(date -> first <= date && date < Integer.MAX_VALUE)
        .filter(shuffle::supports)
        .sorted()
        .distinct()
        .boxed()
        .toList();
  }
}
