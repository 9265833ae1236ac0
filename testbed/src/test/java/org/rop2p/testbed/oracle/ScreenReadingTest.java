package org.rop2p.testbed.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.ScreenEvent.WalkForm;

class ScreenReadingTest {
  private static final int ALICE = 2_000_000;
  private static final int BOB = 2_000_001;
  private static final Cell FROM = new Cell(100, 100);
  private static final Cell TO = new Cell(105, 100);
  private static final RawText LINE = RawText.ascii("Bob : hi");

  static Stream<Arguments> shown() {
    return Stream.of(
        Arguments.of(new ScreenEvent.ChatLine(7, BOB, LINE), BOB, new Content.Line(LINE)),
        Arguments.of(new ScreenEvent.OwnEcho(7, LINE), ALICE, new Content.Line(LINE)),
        Arguments.of(new ScreenEvent.Emote(7, BOB, 3), BOB, new Content.Emote(3)),
        Arguments.of(new ScreenEvent.PackEmote(7, BOB, 1, 3), BOB, new Content.Emote(1, 3)),
        Arguments.of(
            new ScreenEvent.UnitWalk(7, BOB, FROM, TO, 0, 150, WalkForm.ENTRY, false),
            BOB,
            new Content.Walk(TO)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shown")
  void whatIsShownHasAnAuthorAndAContent(ScreenEvent event, int author, Content content) {
    List<Display> displays = ScreenReading.of(ALICE, List.of(event)).displays();
    assertEquals(1, displays.size());
    assertEquals(
        List.of(ALICE, author, content, 7L),
        List.of(
            displays.get(0).observer(),
            displays.get(0).author(),
            displays.get(0).content(),
            displays.get(0).nanos()));
  }

  @Test
  void whoWalksIntoViewIsBoundForSomewhereButShowsNoWalk() {
    ScreenReading reading =
        ScreenReading.of(
            ALICE,
            List.of(new ScreenEvent.UnitWalk(7, BOB, FROM, TO, 0, 150, WalkForm.ENTRY, true)));
    assertEquals(List.of(), reading.displays());
    assertEquals(List.of(new Heading(ALICE, BOB, TO, 7)), reading.headings());
  }
}
