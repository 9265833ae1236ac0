package org.rop2p.proxy.peer;

import java.util.concurrent.atomic.AtomicBoolean;
import org.rop2p.proxy.words.P2pSwitch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The player's own switch for all of P2P, on at first. Every character's presence looks at it on
 * its own loop. Thread-safe.
 */
public final class OwnSwitch implements P2pSwitch {
  private static final Logger log = LoggerFactory.getLogger(OwnSwitch.class);

  private final AtomicBoolean on = new AtomicBoolean(true);

  @Override
  public boolean on() {
    return on.get();
  }

  @Override
  public void set(boolean wanted) {
    if (on.getAndSet(wanted) != wanted) {
      log.info(
          wanted
              ? "You have switched P2P on again"
              : "You have switched P2P off; everything goes over the server");
    }
  }
}
