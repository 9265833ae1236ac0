package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.ice.TwoSides.One;

/** Restarts of one link, both sides by hand. */
final class IceGenerationsTest {
  private static final String PWD = "0123456789abcdefghijklmn";

  private final TwoSides two = TwoSides.linked();

  @ParameterizedTest(name = "begun by who controls: {0}")
  @ValueSource(booleans = {true, false})
  void bothSidesKeepThePathUntilTheRestartHasOne(boolean byLeft) {
    One begins = byLeft ? two.left : two.right;
    One answers = begins.other();
    Route before = begins.ice.path().orElseThrow();
    String earlier = begins.ufrag();
    two.cut = true; // both have moved, and neither knows where the other is
    two.left.place = new InetSocketAddress("10.0.1.1", 1);
    two.right.place = new InetSocketAddress("10.0.1.2", 1);
    two.forsaken(begins);
    two.cut = false;
    assertEquals(IceRestart.Step.OFFER, begins.last().step());
    assertEquals(answers.ufrag(), begins.last().of());
    assertEquals(Set.of(earlier, begins.last().description().ufrag()), begins.ice.ufrags());
    assertEquals(before, begins.ice.path().orElseThrow(), "there is no other yet");

    assertTrue(answers.hear(begins.last()));
    two.pass(10);
    assertTrue(begins.hear(answers.last()));
    two.tellPlaces(begins.last(), answers.last());
    two.pass(1_000);
    for (One one : List.of(begins, answers)) {
      assertEquals(one.other().place, one.ice.path().orElseThrow().remote());
      assertEquals(one.ice.path(), one.selected.map(IceOutput.Selected::route));
      assertEquals(Set.of(one.last().description().ufrag()), one.ice.ufrags());
    }
    assertTrue(begins.ice.hasHeardFrom(before), "something may be on its way yet");
    assertFalse(begins.ice.current().isForsaken());
    assertEquals(IceRole.CONTROLLING, two.left.ice.current().role(), "roles stay");
  }

  @Test
  void aPathThatAnswersIsNotRestarted() {
    two.left.ice.networkChanged(two.now);
    two.right.ice.networkChanged(two.now);
    two.pass(30_000);
    assertEquals(List.of(), two.left.said);
    assertEquals(List.of(), two.right.said);
  }

  @Test
  void whoseBaseIsGoneRestartsAtOnce() {
    two.left.ice.removeBase(TwoSides.BASE, two.now);
    two.pass(10);
    assertEquals(IceRestart.Step.OFFER, two.left.last().step());
  }

  @Test
  void whoMayNotRestartDoesNot() {
    two.left.able = false;
    two.forsaken(two.left);
    assertEquals(List.of(), two.left.said);
  }

  /** The answer is lost on its way, and who answered controls: it would leave the peer behind. */
  @Test
  void whoAnsweredWaitsUntilThePeerHasTheAnswer() {
    two.forsaken(two.right);
    assertTrue(two.left.hear(two.right.last()));
    two.pass(10);
    two.left.hearOfPlace(two.right.last().description().ufrag());
    String before = two.left.ufrag();
    two.pass(9_000);
    assertEquals(before, two.left.ufrag());
    assertEquals(2, two.left.ice.ufrags().size());
    two.pass(2_000);
    assertEquals(Set.of(before), two.left.ice.ufrags(), "it is given up");
    assertEquals(Set.of(two.right.ufrag()), two.right.ice.ufrags());
    assertFalse(two.left.ice.current().isForsaken());
    assertFalse(two.right.ice.current().isForsaken());
  }

  @ParameterizedTest(name = "the one who gives way hears first: {0}")
  @ValueSource(booleans = {true, false})
  void whereBothOfferOneOfferCounts(boolean rightFirst) {
    two.cut = true;
    two.left.ice.doubt(two.now);
    two.right.ice.doubt(two.now);
    two.pass(700);
    two.cut = false;
    IceRestart counts = two.left.last();
    IceRestart other = two.right.last();
    if (rightFirst) {
      assertTrue(two.right.hear(counts));
      assertFalse(two.left.hear(other));
    } else {
      assertFalse(two.left.hear(other));
      assertTrue(two.right.hear(counts));
    }
    two.pass(10);
    IceRestart answer = two.right.last();
    assertEquals(counts.description().ufrag(), answer.of());
    assertTrue(two.left.hear(answer));
    assertFalse(two.left.hear(other), "late once more");
    two.tellPlaces(counts, answer);
    two.pass(1_000);
    assertEquals(Set.of(counts.description().ufrag()), two.left.ice.ufrags());
    assertEquals(Set.of(answer.description().ufrag()), two.right.ice.ufrags());
  }

