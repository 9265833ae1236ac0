package org.rop2p.transport;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Collection;
import java.util.OptionalInt;

/**
 * A link to one peer, from {@link PeerEndpoint#link} until its listener hears that it is down.
 *
 * <p>All methods are thread-safe and never block. Messages from one thread keep their order.
 */
public interface PeerLink {
  /** The largest message of {@link #sendReliable}, bytes, without its seal. */
  int MAX_MESSAGE = 4_096;

  /**
   * The largest message of {@link #sendDatagram}, bytes, without its seal: of 1,200 bytes of UDP,
   * types and seal take 26; the rest is room for relays and for larger headers.
   */
  int MAX_DATAGRAM = 1_100;

  /** The peer's fingerprint. */
  Fingerprint remote();

  boolean isUp();

  /** The smoothed round trip of pings, milliseconds; empty until the first answer. */
  OptionalInt rttMillis();

  /** What packets travel over; means something while the link is up. */
  LinkPath path();

  /**
   * Hands in the peer's offer. One that differs from an earlier one says that the peer has started
   * over: a link that is not up goes down as {@link LinkDown#REPLACED}, and a new one may take the
   * offer; one that is up is {@link #doubt doubted}.
   */
  void onOffer(IceDescription d);

  /** Hands in the peer's answer; only the first one counts. */
  void onAnswer(IceDescription d);

  /** Hands in a candidate, before or after the offer or answer. */
  void onCandidate(IceCandidate c);

  /**
   * Hands in what the peer says of a restart. It never ends the link: the path there is stays until
   * another one is proven. What does not belong to this link is left.
   */
  default void onRestart(IceRestart restart) {}

  /**
   * Hands in what the peer says of making the link by probing.
   *
   * @param seenAt addresses at which somebody else sees the peer, not by its own word; what it says
   *     of itself counts only if it is among them
   */
  default void onProbe(ProbeSignal signal, Collection<InetAddress> seenAt) {}

  /**
   * Somebody says that the peer has this link no longer. The peer itself is asked at once: a link
   * that is up goes on if a sign of life comes within three quarters of the ping interval, and else
   * goes down as {@link LinkDown#SILENT}.
   */
  void doubt();

  /**
   * Sends a message in order and reliably, and takes ownership of it.
   *
   * @return false if it was not sent: link not up, larger than {@link #MAX_MESSAGE}, or too much
   *     under way to a slow peer. True promises no delivery: the link may die
   */
  boolean sendReliable(ByteBuf message);

  /**
   * Sends a message that may get lost or overtaken, and takes ownership of it.
   *
   * @return false if it was not sent: link not up, larger than {@link #MAX_DATAGRAM}, or too much
   *     under way
   */
  boolean sendDatagram(ByteBuf message);

  /** Closes the link; the peer is told at once. The listener hears {@link LinkDown#CLOSED}. */
  void close();
}
