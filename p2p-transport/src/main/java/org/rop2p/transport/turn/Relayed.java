package org.rop2p.transport.turn;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * What a peer sent to the relayed address.
 *
 * @param payload a slice of the datagram it came in, which shares its reference count
 */
public record Relayed(InetSocketAddress peer, ByteBuf payload) {}
