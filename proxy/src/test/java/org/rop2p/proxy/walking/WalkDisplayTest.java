package org.rop2p.proxy.walking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.walking.PeerVerdict.Outcome;
import org.rop2p.proxy.walking.UnitFrame.Move;
import org.rop2p.proxy.walking.UnitFrame.Stop;

/** Bob watches Ann, who stands at 100,100 and walks a cell in 150 ms along the row. */
class WalkDisplayTest {
  private static final int ANN = 2_000_001;
  private static final int EPOCH = 7;
  private static final int SPEED = 150;

  /** Told within 350 ms, taken back 350 ms after the server has been heard since. */
  private static final Patience PATIENCE = Patience.of(100, 0);

  private final WalkDisplay display = new WalkDisplay();
  private int sequence;

  @BeforeEach
  void annStandsThere() {
    display.serverShows(ANN, cell(100), cell(100), SPEED, 0, 0);
  }

  @Test
  void whatOnlyTheServerTellsPassesAsItStands() {
    assertEquals(Verdict.PASS, server(100, 110, 0));
    assertEquals(Verdict.PASS, server(102, 90, 300));
  }

  @Test
  void aConfirmedWalkIsSwallowed() {
    assertMove(100, 110, peer(110, 0));
    assertEquals(Verdict.SWALLOW, server(100, 110, 200));
    assertNothingToTakeBack(100_000);
  }

  @Test
  void aConfirmedWalkThatSaysMorePasses() {
    peer(110, 0);
    assertEquals(Verdict.PASS, display.serverWalks(ANN, walk(100, 110, 200, false), 200));
    assertEquals(cell(100), display.displayed(ANN, 200).orElseThrow());
  }

  @Test
  void anOverrulingWalkGoesOnFromWhereSheIsDrawn() {
    peer(110, 0);
    assertEquals(Verdict.replace(new Move(cell(102), cell(90))), server(100, 90, 300));
    assertNothingToTakeBack(100_000);
  }

  @Test
  void aWalkTheServerAloneTellsGoesOnFromWhereAPeerHadHer() {
    peer(110, 0);
    assertEquals(Verdict.SWALLOW, server(100, 110, 300));
    // At the server she has come to 104, on the screen to 106.
    assertEquals(Verdict.replace(new Move(cell(106), cell(120))), server(104, 120, 900));
  }

  @Test
  void whatNoPeerToldOfAndTheServerTellsLateIsOlderThanWhatIsDrawn() {
    peer(110, 0, 90);
    assertEquals(Verdict.SWALLOW, server(100, 90, 200), "asked for before");
    assertEquals(Verdict.SWALLOW, server(99, 110, 400), "and here is hers");
    assertNothingToTakeBack(100_000);
  }

  @Test
  void whoComesIntoViewOnHerWayIsToldOfOneWalkTwice() {
    display.serverShows(ANN, cell(100), cell(110), SPEED, 0, 0);
    server(100, 110, 40);
    peer(90, 200, 110, 105, 110); // twice to 110, and to 105 in between
    assertEquals(Verdict.SWALLOW, server(101, 105, 250), "asked for before");
    assertEquals(Verdict.SWALLOW, server(102, 90, 400), "and here is hers");
    assertNothingToTakeBack(100_000);
  }

  @Test
  void aLostWordIsOneOfThoseThatAreOpen() {
    peer(104, 0);
    assertEquals(Verdict.SWALLOW, server(100, 104, 200));
    sequence++;
    peer(110, 300, 104, 90);
    assertEquals(Verdict.SWALLOW, server(102, 90, 350), "the lost one");
    assertEquals(Verdict.SWALLOW, server(102, 110, 500));
  }

