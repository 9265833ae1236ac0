package org.rop2p.proxy.config;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.rop2p.codec.PacketVersion;

/**
 * The game as a coordinator names it.
 *
 * @param server the login server, unresolved
 * @param clientDate of the client it is for
 */
public record NamedGame(Optional<InetSocketAddress> server, Optional<PacketVersion> clientDate) {}
