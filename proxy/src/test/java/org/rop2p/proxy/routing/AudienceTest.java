package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.ServerPackets;
import org.rop2p.proxy.world.WorldView;

/** Bob is on 100,100; who is surely in range of him? */
class AudienceTest {
  private static final int ANN = 2_000_002;
  private static final int CAT = 2_000_003;
  private final WorldView world = new WorldView(2_000_001, RawText.ascii("Bob"), "prontera");

  @BeforeEach
  void bobStands() {
    world.observe(ServerPackets.event(ServerPackets.acceptEnter(5_000, 100, 100)), 0);
  }

  @ParameterizedTest(name = "at {0},{1}: hears {2}, sees {3}")
  @CsvSource({
    "100, 100, true,  true",
    "107, 100, true,  true",
    "108, 100, false, true",
    "93,  107, true,  true",
    "92,  107, false, true",
    "107, 108, false, true",
    "112, 88,  false, true",
    "113, 100, false, false",
    "100, 87,  false, false"
  })
  void standing(int x, int y, boolean hears, boolean sees) {
    world.observe(ServerPackets.event(ServerPackets.standing(ANN, x, y, "Ann")), 0);
    assertEquals(hears ? List.of(ANN) : List.of(), within(Audience.SURE_CHAT_RANGE, 0, 0));
    assertEquals(sees ? List.of(ANN) : List.of(), within(Audience.SURE_VIEW_RANGE, 0, 0));
  }

  @Test
  void whoWalksAwayUntilTheServerHearsIsLeftToTheServer() {
    world.observe(ServerPackets.event(ServerPackets.walking(ANN, 105, 100, 115, 100, 9, "Ann")), 0);
    assertEquals(List.of(ANN), within(7, 300, 0), "107 in 300 ms");
    assertEquals(List.of(), within(7, 450, 0), "108 in 450 ms");
    assertEquals(List.of(), within(7, 0, 450), "108 now");
  }

  @Test
  void whoWalksHereIsInRangeWhenHeIsHere() {
    world.observe(ServerPackets.event(ServerPackets.walking(ANN, 109, 100, 100, 100, 9, "Ann")), 0);
    assertEquals(List.of(), within(7, 600, 0));
    assertEquals(List.of(ANN), within(7, 600, 300));
  }

  @Test
  void bobsOwnWalkCountsToo() {
    world.observe(ServerPackets.event(ServerPackets.standing(ANN, 107, 100, "Ann")), 0);
    world.observe(ServerPackets.event(ServerPackets.ownWalk(9, 100, 100, 90, 100)), 0);
    assertEquals(List.of(ANN), within(7, 100, 0));
    assertEquals(List.of(), within(7, 150, 0));
  }

  @Test
  void everybodyInRange() {
    world.observe(ServerPackets.event(ServerPackets.standing(ANN, 101, 100, "Ann")), 0);
    world.observe(ServerPackets.event(ServerPackets.standing(CAT, 102, 100, "Cat")), 0);
    assertEquals(List.of(ANN, CAT), within(7, 0, 0));
    world.observe(ServerPackets.event(ServerPackets.vanish(ANN)), 0);
    assertEquals(List.of(CAT), within(7, 0, 0));
  }

  @Test
  void beforeBobIsAnywhereNobodyIsInRange() {
    WorldView nowhere = new WorldView(1, RawText.ascii("Bob"), "prontera");
    nowhere.observe(ServerPackets.event(ServerPackets.standing(ANN, 1, 1, "Ann")), 0);
    assertEquals(List.of(), Audience.within(7, nowhere, 0, 0));
  }

  private List<Integer> within(int range, long delay, long now) {
    return Stream.of(Audience.within(range, world, delay, now))
        .flatMap(List::stream)
        .sorted()
        .toList();
  }
}
