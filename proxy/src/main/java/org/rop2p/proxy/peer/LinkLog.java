package org.rop2p.proxy.peer;

import org.rop2p.proxy.logging.LineBudget;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells people of links; of a peer who links again and again, in the debug log only. */
final class LinkLog implements LinkObserver {
  private static final Logger log = LoggerFactory.getLogger(PeerPlane.class);
  private static final int SHOWN_DIGITS = 8;

  private final LineBudget budget;

  LinkLog(LineBudget budget) {
    this.budget = budget;
  }

  @Override
  public void up(String fingerprint, LinkUp up) {
    log.atLevel(level())
        .log(
            "Link to {} up after {} ms, {}",
            shown(fingerprint),
            up.setupMillis(),
            up.path().label());
  }

  @Override
  public void down(String fingerprint, LinkDown reason) {
    log.atLevel(level()).log("Link to {} down: {}", shown(fingerprint), reason);
  }

  private Level level() {
    return budget.allows() ? Level.INFO : Level.DEBUG;
  }

  private static String shown(String fingerprint) {
    return fingerprint.substring(0, SHOWN_DIGITS);
  }
}
