package org.rop2p.proxy.walking;

import org.rop2p.codec.view.Cell;

/** A frame of ours about another player's unit. */
public sealed interface UnitFrame {
  /**
   * ZC_NOTIFY_MOVE (0086) with the server's tick of this moment, as a client that honours ticks
   * counts it: the unit sets out now.
   *
   * @param from where the client draws it, to the nearest cell; never {@code to}
   */
  record Move(Cell from, Cell to) implements UnitFrame {}

  /** ZC_STOPMOVE (0088): the unit is put on a cell. */
  record Stop(Cell at) implements UnitFrame {}
}
