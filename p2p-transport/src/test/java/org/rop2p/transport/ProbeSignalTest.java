package org.rop2p.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.ProbeSignal.Nat;
import org.rop2p.transport.ProbeSignal.Step;

/** What two sides say of probing, as signalling carries it. */
final class ProbeSignalTest {
  private static final InetSocketAddress ADDRESS = new InetSocketAddress("198.51.100.2", 65_535);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe:1 offer cone 198.51.100.2 4000 - abcd",
        "probe:1 agree symmetric 198.51.100.2 1 - a+b/",
        "probe:1 samples symmetric 198.51.100.2 65535 1 abcd",
        "probe:1 samples symmetric 198.51.100.2 4000 1,65535,3,4,5,6,7,7 abcd",
        "probe:1 end cone 0.0.0.0 4000 - abcd"
      })
  void isReadAsItIsWritten(String text) {
    ProbeSignal signal = ProbeSignal.parse(text).orElseThrow();
    assertEquals(text, signal.toText());
    for (int length = 0; length < text.length(); length++) {
      // The last field may be shorter; a cut is still never taken for the whole.
      String cut = text.substring(0, length);
      assertFalse(isReadAs(cut, signal), cut);
    }
  }

  @Test
  void saysWhatItSaid() {
    ProbeSignal signal =
        new ProbeSignal(Step.SAMPLES, Nat.SYMMETRIC, ADDRESS, List.of(5, 4, 3), "ufrag");
    assertEquals("probe:1 samples symmetric 198.51.100.2 65535 5,4,3 ufrag", signal.toText());
    assertEquals(Optional.of(signal), ProbeSignal.parse(signal.toText()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"probe:2 offer cone", "probe:999 ", "probe:10 offer cone 1.2.3.4 1 - abcd"})
  void anotherVersionIsNoError(String text) {
    assertEquals(Optional.empty(), ProbeSignal.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "probe:1",
        "probe:1 ",
        "probe:0 offer cone 1.2.3.4 1 - abcd",
        "probe:01 offer cone 1.2.3.4 1 - abcd",
        "probe:99999 offer",
        "probe:x offer",
        " probe:1 offer cone 1.2.3.4 1 - abcd",
        "probe:1 offer cone 1.2.3.4 1 - abcd ",
        "probe:1 offer cone 1.2.3.4 1 - abcd\n",
        "probe:1  offer cone 1.2.3.4 1 - abcd",
        "probe:1 OFFER cone 1.2.3.4 1 - abcd",
        "probe:1 dance cone 1.2.3.4 1 - abcd",
        "probe:1 offer none 1.2.3.4 1 - abcd",
        "probe:1 offer cone host 1 - abcd",
        "probe:1 offer cone 1.2.3 1 - abcd",
        "probe:1 offer cone 1.2.3.256 1 - abcd",
        "probe:1 offer cone 01.2.3.4 1 - abcd",
        "probe:1 offer cone ::1 1 - abcd",
        "probe:1 offer cone 1.2.3.4 0 - abcd",
        "probe:1 offer cone 1.2.3.4 01 - abcd",
        "probe:1 offer cone 1.2.3.4 65536 - abcd",
        "probe:1 offer cone 1.2.3.4 1 1 abcd",
        "probe:1 samples cone 1.2.3.4 1 - abcd",
        "probe:1 samples cone 1.2.3.4 1 0 abcd",
        "probe:1 samples cone 1.2.3.4 1 1, abcd",
        "probe:1 samples cone 1.2.3.4 1 65536 abcd",
        "probe:1 samples cone 1.2.3.4 1 1,2,3,4,5,6,7,8,9 abcd",
        "probe:1 offer cone 1.2.3.4 1 - abc",
        "probe:1 offer cone 1.2.3.4 1 - ab d",
        "probe:1 offer cone 1.2.3.4 1 - ab_d"
      })
  void whatIsMalformedIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ProbeSignal.parse(text));
  }

  @Test
  void theLongestFitsAndLongerOnesAreRefusedUnread() {
    ProbeSignal longest =
        new ProbeSignal(
            Step.SAMPLES,
            Nat.SYMMETRIC,
            new InetSocketAddress("255.255.255.255", 65_535),
            Collections.nCopies(ProbeSignal.MAX_SAMPLES, 65_535),
            "u".repeat(256));
    assertEquals(Optional.of(longest), ProbeSignal.parse(longest.toText()));
    String later = "probe:2 " + "x".repeat(400);
    assertThrows(IllegalArgumentException.class, () -> ProbeSignal.parse(later));
  }

  @Test
  void onlyWhatCanBeWrittenCanBeMade() {
    for (InetSocketAddress bad :
        List.of(
            new InetSocketAddress("2001:db8::1", 1),
            new InetSocketAddress("198.51.100.2", 0),
            InetSocketAddress.createUnresolved("home", 1))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ProbeSignal(Step.OFFER, Nat.CONE, bad, List.of(), "abcd"));
    }
  }

  private static boolean isReadAs(String text, ProbeSignal signal) {
    try {
      return ProbeSignal.parse(text).filter(signal::equals).isPresent();
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
