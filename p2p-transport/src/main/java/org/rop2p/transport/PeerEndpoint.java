package org.rop2p.transport;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * One UDP socket with a certificate of its own, and the links over it.
 *
 * <p>All methods are thread-safe. Everything happens on one event loop, which calls the links'
 * {@link LinkSignals} and {@link LinkListener}.
 */
public interface PeerEndpoint extends AutoCloseable {
  /** The fingerprint of this endpoint's certificate. */
  Fingerprint fingerprint();

  /** This endpoint's certificate, which its peers see. */
  X509Certificate certificate();

  /**
   * Signs with the certificate's key (SHA256withECDSA): proof to somebody else that this endpoint
   * has it.
   */
  byte[] sign(byte[] message);

  /** The socket's local address, with the port it got. */
  InetSocketAddress localAddress();

  /**
   * Begins a link at once: the smaller fingerprint emits an offer, the other waits for one.
   *
   * <p>An older link to the same peer goes down as {@link LinkDown#REPLACED}. With as many links as
   * configured, the new one goes down as {@link LinkDown#TOO_MANY_LINKS}; on a closed endpoint, as
   * {@link LinkDown#CLOSED}, on the calling thread.
   *
   * @throws IllegalArgumentException if the peer is this endpoint itself
   */
  PeerLink link(Fingerprint remote, LinkSignals out, LinkListener listener);

  /**
   * Asks these STUN servers, too, for as long as the endpoint is open; what they tell goes to the
   * peers of links that are open, and of later ones.
   *
   * @param servers as somebody else names them: those are left out that no candidate of a peer may
   *     be (on this machine, multicast, …), and of too many the last
   */
  void addStunServers(List<InetSocketAddress> servers);

  /**
   * As {@link #addStunServers}, TURN servers: a link may go through them where no direct path is
   * found. Their addresses are asked as STUN servers, too.
   */
  void addTurnServers(List<TurnServer> servers);

  /** What STUN servers tell of the NAT before the socket; {@code UNKNOWN} with relays only. */
  NatType nat();

  /** Counters as of now. */
  EndpointStats stats();

  /**
   * Closes all links, telling the peers, then the socket. Blocks for that, a second at most, unless
   * called on the endpoint's own event loop. Closing again does nothing.
   */
  @Override
  void close();
}
