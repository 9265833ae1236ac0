package org.rop2p.proxy.peer.link;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Collection;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.ProbeSignal;

/** Links over the process's UDP socket. */
public record EndpointTransport(PeerEndpoint endpoint) implements Transport {
  @Override
  public Fingerprint fingerprint() {
    return endpoint.fingerprint();
  }

  @Override
  public TransportLink link(Fingerprint remote, LinkSignals signals, LinkListener listener) {
    return new Linked(endpoint.link(remote, signals, listener));
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private record Linked(PeerLink link) implements TransportLink {
    @Override
    public void onOffer(IceDescription description) {
      link.onOffer(description);
    }

    @Override
    public void onAnswer(IceDescription description) {
      link.onAnswer(description);
    }

    @Override
    public void onCandidate(IceCandidate candidate) {
      link.onCandidate(candidate);
    }

    @Override
    public void onRestart(IceRestart restart) {
      link.onRestart(restart);
    }

    @Override
    public void onProbe(ProbeSignal signal, Collection<InetAddress> seenAt) {
      link.onProbe(signal, seenAt);
    }

    @Override
    public void doubt() {
      link.doubt();
    }

    @Override
    public boolean sendReliable(ByteBuf message) {
      return link.sendReliable(message);
    }

    @Override
    public boolean sendDatagram(ByteBuf message) {
      return link.sendDatagram(message);
    }

    @Override
    public void close() {
      link.close();
    }

    @Override
    public LinkPath path() {
      return link.path();
    }

    @Override
    public int rttMillis() {
      return link.rttMillis().orElse(-1);
    }
  }
}
