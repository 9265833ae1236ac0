package org.rop2p.proxy.peer;

import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkUp;

/** Hears of links for logs and statistics. Any thread; must not block. */
public interface LinkObserver {
  void up(String fingerprint, LinkUp up);

  void down(String fingerprint, LinkDown reason);
}
