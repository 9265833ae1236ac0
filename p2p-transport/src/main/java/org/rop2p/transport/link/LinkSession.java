package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.incubator.codec.quic.QuicChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.DropReason;
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
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.IceGenerations;
import org.rop2p.transport.ice.IceOutput;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.loop.LoopTimer;
import org.rop2p.transport.probing.ProbeAttempt;
import org.rop2p.transport.quic.ConnectionEnd;
import org.rop2p.transport.quic.ConnectionListener;
import org.rop2p.transport.quic.LinkConnection;
import org.rop2p.transport.socket.QuicRoute;
import org.rop2p.transport.socket.VirtualAddress;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;

/**
 * The life of one link: signalling, then ICE, then QUIC, then messages and pings. Event loop only.
 */
final class LinkSession implements QuicRoute, ConnectionListener, ProbeAttempt.Link {
  private enum State {
    SETUP,
    UP,
    DOWN
  }

  /** Refusals in a row that are no hiccup: unanswered checks alone make as many in a second. */
  private static final int MAX_WRITE_FAILURES = 5;

  /** Attempts of a peer to connect; forged ones must not keep the true one out. */
  private static final int MAX_CONNECTIONS = 4;

  /** A handshake that takes longer than so many silences, loss and all, comes to nothing. */
  private static final int ATTEMPT_SILENCES = 2;

  private final LoopContext context;
  private final LinkTable table;
  private final LiveLink link;
  private final Fingerprint peer;
  private final LinkVoice voice;
  private final LinkListener listener;
  private final int number;
  private final InetSocketAddress virtual;
  private final boolean offers;
  private final long startedAt;
  private final IceGenerations ice;
  private final ProbeAttempt probe;
  private final LoopTimer timer;
  private final List<LinkConnection> connections = new ArrayList<>();
  private final Waiting waiting = new Waiting();

  private State state = State.SETUP;
  private LinkConnection connection;
  private LinkHealth health;
  private int writeFailures;
  private boolean refused;

  LinkSession(
      LoopContext context,
      LinkTable table,
      LiveLink link,
      boolean offers,
      LinkSignals signals,
      LinkListener listener) {
    this.context = context;
    this.table = table;
    this.link = link;
    this.peer = link.remote();
    this.offers = offers;
    this.voice = new LinkVoice(signals, table.local());
    this.listener = new SafeListener(listener);
    this.number = table.nextNumber();
    this.virtual = VirtualAddress.of(number);
    this.startedAt = context.clock().now();
    this.ice =
        new IceGenerations(
            context.settings(),
            context.pacer(),
            offers ? IceRole.CONTROLLING : IceRole.CONTROLLED,
            () -> table.local().bases(),
            context.random(),
            startedAt);
    this.probe =
        new ProbeAttempt(
            new ProbeSockets(context, table.baseNumbers(), this::probe),
            table.probing(),
            this,
            context.config().exposure().probing() && !context.config().exposure().relayOnly());
    this.timer = new LoopTimer(context.loop(), context.clock(), this::advance, this::stood);
  }

  @Override
  public Fingerprint peer() {
    return peer;
  }

  @Override
  public IceAgent agent() {
    return ice.current();
  }

  @Override
  public boolean isDescribed() {
    return voice.hasDescribed() && agent().remote().isPresent();
  }

  @Override
  public boolean isDirect() {
    return agent().selected().isPresent() && link.path() == LinkPath.DIRECT;
  }

  @Override
  public void say(ProbeSignal signal) {
    voice.probe(signal);
  }

  @Override
  public void changed() {
    advance();
  }

  int number() {
    return number;
  }

  /** The user names that checks for this link come with. */
  Set<String> ufrags() {
    return ice.ufrags();
  }

  boolean isOpen() {
    return state != State.DOWN;
  }

  boolean isUp() {
    return state == State.UP;
  }

  boolean awaits(TransactionId id) {
    return ice.awaits(id) || probe.awaits(id);
  }

  boolean hasHeardFrom(Route route) {
    return ice.hasHeardFrom(route);
  }

