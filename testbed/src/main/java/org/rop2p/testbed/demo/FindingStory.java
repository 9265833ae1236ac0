package org.rop2p.testbed.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.oracle.Act;
import org.rop2p.testbed.oracle.Finding;

/** What an author did and one screen showed around a finding, for whoever has to explain it. */
final class FindingStory {
  private static final long AROUND_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int MAX_LINES = 60;

  private FindingStory() {}

  private record Moment(long nanos, String what) {}

  /**
   * Lines with milliseconds relative to the finding, oldest first, those nearest to it if there are
   * too many: what happened around it, and the same act whenever that was done.
   *
   * @param screen the observer's
   */
  static List<String> of(Finding finding, List<Act> acts, List<ScreenEvent> screen) {
    List<Moment> moments = new ArrayList<>();
    for (Act act : acts) {
      if (act.author() == finding.author()
          && act.content().kind() == finding.content().kind()
          && (near(finding, act.sentNanos())
              || near(finding, act.nanos())
              || act.content().equals(finding.content()))) {
        moments.add(new Moment(act.sentNanos(), "sent: " + act.content()));
        moments.add(new Moment(act.nanos(), act.fate() + " by the server: " + act.content()));
      }
    }
    for (ScreenEvent event : screen) {
      if (near(finding, event.nanos()) && about(event, finding.author())) {
        moments.add(new Moment(event.nanos(), "on screen: " + event));
      }
    }
    return moments.stream()
        .sorted(Comparator.comparingLong(moment -> Math.abs(moment.nanos() - finding.nanos())))
        .limit(MAX_LINES)
        .sorted(Comparator.comparingLong(Moment::nanos))
        .map(
            moment ->
                "    %+6d ms %s"
                    .formatted((moment.nanos() - finding.nanos()) / 1_000_000, moment.what()))
        .toList();
  }

  private static boolean near(Finding finding, long nanos) {
    return Math.abs(nanos - finding.nanos()) <= AROUND_NANOS;
  }

  private static boolean about(ScreenEvent event, int unit) {
    if (event instanceof ScreenEvent.UnitWalk walk) {
      return walk.unitId() == unit;
    } else if (event instanceof ScreenEvent.UnitAppears seen) {
      return seen.unitId() == unit;
    } else if (event instanceof ScreenEvent.UnitVanishes gone) {
      return gone.unitId() == unit;
    } else if (event instanceof ScreenEvent.PositionFix fix) {
      return fix.unitId() == unit;
    } else if (event instanceof ScreenEvent.ChatLine line) {
      return line.unitId() == unit;
    } else if (event instanceof ScreenEvent.Emote emote) {
      return emote.unitId() == unit;
    }
    return event instanceof ScreenEvent.OwnEcho
        || event instanceof ScreenEvent.OwnWalk
        || event instanceof ScreenEvent.MapLoading
        || event instanceof ScreenEvent.MapShown;
  }
}
