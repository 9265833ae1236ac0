package org.rop2p.proxy.peer.link;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Collection;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.ProbeSignal;

/** One link of the transport, as {@link org.rop2p.transport.PeerLink} is. */
public interface TransportLink {
  void onOffer(IceDescription description);

  void onAnswer(IceDescription description);

  void onCandidate(IceCandidate candidate);

  /** As {@link org.rop2p.transport.PeerLink#onRestart}. */
  default void onRestart(IceRestart restart) {}

  /** As {@link org.rop2p.transport.PeerLink#onProbe}. */
  default void onProbe(ProbeSignal signal, Collection<InetAddress> seenAt) {}

  /** The peer is asked at once whether it still has this link. */
  void doubt();

  /** Takes ownership; false if it was not sent. */
  boolean sendReliable(ByteBuf message);

  /** Takes ownership; false if it was not sent. */
  boolean sendDatagram(ByteBuf message);

  void close();

  LinkPath path();

  /** Milliseconds; -1 while it is not known. */
  int rttMillis();
}