  boolean isSelected(Route route) {
    return agent().selected().filter(route::equals).isPresent();
  }

  /** The smaller fingerprint offers; the other waits. */
  void begin() {
    if (offers) {
      voice.describe(offers, agent().local());
    }
    advance();
    probe.start();
  }

  void offer(IceDescription description) {
    if (state == State.DOWN || offers) {
      return;
    }
    Optional<IceDescription> earlier = agent().remote();
    if (earlier.isEmpty()) {
      describedBy(description);
      voice.describe(offers, agent().local());
      advance();
    } else if (!earlier.get().equals(description)) {
      if (state == State.UP) {
        doubt();
      } else {
        down(LinkDown.REPLACED);
      }
    }
  }

  /** Somebody says that the peer has no such link: it shows a sign of life soon, or is dead. */
  void doubt() {
    if (state == State.UP) {
      long now = context.clock().now();
      health.challenge(now);
      ice.doubt(now);
      advance();
    }
  }

  void answer(IceDescription description) {
    if (state != State.DOWN && offers && agent().remote().isEmpty()) {
      describedBy(description);
      advance();
    }
  }

  private void describedBy(IceDescription description) {
    int refused = ice.describedBy(description, context.clock().now());
    for (int i = 0; i < refused; i++) {
      context.counters().dropped(DropReason.CANDIDATE_REFUSED);
    }
  }

  void restart(IceRestart restart) {
    if (!ice.restart(restart, isRestartable(), context.clock().now())) {
      context.counters().dropped(DropReason.RESTART_REFUSED);
    }
    advance();
  }

  /** Probing is done with the credentials that it was begun with. */
  private boolean isRestartable() {
    return state == State.UP && !probe.isBusy();
  }

  void remoteCandidate(IceCandidate candidate) {
    if (state == State.DOWN) {
      return;
    }
    if (!context.policy().allows(candidate.address())
        || !ice.remoteCandidate(candidate, context.clock().now())) {
      context.counters().dropped(DropReason.CANDIDATE_REFUSED);
    }
    advance();
  }

  /** The peer says something of making the link by probing. */
  void probe(ProbeSignal signal, Collection<InetAddress> seenAt) {
    if (!probe.heard(signal, seenAt)) {
      context.counters().dropped(DropReason.PROBE_REFUSED);
    }
  }

  private void probe() {
    probe.advance();
  }

  /** There is one more base, or one less. */
  void base(Base base, boolean there) {
    if (state == State.DOWN) {
      return;
    }
    if (there) {
      ice.addBase(base);
    } else {
      ice.removeBase(base, context.clock().now());
    }
    advance();
  }

  /** What was in vain may work now, and what worked may not. */
  void networkChanged() {
    if (state != State.DOWN) {
      ice.networkChanged(context.clock().now());
      advance();
    }
  }

  /** A candidate of ours was found. */
  void localCandidate(IceCandidate candidate) {
    if (state != State.DOWN) {
      voice.found(candidate, ice.ufrags());
    }
  }

  Verdict stun(StunMessage message, Route from) {
    Optional<Verdict> probed = probe.receive(message, from);
    if (probed.isPresent()) {
      return probed.get();
    }
    timer.look();
    Verdict verdict = ice.receive(message, from, context.clock().now());
    if (verdict == Verdict.ACCEPTED) {
      probe.accepted(from);
    }
    advance();
    return verdict;
  }

  /** The peer opens a QUIC connection. */
  void accept(QuicChannel channel) {
    if (!acceptsConnection() || connections.size() >= MAX_CONNECTIONS) {
      context.counters().dropped(DropReason.QUIC_UNWANTED_CONNECTION);
      channel.close();
      return;
    }
    LinkConnection attempt =
        LinkConnection.accept(channel, peer, context.config().sealed(), this::send, this);
    connections.add(attempt);
    // QUIC itself would wait for ever, and attempts are few.
    long patience = ATTEMPT_SILENCES * context.config().times().silence().toMillis();
    context.loop().schedule(() -> giveUp(attempt), patience, TimeUnit.MILLISECONDS);
  }

