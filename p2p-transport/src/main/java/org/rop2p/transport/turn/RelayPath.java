package org.rop2p.transport.turn;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunMethod;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** Payloads into datagrams to the server and back (RFC 8656 sections 11 and 12). */
final class RelayPath {
  /** With a Data indication around it, this still crosses Ethernet in one piece. */
  static final int MAX_PAYLOAD = 1_400;

  /** The type of a Data indication: class and method as RFC 8489 figure 3 mixes them. */
  private static final int DATA_INDICATION = 0x0017;

  private final RelayedPeers peers;
  private final RandomGenerator random;

  RelayPath(RelayedPeers peers, RandomGenerator random) {
    this.peers = peers;
    this.random = random;
  }

  /** Whether a datagram from the server starts like relayed data: {@link #unwrap} is for it. */
  static boolean carriesData(ByteBuf datagram) {
    return ChannelData.startsLike(datagram)
        || (datagram.readableBytes() >= Short.BYTES
            && datagram.getUnsignedShort(datagram.readerIndex()) == DATA_INDICATION);
  }

  Optional<ByteBuf> wrap(InetSocketAddress peer, ByteBuf payload, ByteBufAllocator allocator) {
    int length = payload.readableBytes();
    if (length > MAX_PAYLOAD) {
      return Optional.empty();
    }
    boolean permitted = peers.maySendTo(peer.getAddress());
    OptionalInt number = peers.channelTo(peer);
    if (number.isPresent()) {
      ByteBuf header = allocator.buffer(ChannelData.HEADER, ChannelData.HEADER);
      header.writeShort(number.getAsInt()).writeShort(length);
      return Optional.of(
          allocator.compositeBuffer(2).addComponents(true, header, payload.retainedSlice()));
    }
    return permitted ? Optional.of(indication(peer, payload, allocator)) : Optional.empty();
  }

  Optional<Relayed> unwrap(ByteBuf datagram) {
    if (ChannelData.startsLike(datagram)) {
      return ChannelData.isWhole(datagram) ? channelData(datagram) : Optional.empty();
    }
    return carriesData(datagram) ? indication(datagram) : Optional.empty();
  }

  private ByteBuf indication(InetSocketAddress peer, ByteBuf payload, ByteBufAllocator allocator) {
    int length = payload.readableBytes();
    byte[] head =
        new StunWriter(StunClass.INDICATION, StunMethod.SEND, TransactionId.next(random))
            .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer)
            .toBytesBeforeData(length);
    int padding = -length & 3;
    return allocator
        .compositeBuffer(3)
        .addComponents(
            true,
            Unpooled.wrappedBuffer(head),
            payload.retainedSlice(),
            Unpooled.wrappedBuffer(new byte[padding]));
  }

  private Optional<Relayed> channelData(ByteBuf datagram) {
    return peers
        .behind(ChannelData.number(datagram))
        .map(peer -> new Relayed(peer, ChannelData.payload(datagram)));
  }

  private Optional<Relayed> indication(ByteBuf datagram) {
    Optional<StunMessage> message = StunMessage.decode(ByteBufUtil.getBytes(datagram));
    Optional<StunMessage.Span> data =
        message.filter(read -> read.unknownRequired().isEmpty()).flatMap(StunMessage::data);
    return data.flatMap(span -> message.get().xorAddress(StunAttribute.XOR_PEER_ADDRESS))
        .filter(peer -> peers.mayComeFrom(peer.getAddress()))
        .map(peer -> new Relayed(peer, slice(datagram, data.get())));
  }

  private static ByteBuf slice(ByteBuf datagram, StunMessage.Span span) {
    return datagram.slice(datagram.readerIndex() + span.start(), span.length());
  }
}
