package org.rop2p.proxy.steps;

import java.util.Optional;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.routing.Reason;
import org.rop2p.proxy.world.Surroundings;

/** Where every walk must be the server's at once: where something may happen on the way. Pure. */
final class Ground {
  /** Cells from the way to a warp's middle, half a warp's width and a detour included. */
  static final int NEAR_WARP = 8;

  private Ground() {}

  /** Why a walk must not wait, if the ground forbids it. */
  static Optional<Reason> forbids(Surroundings around, Cell from, Cell to) {
    if (around.leftOut()) {
      return Optional.of(Reason.CROWDED);
    }
    if (around.monsters() > 0) {
      return Optional.of(Reason.MONSTERS);
    }
    if (!around.skillUnits().isEmpty()) {
      return Optional.of(Reason.SKILL_UNITS);
    }
    boolean nearWarp = around.warps().stream().anyMatch(warp -> near(warp, from, to));
    return nearWarp ? Optional.of(Reason.NEAR_WARP) : Optional.empty();
  }

  /** Whether a cell is near the rectangle in which open ground's ways lie. */
  private static boolean near(Cell cell, Cell from, Cell to) {
    return cell.x() >= Math.min(from.x(), to.x()) - NEAR_WARP
        && cell.x() <= Math.max(from.x(), to.x()) + NEAR_WARP
        && cell.y() >= Math.min(from.y(), to.y()) - NEAR_WARP
        && cell.y() <= Math.max(from.y(), to.y()) + NEAR_WARP;
  }
}
