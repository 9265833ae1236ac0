package org.rop2p.transport.mapping;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What a gateway has mapped by UPnP.
 *
 * @param external where we are reached from outside, as the gateway says: maybe nowhere global
 * @param lease zero if the gateway keeps mappings until they are deleted
 */
public record UpnpMapping(InetSocketAddress external, Duration lease) {}