  @Test
  void ofTheSameAskedForTwiceTheOneSheWasNotToldOfComesFirst() {
    peer(105, 0);
    assertEquals(Verdict.SWALLOW, server(100, 105, 100)); // that is how far the server is behind
    peer(110, 1_000, 110, 90);
    assertEquals(Verdict.SWALLOW, server(105, 110, 1_070), "asked for first");
    assertEquals(Verdict.SWALLOW, server(106, 90, 1_250), "then to and fro");
    assertEquals(Verdict.SWALLOW, server(105, 110, 1_400));
    assertNothingToTakeBack(100_000);
  }

  @Test
  void whatIsNotOpenIsNewerThanWhatIsDrawn() {
    peer(110, 0, 90);
    assertEquals(
        Verdict.replace(new Move(cell(102), cell(95))), server(100, 95, 300), "asked for since");
    // A server that stalls takes what was asked for last, of which the author tells no peer.
    assertEquals(Verdict.replace(new Move(cell(95), cell(90))), server(97, 90, 8_000));
  }

  @Test
  void whatTheServerHasToldIsNotAwaitedAgain() {
    server(100, 104, 0);
    peer(110, 100, 95, 104, 90);
    assertEquals(Verdict.SWALLOW, server(101, 90, 200), "asked for after what was told");
    assertFalse(server(100, 95, 300).equals(Verdict.SWALLOW), "asked for before: so asked again");
  }

  @Test
  void whatTheServerToldLongBeforeMayHaveBeenAskedForAgain() {
    server(100, 104, 0);
    display.serverStops(ANN, cell(102), 400);
    // Of her first walk there everybody has heard; then she clicks there again.
    peer(90, 2_100, asked(104, granted(104, 0)));
    assertEquals(Verdict.SWALLOW, server(102, 104, 2_150), "asked for before");
    assertEquals(Verdict.SWALLOW, server(103, 90, 2_300), "and here is hers");
    assertNothingToTakeBack(100_000);
  }

  @Test
  void whatIsAskedForAnewIsNotTheWayOnWhichSheWasShown() {
    display.forget(ANN);
    display.serverShows(ANN, cell(103), cell(104), SPEED, 2_000, 2_000); // granted long before
    display.serverStops(ANN, cell(103), 2_100);
    peer(90, 2_300, asked(104, granted(104, 0)));
    assertEquals(Verdict.SWALLOW, server(103, 104, 2_350), "asked for before");
    assertEquals(Verdict.SWALLOW, server(104, 90, 2_500), "and here is hers");
  }

  @Test
  void whatWasGrantedTwiceIsTwoWalks() {
    server(100, 104, 0);
    peer(90, 1_500, open(granted(104, 0), granted(104, 1_480)));
    assertEquals(Verdict.SWALLOW, display.serverWalks(ANN, walk(103, 104, 1_480, true), 1_520));
    assertEquals(Verdict.SWALLOW, server(104, 90, 1_700), "and here is hers");
  }

  @Test
  void ofAWalkThatTheServerHasGrantedHerNothingMoreIsAwaited() {
    server(100, 104, 40);
    peer(90, 1_500, open(granted(95, 20), granted(104, 39)));
    assertFalse(server(101, 95, 1_600).equals(Verdict.SWALLOW), "so it is asked for since");
  }

  @Test
  void ofWhatWasGrantedBeforeSheIsShownStandingNothingIsAwaited() {
    display.serverShows(ANN, cell(100), cell(100), SPEED, 1_000, 1_000);
    peer(90, 1_100, open(granted(95, 900)));
    assertFalse(server(100, 95, 1_600).equals(Verdict.SWALLOW), "so it is asked for since");
  }

  @Test
  void whatTheServerToldSinceSheWasLastGrantedAWalkIsNewerThanHerWord() {
    server(100, 104, 0);
    server(101, 95, 300);
    assertEquals(Outcome.SERVER_AHEAD, peer(90, 350, open(granted(104, 0))).outcome());
    assertEquals(Outcome.SHOWN, peer(91, 400, open(granted(95, 300))).outcome());
  }

