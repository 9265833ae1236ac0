package org.rop2p.transport;

import java.util.Locale;

/** Whether a link's packets go from proxy to proxy or through a TURN server. */
public enum LinkPath {
  DIRECT,
  RELAY;

  /** The label of metrics: {@code direct} or {@code relay}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
