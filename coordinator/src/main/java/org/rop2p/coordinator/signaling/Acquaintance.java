package org.rop2p.coordinator.signaling;

import org.rop2p.coordinator.session.Player;

/** Somebody to whom a player is introduced, as far as his node knows. */
final class Acquaintance {
  private final Player player;
  private boolean confirmed = true;
  private boolean byStore;

  Acquaintance(Player player) {
    this.player = player;
  }

  Player player() {
    return player;
  }

  /**
   * Signals to him take the way through the store from now on: what went that way must not be
   * overtaken.
   */
  void byStore() {
    byStore = true;
  }

  boolean isByStore() {
    return byStore;
  }

  void confirm(boolean known) {
    confirmed = known;
  }

  boolean isConfirmed() {
    return confirmed;
  }
}