  @Test
  void aWordThatCameBeforeSheWasShownIsAwaitedFromTheServer() {
    display.forget(ANN);
    assertEquals(Outcome.NOT_IN_VIEW, peer(90, 0).outcome());
    display.serverShows(ANN, cell(100), cell(100), SPEED, 30, 30);
    assertMove(100, 110, peer(110, 60, 90));
    assertEquals(Verdict.SWALLOW, server(100, 90, 160), "asked for before");
    assertEquals(Verdict.SWALLOW, server(99, 110, 400));
  }

  @Test
  void noMoreIsAwaitedWhenSheIsShownGoingThere() {
    display.forget(ANN);
    display.serverShows(ANN, cell(100), cell(90), SPEED, 30, 30);
    peer(110, 60, 90);
    assertFalse(server(99, 80, 160).equals(Verdict.SWALLOW));
  }

  @Test
  void openOnesTakeTheirPlacesAmongThoseShown() {
    peer(104, 0);
    peer(108, 100, 95); // of 104 everybody has heard, says Ann's proxy; here it is late
    assertEquals(Verdict.SWALLOW, server(100, 104, 150));
    assertEquals(Verdict.SWALLOW, server(101, 95, 250));
    assertEquals(Verdict.SWALLOW, server(100, 108, 400));
  }

  @Test
  void whereNoPeerCanBeAheadFramesStayAsTheServerWroteThem() {
    server(100, 110, 0);
    assertEquals(Verdict.PASS, server(104, 90, 300));
  }

  @Test
  void whatTheServerRepeatsOfAnOlderWalkDoesNotTurnHerBack() {
    peer(110, 0);
    assertEquals(Verdict.SWALLOW, server(100, 110, 100));
    peer(90, 200);
    assertEquals(Verdict.SWALLOW, server(101, 110, 250)); // she has been hit
    assertEquals(Verdict.SWALLOW, server(102, 90, 300));
  }

  @Test
  void aPeersWordThatComesAfterTheStopOfThatWalkIsOldNews() {
    assertEquals(Verdict.PASS, server(100, 110, 0));
    display.serverStops(ANN, cell(100), 30);
    assertEquals(Outcome.SERVER_AHEAD, peer(110, 40).outcome());
  }

  @Test
  void askedForOnceMoreBeforeTheServerHasToldWhatLiesBetween() {
    server(100, 110, 0);
    assertEquals(Outcome.KNOWN, peer(110, 100, 110, 90).outcome());
    assertEquals(Verdict.SWALLOW, server(101, 90, 200));
    assertEquals(Verdict.SWALLOW, server(100, 110, 300));
  }

  @Test
  void wordsThatComeAfterTheServersTurnNobodyBack() {
    server(100, 110, 0);
    server(101, 90, 200);
    server(100, 110, 400);
    assertEquals(Outcome.SERVER_AHEAD, peer(110, 700).outcome());
    assertEquals(Outcome.SERVER_AHEAD, peer(90, 700).outcome());
    assertEquals(Outcome.SERVER_AHEAD, peer(110, 700).outcome());
    assertEquals(Outcome.SHOWN, peer(95, 700).outcome());
  }

  @Test
  void whereSmoothnessIsWantedNobodyJumps() {
    display.smooth(true);
    server(100, 110, 0);
    assertEquals(Verdict.replace(new Move(cell(104), cell(90))), server(104, 90, 300));
  }

  @Test
  void anEntryThatWouldPutHerElsewhereIsShownAsABareMove() {
    peer(110, 0);
    assertEquals(Verdict.SWALLOW, server(100, 110, 100));
    assertEquals(Verdict.replace(new Move(cell(102), cell(90))), server(104, 90, 300));
    assertEquals(Verdict.PASS, display.serverWalks(ANN, walk(104, 95, 310, false), 310));
  }

  @Test
  void tooFarToWalkPasses() {
    peer(110, 0);
    assertEquals(Verdict.PASS, server(130, 140, 300));
  }

