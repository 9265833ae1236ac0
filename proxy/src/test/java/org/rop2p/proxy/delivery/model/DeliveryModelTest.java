package org.rop2p.proxy.delivery.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.delivery.model.Judge.Deviation;

/**
 * Walks through every interleaving of a small world with the classes that play for real. With all
 * texts different nothing is ever lost, doubled or out of order; with equal texts only what
 * docs/delivery.md names occurs.
 */
class DeliveryModelTest {
  private static final List<List<String>> EQUAL = Exploration.texts("xxy", "xyx", "yxx");
  private static final List<List<String>> DIFFERENT = Exploration.texts("xyz");

  @Test
  void oneReceiverThreeDifferentLinesAllFaults() {
    assertEquals(Map.of(), explored("x y z, all faults", DIFFERENT, 1, Faults.ALL).deviations());
  }

  @Test
  void oneReceiverThreeLinesWithEqualTextsAllFaults() {
    Exploration.Result result = explored("equal texts, all faults", EQUAL, 1, Faults.ALL);
    onlyNamed(result);
  }

  @Test
  void newLinks() {
    onlyNamed(
        explored("equal texts, new links", EQUAL, 1, Faults.ALL.withNewLinks().withRefusals(1)));
    assertEquals(
        Map.of(),
        explored("x y z, new links", DIFFERENT, 1, Faults.ALL.withNewLinks()).deviations());
  }

  @Test
  void theServerMayMissAReceiver() {
    assertEquals(
        Map.of(),
        explored("x y z, missed", DIFFERENT, 1, Faults.ALL.withMisses(1).withRefusals(1))
            .deviations());
    Faults settled = Faults.ALL.withMisses(1).withRefusals(0).withLinks(0, 0).withSettled();
    assertEquals(Map.of(), explored("x y z, missed, settled", DIFFERENT, 1, settled).deviations());
    onlyNamed(explored("equal texts, missed, settled", EQUAL, 1, settled));
  }

  @Test
  void linesTakeTheirTimeToTheServerWhileItAnswersOthers() {
    Faults slow =
        Faults.ALL
            .withRefusals(0)
            .withoutNacks()
            .withoutRightlyNot()
            .withSlowAuthor()
            .withSettled();
    assertEquals(Map.of(), explored("x y z, slow, settled", DIFFERENT, 1, slow).deviations());
    onlyNamed(explored("x x, slow, settled", Exploration.texts("xx"), 1, slow.withRefusals(1)));
    assertEquals(
        Map.of(),
        explored("x y z, slow", DIFFERENT, 1, Faults.ALL.withRefusals(1).withSlowAuthor())
            .deviations());
  }

  @Test
  void settledLines() {
    Faults refusals = Faults.ALL.withRefusals(1).withLinks(0, 0).withSettled();
    assertEquals(Map.of(), explored("x y z, settled", DIFFERENT, 1, refusals).deviations());
    Faults links = Faults.ALL.withRefusals(0).withLinks(1, 1).withoutRightlyNot().withSettled();
    onlyNamed(explored("x y and x x, settled, links", Exploration.texts("xy", "xx"), 1, links));
  }

  @Test
  void twoReceiversTwoLines() {
    assertEquals(
        Map.of(),
        explored("x y, two receivers", Exploration.texts("xy"), 2, Faults.ALL).deviations());
    onlyNamed(explored("x x, two receivers", Exploration.texts("xx"), 2, Faults.ALL));
  }

  private static void onlyNamed(Exploration.Result result) {
    assertEquals(0, result.unexplained(), () -> String.join("\n", result.examples()));
    assertTrue(
        Set.of(Deviation.values()).containsAll(result.deviations().keySet()), "named ones only");
  }

  private static Exploration.Result explored(
      String title, List<List<String>> texts, int receivers, Faults faults) {
    Exploration.Result result = Exploration.everyWay(texts, receivers, faults);
    System.out.printf(
        "delivery model: %s, %d receivers: %,d states, %,d at rest, deviations %s%n",
        title, receivers, result.states(), result.atRest(), result.deviations());
    assertEquals(0, result.unexplained(), () -> String.join("\n", result.examples()));
    return result;
  }
}
