package org.rop2p.proxy.speech.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;

/** What is wrong with the screens of a schedule at rest, and what explains it. */
final class Judgement {
  /** The deviations that docs/delivery.md names, and what is none of them. */
  enum Deviation {
    FINAL_LOST_EQUAL_TEXT_LATER,
    FINAL_OVERTAKEN_EQUAL_TEXT,
    REFUSAL_AND_EQUAL_TEXT,
    NOT_BROUGHT_EQUAL_TEXT_LATER,
    UNEXPLAINED
  }

  /** A deviation on somebody's screen. */
  record Found(Deviation deviation, String story) {}

  private enum Duty {
    MUST,
    MAY,
    MUST_NOT
  }

  private enum Verdict {
    RIGHT,
    ORDER,
    LOST,
    TOO_MUCH
  }

  /** Time after which nothing of a line is on its way any more: a stall, and some. */
  private static final long AT_REST = Schedule.LONGEST_STALL + 15_000;

  /** Rounding of skewed clocks. */
  private static final long ROUNDING = 4;

  private final Schedule schedule;

  private Judgement(Schedule schedule) {
    this.schedule = schedule;
  }

  static List<Found> of(Schedule schedule) {
    return new Judgement(schedule).judge();
  }

  private List<Found> judge() {
    List<Found> found = new ArrayList<>();
    List<Duty> own = schedule.lines.stream().map(this::ownDuty).toList();
    Verdict verdict = verdict(schedule.author.screen, own);
    if (verdict != Verdict.RIGHT) {
      found.add(found(Deviation.UNEXPLAINED, verdict, "the author", schedule.author, own));
    }
    for (Listener one : schedule.listeners) {
      List<Duty> duties = schedule.lines.stream().map(line -> duty(line, one)).toList();
      verdict = verdict(one.party.screen, duties);
      if (verdict != Verdict.RIGHT) {
        found.add(found(explain(verdict, one), verdict, describe(one), one.party, duties));
      }
    }
    return found;
  }

  /** An offloaded line is shown by the own proxy, what the server took by its echo. */
  private Duty ownDuty(Line line) {
    if (line.saidAt == Line.NEVER || line.command) {
      return Duty.MUST_NOT;
    }
    if (line.refused) {
      return Duty.MAY;
    }
    return line.offloaded || !schedule.quits ? Duty.MUST : Duty.MAY;
  }

  private Duty duty(Line line, Listener one) {
    if (line.saidAt == Line.NEVER || line.command || one.place == Listener.Place.FAR) {
      return Duty.MUST_NOT;
    }
    if (line.saidAt + AT_REST < one.from || line.saidAt - AT_REST > one.until) {
      return Duty.MUST_NOT;
    }
    if (line.refused || one.place == Listener.Place.EDGE) {
      return Duty.MAY;
    }
    if (schedule.kind == Kind.CHAT
        && line.saidAt + AT_REST > one.roomFrom
        && line.saidAt - AT_REST < one.roomUntil) {
      return Duty.MAY;
    }
    if (line.accepted()) {
      return one.present(line.takenAt) ? Duty.MUST : Duty.MAY;
    }
    if (line.saidAt + AT_REST > schedule.movedAt && line.saidAt < one.shownToAuthorAt) {
      return Duty.MAY;
    }
    boolean known =
        one.shownToAuthorAt <= line.saidAt
            || one.shownToAuthorAt < line.saidAt + line.newcomersFor - ROUNDING;
    boolean stays = one.until - AT_REST > line.saidAt;
    return one.from <= line.saidAt && known && stays ? Duty.MUST : Duty.MAY;
  }

