package org.rop2p.proxy.delivery.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong with a screen, and whether one of the named deviations explains it. */
final class Judge {
  /** What can be wrong with a screen at rest. */
  enum Verdict {
    RIGHT,
    ORDER,
    LOST,
    TWICE,
    TWICE_AND_LOST
  }

  /** The deviations that docs/delivery.md names, and what is none of them. */
  enum Deviation {
    FINAL_LOST_EQUAL_TEXT_LATER,
    FINAL_OVERTAKEN_EQUAL_TEXT,
    REFUSAL_AND_EQUAL_TEXT,
    NOT_BROUGHT_EQUAL_TEXT_LATER,
    UNEXPLAINED
  }

  private record Question(List<String> shown, int must, int may) {}

  private final List<String> texts;
  private final boolean allDifferent;
  private final Map<Question, Verdict> known = new ConcurrentHashMap<>();

  Judge(List<String> texts) {
    this.texts = texts;
    this.allDifferent = new HashSet<>(texts).size() == texts.size();
  }

  /** The deviations of a world at rest. */
  List<Deviation> deviations(World world, Faults faults) {
    List<Deviation> found = new ArrayList<>();
    int all = (World.bit(texts.size()) - 1) << 1;
    if (verdict(world.own(), all & ~world.refused(), world.refused()) != Verdict.RIGHT) {
      found.add(Deviation.UNEXPLAINED);
    }
    int finals = 0;
    for (var end : world.author().finals()) {
      finals |= World.bit(end.number());
    }
    for (World.Receiver one : world.receivers()) {
      int excused = world.refused() | one.notOwed();
      Verdict verdict = verdict(one.display(), all & ~excused, excused);
      if (verdict != Verdict.RIGHT) {
        boolean linkDied = one.breaksLeft() < faults.breaks();
        found.add(explain(verdict, world, one, finals, linkDied));
      }
    }
    return found;
  }

  private Deviation explain(
      Verdict verdict, World world, World.Receiver one, int finals, boolean linkDied) {
    if (allDifferent) {
      return Deviation.UNEXPLAINED;
    }
    boolean equalLater = equalAfter(finals, world.accepted());
    if (verdict == Verdict.LOST && linkDied && equalLater) {
      return Deviation.FINAL_LOST_EQUAL_TEXT_LATER;
    }
    if (verdict == Verdict.ORDER && equalLater && world.refused() == 0) {
      return Deviation.FINAL_OVERTAKEN_EQUAL_TEXT;
    }
    if (verdict == Verdict.ORDER && world.refused() != 0) {
      return Deviation.REFUSAL_AND_EQUAL_TEXT;
    }
    // The first is on the screen in its place, or the screen lacks one of the two.
    if ((verdict == Verdict.LOST || verdict == Verdict.ORDER)
        && one.missed() > 0
        && equalAfter(one.notOwed(), world.accepted())) {
      return Deviation.NOT_BROUGHT_EQUAL_TEXT_LATER;
    }
    return Deviation.UNEXPLAINED;
  }

  /** Whether one of {@code later} has the text of an earlier one of {@code lines}. */
  private boolean equalAfter(int lines, int later) {
    for (int a = 1; a <= texts.size(); a++) {
      for (int b = a + 1; b <= texts.size(); b++) {
        if ((lines & World.bit(a)) != 0
            && (later & World.bit(b)) != 0
            && texts.get(a - 1).equals(texts.get(b - 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A screen must show the texts of all of {@code must} and may show those of {@code may}. */
  Verdict verdict(List<String> shown, int must, int may) {
    return known.computeIfAbsent(new Question(shown, must, may), this::judge);
  }

  private Verdict judge(Question question) {
    Set<List<String>> right = new HashSet<>();
    for (int set = 0; set < World.bit(texts.size() + 1); set++) {
      if ((set & question.must()) == question.must()
          && (set & ~(question.must() | question.may())) == 0) {
        List<String> lines = new ArrayList<>();
        for (int line = 1; line <= texts.size(); line++) {
          if ((set & World.bit(line)) != 0) {
            lines.add(texts.get(line - 1));
          }
        }
        right.add(lines);
      }
    }
    if (right.contains(question.shown())) {
      return Verdict.RIGHT;
    }
    List<String> have = sorted(question.shown());
    boolean tooFew = false;
    boolean tooMany = false;
    for (List<String> lines : right) {
      List<String> want = sorted(lines);
      if (want.equals(have)) {
        return Verdict.ORDER;
      }
      tooFew |= contains(want, have);
      tooMany |= contains(have, want);
    }
    return tooFew ? Verdict.LOST : tooMany ? Verdict.TWICE : Verdict.TWICE_AND_LOST;
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static boolean contains(List<String> more, List<String> fewer) {
    List<String> left = new ArrayList<>(more);
    return fewer.stream().allMatch(left::remove);
  }
}
