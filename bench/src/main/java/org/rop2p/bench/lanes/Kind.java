package org.rop2p.bench.lanes;

import java.util.Locale;

/** What travels both lanes. */
enum Kind {
  WALK(org.rop2p.proxy.message.Kind.MOVEMENT),
  CHAT(org.rop2p.proxy.message.Kind.CHAT),
  EMOTE(org.rop2p.proxy.message.Kind.EMOTE);

  private final org.rop2p.proxy.message.Kind counted;

  Kind(org.rop2p.proxy.message.Kind counted) {
    this.counted = counted;
  }

  /** As the proxy counts it. */
  org.rop2p.proxy.message.Kind counted() {
    return counted;
  }

  /** As in reports. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
