package org.rop2p.transport.mapping;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** What is said to the gateway of one mapping, in either protocol, and which answers are to it. */
final class MappingRequests {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final InetSocketAddress internal;
  private final PcpNonce nonce;
  private final long lifetime;

  /**
   * For one mapping.
   *
   * @param lifetime asked for, in nanoseconds; whole seconds count
   */
  MappingRequests(InetSocketAddress internal, PcpNonce nonce, long lifetime) {
    this.internal = internal;
    this.nonce = nonce;
    this.lifetime = lifetime / SECOND;
  }

  /** As a suggestion: this port at any address. */
  InetSocketAddress anyAddress(int port) {
    try {
      byte[] unspecified = new byte[internal.getAddress().getAddress().length];
      return new InetSocketAddress(InetAddress.getByAddress(unspecified), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address has the length of one", e);
    }
  }

  byte[] pcp(InetSocketAddress suggested) {
    return pcp(lifetime, suggested);
  }

  byte[] natPmpAddress() {
    return new NatPmpMessage.AddressRequest().toBytes();
  }

  byte[] natPmp(int suggestedPort) {
    return natPmp(lifetime, suggestedPort);
  }

  /** Ends the mapping: lifetime 0, and no port suggested. */
  byte[] end(boolean byPcp) {
    return byPcp ? pcp(0, anyAddress(0)) : natPmp(0, 0);
  }

  boolean isAnswered(PcpMessage.MapResponse response) {
    return response.nonce().equals(nonce) && response.internalPort() == internal.getPort();
  }

  boolean isAnswered(NatPmpMessage.MapResponse response) {
    return response.internalPort() == internal.getPort();
  }

  private byte[] pcp(long seconds, InetSocketAddress external) {
    return new PcpMessage.MapRequest(
            seconds, internal.getAddress(), nonce, internal.getPort(), external)
        .toBytes();
  }

  private byte[] natPmp(long seconds, int externalPort) {
    return new NatPmpMessage.MapRequest(internal.getPort(), externalPort, seconds).toBytes();
  }
}
