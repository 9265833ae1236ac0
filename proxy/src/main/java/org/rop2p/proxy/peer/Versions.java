package org.rop2p.proxy.peer;

import org.rop2p.coordinator.api.Signal;

/** What links the sender of a signal builds. */
final class Versions {
  private Versions() {}

  /** Whether we can build a link with its sender; candidates tell nothing. */
  static boolean isOurs(Signal signal) {
    return of(signal) == Signal.VERSION;
  }

  static int of(Signal signal) {
    if (signal instanceof Signal.Offer offer) {
      return offer.version();
    }
    return signal instanceof Signal.Answer answer ? answer.version() : Signal.VERSION;
  }
}
