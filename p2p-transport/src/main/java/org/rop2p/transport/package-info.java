/**
 * Links between proxies: one UDP socket per process, ICE paths, QUIC on top.
 *
 * <p>This package is the whole interface of the module, but for {@link
 * org.rop2p.transport.link.UdpEndpoint#open} and {@code survey}, with {@code probe.NatKind} in its
 * answers. It knows none of the packages below it, its parts: {@code stun} is the RFC 8489 codec,
 * {@code ice} the RFC 8445 agent without I/O, {@code gather} what an endpoint tells of itself,
 * {@code socket} the demultiplexer, {@code seal} the hello and the seal, {@code quic} the
 * connection of one link, {@code link} the life of links and the endpoint, {@code loop} its timers.
 */
package org.rop2p.transport;
