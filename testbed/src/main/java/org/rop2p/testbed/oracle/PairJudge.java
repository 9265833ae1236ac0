package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.view.Cell;
import org.rop2p.testbed.oracle.Finding.Fault;

/**
 * Acts of one kind by one author before one screen. Each act is matched with at most one display of
 * equal content in its window; what should have been seen has the first choice, so that a doubtful
 * act takes no display from a certain one.
 */
final class PairJudge {
  /** The pace of everybody in the stand-in. */
  private static final long CELL_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** Two times half a second's way: what a busy machine's screen is behind, and a paced server. */
  private static final int BEHIND_CELLS = 6;

  /** After a stall, screens walk on from where they were and are there only some time later. */
  private static final long CAUGHT_UP_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Kind kind;
  private final int author;
  private final int observer;
  private final Presence presence;
  private final Timing timing;
  private final Lateness lateness;
  private final TreeMap<Long, Cell> headings = new TreeMap<>();
  private final TreeSet<Long> stops = new TreeSet<>();
  private final Map<Content, List<Awaited>> acts = new LinkedHashMap<>();
  private final Map<Content, List<Display>> displays = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Shown> seen = new ArrayList<>();
  private final List<Shown> needless = new ArrayList<>();
  private int expected;
  private int shown;
  private int undecided;

  /** An act and what the screen owes it. */
  record Awaited(Act act, Expectation expectation) {}

  /** The outcome for this pair. */
  record Result(Kind kind, Count count, List<Finding> findings, List<Shown> shown) {}

