package org.rop2p.bench.flood;

import io.netty.buffer.ByteBuf;
import org.rop2p.proxy.peer.link.TransportLink;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkPath;

/** A link whose datagrams are counted as they go. */
record Counted(TransportLink link, Tally tally) implements TransportLink {
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
  public void doubt() {
    link.doubt();
  }

  @Override
  public boolean sendReliable(ByteBuf message) {
    return link.sendReliable(message);
  }

  @Override
  public boolean sendDatagram(ByteBuf message) {
    boolean sent = link.sendDatagram(message);
    if (sent) {
      if (tally.byLink()) {
        System.out.println(HostilePeers.BEGUN);
      }
    } else {
      tally.notTaken();
    }
    return sent;
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
    return link.rttMillis();
  }
}
