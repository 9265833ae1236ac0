package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.proxy.routing.CopyLedger.Verdict.ALREADY_SHOWN;
import static org.rop2p.proxy.routing.CopyLedger.Verdict.OLD;
import static org.rop2p.proxy.routing.CopyLedger.Verdict.OUT_OF_ORDER;
import static org.rop2p.proxy.routing.CopyLedger.Verdict.SHOW;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ann's lines come by two lanes; each is to be on the screen once. */
class CopyLedgerTest {
  private static final int ANN = 2_000_001;
  private static final int EPOCH = 7;
  private final CopyLedger<String> ledger = new CopyLedger<>(true);

  @Test
  void thePeerIsFaster() {
    assertEquals(SHOW, peer(1, "hi", 100));
    assertTrue(server("hi", 150));
  }

  @Test
  void theServerIsFaster() {
    assertFalse(server("hi", 100));
    assertEquals(ALREADY_SHOWN, peer(1, "hi", 150));
  }

  @Test
  void onlyTheServerHasIt() {
    assertFalse(server("hi", 100));
    assertFalse(server("hi", 200));
  }

  @Test
  void theSameTextTwiceIsTwoLines() {
    assertEquals(SHOW, peer(1, "lol", 100));
    assertEquals(SHOW, peer(2, "lol", 110));
    assertTrue(server("lol", 150));
    assertTrue(server("lol", 160));
    assertFalse(server("lol", 170), "a third that only the server has");
  }

  @Test
  void theLanesTakeTurns() {
    assertEquals(SHOW, peer(1, "lol", 100));
    assertTrue(server("lol", 150));
    assertFalse(server("lol", 160));
    assertEquals(ALREADY_SHOWN, peer(2, "lol", 170));
    assertEquals(SHOW, peer(3, "lol", 180));
    assertTrue(server("lol", 190));
  }

  @Test
  void differentTextsAreNoDuplicates() {
    assertEquals(SHOW, peer(1, "hi", 100));
    assertFalse(server("hello", 110));
    assertTrue(server("hi", 120));
  }

  @Test
  void anotherAuthorsEqualLineIsHisOwn() {
    assertEquals(SHOW, peer(1, "hi", 100));
    assertFalse(ledger.serverCopyIsDuplicate(ANN + 1, "hi", 110));
    assertTrue(server("hi", 120));
  }

  @Test
  void aNumberIsTakenOnce() {
    assertEquals(SHOW, peer(5, "hi", 100));
    assertEquals(OLD, peer(5, "hi", 101));
    assertEquals(OLD, peer(4, "earlier", 102));
    assertEquals(SHOW, peer(6, "next", 103));
  }

  @Test
  void anOlderEpochIsOldANewerOneStartsAgain() {
    assertEquals(SHOW, peer(5, "hi", 100));
    assertEquals(OLD, ledger.peerCopy(message(EPOCH - 1, 9, 0, 0, "old"), 110));
    assertEquals(SHOW, ledger.peerCopy(message(EPOCH + 1, 1, 0, 0, "new"), 120));
  }

  @Test
  void epochsAreUnsigned() {
    assertEquals(SHOW, ledger.peerCopy(message(0x7FFFFFFF, 1, 0, 0, "a"), 100));
    assertEquals(SHOW, ledger.peerCopy(message(0x80000000, 1, 0, 0, "b"), 110));
    assertEquals(OLD, ledger.peerCopy(message(0x7FFFFFFF, 2, 0, 0, "c"), 120));
  }

  @Test
  void theServerCopyOfALineOfTheLastEpochIsStillADuplicate() {
    assertEquals(SHOW, peer(1, "bye", 100));
    assertEquals(SHOW, ledger.peerCopy(message(EPOCH + 1, 1, 0, 0, "back"), 200));
    assertTrue(server("bye", 250));
    assertTrue(server("back", 260));
  }

  @Test
  void aLineWaitsForTheOneThatOnlyTheServerBrings() {
    assertEquals(OUT_OF_ORDER, ledger.peerCopy(message(EPOCH, 2, 1, 100, "second"), 100));
    assertFalse(server("first", 150));
    assertFalse(server("second", 160));
    assertEquals(SHOW, peer(3, "third", 170));
  }

  @Test
  void aLineThatOnlyTheServerBringsHasItsPlaceAmongTheOthers() {
    assertFalse(server("lol", 0));
    assertEquals(ALREADY_SHOWN, ledger.peerCopy(message(EPOCH, 2, 1, 1, "lol"), 1), "in doubt");
    assertEquals(OUT_OF_ORDER, ledger.peerCopy(message(EPOCH, 4, 3, 0, "lol"), 1));
    assertEquals(OUT_OF_ORDER, ledger.peerCopy(message(EPOCH, 5, 3, 0, "yes"), 1));
    assertFalse(server("lol", 2));
    assertFalse(server("yes", 2), "the third line");
    assertEquals(OUT_OF_ORDER, ledger.peerCopy(message(EPOCH, 6, 3, 1, "hi"), 2));
    assertFalse(server("lol", 3));
    assertFalse(server("yes", 3));
    assertFalse(server("hi", 3));
  }