  @Test
  void theSameCellAskedForAgainIsNotedAndItsCopySwallowed() {
    peer(104, 0);
    assertEquals(Verdict.SWALLOW, server(100, 104, 300));
    assertEquals(Outcome.KNOWN, peer(104, 700).outcome());
    assertEquals(Verdict.SWALLOW, server(103, 104, 1_000));
  }

  @Test
  void theSameCellAskedForAgainOnTheServersWordAlone() {
    display.smooth(true);
    assertEquals(Verdict.PASS, server(100, 104, 0));
    assertEquals(Outcome.SERVER_AHEAD, peer(104, 600).outcome(), "as far as one can tell");
    assertEquals(
        Verdict.replace(new Move(cell(102), cell(104))),
        server(102, 104, 650),
        "else she would be thrown back");
    assertNothingToTakeBack(100_000);
  }

  @Test
  void askedForAgainWithoutAnAnswerCostsNobodyAnything() {
    peer(104, 0);
    server(100, 104, 100);
    assertEquals(Outcome.KNOWN, peer(104, 1_000).outcome());
    assertNothingToTakeBack(100_000);
  }

  @Test
  void whileAnsweredOneByOneTheNewestIsDrawn() {
    peer(110, 0);
    assertMove(101, 90, peer(90, 150));
    assertMove(100, 120, peer(120, 300));
    assertEquals(Verdict.SWALLOW, server(100, 110, 350));
    assertEquals(Verdict.SWALLOW, server(101, 90, 500));
    assertEquals(Verdict.SWALLOW, server(100, 120, 650));
    assertNothingToTakeBack(100_000);
  }

  @Test
  void thereBackAndThereAgainCollapsed() {
    peer(110, 0);
    peer(90, 60);
    peer(110, 120);
    assertEquals(Verdict.SWALLOW, server(100, 110, 300));
    assertNothingToTakeBack(100_000);
    assertEquals(Verdict.PASS, server(110, 90, 9_000), "the older word is not waited for any more");
  }

  @Test
  void thereBackAndThereAgainOneByOneEndsThere() {
    peer(110, 0);
    peer(90, 160);
    peer(110, 320);
    server(100, 110, 400);
    server(101, 90, 560);
    server(100, 110, 720);
    assertEquals(cell(110), display.displayed(ANN, 9_000).orElseThrow());
  }

  @Test
  void onceTheServersLagIsKnownAnAnswerIsNotTakenForThatOfTooYoungARequest() {
    peer(105, 0);
    assertEquals(Verdict.SWALLOW, server(100, 105, 400));
    peer(110, 2_000);
    peer(95, 2_160);
    peer(110, 2_320);
    assertEquals(Verdict.SWALLOW, server(105, 110, 2_400));
    assertEquals(Verdict.SWALLOW, server(106, 95, 2_560));
    assertEquals(Verdict.SWALLOW, server(105, 110, 2_720));
  }

  @Test
  void ofTwoFurtherApartThanAStepTheServerTellsOfTheOlderOneHoweverSoonItIsThoughtToAnswer() {
    peer(105, 0);
    assertEquals(Verdict.SWALLOW, server(100, 105, 40)); // the peer's word was late
    peer(110, 2_000);
    peer(95, 2_130);
    peer(110, 2_340);
    assertEquals(Verdict.SWALLOW, server(105, 110, 2_400));
    assertEquals(Verdict.SWALLOW, server(106, 95, 2_490));
    assertEquals(Verdict.SWALLOW, server(105, 110, 2_700));
    assertNothingToTakeBack(100_000);
  }

  @Test
  void turningBackToTheCellSheIsPassing() {
    peer(110, 0);
    // Drawn at 102.2, to stop at 102: a client would not walk from 102 to 102.
    assertMove(103, 102, peer(102, 330));
    assertEquals(cell(102), display.displayed(ANN, 2_000).orElseThrow());
  }

