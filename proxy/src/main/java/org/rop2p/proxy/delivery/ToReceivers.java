package org.rop2p.proxy.delivery;

import java.util.List;

/**
 * What an author's side tells a receiver's, in one ordered stream for each link and kind but for
 * {@link Settled}. Lines are numbered from 1 upwards; at most one of them is unresolved, and
 * whatever comes after it resolves it.
 *
 * @param <M> what makes copies equal
 */
public sealed interface ToReceivers<M> {
  /** No line: nothing was unresolved. */
  int NONE = 0;

  /**
   * First on every link.
   *
   * @param series which numbering this is: another one begins at 1 again
   * @param open the newest line at the server whose echo has not come, or NONE
   * @param finals recent lines that never went to the server, ascending
   */
  record Hello<M>(int series, int open, List<Integer> finals) implements ToReceivers<M> {
    public Hello {
      finals = List.copyOf(finals);
    }
  }

  /** A line that is not at the server; unresolved from here on. */
  record PeerLine<M>(int number, M content) implements ToReceivers<M> {}

  /**
   * A line that is at the server, too.
   *
   * @param late the line that was unresolved and goes to the server just before, or NONE
   */
  record BothLine<M>(int number, M content, int late) implements ToReceivers<M> {}

  /**
   * Something that is at the server only.
   *
   * @param late as of {@link BothLine}
   */
  record Notice<M>(int number, int late) implements ToReceivers<M> {}

  /** The unresolved line goes to the server now. */
  record Late<M>(int number) implements ToReceivers<M> {}

  /** The unresolved line will never go to the server. */
  record Final<M>(int number) implements ToReceivers<M> {}

  /** The server has answered something sent later: no copy of the line came or will come. */
  record Refused<M>(int number) implements ToReceivers<M> {}

  /** The author has its echo of the line. May be lost, and may come at any time after the line. */
  record Settled<M>(int number) implements ToReceivers<M> {}
}
