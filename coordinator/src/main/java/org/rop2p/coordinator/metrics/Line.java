package org.rop2p.coordinator.metrics;

import java.util.Locale;

/** What a {@link Series} remembers of each interval. */
public enum Line {
  /** Players with a socket on this node who are in a session. */
  PLAYERS(true),
  /** The sessions they are in. */
  SESSIONS(true),
  /** Open links from proxy to proxy. */
  LINKS_DIRECT(true),
  /** Open links through TURN servers. */
  LINKS_RELAY(true),
  /** Links that came up. */
  LINK_ATTEMPTS_OK(false),
  /** Links that did not come up. */
  LINK_ATTEMPTS_FAILED(false),
  /** Messages that went to the server alone. */
  MESSAGES_SERVER(false),
  /** Messages that went to the server and to peers. */
  MESSAGES_MIRROR(false),
  /** Messages that went to peers alone. */
  MESSAGES_OFFLOAD(false),
  /** Logins that were confirmed. */
  LOGINS_OK(false),
  /** Logins that were refused, limited, or could not be checked. */
  LOGINS_FAILED(false),
  /** Messages of peers that proxies threw away. */
  REJECTS(false);

  private final boolean level;

  Line(boolean level) {
    this.level = level;
  }

  /** Whether it is how things stand; else it is how often something happened since the last one. */
  public boolean isLevel() {
    return level;
  }

  /** As programs know it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
