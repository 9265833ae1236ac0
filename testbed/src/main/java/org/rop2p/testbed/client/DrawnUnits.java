package org.rop2p.testbed.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The other units on one screen, and where each is drawn: one client's screen log played again.
 * Confined to one thread.
 */
public final class DrawnUnits {
  private final Map<Integer, DisplayedUnit> units = new HashMap<>();

  /**
   * The units as they are after these events.
   *
   * @param events of one screen, oldest first
   */
  public static DrawnUnits after(List<ScreenEvent> events) {
    DrawnUnits drawn = new DrawnUnits();
    events.forEach(drawn::show);
    return drawn;
  }

  /** Where a unit is drawn at a time after the last event; empty when it is not on the screen. */
  public Optional<Point> at(int unitId, long nanos) {
    return Optional.ofNullable(units.get(unitId)).map(unit -> unit.at(nanos));
  }

  /**
   * Takes in the next event.
   *
   * @return the jump, when it changed how a unit that was on the screen already is drawn: cells
   *     beyond what its speed allows between two pictures
   */
  public OptionalDouble show(ScreenEvent event) {
    if (event instanceof ScreenEvent.UnitAppears appears) {
      return draw(
          appears.unitId(), DisplayedUnit.standing(appears.at(), appears.speed(), appears.nanos()));
    }
    if (event instanceof ScreenEvent.UnitWalk walk) {
      return walk(walk);
    }
    if (event instanceof ScreenEvent.PositionFix fix) {
      DisplayedUnit known = units.get(fix.unitId());
      return known == null
          ? OptionalDouble.empty()
          : draw(fix.unitId(), DisplayedUnit.standing(fix.at(), known.speed(), fix.nanos()));
    }
    if (event instanceof ScreenEvent.UnitVanishes gone) {
      units.remove(gone.unitId());
    } else if (event instanceof ScreenEvent.MapLoading) {
      units.clear();
    }
    return OptionalDouble.empty();
  }

  private OptionalDouble walk(ScreenEvent.UnitWalk walk) {
    if (walk.form() == ScreenEvent.WalkForm.ENTRY) {
      DisplayedUnit placed =
          DisplayedUnit.walking(walk.from(), walk.to(), walk.speed(), walk.nanos());
      if (walk.appears()) {
        units.put(walk.unitId(), placed);
        return OptionalDouble.empty();
      }
      return draw(walk.unitId(), placed);
    }
    DisplayedUnit known = units.get(walk.unitId());
    return known == null
        ? OptionalDouble.empty()
        : draw(walk.unitId(), known.slide(walk.from(), walk.to(), walk.nanos()));
  }

  private OptionalDouble draw(int unitId, DisplayedUnit next) {
    DisplayedUnit before = units.put(unitId, next);
    if (before == null) {
      return OptionalDouble.empty();
    }
    double step = before.at(next.since()).distance(next.start());
    return OptionalDouble.of(Math.max(step, next.haste()));
  }
}
