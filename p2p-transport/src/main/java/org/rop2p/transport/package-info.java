/**
 * Links between proxies: one UDP socket per process, ICE paths, QUIC on top.
 *
 * <p>This package is the whole interface of the module. The packages below it are its parts and are
 * not meant for callers, except {@link org.rop2p.transport.stun.StunServer}: {@code stun} is the
 * RFC 8489 codec, {@code ice} the RFC 8445 agent without I/O, {@code socket} the demultiplexer,
 * {@code quic} the connection of one link.
 */
package org.rop2p.transport;
