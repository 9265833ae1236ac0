package org.rop2p.proxy.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.status.Neighbour.Way;
import org.rop2p.proxy.status.OwnCharacter.State;

class ChangesTest {
  private static final ZoneLanes WIDE = new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.MIRROR);

  static Stream<Arguments> stories() {
    OwnCharacter up = alice("prontera", State.UP, WIDE);
    return Stream.of(
        Arguments.of("nothing", up, up, List.of()),
        Arguments.of("she enters", null, up, List.of("info Alice plays in prontera.")),
        Arguments.of("she leaves", up, null, List.of("info Alice has left.")),
        Arguments.of(
            "she joins",
            alice("prontera", State.JOINING, WIDE),
            up,
            List.of("info UP in prontera.")),
        Arguments.of(
            "the coordinator is gone",
            up,
            alice("prontera", State.OFF, WIDE),
            List.of("warn OFF in prontera.")),
        Arguments.of(
            "another map, on her way in",
            up,
            alice("geffen", State.JOINING, WIDE),
            List.of("info JOINING in geffen.")),
        Arguments.of(
            "the admin narrows a zone",
            up,
            alice("prontera", State.UP, new ZoneLanes(Lane.MIRROR, Lane.SERVER, Lane.MIRROR)),
            List.of(
                "info prontera: chat by the server and directly, emotes by the server only, walks"
                    + " by the server and directly.")),
        Arguments.of(
            "Bob comes unlinked",
            up,
            alice("prontera", State.UP, WIDE, bob(Way.SERVER, OptionalInt.empty())),
            List.of()),
        Arguments.of(
            "Bob is linked",
            alice("prontera", State.UP, WIDE, bob(Way.SERVER, OptionalInt.empty())),
            alice("prontera", State.UP, WIDE, bob(Way.DIRECT, OptionalInt.of(23))),
            List.of("info Linked to Bob directly, 23 ms.")),
        Arguments.of(
            "Bob's link is relayed",
            alice("prontera", State.UP, WIDE, bob(Way.DIRECT, OptionalInt.of(23))),
            alice("prontera", State.UP, WIDE, bob(Way.RELAY, OptionalInt.empty())),
            List.of("info Linked to Bob through a relay.")),
        Arguments.of(
            "Bob's link is cut",
            alice("prontera", State.UP, WIDE, bob(Way.DIRECT, OptionalInt.of(23))),
            alice("prontera", State.UP, WIDE, bob(Way.SERVER, OptionalInt.empty())),
            List.of("warn The link to Bob is gone; the server carries everything.")),
        Arguments.of(
            "Bob walks away",
            alice("prontera", State.UP, WIDE, bob(Way.DIRECT, OptionalInt.of(23))),
            up,
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void whatHasHappenedIsSaidOnce(
      String story, OwnCharacter before, OwnCharacter after, List<String> said) {
    List<Happening> happened =
        Changes.between(
            before == null ? List.of() : List.of(before),
            after == null ? List.of() : List.of(after),
            5);
    assertEquals(
        said,
        happened.stream().map(each -> (each.warning() ? "warn " : "info ") + each.text()).toList());
  }

  private static OwnCharacter alice(
      String zone, State state, ZoneLanes lanes, Neighbour... players) {
    return new OwnCharacter(
        1, "Alice", zone, 100, 100, state, state + " in " + zone + ".", lanes, List.of(players));
  }

  private static Neighbour bob(Way way, OptionalInt rtt) {
    return new Neighbour(2, "Bob", 101, 100, way, rtt, OptionalInt.empty());
  }
}