  @Test
  void whatTheServerNeverConfirmsIsWalkedBackOnce() {
    peer(104, 0);
    assertNothingToTakeBack(10_000, 349);
    assertNothingToTakeBack(10_349, 10_000);
    assertEquals(
        List.of(new WalkDisplay.TakenBack(ANN, List.of(new Move(cell(104), cell(100))))),
        display.overdue(10_350, 10_300));
    assertNothingToTakeBack(20_000);
  }

  @Test
  void whoLiesAboutHisOpenWalksEndsWhereTheServerHasHim() {
    peer(104, 0, 102);
    assertEquals(Verdict.SWALLOW, server(100, 102, 100), "so that this is not shown");
    assertNothingToTakeBack(5_000, 4_900);
    assertEquals(
        List.of(new WalkDisplay.TakenBack(ANN, List.of(new Move(cell(104), cell(102))))),
        display.overdue(5_350, 5_300));
  }

  @Test
  void aServerThatIsSilentHasNotRefused() {
    peer(104, 0);
    assertNothingToTakeBack(8_000, 300);
    // It speaks again; what it had to catch up with comes a moment later.
    assertNothingToTakeBack(8_010, 8_010);
    assertEquals(Verdict.SWALLOW, server(100, 104, 8_100));
    assertNothingToTakeBack(100_000);
  }

  @Test
  void onlyTheNewestIsTakenBack() {
    peer(104, 0);
    peer(96, 600);
    assertNothingToTakeBack(900, 900);
    assertEquals(1, display.overdue(1_400, 1_000).size() + display.overdue(1_750, 1_400).size());
  }

  @Test
  void tooFarToWalkBackIsPutThere() {
    peer(117, 0);
    assertEquals(Verdict.SWALLOW, server(100, 117, 50));
    peer(134, 2_560);
    // Drawn at 134, told to be at 117.
    assertNothingToTakeBack(9_000, 9_000);
    assertEquals(
        List.of(new WalkDisplay.TakenBack(ANN, List.of(new Stop(cell(117))))),
        display.overdue(9_400, 9_350));
  }

  @Test
  void whoeverWalksToHerStopSitsDownThere() {
    peer(110, 0);
    server(100, 110, 100);
    assertEquals(0, display.reachesStopIn(ANN, 450), "nobody has stopped her");
    display.serverStops(ANN, cell(100), 450); // drawn at 103
    assertEquals(450, display.reachesStopIn(ANN, 450));
    assertEquals(150, display.reachesStopIn(ANN, 750));
    assertEquals(0, display.reachesStopIn(ANN, 900));
    assertEquals(List.of(), display.serverRests(ANN, 900));
  }

  @Test
  void aStopThatPeersDidNotForeseeIsWalkedTo() {
    peer(110, 0);
    server(100, 110, 300);
    assertEquals(
        Verdict.replace(new Move(cell(106), cell(104))), display.serverStops(ANN, cell(104), 900));
    // Before she is shown sitting she is put there.
    assertEquals(List.of(new Stop(cell(104))), display.serverRests(ANN, 950));
    assertEquals(List.of(), display.serverRests(ANN, 960));
  }

  @Test
  void aStopWhereSheIsDrawnPasses() {
    peer(110, 0);
    assertEquals(Verdict.PASS, display.serverStops(ANN, cell(104), 650));
    assertEquals(Verdict.PASS, server(104, 110, 700), "nothing of a peer's is left");
  }

  @Test
  void whoComesOutOfHidingIsWhereTheServerSays() {
    display.smooth(true);
    peer(110, 0);
    display.hides(ANN);
    assertNothingToTakeBack(100_000);
    assertEquals(Outcome.UNCONFIRMED, peer(90, 200_000).outcome(), "she may be anywhere");
    assertEquals(Verdict.PASS, server(104, 120, 200_010));
    assertMove(105, 90, peer(90, 200_200));
  }

