package org.rop2p.proxy.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.play.CharacterView.Seen;
import org.rop2p.proxy.play.Presence.Reach;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;
import org.rop2p.proxy.words.Standing.State;

class ChangesTest {
  private static final ZoneLanes WIDE = new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.MIRROR);

  static Stream<Arguments> stories() {
    CharacterView up = alice("prontera", State.UP, WIDE);
    return Stream.of(
        Arguments.of("nothing", up, up, List.of()),
        Arguments.of("she enters", null, up, List.of("info Alice plays in prontera.")),
        Arguments.of("she leaves", up, null, List.of("info Alice has left.")),
        Arguments.of(
            "she joins",
            alice("prontera", State.JOINING, WIDE),
            up,
            List.of("info P2P is up in prontera.")),
        Arguments.of(
            "the coordinator is gone",
            up,
            alice("prontera", State.COORDINATOR_LOST, WIDE),
            List.of(
                "warn The P2P coordinator does not answer or has no place: links stay while they last, all else goes over the server. It is asked again and again.")),
        Arguments.of(
            "another map, on her way in", up, alice("geffen", State.JOINING, WIDE), List.of()),
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
            alice("prontera", State.UP, WIDE, bob(Reach.SERVER, OptionalInt.empty())),
            List.of()),
        Arguments.of(
            "Bob is linked",
            alice("prontera", State.UP, WIDE, bob(Reach.SERVER, OptionalInt.empty())),
            alice("prontera", State.UP, WIDE, bob(Reach.DIRECT, OptionalInt.of(23))),
            List.of("info Linked to Bob directly, 23 ms.")),
        Arguments.of(
            "Bob's link is relayed",
            alice("prontera", State.UP, WIDE, bob(Reach.DIRECT, OptionalInt.of(23))),
            alice("prontera", State.UP, WIDE, bob(Reach.RELAY, OptionalInt.empty())),
            List.of("info Linked to Bob through a relay.")),
        Arguments.of(
            "Bob's link is cut",
            alice("prontera", State.UP, WIDE, bob(Reach.DIRECT, OptionalInt.of(23))),
            alice("prontera", State.UP, WIDE, bob(Reach.SERVER, OptionalInt.empty())),
            List.of("warn The link to Bob is gone; the server carries everything.")),
        Arguments.of(
            "Bob walks away",
            alice("prontera", State.UP, WIDE, bob(Reach.DIRECT, OptionalInt.of(23))),
            up,
            List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void whatHasHappenedIsSaidOnce(
      String story, CharacterView before, CharacterView after, List<String> said) {
    List<Happening> happened =
        new Changes(StandardCharsets.ISO_8859_1)
            .between(
                before == null ? List.of() : List.of(before),
                after == null ? List.of() : List.of(after),
                5);
    assertEquals(
        said,
        happened.stream().map(each -> (each.warning() ? "warn " : "info ") + each.text()).toList());
  }

  private static CharacterView alice(String zone, State state, ZoneLanes lanes, Seen... players) {
    return new CharacterView(
        1,
        RawText.ascii("Alice"),
        zone,
        Optional.of(new Cell(100, 100)),
        new Standing(state, zone, 0, 0),
        lanes,
        List.of(players));
  }

  private static Seen bob(Reach reach, OptionalInt rtt) {
    return new Seen(2, RawText.ascii("Bob"), new Cell(101, 100), reach, rtt, OptionalInt.empty());
  }
}
