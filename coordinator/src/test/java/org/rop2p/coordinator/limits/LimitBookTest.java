package org.rop2p.coordinator.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.Signal;

class LimitBookTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final Signal OFFER = new Signal.Offer("anna", "a".repeat(22));
  private static final Signal CANDIDATE = new Signal.IceCandidate("candidate:1");

  private final LimitBook book = new LimitBook();

  @Test
  void oneAccountIsTriedSoOftenWhereverFrom() {
    int tried = 0;
    Optional<Duration> wait = Optional.empty();
    while (wait.isEmpty()) {
      wait = book.loginFrom("203.0.113." + tried, ANNA, 0);
      tried++;
    }
    assertEquals(LimitBook.LOGINS_OF_ACCOUNT.burst() + 1, tried);
    assertEquals(Optional.empty(), book.loginFrom("203.0.113.1", BERT, 0), "nobody else is");
    assertEquals(Optional.empty(), book.loginFrom("203.0.113.1", ANNA, wait.get().toNanos()));
  }

  @Test
  void oneAddressTriesSoManyAccounts() {
    int tried = 0;
    while (book.loginFrom("203.0.113.1", ANNA + tried, 0).isEmpty()) {
      tried++;
    }
    assertEquals(LimitBook.LOGINS_FROM_ADDRESS.burst(), tried);
    assertEquals(Optional.empty(), book.loginFrom("203.0.113.2", BERT, 0));
    int joined = 0;
    while (book.joinFrom("203.0.113.1", ANNA + joined, 0).isEmpty()) {
      joined++;
    }
    assertEquals(LimitBook.JOINS_FROM_ADDRESS.burst(), joined);
  }

  @Test
  void thisMachineIsNotLimitedByAddress() {
    for (int account = 1; account <= 1_000; account++) {
      assertEquals(Optional.empty(), book.loginFrom("127.0.0.1", account, 0));
      assertEquals(Optional.empty(), book.socketFrom("::1", account, 0));
    }
    assertEquals(1_000, book.openSockets());
  }

  @ParameterizedTest(name = "{0} and {1}: one address {2}")
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "2001:db8::1%eth0, 2001:db8::2, true",
    "::ffff:203.0.113.1, 203.0.113.1, true",
    "203.0.113.1, 203.0.113.2, false",
    "unknown, unknown, true",
    "unknown, 203.0.113.2, false",
  })
  void whatCountsAsOneAddress(String one, String other, boolean same) {
    assertEquals(same, AddressBlock.of(one).equals(AddressBlock.of(other)));
  }

  @Test
  void socketsThatCloseMakeRoom() {
    for (int i = 0; i < LimitBook.OPEN_SOCKETS_OF_ACCOUNT; i++) {
      assertEquals(Optional.empty(), book.socketFrom("203.0.113.1", ANNA, 0));
    }
    assertTrue(book.socketFrom("203.0.113.1", ANNA, 0).isPresent());
    assertEquals(Optional.empty(), book.socketFrom("203.0.113.1", BERT, 0));
    book.socketClosed("203.0.113.1", ANNA);
    assertEquals(Optional.empty(), book.socketFrom("203.0.113.1", ANNA, MINUTE));
  }

  @Test
  void oneAddressOpensSoManySocketsAndAllTogetherSoMany() {
    long now = 0;
    int opened = 0;
    while (book.openSockets() < LimitBook.OPEN_SOCKETS_FROM_ADDRESS) {
      now += LimitBook.SOCKETS_FROM_ADDRESS.each().toNanos();
      assertEquals(Optional.empty(), book.socketFrom("203.0.113.1", ++opened, now));
    }
    now += MINUTE;
    assertTrue(book.socketFrom("203.0.113.1", ++opened, now).isPresent());
    while (book.openSockets() < LimitBook.OPEN_SOCKETS) {
      assertEquals(Optional.empty(), book.socketFrom("127.0.0.1", ++opened, now));
    }
    assertTrue(book.socketFrom("127.0.0.1", ++opened, now).isPresent());
  }

  @Test
  void offersAreLimitedByPairAndDirection() {
    assertEquals(LimitBook.OFFERS_OF_PAIR.burst(), sent(ANNA, BERT, OFFER));
    assertEquals(LimitBook.CANDIDATES_OF_PAIR.burst(), sent(ANNA, BERT, CANDIDATE));
    assertEquals(Optional.empty(), book.signal(ANNA, BERT + 1, OFFER, 0));
    assertEquals(Optional.empty(), book.signal(BERT, ANNA, OFFER, 0));
    assertEquals(Optional.empty(), book.signal(ANNA, BERT, OFFER, MINUTE));
  }

  private int sent(int from, int to, Signal signal) {
    int sent = 0;
    while (book.signal(from, to, signal, 0).isEmpty()) {
      sent++;
    }
    return sent;
  }

  @Test
  void aFullScreenIsSeenAtOnceAndMoreOnlySlowly() {
    List<Integer> screen = IntStream.range(1, 1 + Limits.MAX_SEES).boxed().toList();
    assertEquals(screen, book.sightings(ANNA, screen, 0));
    assertEquals(List.of(), book.sightings(ANNA, List.of(1_000), 0));
    assertEquals(screen, book.sightings(ANNA, screen, 0), "who was seen lately is free");
    List<Integer> others = IntStream.range(1_000, 2_000).boxed().toList();
    assertEquals(60, book.sightings(ANNA, others, MINUTE).size());
    assertEquals(List.of(1_000), book.sightings(BERT, List.of(1_000), 0), "each his own budget");
  }

  /** The book's own arithmetic, run through: the figure in {@code docs/coordinator-limits.md}. */
  @Test
  void asOftenAsTheDocumentSaysTenThousandAccountsTake() throws Exception {
    long now = 0;
    for (int account = 1; account <= 10_000; ) {
      account += book.sightings(ANNA, List.of(account), now).size();
      if (book.sightings(ANNA, List.of(account), now).isEmpty()) {
        now += LimitBook.SIGHTINGS_OF_ACCOUNT.each().toNanos();
      }
    }
    Duration took = Duration.ofNanos(now);
    assertEquals(LimitBook.SIGHTINGS_OF_ACCOUNT.timeFor(10_000).toMinutes(), took.toMinutes());
    String documented = Files.readString(Path.of("../docs/coordinator-limits.md"));
    for (int accounts : new int[] {1_000, 10_000, 100_000}) {
      String row =
          "| %,d | %,d min |"
              .formatted(accounts, LimitBook.SIGHTINGS_OF_ACCOUNT.timeFor(accounts).toMinutes());
      assertTrue(documented.contains(row), row);
    }
  }

  @Test
  void aRateIsOne() {
    assertNotEquals(Rate.perMinute(1, 60), Rate.perMinute(2, 60));
    assertEquals(Rate.perMinute(1, 60), Rate.perSecond(1, 1));
    assertFalse(Rate.perMinute(1, 1).timeFor(2).isZero());
  }
}