  @Test
  void aStopOfWhomNobodySeesPasses() {
    peer(110, 0);
    server(100, 110, 100);
    display.hides(ANN);
    assertEquals(Verdict.PASS, display.serverStops(ANN, cell(100), 450));
  }

  @Test
  void whoSitsWhileAPeerHasHerWalkIsPutBackFirst() {
    peer(110, 0);
    assertEquals(List.of(new Stop(cell(100))), display.serverRests(ANN, 450));
    assertNothingToTakeBack(100_000);
  }

  @Test
  void aHaltOnTheWayThatTheServerToldIsBelieved() {
    server(100, 110, 0);
    assertMove(104, 103, halt(103, 600, 110));
    assertNothingToTakeBack(5_000, 5_000);
    assertNothingToTakeBack(100_000);
    assertEquals(cell(103), display.displayed(ANN, 5_000).orElseThrow());
  }

  @Test
  void aHaltMayOvertakeTheServersWordOfTheWay() {
    peer(110, 0);
    halt(103, 400);
    assertEquals(Verdict.SWALLOW, server(100, 110, 600));
    assertNothingToTakeBack(5_000);
    assertEquals(cell(103), display.displayed(ANN, 5_000).orElseThrow());
  }

  @Test
  void aHaltElsewhereMustBeConfirmed() {
    server(100, 110, 0);
    halt(97, 600, 110);
    assertNothingToTakeBack(5_000, 5_000);
    assertEquals(1, display.overdue(5_350, 5_300).size());
  }

  @Test
  void aPeerWhoLagsBehindTheServerDoesNotTurnHerRound() {
    server(100, 105, 100);
    server(102, 90, 400);
    assertEquals(Outcome.SERVER_AHEAD, peer(105, 450).outcome());
    assertEquals(Outcome.SERVER_AHEAD, peer(90, 500).outcome());
    assertEquals(Outcome.SHOWN, peer(95, 600).outcome());
  }

  @Test
  void lateWordsOfWalksToTheSameCellTwiceTurnHerNowhere() {
    server(100, 105, 0);
    server(101, 105, 150);
    assertEquals(Outcome.SERVER_AHEAD, peer(105, 200).outcome());
    assertEquals(Outcome.SERVER_AHEAD, peer(90, 210, 105).outcome(), "asked for in between");
    assertEquals(Outcome.SERVER_AHEAD, peer(105, 220, 105, 90).outcome());
    assertEquals(Outcome.SHOWN, peer(95, 230, 105, 90, 105).outcome());
  }

  @Test
  void lateWordsOfThereBackAndThereAgainTurnHerNowhere() {
    server(100, 110, 0);
    server(101, 90, 200);
    server(100, 110, 400);
    assertEquals(Outcome.SERVER_AHEAD, peer(110, 500).outcome());
    assertEquals(Outcome.SERVER_AHEAD, peer(90, 510, 110).outcome());
    assertEquals(Outcome.SERVER_AHEAD, peer(110, 520, 110, 90).outcome());
  }

  @Test
  void whoHasJustComeIntoViewIsBelievedAtOnce() {
    display.forget(ANN);
    display.serverShows(ANN, cell(100), cell(110), SPEED, 0, 0);
    assertEquals(Outcome.SHOWN, peer(90, 100).outcome());
  }

  @Test
  void aWordThatKnowsOfTheServersLatestIsNewer() {
    server(100, 105, 100);
    assertEquals(Outcome.SERVER_AHEAD, peer(90, 200).outcome(), "may be older than 105");
    assertEquals(Outcome.SHOWN, peer(95, 210, 105).outcome());
  }

