package org.rop2p.coordinator.session;

/**
 * One player admitted to one zone, on one socket.
 *
 * @param id unlike any other, also of the same account: what comes late from an earlier one is
 *     known
 */
public record Membership(String id, Player player, String zone, String sessionId) {
  public int accountId() {
    return player.accountId();
  }
}
