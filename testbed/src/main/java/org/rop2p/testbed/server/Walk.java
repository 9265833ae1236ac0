package org.rop2p.testbed.server;

import java.util.List;
import org.rop2p.codec.view.Cell;

/** A walk under way. */
final class Walk {
  final List<Cell> path;
  final Cell to;

  /** Index in {@code path} of the next cell. */
  int next;

  /** When the next cell is reached. */
  long dueNanos;

  /** The latest request made since; it replaces this walk at the next cell. */
  Cell instead;

  Walk(List<Cell> path, long dueNanos) {
    this.path = path;
    this.to = path.get(path.size() - 1);
    this.dueNanos = dueNanos;
  }

  /** Where clients are told it leads. */
  Cell destination() {
    return instead == null ? to : instead;
  }
}
