package org.rop2p.transport;

/**
 * A link that can carry messages.
 *
 * @param path what the packets travel over now
 * @param setupMillis from {@link PeerEndpoint#link} until both had said hello, milliseconds
 */
public record LinkUp(LinkPath path, long setupMillis) {}
