package org.rop2p.proxy.delivery.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.proxy.delivery.model.Judge.Deviation;

/**
 * Every interleaving of two receivers and three lines, of all texts and all choices of ways, with
 * one kind of fault at a time: all at once are some billions of states. With {@code echoes-told} as
 * argument those kinds in which receivers hear of answered lines besides: the first of them has 156
 * million states, eighteen times as many as without. Exit 1 when something is unexplained.
 */
public final class ExhaustiveSearch {
  private static final int RECEIVERS = 2;
  private static final String ECHOES_TOLD = "echoes-told";
  private static final Faults NONE =
      Faults.ALL.withRefusals(0).withLinks(0, 0).withoutNacks().withoutRightlyNot();

  private ExhaustiveSearch() {}

  /** See the class. */
  public static void main(String[] arguments) {
    boolean sound = true;
    for (Map.Entry<String, Faults> one :
        kinds(List.of(arguments).contains(ECHOES_TOLD)).entrySet()) {
      sound &= search(one.getKey() + ", x y z", Exploration.texts("xyz"), one.getValue(), false);
      sound &=
          search(
              one.getKey() + ", equal texts",
              Exploration.texts("xxy", "xyx", "yxx"),
              one.getValue(),
              true);
    }
    if (!sound) {
      System.exit(1);
    }
  }

  private static Map<String, Faults> kinds(boolean echoesTold) {
    Map<String, Faults> faults = new LinkedHashMap<>();
    if (echoesTold) {
      faults.put(
          "the server misses each receiver once, echoes told", NONE.withMisses(1).withSettled());
      faults.put("both links die and return, echoes told", NONE.withLinks(1, 1).withSettled());
      return faults;
    }
    faults.put("nothing goes wrong", NONE);
    faults.put("new links", NONE.withNewLinks());
    faults.put("the server refuses two lines", NONE.withRefusals(2));
    faults.put("the server misses each receiver once", NONE.withMisses(1));
    faults.put("checks fail, or rightly do not show", Faults.ALL.withRefusals(0).withLinks(0, 0));
    faults.put("both links die", NONE.withLinks(1, 0));
    faults.put("both links die and return", NONE.withLinks(1, 1));
    return faults;
  }

  private static boolean search(
      String title, List<List<String>> texts, Faults faults, boolean mayDeviate) {
    long began = System.nanoTime();
    Exploration.Result result = Exploration.everyWay(texts, RECEIVERS, faults);
    System.out.printf(
        "two receivers, three lines, %s: %,d states, %,d at rest, deviations %s, %.0f s%n",
        title,
        result.states(),
        result.atRest(),
        result.deviations(),
        (System.nanoTime() - began) / 1e9);
    result.examples().forEach(System.out::println);
    return mayDeviate
        ? result.deviations().getOrDefault(Deviation.UNEXPLAINED, 0L) == 0
        : result.deviations().isEmpty();
  }
}
