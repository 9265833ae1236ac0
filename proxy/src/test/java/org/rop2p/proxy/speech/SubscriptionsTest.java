package org.rop2p.proxy.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.message.Kind;

/** Who asks whom, and when again; tokens count up from 501. */
class SubscriptionsTest {
  private static final int ANN = 2_000_002;
  private static final int BEA = 2_000_003;
  private static final Set<Kind> BOTH = EnumSet.of(Kind.CHAT, Kind.EMOTE);

  private int tokens = 500;
  private final Subscriptions subscriptions = new Subscriptions(() -> ++tokens);

  @Test
  void whoIsLinkedIsAskedUntilHeSaysHello() {
    assertEquals(Optional.empty(), subscriptions.toAsk(ANN, false, 0));
    subscriptions.linked(ANN);
    assertFalse(subscriptions.current(ANN, 501), "not asked yet");
    assertEquals(Optional.of(501), subscriptions.toAsk(ANN, false, 0));
    assertTrue(subscriptions.current(ANN, 501));
    assertEquals(Optional.empty(), subscriptions.toAsk(ANN, false, 999));
    assertEquals(Optional.of(501), subscriptions.toAsk(ANN, false, 1_000));
  }

  @Test
  void whoHasSaidHelloIsAskedNowAndThenInCaseOneSideBeganAnew() {
    subscriptions.linked(ANN);
    subscriptions.toAsk(ANN, false, 0);
    assertEquals(Optional.empty(), subscriptions.toAsk(ANN, true, 14_999));
    assertEquals(Optional.of(501), subscriptions.toAsk(ANN, true, 15_000));
  }

  @Test
  void aLinkThatReturnsBeginsWithAnotherToken() {
    subscriptions.linked(ANN);
    subscriptions.toAsk(ANN, false, 0);
    subscriptions.unlinked(ANN);
    assertFalse(subscriptions.current(ANN, 501));
    subscriptions.linked(ANN);
    assertEquals(Optional.of(502), subscriptions.toAsk(ANN, false, 1));
    assertFalse(subscriptions.current(ANN, 501), "what was under way belongs to the old stream");
    assertTrue(subscriptions.current(ANN, 502));
  }

  @Test
  void anewForAllWithOtherTokensAtOnce() {
    subscriptions.linked(ANN);
    subscriptions.linked(BEA);
    subscriptions.toAsk(ANN, false, 0);
    subscriptions.beginAnew();
    assertFalse(subscriptions.current(ANN, 501));
    assertFalse(subscriptions.current(ANN, 503), "not asked with it yet");
    assertTrue(subscriptions.toAsk(ANN, true, 1).isPresent());
    assertEquals(Set.of(ANN, BEA), subscriptions.linked());
  }

  @Test
  void aWishOfSomebodyNotLinkedHereIsNone() {
    assertFalse(subscriptions.wished(ANN, 9, BOTH), "his introduction came first; he asks again");
    assertEquals(Map.of(), subscriptions.wanting(Kind.CHAT));
    subscriptions.linked(ANN);
    assertTrue(subscriptions.wished(ANN, 9, BOTH));
    assertEquals(Map.of(ANN, 9), subscriptions.wanting(Kind.CHAT));
  }

  @Test
  void aNewWishShowsThatTheOtherSideBeganAnewSoItIsAskedAgain() {
    subscriptions.linked(ANN);
    subscriptions.toAsk(ANN, false, 0);
    assertTrue(subscriptions.wished(ANN, 9, BOTH));
    assertEquals(Optional.of(501), subscriptions.toAsk(ANN, true, 1));
    assertFalse(subscriptions.wished(ANN, 9, BOTH), "the same again: nothing new");
    assertEquals(Optional.empty(), subscriptions.toAsk(ANN, true, 2));
    assertTrue(subscriptions.wished(ANN, 10, BOTH));
    assertEquals(Optional.of(501), subscriptions.toAsk(ANN, true, 3));
  }

  @Test
  void whatIsSaidBeforeHeIsAskedAgainCounts() {
    subscriptions.linked(ANN);
    subscriptions.toAsk(ANN, false, 0);
    subscriptions.wished(ANN, 9, BOTH);
    assertTrue(subscriptions.current(ANN, 501), "a Hello of the new stream may come first");
  }

  @Test
  void onlyTheKindsWishedForAndOnlyWhileLinked() {
    subscriptions.linked(ANN);
    subscriptions.linked(BEA);
    subscriptions.wished(ANN, 9, EnumSet.of(Kind.EMOTE));
    subscriptions.wished(BEA, 8, BOTH);
    assertEquals(Map.of(BEA, 8), subscriptions.wanting(Kind.CHAT));
    assertEquals(Map.of(ANN, 9, BEA, 8), subscriptions.wanting(Kind.EMOTE));
    subscriptions.wished(BEA, 8, EnumSet.noneOf(Kind.class));
    assertEquals(Map.of(), subscriptions.wanting(Kind.CHAT));
    subscriptions.unlinked(ANN);
    assertEquals(Map.of(), subscriptions.wanting(Kind.EMOTE));
  }
}