  private void giveUp(LinkConnection attempt) {
    if (attempt != connection && connections.contains(attempt)) {
      attempt.close();
    }
  }

  private void send(ByteBuf datagram) {
    context.demultiplexer().sendSealed(this, datagram);
  }

  /** Called within the handshake, which must not be disturbed. */
  void certificateRefused() {
    context.loop().execute(() -> down(LinkDown.TLS_REFUSED));
  }

  void sendReliable(ByteBuf message, Runnable done) {
    if (state == State.UP) {
      connection.sendReliable(message, written -> done.run());
    } else {
      message.release();
      done.run();
    }
  }

  void sendDatagram(ByteBuf message) {
    if (state == State.UP) {
      connection.sendDatagram(message);
    } else {
      message.release();
    }
  }

  void down(LinkDown reason) {
    if (state == State.DOWN) {
      return;
    }
    LinkDown told = state == State.SETUP ? DownReason.beforeUp(reason, refused) : reason;
    state = State.DOWN;
    timer.cancel();
    probe.stop();
    link.isUp(false);
    table.retire(this);
    List.copyOf(connections).forEach(LinkConnection::close);
    if (connections.isEmpty()) {
      table.remove(this);
    } else {
      // A connection that is slow to end is forgotten: its packets then have no path.
      long patience = context.config().times().silence().toMillis();
      context.loop().schedule(() -> table.remove(this), patience, TimeUnit.MILLISECONDS);
    }
    listener.down(told);
  }

  /** The last packet is out. */
  void gone() {
    probe.close();
  }

  @Override
  public InetSocketAddress virtualAddress() {
    return virtual;
  }

  @Override
  public boolean isQuicClient() {
    return offers;
  }

  @Override
  public boolean acceptsConnection() {
    return state == State.SETUP && !offers;
  }

  @Override
  public boolean keeps(ByteBuf datagram) {
    return waiting.add(datagram);
  }

  @Override
  public Optional<Route> path() {
    return ice.path();
  }

  @Override
  public boolean sealed(ByteBuf datagram) {
    if (state != State.UP) {
      return false;
    }
    connection.receive(datagram);
    return true;
  }

  @Override
  public void written(boolean success) {
    writeFailures = success ? 0 : writeFailures + 1;
    if (writeFailures == MAX_WRITE_FAILURES && agent().selected().isPresent()) {
      // Not from within the codec's write.
      context.loop().execute(() -> down(LinkDown.UNREACHABLE));
    }
  }

  /** A check was sent; on the selected path it tells of the path, like QUIC's packets. */
  private void sent(Route route, boolean success) {
    if (isSelected(route)) {
      written(success);
    }
  }

  @Override
  public void ready(LinkConnection ready) {
    if (state != State.SETUP) {
      ready.close();
      return;
    }
    state = State.UP;
    connection = ready;
    connections.stream().filter(other -> other != ready).toList().forEach(LinkConnection::close);
    long now = context.clock().now();
    EndpointConfig config = context.config();
    health =
        new LinkHealth(config.times().ping().toNanos(), config.times().silence().toNanos(), now);
    link.isUp(true);
    table.changed();
    listener.up(new LinkUp(link.path(), TimeUnit.NANOSECONDS.toMillis(now - startedAt)));
    // QUIC sends our hello at the end of its reading; the first ping must not overtake it.
    context.loop().execute(this::advance);
  }

  @Override
  public boolean admits(LinkConnection from, int bytes) {
    return state == State.UP && from == connection && listener.admits(bytes);
  }

  @Override
  public void sealBroken(LinkConnection from) {
    context.counters().dropped(DropReason.SEAL_BROKEN);
    listener.sealBroken();
  }

  @Override
  public void forged(LinkConnection from) {
    context.counters().dropped(DropReason.SEAL_BROKEN);
  }

  @Override
  public void reliable(LinkConnection from, ByteBuf message) {
    if (state == State.UP && from == connection) {
      listener.reliable(message);
    }
  }

