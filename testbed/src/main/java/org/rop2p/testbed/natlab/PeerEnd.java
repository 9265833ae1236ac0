package org.rop2p.testbed.natlab;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkSignals;
import org.rop2p.transport.LinkUp;
import org.rop2p.transport.PeerEndpoint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.address.SpecialPurpose;
import org.rop2p.transport.link.UdpEndpoint;
import org.rop2p.transport.probe.ProbeLimits;
import org.rop2p.transport.probing.ProbeSettings;

/**
 * One end of one link; most have an endpoint of their own so that no mapping is older than they.
 */
final class PeerEnd implements LinkSignals, LinkListener, AutoCloseable {
  /** The lab's addresses are those for documentation, which nobody probes elsewhere. */
  private static final ProbeSettings PROBES =
      new ProbeSettings(ProbeLimits.defaults(), Duration.ofSeconds(3), SpecialPurpose::isReachable);

  private final int number;
  private final PeerEndpoint endpoint;
  private final Consumer<Line> say;
  private final Tally tally = new Tally();
  private final ScheduledExecutorService sender =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sender");
            thread.setDaemon(true);
            return thread;
          });
  private PeerLink link;

  private PeerEnd(int number, PeerEndpoint endpoint, Consumer<Line> say) {
    this.number = number;
    this.endpoint = endpoint;
    this.say = say;
  }

  /**
   * Opens an endpoint; it asks its STUN servers at once.
   *
   * @param say told what happens, on any thread
   */
  static PeerEnd open(int number, EndpointConfig config, Consumer<Line> say) throws IOException {
    return new PeerEnd(number, UdpEndpoint.open(config, PROBES), say);
  }

  /** An end of a later link on the same endpoint, as a proxy links anew; either closes it. */
  PeerEnd again(int later) {
    return new PeerEnd(later, endpoint, say);
  }

  Fingerprint fingerprint() {
    return endpoint.fingerprint();
  }

  void link(Fingerprint remote) {
    link = endpoint.link(remote, this, this);
  }

  PeerLink current() {
    return link;
  }

  /** Begins to send {@code count} numbered messages; one that the link refuses counts as sent. */
  void send(Channel channel, int count, int intervalMillis) {
    AtomicInteger next = new AtomicInteger();
    ScheduledFuture<?>[] task = new ScheduledFuture<?>[1];
    task[0] =
        sender.scheduleAtFixedRate(
            () -> {
              if (next.get() == count) {
                task[0].cancel(false);
                return;
              }
              ByteBuf message = Unpooled.buffer(Integer.BYTES).writeInt(next.getAndIncrement());
              tally.sent();
              if (channel == Channel.RELIABLE) {
                link.sendReliable(message);
              } else {
                link.sendDatagram(message);
              }
            },
            intervalMillis,
            intervalMillis,
            TimeUnit.MILLISECONDS);
  }

  Tally.Counted counted() {
    return tally.counted(System.nanoTime());
  }

  @Override
  public void offer(IceDescription description) {
    say.accept(Line.of("offer", number, description.ufrag(), description.pwd()));
  }

  @Override
  public void answer(IceDescription description) {
    say.accept(Line.of("answer", number, description.ufrag(), description.pwd()));
  }

  @Override
  public void restart(IceRestart restart) {
    IceDescription ours = restart.description();
    say.accept(Line.of("restart", number, restart.step(), ours.ufrag(), ours.pwd(), restart.of()));
  }

  @Override
  public void candidate(IceCandidate candidate) {
    say.accept(Line.of("candidate", number, candidate.toSdp()));
  }

  @Override
  public void probe(ProbeSignal signal) {
    say.accept(Line.of("probe", number, signal.toText()));
  }

  /** In the lab nobody lies about where he is. */
  void onProbe(String text) {
    ProbeSignal.parse(text)
        .ifPresent(signal -> link.onProbe(signal, List.of(signal.address().getAddress())));
  }

  @Override
  public void up(LinkUp up) {
    say.accept(Line.of("up", number, up.path().label(), up.setupMillis()));
  }

  @Override
  public void reliable(ByteBuf message) {
    received(message);
  }

  @Override
  public void datagram(ByteBuf message) {
    received(message);
  }

  private void received(ByteBuf message) {
    tally.received(message.readInt(), System.nanoTime());
  }

  @Override
  public void pathChanged(LinkPath path) {
    say.accept(Line.of("path", number, path.label()));
  }

  @Override
  public void down(LinkDown reason) {
    say.accept(Line.of("down", number, reason));
  }

  @Override
  public void close() {
    sender.shutdownNow();
    endpoint.close();
  }
}