  /**
   * Nothing judged yet.
   *
   * @param presence the author's
   */
  PairJudge(
      Kind kind, int author, int observer, Presence presence, Timing timing, Lateness lateness) {
    this.lateness = lateness;
    this.presence = presence;
    this.kind = kind;
    this.author = author;
    this.observer = observer;
    this.timing = timing;
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
      if (heading.stopped()) {
        stops.add(heading.nanos());
      }
    }
    for (Awaited one : awaited) {
      acts.computeIfAbsent(one.act().content(), content -> new ArrayList<>()).add(one);
    }
    screen.stream()
        .filter(one -> !comesOutOfHiding(one))
        .sorted(Comparator.comparingLong(Display::nanos))
        .forEach(one -> displays.computeIfAbsent(one.content(), key -> new ArrayList<>()).add(one));
    acts.forEach((content, list) -> match(list, displays.getOrDefault(content, List.of())));
    displays.forEach(
        (content, list) -> {
          if (!acts.containsKey(content)) {
            list.forEach(display -> leftOver(display, List.of()));
          }
        });
    checkOrder();
    seen.forEach(this::checkStart);
    return new Result(kind, count(), findings, seen);
  }

  /** Acts and displays of one content, both oldest first. */
  private void match(List<Awaited> done, List<Display> screen) {
    Matching<Awaited, Display> matching = new Matching<>(screen, this::shows);
    List<Expectation> firstChoice =
        List.of(Expectation.OWED, Expectation.LIKELY, Expectation.UNLIKELY, Expectation.FREE);
    firstChoice.forEach(wanted -> inTurn(done, wanted).forEach(matching::add));
    List<Act> seenActs = new ArrayList<>();
    List<Display> seenDisplays = new ArrayList<>();
    for (Awaited one : done) {
      Display display = matching.of(one).orElse(null);
      tally(one, display != null);
      if (display != null && one.expectation() == Expectation.FREE) {
        needless.add(new Shown(one.act(), display));
      } else if (display != null) {
        seenActs.add(one.act());
        seenDisplays.add(display);
      }
    }
    for (Display display : matching.left()) {
      if (!drawnAnew(seenDisplays, display)) {
        leftOver(display, done);
      }
    }
    // Equal contents can't be told apart, so the older display belongs to the older act.
    seenActs.sort(Comparator.comparingLong(Act::sentNanos));
    seenDisplays.sort(Comparator.comparingLong(Display::nanos));
    for (int i = 0; i < seenActs.size(); i++) {
      seen.add(new Shown(seenActs.get(i), seenDisplays.get(i)));
    }
  }

  /**
   * Those of which so much is expected, oldest first; walks newest first: whoever asks twice to go
   * to the same cell and is seen once is seen at the second time.
   */
  private List<Awaited> inTurn(List<Awaited> done, Expectation wanted) {
    List<Awaited> some =
        new ArrayList<>(done.stream().filter(one -> one.expectation() == wanted).toList());
    if (kind == Kind.MOVEMENT) {
      Collections.reverse(some);
    }
    return some;
  }

  /** Whether a display may be that of an act of the same content. */
  private boolean shows(Awaited one, Display display) {
    return timing.inWindow(one.act(), display.nanos())
        && !corrects(display, one.act())
        // A walk that nobody need see, to where she is by then, is rather told of the place.
        && !(one.expectation() == Expectation.FREE
            && Corrections.possible(display, presence, true));
  }

  /** Whether the walk was on the screen besides, and this takes the unit to where it is. */
  private boolean corrects(Display display, Act act) {
    return act.content() instanceof Content.Walk walk
        && display.nanos() > act.sentNanos()
        && Corrections.possible(display, presence, true)
        && (boundAlready(act)
            || headings
                .subMap(act.sentNanos(), true, display.nanos(), false)
                .containsValue(walk.to()));
  }

  private void tally(Awaited one, boolean displayed) {
    boolean fulfilled =
        displayed || boundFor(one.act()) || overtaken(one.act()) || leaves(one.act());
    switch (one.expectation()) {
      case OWED -> {
        expected++;
        if (fulfilled) {
          shown++;
        } else {
          find(Fault.LOST, one.act().content(), one.act().nanos());
        }
      }
      case LIKELY -> {
        if (fulfilled) {
          expected++;
          shown++;
        } else {
          undecided++;
        }
      }
      case UNLIKELY -> undecided += displayed ? 1 : 0;
      case FORBIDDEN, FREE -> {}
    }
  }

  /** Whether the author was, at some moment of the window, bound for the act's destination. */
  private boolean boundFor(Act act) {
    if (!(act.content() instanceof Content.Walk walk)) {
      return false;
    }
    return boundAlready(act)
        || headings
            .subMap(act.sentNanos(), true, timing.deadline(act), true)
            .containsValue(walk.to());
  }

  private boolean boundAlready(Act act) {
    Map.Entry<Long, Cell> before = headings.floorEntry(act.sentNanos());
    return act.content() instanceof Content.Walk walk
        && before != null
        && walk.to().equals(before.getValue());
  }

  /** Whether the author left this screen as soon as the server's word of the walk came. */
  private boolean leaves(Act act) {
    long due = act.nanos() + timing.toServerNanos();
    return act.content().kind() == Kind.MOVEMENT
        && headings.subMap(act.nanos(), true, due + Timing.READ_NANOS, true).containsValue(null);
  }

  /**
   * Whether this screen was at a later walk, or at the stop that ended this one, when the server's
   * word of this one came: only the newest walk counts. Who clicks back to where he is shown going
   * already is not drawn anew.
   */
  private boolean overtaken(Act act) {
    long due = act.nanos() + timing.toServerNanos();
    long read = Math.max(Timing.READ_NANOS, lateness.on(observer, act.nanos()));
    Map.Entry<Long, Cell> atDue = headings.floorEntry(due);
    Long next = headings.higherKey(due);
    long until = next == null ? due + read : Math.min(next, due + read);
    return act.content().kind() == Kind.MOVEMENT
        && ((atDue != null && overtakenBy(atDue, act, until))
            || headings.subMap(due, false, due + read, true).entrySet().stream()
                .anyMatch(bound -> overtakenBy(bound, act, bound.getKey())));
  }

  /** The same, with where the author was bound for when the word came. */
  private boolean overtakenBy(Map.Entry<Long, Cell> bound, Act act, long wordComes) {
    if (bound.getValue() == null) {
      return false;
    }
    Content.Walk there = new Content.Walk(bound.getValue());
    if (there.equals(act.content())) {
      return false;
    }
    boolean byLater =
        acts.getOrDefault(there, List.of()).stream()
            .map(Awaited::act)
            .anyMatch(
                later -> later.sentNanos() > act.sentNanos() && later.sentNanos() <= wordComes);
    boolean toldSince = bound.getKey() > act.sentNanos();
    // Begun and stopped at once.
    boolean cutOff =
        !stops.subSet(act.nanos(), true, wordComes + Timing.WRITE_NANOS, true).isEmpty();
    boolean stoppedThere =
        headings.subMap(act.sentNanos(), true, timing.deadline(act), true).entrySet().stream()
            .anyMatch(
                then -> stops.contains(then.getKey()) && bound.getValue().equals(then.getValue()));
    return byLater
        || cutOff
        || stoppedThere
        || (toldSince
            && Corrections.possible(
                new Display(observer, author, there, bound.getKey(), bound.getValue(), true),
                presence,
                true));
  }

  /**
   * Who hid leaves no screen that drew him; when he shows again he is drawn as if he walked up. As
   * when somebody appears, that is not the display of a walk: the server may tell of it besides.
   */
  private boolean comesOutOfHiding(Display display) {
    Map.Entry<Long, Cell> before = headings.lowerEntry(display.nanos());
    return kind == Kind.MOVEMENT
        && !display.bare()
        && before != null
        && presence.hiddenWithin(before.getKey(), display.nanos());
  }

  private void leftOver(Display display, List<Awaited> done) {
    boolean known =
        done.stream()
            .anyMatch(
                one ->
                    one.expectation() != Expectation.FORBIDDEN
                        && timing.inWindow(one.act(), display.nanos()));
    // Where a server that has just begun to stall will stop somebody nobody can guess right.
    boolean unforeseen =
        display.bare() && timing.stalled(display.nanos() - CELL_NANOS, display.nanos());
    if (!unforeseen && !Corrections.possible(display, presence, known)) {
      find(known ? Fault.DUPLICATED : Fault.UNEXPECTED, display.content(), display.nanos());
    }
  }

  /**
   * Whether the author has left this screen between two displays, and come back, or was stopped and
   * walks on.
   */
  private boolean drawnAnew(List<Display> shown, Display another) {
    return shown.stream()
        .map(Display::nanos)
        .anyMatch(
            at -> {
              long first = Math.min(at, another.nanos());
              long second = Math.max(at, another.nanos());
              return headings.subMap(first, second).containsValue(null)
                  || !stops.subSet(first, true, second, true).isEmpty();
            });
  }

  private void checkOrder() {
    List<Shown> all = new ArrayList<>(seen);
    all.addAll(needless);
    all.sort(Comparator.comparingLong(one -> one.display().nanos()));
    long newest = Long.MIN_VALUE;
    long before = Long.MAX_VALUE;
    for (Shown one : all) {
      long at = one.display().nanos();
      if (before < at && headings.subMap(before, at).containsValue(null)) {
        newest = Long.MIN_VALUE; // who comes back into view is drawn as the server has him
      }
      before = at;
      List<Long> meant = mayMean(one);
      boolean older = meant.get(meant.size() - 1) < newest;
      // Who stops where he once clicked is taken there, and not shown that click.
      if (older && !Corrections.possible(one.display(), presence, true)) {
        find(Fault.OUT_OF_ORDER, one.act().content(), one.display().nanos());
      }
      newest = Math.max(newest, meant.get(0));
    }
  }

  /** When the acts that a display may show were done, oldest first: of equal walks any. */
  private List<Long> mayMean(Shown one) {
    if (kind != Kind.MOVEMENT) {
      return List.of(one.act().sentNanos());
    }
    return acts.get(one.act().content()).stream()
        .map(Awaited::act)
        .filter(act -> timing.inWindow(act, one.display().nanos()))
        .map(Act::sentNanos)
        .sorted()
        .toList();
  }

  /**
   * Untouched, the server's copy begins where the server had the walker. A peer's, and one that is
   * smoothed, begins where this screen had it then: so much earlier than the server's, and behind
   * by what was still on its way. Of equal walks it may show any.
   */
  private void checkStart(Shown walk) {
    Display display = walk.display();
    boolean fits =
        display.from() == null
            || acts.get(display.content()).stream()
                .map(Awaited::act)
                .filter(act -> timing.inWindow(act, display.nanos()))
                .anyMatch(act -> mayStart(display, act))
            || Corrections.possible(display, presence, true)
            || (display.bare() && stoppedInSilence(display.nanos()));
    if (!fits) {
      find(Fault.MISPLACED, display.content(), display.nanos());
    }
  }

  /**
   * Whether the server has stopped the author, by a click on the own cell, and this screen has not
   * been told: the server tells nobody else, and no link may have been up.
   */
  private boolean stoppedInSilence(long nanos) {
    Map.Entry<Long, Cell> bound = headings.lowerEntry(nanos);
    return bound != null
        && acts.values().stream()
            .flatMap(List::stream)
            .map(Awaited::act)
            .anyMatch(
                act -> act.nanos() > bound.getKey() && act.nanos() < nanos && act.stopsInSilence());
  }

  private boolean mayStart(Display display, Act act) {
    if (act.from() == null || timing.stalled(act.sentNanos() - CAUGHT_UP_NANOS, act.nanos())) {
      return true;
    }
    long early = act.nanos() + timing.toServerNanos() - display.nanos();
    long slack = display.bare() ? BEHIND_CELLS + Math.max(0, early) / CELL_NANOS : 0;
    return display.from().distance(act.from()) <= Expectation.EDGE_CELLS + slack;
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
        faults(Fault.OUT_OF_ORDER),
        faults(Fault.MISPLACED));
  }

  private int faults(Fault fault) {
    return (int) findings.stream().filter(finding -> finding.fault() == fault).count();
  }
}
