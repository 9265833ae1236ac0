package org.rop2p.proxy.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.peer.link.LinkGuard;
import org.rop2p.proxy.peer.link.Offence;
import org.rop2p.proxy.peer.link.OpenLink;
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

/**
 * One try at a link, from offer to end: walks go by datagram, all else in order. Guards what comes
 * before its seal is opened. Listens on the endpoint's loop; the rest is thread-safe.
 */
final class LinkAttempt implements LinkSignals, LinkListener, OpenLink {
  /** Hears of it. Thread-safe. */
  interface Owner {
    void signal(Fingerprint proxy, Signal signal);

    /** Whether it has not been given up; if so it has its transport by then. */
    boolean isCurrent(LinkAttempt link);

    /** It is up: envelopes go both ways. */
    void opened(LinkAttempt link);

    void received(LinkAttempt link, PeerMessage message);

    /** So many bytes of a message go out or have come. */
    void carried(int bytes, boolean out);

    void offended(Fingerprint proxy, Offence offence);

    /** Something was of another version, which is no offence. */
    void ignored(String what);

    /** Something that had to arrive was lost on the way out or in: the link must end. */
    void broken(LinkAttempt link);

    void ended(LinkAttempt link, LinkDown reason);
  }

  private final Fingerprint remote;
  private final Owner owner;
  private final LongSupplier clock;
  private final LinkGuard guard;
  private volatile TransportLink link;
  private volatile boolean closed;
  private volatile boolean probed;
  private volatile LinkUp linkUp;
  private volatile long graceUntil = Long.MIN_VALUE;

  LinkAttempt(Fingerprint remote, Owner owner, LongSupplier clock) {
    this.remote = remote;
    this.owner = owner;
    this.clock = clock;
    this.guard = new LinkGuard(clock.getAsLong());
  }

  /** The transport's side of it, as soon as there is one. */
  void on(TransportLink begun) {
    link = begun;
  }

  /** The other side signals. */
  void hear(Signal signal) {
    try {
      if (signal instanceof Signal.Offer offer) {
        IceDescription description = new IceDescription(offer.ufrag(), offer.pwd());
        offer
            .restarts()
            .ifPresentOrElse(
                of -> link.onRestart(IceRestart.offer(description, of)),
                () -> link.onOffer(description));
      } else if (signal instanceof Signal.Answer answer) {
        IceDescription description = new IceDescription(answer.ufrag(), answer.pwd());
        answer
            .restarts()
            .ifPresentOrElse(
                of -> link.onRestart(IceRestart.answer(description, of)),
                () -> link.onAnswer(description));
      } else if (signal instanceof Signal.IceCandidate candidate) {
        link.onCandidate(IceCandidate.parse(candidate.candidate()));
      }
    } catch (IllegalArgumentException e) {
      owner.offended(remote, Offence.BAD_SIGNAL);
    }
  }

  /**
   * The other side says something of probing.
   *
   * @param seenFrom where the coordinator sees it
   */
  void hear(Signal.Probe probe, Optional<String> seenFrom) {
    try {
      Optional<ProbeSignal> signal = ProbeSignal.parse(probe.probe());
      if (signal.isEmpty()) {
        owner.ignored("other_probe_version");
        return;
      }
      List<InetAddress> seenAt =
          seenFrom
              .map(NetUtil::createInetAddressFromIpAddressString)
              .map(List::of)
              .orElse(List.of());
      notice(signal.get());
      link.onProbe(signal.get(), seenAt);
    } catch (IllegalArgumentException e) {
      owner.offended(remote, Offence.BAD_SIGNAL);
    }
  }

  private void notice(ProbeSignal signal) {
    probed |= signal.step() == ProbeSignal.Step.SAMPLES;
  }

  /** Whether the sides have looked for each other's ports. */
  boolean wasProbed() {
    return probed;
  }

  TransportLink transport() {
    return link;
  }

  /** How it came up; null before. */
  LinkUp linkUp() {
    return linkUp;
  }

  @Override
  public Fingerprint remote() {
    return remote;
  }

  @Override
  public boolean isOpen() {
    return linkUp != null && !closed;
  }

  @Override
  public void send(PeerMessage message) {
    if (!isOpen()) {
      return;
    }
    ByteBuf envelope = EnvelopeCodec.encode(message, PooledByteBufAllocator.DEFAULT);
    owner.carried(envelope.readableBytes(), true);
    if (message.mayBeLost()) {
      link.sendDatagram(envelope);
    } else if (!link.sendReliable(envelope)) {
      owner.broken(this);
    }
  }

  @Override
  public int rttMillis() {
    return link.rttMillis();
  }

  @Override
  public boolean relayed() {
    return link.path() == LinkPath.RELAY;
  }

  /** Nothing is taken of it or given to it any more. */
  void close() {
    closed = true;
    TransportLink begun = link;
    if (begun != null) {
      begun.close();
    }
  }

  /** Until then who it speaks for, and to whom, may be known to one side only. */
  void graceUntil(long time) {
    graceUntil = time;
  }

  boolean inGrace(long now) {
    return now < graceUntil;
  }

  @Override
  public void offer(IceDescription description) {
    owner.signal(remote, new Signal.Offer(description.ufrag(), description.pwd()));
  }

  @Override
  public void answer(IceDescription description) {
    owner.signal(remote, new Signal.Answer(description.ufrag(), description.pwd()));
  }

  @Override
  public void restart(IceRestart restart) {
    int version = Signal.VERSION;
    IceDescription ours = restart.description();
    Optional<String> of = Optional.of(restart.of());
    owner.signal(
        remote,
        switch (restart.step()) {
          case OFFER -> new Signal.Offer(version, ours.ufrag(), ours.pwd(), of);
          case ANSWER -> new Signal.Answer(version, ours.ufrag(), ours.pwd(), of);
        });
  }

  @Override
  public void candidate(IceCandidate candidate) {
    owner.signal(remote, new Signal.IceCandidate(candidate.toSdp()));
  }

  @Override
  public void probe(ProbeSignal signal) {
    notice(signal);
    owner.signal(remote, new Signal.Probe(signal.toText()));
  }

  @Override
  public void up(LinkUp up) {
    if (!closed && owner.isCurrent(this)) {
      linkUp = up;
      owner.opened(this);
    }
  }

  @Override
  public boolean admits(int bytes) {
    if (closed) {
      return false;
    }
    Optional<Offence> refusal = guard.refuse(bytes, clock.getAsLong());
    refusal.ifPresent(offence -> owner.offended(remote, offence));
    return refusal.isEmpty();
  }

  @Override
  public void sealBroken() {
    owner.offended(remote, Offence.SEAL_BROKEN);
  }

  @Override
  public void reliable(ByteBuf message) {
    if (!received(message) && !closed) {
      owner.broken(this);
    }
  }

  @Override
  public void datagram(ByteBuf message) {
    received(message);
  }

  /** Whether nothing of the message is lost. */
  private boolean received(ByteBuf message) {
    if (!isOpen()) {
      return true;
    }
    owner.carried(message.readableBytes(), false);
    Optional<PeerMessage> envelope = EnvelopeCodec.decode(message);
    if (envelope.isEmpty()) {
      owner.offended(remote, Offence.MALFORMED);
      return false;
    }
    owner.received(this, envelope.get());
    return true;
  }

  @Override
  public void pathChanged(LinkPath path) {}

  @Override
  public void down(LinkDown reason) {
    owner.ended(this, reason);
  }
}