  /**
   * What the controlled side makes of what it hears: {@code offer a b} credentials a, of b; {@code
   * ours} and {@code theirs} are the fragments that the link goes by; {@code !} it is refused.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an offer is answered,                      offer fresh ours",
    "of another link or an earlier generation,  offer fresh else !",
    "with the credentials there are,            offer theirs ours !",
    "the same twice,                            offer fresh ours; offer fresh ours !",
    "replayed after it has come to nothing,     offer fresh ours; +11s; offer fresh ours !",
    "another one at once,                       offer fresh ours; offer newer ours !",
    "another one some seconds later,            offer fresh ours; +4s; offer newer ours",
    "a late one after it,           offer fresh ours; +4s; offer newer ours; offer older ours !",
    "more than a few,   offer aaaa ours; +4s; offer bbbb ours; +4s; offer cccc ours; +4s; offer dddd ours; +4s; offer eeee ours !",
    "as many later,     offer aaaa ours; +4s; offer bbbb ours; +4s; offer cccc ours; +4s; offer dddd ours; +31s; offer eeee ours",
    "while it may not be restarted,             unable; offer fresh ours !",
    "an answer that nobody awaits,              answer fresh ours !",
    "an answer to an offer,                     forsaken; answer fresh offered",
    "an answer to another,                      forsaken; answer fresh ours !",
    "a second answer,              forsaken; answer fresh offered; answer other offered !",
    "an answer too late,                        forsaken; +11s; answer fresh offered !",
    "an answer with what there is,              forsaken; answer theirs offered !",
  })
  void whatFitsIsTaken(String story, String steps) {
    One one = two.right;
    for (String step : steps.split("; ", -1)) {
      String[] words = step.split(" ", -1);
      switch (words[0]) {
        case "unable" -> one.able = false;
        case "forsaken" -> two.forsaken(one);
        case "offer" ->
            assertEquals(words.length == 3, hears(one, IceRestart.Step.OFFER, words), story);
        case "answer" ->
            assertEquals(words.length == 3, hears(one, IceRestart.Step.ANSWER, words), story);
        default -> two.pass(1_000 * Long.parseLong(step.substring(1, step.length() - 1)));
      }
    }
    assertEquals(two.left.place, one.ice.path().orElseThrow().remote());
    assertFalse(two.left.ice.current().isForsaken(), "the path is what it was");
  }

  private boolean hears(One one, IceRestart.Step step, String[] words) {
    String offered = one.said.isEmpty() ? "none" : one.last().description().ufrag();
    String ufrag = words[1].equals("theirs") ? two.left.ufrag() : words[1];
    String of = words[2].equals("ours") ? one.ufrag() : words[2];
    String to = of.equals("offered") ? offered : of;
    return one.hear(new IceRestart(step, new IceDescription(ufrag, PWD), to));
  }

  @Test
  void candidatesGoToTheGenerationThatTheyAreLabelledFor() {
    two.forsaken(two.left);
    assertTrue(two.right.hear(two.left.last()));
    two.pass(10);
    String theirs = two.right.last().description().ufrag();
    assertTrue(two.left.hearOfPlace(theirs), "kept: the answer has not come");
    assertTrue(two.left.hearOfPlace(two.right.ufrag()), "of the path there is");
    int before = two.left.checks;
    two.pass(100);
    assertEquals(before, two.left.checks, "nothing to check with");
    assertTrue(two.left.hear(two.right.last()));
    assertFalse(two.left.hearOfPlace("else"));
    two.pass(1_000);
    assertNotEquals(before, two.left.checks);
    assertEquals(theirs, two.right.ufrag());
    assertFalse(two.right.hearOfPlace("else"));
  }

  @Test
  void offersWithoutEndCostFewChecksAndNoPath() {
    One one = two.right;
    int before = one.checks;
    for (int i = 0; i < 24_000; i++) {
      two.pass(5);
      String ufrag = "flood" + i;
      one.hear(IceRestart.offer(new IceDescription(ufrag, PWD), one.ufrag()));
      one.hearOfPlace(ufrag);
    }
    // Eight in two minutes, each one pair checked for ten seconds; and consent each five.
    assertTrue(one.said.size() <= 4 + 120 / 30, one.said.size() + " restarts");
    int checks = one.checks - before;
    assertTrue(checks < 8 * 14 + 30, checks + " checks");
    assertFalse(one.ice.current().isForsaken());
    assertEquals(Optional.of(two.left.place), one.ice.path().map(Route::remote));
  }
}
