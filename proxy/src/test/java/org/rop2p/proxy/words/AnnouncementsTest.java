package org.rop2p.proxy.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.words.Standing.State;

/** Looked at every half second, as in a game. */
class AnnouncementsTest {
  private static final int STEP = 500;

  private final Announcements announcements = new Announcements();
  private final List<String> said = new ArrayList<>();
  private long now = 1_000_000;
  private long saidAt = Long.MIN_VALUE / 2;
  private long shortest = Long.MAX_VALUE;

  @Test
  void upInAZoneIsSaidOnce() {
    lasts(State.JOINING, "prontera", 5_000);
    lasts(State.UP, "prontera", 60_000);
    assertEquals(List.of("P2P is up in prontera."), said);
  }

  @Test
  void nothingIsSaidBeforeTheMapHasBeenShownForASecond() {
    pass(new Standing(State.UP, "prontera", 0, 0), false, 20_000);
    pass(new Standing(State.UP, "prontera", 0, 0), true, 500);
    assertEquals(List.of(), said);
    pass(new Standing(State.UP, "prontera", 0, 0), true, 1_000);
    assertEquals(1, said.size());
  }

  @Test
  void theNextZoneIsSaidAndABackAndForthIsTooOften() {
    lasts(State.UP, "prontera", 11_000);
    lasts(State.UP, "geffen", 4_000);
    lasts(State.UP, "prontera", 3_000);
    lasts(State.UP, "geffen", 11_000);
    assertEquals(List.of("P2P is up in prontera.", "P2P is up in geffen."), said);
  }

  @ParameterizedTest
  @CsvSource({
    "COORDINATOR_LOST, coordinator does not answer",
    "OFF_BY_ADMIN, admin has switched P2P off",
    "OFF_BY_PLAYER, You have switched P2P off",
    "HELD_OFF, off for you for some minutes",
    "REFUSED, does not believe who you are",
    "NOT_HERE, no P2P in prontera"
  })
  void whatEndsItIsSaid(State state, String words) {
    lasts(State.UP, "prontera", 11_000);
    said.clear();
    lasts(state, "prontera", 11_000);
    assertEquals(1, said.size());
    assertTrue(said.get(0).contains(words), said.get(0));
  }

  @Test
  void theAdminsSwitchOnAgainIsSaid() {
    lasts(State.UP, "prontera", 11_000);
    lasts(State.OFF_BY_ADMIN, "prontera", 11_000);
    lasts(State.UP, "prontera", 11_000);
    assertEquals("The admin has switched P2P on again: it is up in prontera.", said.get(2));
  }

  @Test
  void aZoneThatNeverHadItIsNotWorthALine() {
    lasts(State.NOT_HERE, "payon", 60_000);
    lasts(State.JOINING, "geffen", 60_000);
    assertEquals(List.of(), said);
    lasts(State.UP, "prontera", 11_000);
    lasts(State.NOT_HERE, "payon", 60_000);
    assertEquals(1, said.size());
  }

  @Test
  void whatChangesBackSoonIsNotSaid() {
    lasts(State.UP, "prontera", 11_000);
    for (int i = 0; i < 50; i++) {
      lasts(State.COORDINATOR_LOST, "prontera", 1_500);
      lasts(State.UP, "prontera", 1_500);
    }
    assertEquals(List.of("P2P is up in prontera."), said);
  }

  @Test
  void linksAreLostWhenThereWereSomeAndNoneIsLeftForSevenSeconds() {
    pass(new Standing(State.UP, "prontera", 2, 0), true, 30_000);
    assertEquals(
        List.of(
            "P2P is up in prontera, but no link to anybody near: the server carries"
                + " everything."),
        said,
        "none was there so far: up is up");
    pass(new Standing(State.UP, "prontera", 2, 1), true, 20_000);
    said.clear();
    pass(new Standing(State.UP, "prontera", 2, 0), true, 6_500);
    pass(new Standing(State.UP, "prontera", 2, 1), true, 20_000);
    assertEquals(List.of(), said);
    pass(new Standing(State.UP, "prontera", 2, 0), true, 20_000);
    assertEquals(1, said.size());
    pass(new Standing(State.UP, "prontera", 0, 0), true, 20_000);
    assertEquals("P2P is up in prontera.", said.get(1));
  }

  @Test
  void whatHasJustBeenAnsweredIsNotSaidAgain() {
    announcements.told(new Standing(State.UP, "prontera", 0, 0));
    lasts(State.UP, "prontera", 30_000);
    announcements.switched(false);
    lasts(State.OFF_BY_PLAYER, "prontera", 30_000);
    lasts(State.OFF_BY_PLAYER, "geffen", 30_000);
    assertEquals(List.of(), said);
    announcements.switched(true);
    lasts(State.UP, "geffen", 30_000);
    assertEquals(List.of("P2P is up in geffen."), said);
  }

  /** Whatever happens: a line in ten seconds at most, never the last one again, all ASCII. */
  @Test
  void neverTooOftenWhateverHappens() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<State> states = List.of(State.values());
    for (int i = 0; i < 20_000; i++) {
      State state = states.get(random.nextInt(states.size()));
      String zone = random.nextBoolean() ? "prontera" : "geffen";
      int met = random.nextInt(3);
      Standing standing = new Standing(state, zone, met, random.nextInt(met + 1));
      pass(standing, random.nextInt(20) > 0, STEP * (1 + random.nextInt(30)));
    }
    assertTrue(said.size() > 100);
    assertTrue(shortest >= Announcements.INTERVAL_MILLIS, "seed " + seed + ": " + shortest);
    said.forEach(line -> assertTrue(line.chars().allMatch(c -> c >= 0x20 && c < 0x7F), line));
  }

  private void lasts(State state, String zone, int millis) {
    pass(new Standing(state, zone, 0, 0), true, millis);
  }

  private void pass(Standing standing, boolean shown, int millis) {
    for (int passed = 0; passed < millis; passed += STEP) {
      announcements
          .due(standing, shown, now)
          .ifPresent(
              line -> {
                said.add(line.text().toString());
                shortest = Math.min(shortest, now - saidAt);
                saidAt = now;
              });
      now += STEP;
    }
  }
}