  private Deviation explain(Verdict verdict, Listener one) {
    if (schedule.alphabet == 0) {
      return Deviation.UNEXPLAINED;
    }
    List<Line> lines = schedule.lines;
    List<Line> unsent = lines.stream().filter(Line::unsent).toList();
    List<Line> accepted = lines.stream().filter(Line::accepted).toList();
    List<Line> refused = lines.stream().filter(line -> line.refused && !line.command).toList();
    List<Line> missed = lines.stream().filter(line -> one.missed.contains(line.index)).toList();
    if (verdict == Verdict.LOST && one.wire.disturbed() && equalAfter(unsent, accepted)) {
      return Deviation.FINAL_LOST_EQUAL_TEXT_LATER;
    }
    if (verdict == Verdict.ORDER && equalAfter(unsent, accepted)) {
      return Deviation.FINAL_OVERTAKEN_EQUAL_TEXT;
    }
    if (verdict == Verdict.ORDER && equalAfter(refused, lines)) {
      return Deviation.REFUSAL_AND_EQUAL_TEXT;
    }
    if (verdict == Verdict.LOST && equalAfter(missed, accepted)) {
      return Deviation.NOT_BROUGHT_EQUAL_TEXT_LATER;
    }
    return Deviation.UNEXPLAINED;
  }

  /** Whether one of {@code later} has the text of an earlier one of {@code earlier}. */
  private static boolean equalAfter(List<Line> earlier, List<Line> later) {
    return earlier.stream()
        .anyMatch(
            line ->
                later.stream()
                    .anyMatch(
                        other -> other.index > line.index && other.content.equals(line.content)));
  }

  private Verdict verdict(List<Content> screen, List<Duty> duties) {
    if (fits(screen, duties)) {
      return Verdict.RIGHT;
    }
    Map<Content, int[]> counts = new HashMap<>();
    for (Line line : schedule.lines) {
      int[] count = counts.computeIfAbsent(line.content, key -> new int[2]);
      Duty duty = duties.get(line.index);
      count[0] += duty == Duty.MUST ? 1 : 0;
      count[1] += duty == Duty.MUST_NOT ? 0 : 1;
    }
    Map<Content, Long> shown =
        screen.stream().collect(Collectors.groupingBy(c -> c, Collectors.counting()));
    if (shown.entrySet().stream()
        .anyMatch(
            entry -> {
              int[] count = counts.get(entry.getKey());
              return count == null || entry.getValue() > count[1];
            })) {
      return Verdict.TOO_MUCH;
    }
    boolean lost =
        counts.entrySet().stream()
            .anyMatch(entry -> shown.getOrDefault(entry.getKey(), 0L) < entry.getValue()[0]);
    return lost ? Verdict.LOST : Verdict.ORDER;
  }

  /** Whether a screen shows, in order, every line that it must and none that it must not. */
  private boolean fits(List<Content> screen, List<Duty> duties) {
    boolean[] reached = new boolean[screen.size() + 1];
    reached[0] = true;
    for (Line line : schedule.lines) {
      Duty duty = duties.get(line.index);
      if (duty == Duty.MUST_NOT) {
        continue;
      }
      for (int shown = screen.size(); shown >= 0; shown--) {
        boolean skipped = duty == Duty.MAY && reached[shown];
        boolean here =
            shown > 0 && reached[shown - 1] && screen.get(shown - 1).equals(line.content);
        reached[shown] = skipped || here;
      }
    }
    return reached[screen.size()];
  }

  private Found found(
      Deviation deviation, Verdict verdict, String who, Party party, List<Duty> duties) {
    StringBuilder story = new StringBuilder();
    story.append(
        "seed %d: %s on the screen of %s, which shows %s%n"
            .formatted(schedule.seed, verdict, who, party.screen));
    for (Line line : schedule.lines) {
      story.append("  ").append(duties.get(line.index)).append(' ').append(line).append('\n');
    }
    return new Found(deviation, story.toString());
  }

  private static String describe(Listener one) {
    return "%s (%s, %d to %d, known from %d, missed %s, link %s)"
        .formatted(
            one.party.name,
            one.place,
            one.from,
            one.until,
            one.shownToAuthorAt,
            one.missed,
            one.wire.disturbed() ? "disturbed" : "sound");
  }
}
