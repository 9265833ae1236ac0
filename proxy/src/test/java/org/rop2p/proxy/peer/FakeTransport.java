package org.rop2p.proxy.peer;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.rop2p.proxy.peer.link.Transport;
import org.rop2p.proxy.peer.link.TransportLink;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.ProbeSignal;

/** Links that a test brings up, down, and messages by, without any socket. */
final class FakeTransport implements Transport {
  private final Fingerprint own;
  final List<Link> begun = new ArrayList<>();
  boolean closed;

  FakeTransport(Fingerprint own) {
    this.own = own;
  }

  @Override
  public Fingerprint fingerprint() {
    return own;
  }

  @Override
  public Link link(Fingerprint remote, LinkSignals signals, LinkListener listener) {
    Link link = new Link(remote, signals, listener);
    begun.add(link);
    return link;
  }

  @Override
  public void close() {
    closed = true;
  }

  Link last() {
    return begun.get(begun.size() - 1);
  }

  /** One link, and the proxy at its other end. */
  static final class Link implements TransportLink {
    final Fingerprint remote;
    final LinkSignals signals;
    final LinkListener listener;
    final List<String> heard = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    int datagrams;
    boolean stuck;
    boolean closed;

    Link(Fingerprint remote, LinkSignals signals, LinkListener listener) {
      this.remote = remote;
      this.signals = signals;
      this.listener = listener;
    }

    /** The link is up. */
    Link open() {
      listener.up(new LinkUp(LinkPath.DIRECT, 100));
      return this;
    }

    /** A message of the stream comes; what is not admitted takes the link along. */
    void reliable(ByteBuf message) {
      if (listener.admits(message.readableBytes())) {
        listener.reliable(message);
      } else {
        close();
      }
    }

    /** A datagram comes; what is not admitted is lost. */
    void datagram(ByteBuf message) {
      if (listener.admits(message.readableBytes())) {
        listener.datagram(message);
      }
    }

    void down(LinkDown reason) {
      listener.down(reason);
    }

    @Override
    public void onOffer(IceDescription description) {
      heard.add("offer " + description.ufrag());
    }

    @Override
    public void onAnswer(IceDescription description) {
      heard.add("answer " + description.ufrag());
    }

    @Override
    public void onRestart(IceRestart restart) {
      heard.add(
          "restart %s %s of %s"
              .formatted(restart.step(), restart.description().ufrag(), restart.of()));
    }

    @Override
    public void onCandidate(IceCandidate candidate) {
      heard.add("candidate " + candidate.address().getPort());
    }

    @Override
    public void onProbe(ProbeSignal signal, Collection<InetAddress> seenAt) {
      heard.add("probe " + signal.step() + " seen at " + seenAt);
    }

    @Override
    public void doubt() {
      heard.add("doubt");
    }

    @Override
    public boolean sendReliable(ByteBuf message) {
      if (!stuck) {
        sent.add(bytes(message));
      }
      message.release();
      return !stuck;
    }

    @Override
    public boolean sendDatagram(ByteBuf message) {
      message.release();
      datagrams++;
      return !stuck;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        listener.down(LinkDown.CLOSED);
      }
    }

    @Override
    public LinkPath path() {
      return LinkPath.DIRECT;
    }

    @Override
    public int rttMillis() {
      return 42;
    }

    private static byte[] bytes(ByteBuf message) {
      byte[] bytes = new byte[message.readableBytes()];
      message.getBytes(message.readerIndex(), bytes);
      return bytes;
    }
  }
}
