package org.rop2p.testbed.oracle;

import org.rop2p.codec.view.Cell;

/**
 * One thing on one screen: {@code observer} saw {@code author} do it.
 *
 * @param from where a walk began on the screen; null for everything else
 * @param bare a walk told by a bare move: here only proxies do
 */
public record Display(
    int observer, int author, Content content, long nanos, Cell from, boolean bare) {
  /** Of chat or an emote. */
  public Display(int observer, int author, Content content, long nanos) {
    this(observer, author, content, nanos, null, false);
  }
}
