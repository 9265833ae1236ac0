package org.rop2p.coordinator.signaling;

import java.time.Instant;
import org.rop2p.coordinator.session.Player;

/**
 * Who opens a socket.
 *
 * @param player as his token says
 * @param issued when that token was
 * @param expires when it ends
 * @param ip where he comes from, as this machine or a proxy that it trusts sees him
 */
public record Visitor(Player player, Instant issued, Instant expires, String ip) {
  int accountId() {
    return player.accountId();
  }
}