  @Test
  void aLineSettledLongAgoHoldsNobodyUp() {
    assertEquals(SHOW, ledger.peerCopy(message(EPOCH, 2, 1, 2_500, "second"), 100));
  }

  @Test
  void behindALineLeftToTheServerAllWait() {
    assertEquals(OUT_OF_ORDER, ledger.peerCopy(message(EPOCH, 2, 1, 0, "b"), 100));
    assertEquals(OUT_OF_ORDER, peer(3, "c", 110));
    assertFalse(server("a", 120));
    assertFalse(server("b", 130));
    assertEquals(OUT_OF_ORDER, peer(4, "d", 140), "c is not on the screen yet");
    assertFalse(server("c", 150));
    assertFalse(server("d", 160));
    assertEquals(SHOW, peer(5, "e", 170));
  }

  @Test
  void aRefusedLineHoldsUpTheNext() {
    ledger.peerCopyRefused(message(EPOCH, 1, 0, 0, "a"), 100);
    assertEquals(OUT_OF_ORDER, peer(2, "b", 110));
    assertFalse(server("a", 120));
    assertFalse(server("b", 130));
    assertEquals(SHOW, peer(3, "c", 140));
  }

  @Test
  void aServerCopyThatNeverComesHoldsNobodyUpForLong() {
    ledger.peerCopyRefused(message(EPOCH, 1, 0, 0, "a"), 100);
    assertEquals(OUT_OF_ORDER, peer(2, "b", 2_600));
    assertEquals(SHOW, peer(3, "c", 2_600 + 2_501));
  }

  @Test
  void finalMeansThatAnEqualServerCopyIsANewLine() {
    assertEquals(SHOW, peer(1, "lol", 100));
    ledger.noServerCopy(ANN, EPOCH, 1);
    assertFalse(server("lol", 200));
  }

  @Test
  void finalOfAnotherEpochOrNumberChangesNothing() {
    assertEquals(SHOW, peer(1, "lol", 100));
    ledger.noServerCopy(ANN, EPOCH - 1, 1);
    ledger.noServerCopy(ANN, EPOCH, 2);
    ledger.noServerCopy(ANN + 1, EPOCH, 1);
    assertTrue(server("lol", 200));
  }

  @Test
  void afterTenSecondsAnEqualLineIsANewOne() {
    assertEquals(SHOW, peer(1, "lol", 0));
    assertTrue(server("lol", 10_000));
    assertEquals(SHOW, peer(2, "rofl", 10_000));
    assertFalse(server("rofl", 20_001));
  }

  @Test
  void whoIsOutOfViewIsForgotten() {
    assertEquals(SHOW, peer(1, "hi", 100));
    assertEquals(List.of("hi"), ledger.awaitingServer(ANN));
    ledger.forget(ANN);
    assertEquals(List.of(), ledger.awaitingServer(ANN));
    assertFalse(server("hi", 110));
  }

  @Test
  void unorderedCopiesWaitForNobody() {
    CopyLedger<Integer> emotes = new CopyLedger<>(false);
    emotes.peerCopyRefused(new CopyLedger.Message<>(ANN, EPOCH, 1, 0, 0, 3), 100);
    assertEquals(SHOW, emotes.peerCopy(new CopyLedger.Message<>(ANN, EPOCH, 2, 1, 0, 4), 110));
  }

  @Test
  void aTalkerWithoutEndIsBounded() {
    int shown = 0;
    for (int sequence = 1; sequence <= 1_000; sequence++) {
      shown += peer(sequence, "line " + sequence, 100) == SHOW ? 1 : 0;
    }
    assertEquals(128, shown);
    assertEquals(128, ledger.awaitingServer(ANN).size());
  }

  @Test
  void peopleWhoLeftMakeRoomForOthers() {
    for (int author = 1; author <= 2_000; author++) {
      ledger.peerCopyRefused(new CopyLedger.Message<>(author, EPOCH, 1, 0, 0, "bye"), 100);
    }
    assertEquals(SHOW, peer(1, "hi", 60_000));
    assertTrue(server("hi", 60_050));
  }

  private CopyLedger.Verdict peer(int sequence, String text, long now) {
    return ledger.peerCopy(message(EPOCH, sequence, 0, 0, text), now);
  }

  private boolean server(String text, long now) {
    return ledger.serverCopyIsDuplicate(ANN, text, now);
  }

  private static CopyLedger.Message<String> message(
      int epoch, int sequence, int after, long age, String text) {
    return new CopyLedger.Message<>(ANN, epoch, sequence, after, age, text);
  }
}