  @Test
  void numbersOnlyGoForward() {
    assertEquals(Outcome.SHOWN, says(EPOCH, 3, 110, 0));
    assertEquals(Outcome.OLD, says(EPOCH, 2, 90, 10));
    assertEquals(Outcome.OLD, says(EPOCH, 3, 90, 20));
    assertEquals(Outcome.OLD, says(EPOCH - 1, 9, 90, 30));
    assertEquals(Outcome.SHOWN, says(EPOCH + 1, 1, 90, 40));
    assertEquals(Outcome.SHOWN, says(-1, 1, 91, 50), "epochs are unsigned");
  }

  @Test
  void sixteenUnansweredWalksAreEnough() {
    int taken = 0;
    for (int i = 1; i <= 40; i++) {
      taken += peer(100 + i, 0).outcome() == Outcome.SHOWN ? 1 : 0;
    }
    assertEquals(16, taken);
  }

  @Test
  void nobodyWalksOnForLongWithoutTheServersWord() {
    Outcome last = null;
    for (int i = 0; i < 10; i++) {
      assertNothingToTakeBack(300L * i, 300L * i);
      last = peer(100 + i % 2 * 5, 300L * i).outcome();
    }
    assertEquals(Outcome.UNCONFIRMED, last);
  }

  @Test
  void whoIsNotOnTheScreenIsNotShown() {
    display.forget(ANN);
    assertEquals(Outcome.NOT_IN_VIEW, peer(110, 0).outcome());
    assertEquals(Optional.empty(), display.displayed(ANN, 0));
    assertEquals(Verdict.PASS, server(100, 110, 0));
    assertTrue(display.told(ANN).isPresent(), "the entry shows her anew");
    display.clear();
    assertFalse(display.told(ANN).isPresent());
  }

  private PeerVerdict peer(int to, long now, int... open) {
    return peer(to, now, new OpenRequests(Optional.empty(), List.of(), cells(open)));
  }

  private PeerVerdict peer(int to, long now, OpenRequests open) {
    return says(new PeerWord(EPOCH, ++sequence, open, cell(to), false), now);
  }

  private PeerVerdict halt(int at, long now, int... open) {
    return says(
        new PeerWord(
            EPOCH,
            ++sequence,
            new OpenRequests(Optional.empty(), List.of(), cells(open)),
            cell(at),
            true),
        now);
  }

  private static OpenRequests open(Granted... granted) {
    Optional<Granted> latest = Optional.of(granted[granted.length - 1]);
    return new OpenRequests(latest, List.of(granted), List.of());
  }

  private static OpenRequests asked(int to, Granted latest) {
    return new OpenRequests(Optional.of(latest), List.of(), List.of(cell(to)));
  }

  private static Granted granted(int to, int tick) {
    return new Granted(cell(to), tick);
  }

  private static List<Cell> cells(int... open) {
    return IntStream.of(open).mapToObj(WalkDisplayTest::cell).toList();
  }

  private PeerVerdict says(PeerWord word, long now) {
    return display.peerSays(ANN, word, PATIENCE, now);
  }

  private Outcome says(int epoch, int number, int to, long now) {
    return says(new PeerWord(epoch, number, OpenRequests.NONE, cell(to), false), now).outcome();
  }

  private Verdict server(int from, int to, long now) {
    return display.serverWalks(ANN, walk(from, to, now, true), now);
  }

  private void assertNothingToTakeBack(long now) {
    assertNothingToTakeBack(now, now);
    assertNothingToTakeBack(now + 10_000, now + 10_000);
  }

  private void assertNothingToTakeBack(long now, long serverSpokeAt) {
    assertEquals(List.of(), display.overdue(now, serverSpokeAt));
  }

  private static void assertMove(int from, int to, PeerVerdict verdict) {
    assertEquals(PeerVerdict.show(new Move(cell(from), cell(to))), verdict);
  }

  private static ServerWalk walk(int from, int to, long tick, boolean nothingElseNew) {
    return new ServerWalk(cell(from), cell(to), (int) tick, SPEED, true, nothingElseNew);
  }

  private static Cell cell(int x) {
    return new Cell(x, 100);
  }
}
