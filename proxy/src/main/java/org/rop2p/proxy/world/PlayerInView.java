package org.rop2p.proxy.world;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/**
 * Another player whom this client has been shown. Immutable.
 *
 * @param name as the server displays it
 * @param sitting whether the server has shown it seated
 */
public record PlayerInView(
    int accountId, RawText name, Motion motion, boolean sitting, Appearance appearance) {

  public Cell at(long now) {
    return motion.at(now);
  }

  PlayerInView withMotion(Motion moved) {
    return new PlayerInView(accountId, name, moved, false, appearance);
  }

  PlayerInView withName(RawText renamed) {
    return new PlayerInView(accountId, renamed, motion, sitting, appearance);
  }

  PlayerInView withSitting(boolean seated) {
    return new PlayerInView(accountId, name, motion, seated, appearance);
  }
}
