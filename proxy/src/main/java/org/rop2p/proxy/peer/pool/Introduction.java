package org.rop2p.proxy.peer.pool;

/**
 * An account that one of our players has been introduced to.
 *
 * @param presence number of the player's presence; a new one at each of his map connections
 */
public record Introduction(int presence, int remote) {}