  @Override
  public void datagram(LinkConnection from, ByteBuf message) {
    if (state == State.UP && from == connection) {
      listener.datagram(message);
    }
  }

  @Override
  public void heard(LinkConnection from) {
    if (from == connection) {
      health.heard(context.clock().now());
      ice.heard();
    }
  }

  @Override
  public void pong(LinkConnection from, long answered) {
    if (from == connection) {
      health.pong(answered, context.clock().now());
      health.rttMillis().ifPresent(link::rttMillis);
    }
  }

  @Override
  public void ended(LinkConnection gone, ConnectionEnd end) {
    connections.remove(gone);
    if (state == State.DOWN) {
      if (connections.isEmpty()) {
        table.remove(this);
      }
      return;
    }
    // While none is up, a failed attempt of who knows whom is no end of the link, unless it was
    // our own or proved to be the peer's; but it may explain the end.
    refused |= end == ConnectionEnd.TLS;
    boolean peers = end == ConnectionEnd.PEER_CLOSED || end == ConnectionEnd.PROTOCOL;
    if (gone == connection || offers || peers) {
      down(DownReason.of(end));
    }
  }

  private void advance() {
    if (state == State.DOWN) {
      return;
    }
    timer.look();
    long now = context.clock().now();
    agent().patientUntil(probe.patientUntil());
    ice.advance(isRestartable() && !health.isSlow(), now);
    for (var next = ice.poll(); next.isPresent() && isOpen(); next = ice.poll()) {
      act(next.get());
    }
    if (!waiting.isEmpty() && path().isPresent()) {
      // Not from within a read.
      context.loop().execute(this::connectAgain);
    }
    if (state == State.UP) {
      if (health.isSilent(now)) {
        down(LinkDown.SILENT);
        return;
      }
      health.ping(now).ifPresent(number -> ping(number, now));
    } else if (state == State.SETUP && now >= setupEnd()) {
      down(agent().selected().isEmpty() ? LinkDown.ICE_FAILED : LinkDown.SILENT);
    }
    if (state != State.DOWN) {
      timer.set(Math.min(ice.deadline(), state == State.UP ? health.deadline() : setupEnd()));
    }
  }

  private void connectAgain() {
    for (byte[] datagram : waiting.take()) {
      if (acceptsConnection()) {
        context.demultiplexer().again(this, Unpooled.wrappedBuffer(datagram));
      }
    }
  }

  private void stood(long nanos) {
    ice.stood(nanos);
    if (state == State.UP) {
      health.stood(nanos);
    }
  }

  private void ping(long number, long now) {
    connection.ping(number);
    if (health.isDoubtful()) {
      ice.doubt(now);
      agent().selected().map(Route::base).ifPresent(table.local()::doubt);
    }
  }

  private void act(IceOutput output) {
    if (output instanceof IceOutput.Transmit transmit) {
      context
          .demultiplexer()
          .sendStun(transmit.route(), transmit.datagram(), taken -> sent(transmit.route(), taken));
    } else if (output instanceof IceOutput.Selected path) {
      selected(path);
    } else if (output instanceof IceOutput.Renamed) {
      table.renamed(this);
    } else if (output instanceof IceOutput.Restart restart) {
      voice.restart(restart.restart());
    } else if (output instanceof IceOutput.Failed failed) {
      down(failed.reason() == IceOutput.Reason.NO_PATH ? LinkDown.ICE_FAILED : LinkDown.SILENT);
    }
  }

  private void selected(IceOutput.Selected chosen) {
    if (state == State.DOWN) {
      return;
    }
    link.path(chosen.path());
    writeFailures = 0;
    if (state == State.UP) {
      health.pathChanged();
      listener.pathChanged(link.path());
    } else if (offers && connections.isEmpty()) {
      connections.add(
          LinkConnection.connect(
              context.socket(), virtual, peer, context.config().sealed(), this::send, this));
    }
  }

  private long setupEnd() {
    return Math.max(startedAt + context.settings().setupTimeout(), probe.patientUntil());
  }
}
