package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.List;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.ScreenEvent.ChatLine;
import org.rop2p.testbed.client.ScreenEvent.Emote;
import org.rop2p.testbed.client.ScreenEvent.MapLoading;
import org.rop2p.testbed.client.ScreenEvent.MapShown;
import org.rop2p.testbed.client.ScreenEvent.OwnEcho;
import org.rop2p.testbed.client.ScreenEvent.OwnWalk;
import org.rop2p.testbed.client.ScreenEvent.PackEmote;
import org.rop2p.testbed.client.ScreenEvent.PositionFix;
import org.rop2p.testbed.client.ScreenEvent.UnitAppears;
import org.rop2p.testbed.client.ScreenEvent.UnitVanishes;
import org.rop2p.testbed.client.ScreenEvent.UnitWalk;
import org.rop2p.testbed.client.ScreenEvent.WalkForm;

/**
 * One client's screen log in the oracle's terms.
 *
 * @param displays public lines, emotes, and walks of units that were in view already
 * @param headings where each unit stood or was bound for
 */
public record ScreenReading(List<Display> displays, List<Heading> headings) {
  public ScreenReading {
    displays = List.copyOf(displays);
    headings = List.copyOf(headings);
  }

  /** Reads the log of the account {@code observer}. */
  public static ScreenReading of(int observer, List<ScreenEvent> events) {
    List<Display> displays = new ArrayList<>();
    List<Heading> headings = new ArrayList<>();
    for (ScreenEvent event : events) {
      display(observer, event, displays);
      heading(observer, event, headings);
    }
    return new ScreenReading(displays, headings);
  }

  private static void display(int observer, ScreenEvent event, List<Display> displays) {
    if (event instanceof ChatLine line) {
      displays.add(
          new Display(observer, line.unitId(), new Content.Line(line.text()), line.nanos()));
    } else if (event instanceof OwnEcho echo) {
      displays.add(new Display(observer, observer, new Content.Line(echo.text()), echo.nanos()));
    } else if (event instanceof Emote emote) {
      displays.add(
          new Display(observer, emote.unitId(), new Content.Emote(emote.type()), emote.nanos()));
    } else if (event instanceof PackEmote emote) {
      displays.add(
          new Display(
              observer,
              emote.unitId(),
              new Content.Emote(emote.pack(), emote.emote()),
              emote.nanos()));
    } else if (event instanceof UnitWalk walk && !walk.appears()) {
      displays.add(
          new Display(
              observer,
              walk.unitId(),
              new Content.Walk(walk.to()),
              walk.nanos(),
              walk.from(),
              walk.form() == WalkForm.MOVE));
    }
  }

  private static void heading(int observer, ScreenEvent event, List<Heading> headings) {
    if (event instanceof UnitWalk walk) {
      headings.add(new Heading(observer, walk.unitId(), walk.to(), walk.nanos()));
    } else if (event instanceof OwnWalk walk) {
      headings.add(new Heading(observer, observer, walk.to(), walk.nanos()));
    } else if (event instanceof MapShown map) {
      headings.add(new Heading(observer, observer, map.at(), map.nanos()));
    } else if (event instanceof UnitAppears unit) {
      headings.add(new Heading(observer, unit.unitId(), unit.at(), unit.nanos()));
    } else if (event instanceof PositionFix fix) {
      headings.add(new Heading(observer, fix.unitId(), fix.at(), fix.nanos(), true));
    } else if (event instanceof UnitVanishes gone) {
      headings.add(new Heading(observer, gone.unitId(), null, gone.nanos()));
    } else if (event instanceof MapLoading loading) {
      headings.stream()
          .map(Heading::author)
          .distinct()
          .toList()
          .forEach(unit -> headings.add(new Heading(observer, unit, null, loading.nanos())));
    }
  }
}
