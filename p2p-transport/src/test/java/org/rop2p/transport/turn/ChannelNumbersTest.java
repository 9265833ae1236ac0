package org.rop2p.transport.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Numbers are not given to another peer while the server may know them. */
final class ChannelNumbersTest {
  private static final int ALL = 0x1000;
  private static final long REST = Duration.ofMinutes(15).toNanos();

  private final ChannelNumbers numbers = new ChannelNumbers();

  @Test
  void aPeerKeepsItsNumberAndOthersGetTheirs() {
    assertEquals(OptionalInt.of(0x4000), numbers.take(peer(1), 0));
    assertEquals(OptionalInt.of(0x4001), numbers.take(peer(2), 0));
    assertEquals(OptionalInt.of(0x4000), numbers.take(peer(1), REST / 2));
    assertEquals(OptionalInt.empty(), numbers.number(peer(3)));
    assertEquals(Optional.of(peer(2)), numbers.peer(0x4001));
    for (int number : new int[] {-1, 0, 0x3FFF, 0x4002, 0x4FFF, 0x5000, 0xFFFF}) {
      assertEquals(Optional.empty(), numbers.peer(number), "number " + number);
    }
  }

  @Test
  void aNumberRestsForFifteenMinutesAndThoseInUseAreLeftOut() {
    for (int i = 0; i < ALL; i++) {
      assertEquals(OptionalInt.of(0x4000 + i), numbers.take(peer(i), i));
    }
    assertEquals(OptionalInt.empty(), numbers.take(peer(ALL), REST));
    numbers.take(peer(0), REST); // refreshed
    long later = REST + Duration.ofMinutes(2).toNanos();
    assertEquals(OptionalInt.of(0x4001), numbers.take(peer(ALL), later));
    assertEquals(OptionalInt.empty(), numbers.number(peer(1)), "it has lost it");
    assertEquals(Optional.of(peer(ALL)), numbers.peer(0x4001));
    assertTrue(numbers.number(peer(0)).isPresent());
  }

  private static InetSocketAddress peer(int number) {
    return new InetSocketAddress("203.0.113.5", 1_000 + number);
  }
}
