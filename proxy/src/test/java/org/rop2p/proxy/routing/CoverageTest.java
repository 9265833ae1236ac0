package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.world.WorldView;

/** Bob stands on 100,100; Ann is linked, Bea is not. Chat is heard within 9 cells. */
class CoverageTest {
  private static final int BOB = 2_000_001;
  private static final int ANN = 2_000_002;
  private static final int BEA = 2_000_003;
  private static final int CHAT = 9;

  private final WorldView world = new WorldView(BOB, RawText.ascii("Bob"), "prontera");

  @BeforeEach
  void enter() {
    hear(new ServerEvent.MapEntered(0, new Cell(100, 100)));
  }

  @Test
  void nobodyThereIsEverybodyTold() {
    assertEquals(Set.of(), coverage(0).linked());
    assertTrue(coverage(0).complete());
  }

  @ParameterizedTest(name = "{0} cells away, the server answers in {1} ms: {2}")
  @CsvSource({
    "9, 0, true",
    "11, 0, true",
    "12, 0, false",
    "11, 300, true",
    "12, 300, false",
    "12, 301, true",
    "13, 301, false",
    "12, 450, true",
    "13, 451, true",
    "14, 451, false",
    "15, 900, true",
    "16, 900, false"
  })
  void whoMayBeInRangeByTheTimeTheServerAnswers(int cells, long answerMillis, boolean counts) {
    assertEquals(counts, cells <= CHAT + Coverage.margin(answerMillis), "the table itself");
    stands(ANN, 100 + cells);
    assertEquals(counts ? Set.of(ANN) : Set.of(), coverage(answerMillis).linked());
    assertTrue(coverage(answerMillis).complete());
    stands(BEA, 100 - cells);
    assertEquals(!counts, coverage(answerMillis).complete());
  }

  @Test
  void theDeadLieOnTheScreenAndHear() {
    stands(BEA, 101);
    hear(new ServerEvent.UnitGone(BEA, ServerEvent.Departure.DIED));
    assertFalse(coverage(0).complete());
    hear(new ServerEvent.UnitGone(BEA, ServerEvent.Departure.OUT_OF_SIGHT));
    assertTrue(coverage(0).complete());
  }

  @Test
  void whoeverTheViewHadToLeaveOutMayBeThere() {
    for (int i = 0; i <= 512; i++) {
      stands(3_000_000 + i, 200);
    }
    assertTrue(world.leftOut());
    assertFalse(coverage(0).complete());
  }

  @ParameterizedTest(name = "from {0} to {1} cells away, the server answers in {2} ms: {3}")
  @CsvSource({
    "14, 5, 0, false", // has not begun to come
    "14, 5, 450, true", // three cells nearer by then
    "12, 5, 150, true",
    "11, 30, 300, true", // was there when it was said
    "14, 30, 300, false"
  })
  void whoWalksCountsAllTheWay(int from, int to, long answerMillis, boolean counts) {
    stands(ANN, 100 + from);
    hear(new ServerEvent.UnitWalks(ANN, new Cell(100 + from, 100), new Cell(100 + to, 100), 0));
    assertEquals(counts ? Set.of(ANN) : Set.of(), coverage(answerMillis).linked());
  }

  @ParameterizedTest(
      name = "{0} walks by from {1} to {2}, her proxy says stopped at {3}: counts {4}")
  @CsvSource({
    "Ann, 105, 130, , false",
    "Ann, 105, 130, 107, true",
    "Ann, 105, 130, 120, false",
    "Bea, 105, 130, , true", // nobody would say that she has been stopped
    "Bea, 114, 130, , false",
    "Bea, 130, 105, , true",
  })
  void whoMayHaveBeenStoppedOnHerWay(String who, int from, int to, Integer stop, boolean counts) {
    int account = who.equals("Ann") ? ANN : BEA;
    stands(account, from);
    hear(new ServerEvent.UnitWalks(account, new Cell(from, 100), new Cell(to, 100), 0));
    if (stop != null) {
      world.stops(account, new Cell(stop, 100));
    }
    long arrived = 10_000;
    Coverage coverage = Coverage.of(CHAT, world, 300, arrived, arrived, other -> other == ANN);
    assertEquals(counts && account == ANN ? Set.of(ANN) : Set.of(), coverage.linked());
    assertEquals(!counts || account == ANN, coverage.complete());
    stands(account, 130);
    assertEquals(
        new Coverage(new TreeSet<>(), true),
        Coverage.of(CHAT, world, 300, arrived, arrived, other -> other == ANN),
        "the server has told where she is");
  }

  @Test
  void bothWalkTowardsEachOther() {
    stands(ANN, 116);
    hear(new ServerEvent.UnitWalks(ANN, new Cell(116, 100), new Cell(106, 100), 0));
    assertEquals(Set.of(), coverage(300).linked(), "she alone is not near enough by then");
    hear(new ServerEvent.OwnWalkGranted(0, new Cell(100, 100), new Cell(110, 100)));
    assertEquals(Set.of(), coverage(149).linked());
    assertEquals(Set.of(ANN), coverage(450).linked(), "each has come three cells");
  }

  @ParameterizedTest(name = "{0} cells away: {1}")
  @CsvSource({"0, true", "7, true", "8, false", "9, false", "20, false"})
  void surelyWithin(int cells, boolean surely) {
    stands(ANN, 100 + cells);
    assertEquals(surely, Coverage.surelyWithin(CHAT, world, ANN, 0));
    assertFalse(Coverage.surelyWithin(CHAT, world, BEA, 0), "not in view");
  }

  @Test
  void whileTheServerIsSilentItMayStandStillAndHavePeopleWhereTheyWere() {
    hear(ServerPackets.event(ServerPackets.walking(BEA, 109, 100, 119, 100, 0, "Bea")));
    long gone = 1_500; // drawn ten cells on, if the server still runs
    assertEquals(Set.of(), Coverage.of(CHAT, world, 0, gone, gone, account -> true).linked());
    assertEquals(Set.of(BEA), Coverage.of(CHAT, world, 0, 0, gone, account -> true).linked());
  }

  @Test
  void beforeTheServerHasPlacedHimAnybodyMayBeThere() {
    WorldView nowhere = new WorldView(BOB, RawText.ascii("Bob"), "prontera");
    assertFalse(Coverage.of(CHAT, nowhere, 0, 0, 0, account -> true).complete());
    assertFalse(Coverage.surelyWithin(CHAT, nowhere, ANN, 0));
  }

  private Coverage coverage(long answerMillis) {
    return Coverage.of(CHAT, world, answerMillis, 0, 0, account -> account == ANN);
  }

  private void stands(int account, int x) {
    hear(ServerPackets.event(ServerPackets.standing(account, x, 100, "X")));
  }

  private void hear(ServerEvent event) {
    world.observe(event, 0);
  }
}
