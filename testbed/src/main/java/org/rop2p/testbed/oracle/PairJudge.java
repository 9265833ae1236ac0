package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.oracle.Finding.Fault;

/**
 * Acts of one kind by one author before one screen. Each act is matched with at most one display of
 * equal content in its window; what should have been seen has the first choice, so that a doubtful
 * act takes no display from a certain one.
 */
final class PairJudge {
  /** A peer's copy may be seen this long before the server has taken the act. */
  private static final long EARLY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Kind kind;
  private final int author;
  private final int observer;
  private final TreeMap<Long, Cell> headings = new TreeMap<>();
  private final Map<Content, List<Awaited>> acts = new LinkedHashMap<>();
  private final Map<Content, List<Display>> displays = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Shown> seen = new ArrayList<>();
  private int expected;
  private int shown;
  private int undecided;

  /** An act and what the screen owes it. */
  record Awaited(Act act, Expectation expectation) {}

  /** The outcome for this pair. */
  record Result(Kind kind, Count count, List<Finding> findings, List<Shown> shown) {}

  PairJudge(Kind kind, int author, int observer) {
    this.kind = kind;
    this.author = author;
    this.observer = observer;
  }

  /**
   * Judges.
   *
   * @param awaited of this kind and author, oldest first
   * @param screen displays of this kind and author
   * @param bound where the author was bound for on this screen, in the order of the screen's log;
   *     only for movement
   */
  Result judge(List<Awaited> awaited, List<Display> screen, List<Heading> bound) {
    for (Heading heading : bound) {
      headings.put(heading.nanos(), heading.to());
    }
    for (Awaited one : awaited) {
      acts.computeIfAbsent(one.act().content(), content -> new ArrayList<>()).add(one);
    }
    screen.stream()
        .sorted(Comparator.comparingLong(Display::nanos))
        .forEach(one -> displays.computeIfAbsent(one.content(), key -> new ArrayList<>()).add(one));
    acts.forEach((content, list) -> match(list, displays.getOrDefault(content, List.of())));
    displays.forEach(
        (content, list) -> {
          if (!acts.containsKey(content)) {
            list.forEach(display -> find(Fault.UNEXPECTED, content, display.nanos()));
          }
        });
    if (kind == Kind.CHAT) {
      checkOrder();
    }
    return new Result(kind, count(), findings, seen);
  }

  /** Acts and displays of one content, both oldest first. */
  private void match(List<Awaited> done, List<Display> screen) {
    List<Display> free = new ArrayList<>(screen);
    List<Act> seenActs = new ArrayList<>();
    List<Display> seenDisplays = new ArrayList<>();
    for (Expectation wanted : List.of(Expectation.EXPECTED, Expectation.UNDECIDED)) {
      for (Awaited one : done) {
        if (one.expectation() == wanted) {
          Display display = take(free, one.act());
          if (display != null) {
            seenActs.add(one.act());
            seenDisplays.add(display);
          }
          tally(one, display != null);
        }
      }
    }
    for (Display display : free) {
      explain(display, done);
    }
    // Equal contents can't be told apart, so the older display belongs to the older act.
    seenActs.sort(Comparator.comparingLong(Act::nanos));
    seenDisplays.sort(Comparator.comparingLong(Display::nanos));
    for (int i = 0; i < seenActs.size(); i++) {
      seen.add(new Shown(seenActs.get(i), seenDisplays.get(i)));
    }
  }

  private static Display take(List<Display> free, Act act) {
    for (Display display : free) {
      if (inWindow(display, act)) {
        free.remove(display);
        return display;
      }
    }
    return null;
  }

  private void tally(Awaited one, boolean displayed) {
    if (one.expectation() == Expectation.UNDECIDED) {
      undecided++;
      return;
    }
    expected++;
    if (displayed || boundFor(one.act())) {
      shown++;
    } else {
      find(Fault.LOST, one.act().content(), one.act().nanos());
    }
  }

  /** Whether the author was, at some moment of the window, bound for the act's destination. */
  private boolean boundFor(Act act) {
    if (!(act.content() instanceof Content.Walk walk)) {
      return false;
    }
    Map.Entry<Long, Cell> before = headings.floorEntry(act.nanos());
    boolean already = before != null && walk.to().equals(before.getValue());
    return already
        || headings
            .subMap(act.nanos(), true, act.nanos() + kind.patience().toNanos(), true)
            .containsValue(walk.to());
  }

  /** A display that no act needs: forgiven, one too many, or out of thin air. */
  private void explain(Display display, List<Awaited> done) {
    boolean owed = false;
    for (Awaited one : done) {
      if (inWindow(display, one.act())) {
        switch (one.expectation()) {
          case UNDECIDED, TOLERATED -> {
            return;
          }
          case EXPECTED -> owed = true;
          case NOT_EXPECTED -> {}
        }
      }
    }
    find(owed ? Fault.DUPLICATED : Fault.UNEXPECTED, display.content(), display.nanos());
  }

  private static boolean inWindow(Display display, Act act) {
    long after = display.nanos() - act.nanos();
    return after >= -EARLY_NANOS && after <= act.content().kind().patience().toNanos();
  }

  private void checkOrder() {
    seen.sort(Comparator.comparingLong(one -> one.display().nanos()));
    long newest = Long.MIN_VALUE;
    for (Shown one : seen) {
      if (one.act().nanos() < newest) {
        find(Fault.OUT_OF_ORDER, one.act().content(), one.display().nanos());
      }
      newest = Math.max(newest, one.act().nanos());
    }
  }

  private void find(Fault fault, Content content, long nanos) {
    findings.add(new Finding(fault, author, observer, content, nanos));
  }

  private Count count() {
    return new Count(
        expected,
        shown,
        faults(Fault.LOST),
        faults(Fault.DUPLICATED),
        faults(Fault.UNEXPECTED),
        undecided,
        faults(Fault.OUT_OF_ORDER));
  }

  private int faults(Fault fault) {
    return (int) findings.stream().filter(finding -> finding.fault() == fault).count();
  }
}
