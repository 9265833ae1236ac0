package org.rop2p.transport.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMethod;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** What is asked of a server, and how it is written but for the credentials. */
sealed interface TurnRequest {
  /** One of {@link StunMethod}. */
  int method();

  void write(StunWriter writer);

  /** Whether it is about a peer, not the allocation: a refusal leaves the allocation as it is. */
  default boolean isForPeer() {
    return this instanceof CreatePermission || this instanceof ChannelBind;
  }

  /** The message so far. */
  default StunWriter writer(TransactionId id) {
    StunWriter writer = new StunWriter(StunClass.REQUEST, method(), id);
    write(writer);
    return writer;
  }

  /** RFC 8656 section 7.1. */
  record Allocate(long seconds) implements TurnRequest {
    private static final int UDP = 17;

    @Override
    public int method() {
      return StunMethod.ALLOCATE;
    }

    @Override
    public void write(StunWriter writer) {
      writer.requestedTransport(UDP).lifetime(seconds);
    }
  }

  /** RFC 8656 section 8.1. */
  record Refresh(long seconds) implements TurnRequest {
    @Override
    public int method() {
      return StunMethod.REFRESH;
    }

    @Override
    public void write(StunWriter writer) {
      writer.lifetime(seconds);
    }

    /** Whether the server shall forget the allocation. */
    boolean ends() {
      return seconds == 0;
    }
  }

  /** RFC 8656 section 10.1. */
  record CreatePermission(InetAddress peer) implements TurnRequest {
    @Override
    public int method() {
      return StunMethod.CREATE_PERMISSION;
    }

    @Override
    public void write(StunWriter writer) {
      // The port counts for nothing.
      writer.xorAddress(StunAttribute.XOR_PEER_ADDRESS, new InetSocketAddress(peer, 0));
    }
  }

  /** RFC 8656 section 12.1. */
  record ChannelBind(InetSocketAddress peer, int number) implements TurnRequest {
    @Override
    public int method() {
      return StunMethod.CHANNEL_BIND;
    }

    @Override
    public void write(StunWriter writer) {
      writer.channelNumber(number).xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer);
    }
  }
}
