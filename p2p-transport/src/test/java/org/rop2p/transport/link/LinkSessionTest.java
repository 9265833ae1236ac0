package org.rop2p.transport.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.gather.CandidatePolicy;
import org.rop2p.transport.gather.LocalCandidates;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.IceOutput;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.quic.ConnectionEnd;
import org.rop2p.transport.quic.LinkConnection;
import org.rop2p.transport.socket.Demultiplexer;
import org.rop2p.transport.socket.SocketCounters;
import org.rop2p.transport.socket.VirtualAddress;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/** One link against a peer's agent, over a socket that is none. */
final class LinkSessionTest {
  private static final Base BASE = new Base(0, false, true, true);
  private static final InetSocketAddress OWN = new InetSocketAddress("10.0.0.1", 1);
  private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.2", 2);
  private static final EndpointConfig CONFIG =
      EndpointConfig.defaults()
          .withPingInterval(Duration.ofMillis(100))
          .withSilenceTimeout(Duration.ofSeconds(20));

  private final LoopClock clock = new LoopClock();
  private final SocketCounters counters = new SocketCounters();
  private final LinkTable table = new LinkTable(counters);
  private final ChannelInboundHandlerAdapter server = new ChannelInboundHandlerAdapter();
  private final ChannelInboundHandlerAdapter client = new ChannelInboundHandlerAdapter();
  private final Demultiplexer demultiplexer =
      new Demultiplexer(BASE, table, CONFIG.filter(), counters, server, client);
  private final EmbeddedChannel socket = new EmbeddedChannel(demultiplexer, server, client);
  private final CheckPacer pacer = new CheckPacer();
  private final RecordingListener listener = new RecordingListener();
  private final IceSettings settings =
      IceSettings.of(CONFIG.times().setup(), CONFIG.times().ping(), CONFIG.times().silence(), 8);
  private final IceAgent peer = agent();
  private final LinkSession session = begin();

  @AfterEach
  void release() {
    session.down(LinkDown.CLOSED);
    socket.finishAndReleaseAll();
  }

  @Test
  void aPathTheSystemRefusesToSendOnIsGivenUpWithoutWaitingForSilence() throws Exception {
    connect();
    socket.pipeline().addFirst(new NetworkDown());

    Eventually.holds(
        () -> {
          socket.runPendingTasks();
          return listener.downs() > 0;
        },
        "the link gives up");
    assertEquals(LinkDown.UNREACHABLE, listener.awaitDown());
  }

  @Test
  void anotherLinksPathIsNotTakenOverByAForgedAddress() {
    connect();
    IceAgent thief = agent();
    // The thief knows its own link's credentials, and forges the source address of PEER.
    LinkSession thiefs = begin(new Fingerprint("2".repeat(64)), new RecordingListener());
    thiefs.offer(thief.local());
    thief.remoteDescription(thiefs.agent().local());
    thief.remoteCandidate(IceCandidate.of(CandidateType.HOST, 1, OWN));
    thief.advance(clock.now());
    thief.poll().ifPresent(output -> deliver((IceOutput.Transmit) output, PEER));

    assertEquals(session, table.behind(route(PEER)).orElseThrow());
    assertTrue(
        thiefs.hasHeardFrom(route(PEER)), "the forgery itself was authentic to the thief's link");
    thiefs.down(LinkDown.CLOSED);
  }

  @Test
  void aPeerWhoComesFromEverNewAddressesFillsNoTable() {
    connect();
    List<InetSocketAddress> places = new ArrayList<>();
    for (int port = 1_000; port < 1_000 + 2 * settings.maxCandidates(); port++) {
      InetSocketAddress place = new InetSocketAddress(PEER.getAddress(), port);
      places.add(place);
      connect(place);
    }
    long known = places.stream().filter(place -> table.behind(route(place)).isPresent()).count();
    assertTrue(known <= settings.maxCandidates(), known + " addresses of one link");
  }

  @Test
  void whatIsSaidOfProbingIsBoundedAndOfThisLink() {
    connect();
    List<InetAddress> seenAt = List.of(PEER.getAddress());
    session.probe(offer("else"), seenAt);
    assertEquals(1, counters.dropped().get(DropReason.PROBE_REFUSED), "of another attempt");
    for (int i = 0; i < 100; i++) {
      session.probe(offer(peer.local().ufrag()), seenAt);
    }
    assertEquals(1 + 100 - 8, counters.dropped().get(DropReason.PROBE_REFUSED));
    session.down(LinkDown.CLOSED);
    session.probe(offer(peer.local().ufrag()), seenAt);
    assertEquals(2 + 100 - 8, counters.dropped().get(DropReason.PROBE_REFUSED));
  }

  private static ProbeSignal offer(String ufrag) {
    return new ProbeSignal(ProbeSignal.Step.OFFER, ProbeSignal.Nat.CONE, PEER, List.of(), ufrag);
  }

  /** Who does not speak our protocol has shown the pinned certificate before. */
  @Test
  void anAttemptThatFailsIsNoEndOfTheLinkButABrokenHelloIs() throws Exception {
    EmbeddedChannel own =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress localAddress0() {
            return OWN;
          }
        };
    LinkConnection attempt =
        LinkConnection.connect(
            own,
            VirtualAddress.of(session.number()),
            session.peer(),
            true,
            ByteBuf::release,
            session);
    session.ended(attempt, ConnectionEnd.FAILED);
    assertTrue(session.isOpen());
    session.ended(attempt, ConnectionEnd.PROTOCOL);
    assertEquals(LinkDown.PROTOCOL, listener.awaitDown());
    own.finishAndReleaseAll();
  }

  @Test
  void whenItsBaseIsGoneThereIsNoPathAndWhenItIsBackThereIs() {
    connect();
    table.local().removed(BASE);
    assertTrue(session.path().isEmpty(), "at once");
    table.local().added(BASE);
    connect(PEER);
    assertEquals(route(PEER), session.path().orElseThrow());
  }

  @Test
  void candidatesOfAnAttemptThatWasGivenUpAreRefusedWheneverTheyCome() {
    IceCandidate stale = IceCandidate.of(CandidateType.HOST, 1, PEER).withUfrag("stale");
    session.remoteCandidate(stale);
    assertEquals(0, counters.dropped().get(DropReason.CANDIDATE_REFUSED), "not known yet");
    session.offer(peer.local());
    assertEquals(1, counters.dropped().get(DropReason.CANDIDATE_REFUSED));
    session.remoteCandidate(stale);
    assertEquals(2, counters.dropped().get(DropReason.CANDIDATE_REFUSED));
    session.remoteCandidate(stale.withUfrag(peer.local().ufrag()));
    assertEquals(2, counters.dropped().get(DropReason.CANDIDATE_REFUSED));
  }

  @Test
  void aLinkThatIsNotUpIsNotRestarted() {
    connect();
    IceDescription fresh = IceDescription.generate(new Random(1));
    session.restart(IceRestart.offer(fresh, session.agent().local().ufrag()));
    assertEquals(1, counters.dropped().get(DropReason.RESTART_REFUSED));
    assertEquals(1, session.ufrags().size());
    session.down(LinkDown.CLOSED);
    session.restart(IceRestart.offer(fresh, session.agent().local().ufrag()));
    assertEquals(2, counters.dropped().get(DropReason.RESTART_REFUSED));
  }

  @Test
  void aBrokenSealIsCountedAndTold() {
    session.sealBroken(null); // whatever the connection
    assertEquals(1, counters.dropped().get(DropReason.SEAL_BROKEN));
    assertEquals(1, listener.brokenSeals());
  }

  /** Anybody may send a datagram under the peer's address. */
  @Test
  void aForgedDatagramIsCountedAndNotThePeersFault() {
    session.forged(null); // whatever the connection
    assertEquals(1, counters.dropped().get(DropReason.SEAL_BROKEN));
    assertEquals(0, listener.brokenSeals());
  }

  private void connect() {
    session.offer(peer.local());
    peer.remoteDescription(session.agent().local());
    peer.remoteCandidate(IceCandidate.of(CandidateType.HOST, 1, OWN));
    connect(PEER);
  }

  /** Packets pass until the session has chosen the peer's place. */
  private void connect(InetSocketAddress place) {
    Eventually.holds(
        () -> {
          socket.runPendingTasks();
          peer.advance(clock.now());
          for (var next = peer.poll(); next.isPresent(); next = peer.poll()) {
            if (next.get() instanceof IceOutput.Transmit transmit) {
              deliver(transmit, place);
            }
          }
          DatagramPacket sent;
          for (sent = socket.readOutbound(); sent != null; sent = socket.readOutbound()) {
            byte[] datagram = ByteBufUtil.getBytes(sent.content());
            InetSocketAddress to = sent.recipient();
            sent.release();
            if (to.equals(place)) {
              peer.receive(StunMessage.decode(datagram).orElseThrow(), route(OWN), clock.now());
            }
          }
          return session.isSelected(route(place));
        },
        "a path is found");
  }

  private void deliver(IceOutput.Transmit transmit, InetSocketAddress from) {
    socket.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(transmit.datagram()), OWN, from));
  }

  @Test
  void linksThatBeginTogetherShareOnePace() {
    long began = clock.now();
    List<LinkSession> links = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      LinkSession link =
          begin(new Fingerprint("%064x".formatted(1_000 + i)), new RecordingListener());
      link.remoteCandidate(IceCandidate.of(CandidateType.HOST, 1, PEER));
      link.offer(agent().local());
      links.add(link);
    }
    int sent = 0;
    for (DatagramPacket check = socket.readOutbound();
        check != null;
        check = socket.readOutbound()) {
      check.release();
      sent++;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(clock.now() - began);
    assertTrue(sent > 0 && sent <= 9 + millis / 5, sent + " checks in " + millis + " ms");
    links.forEach(link -> link.down(LinkDown.CLOSED));
  }

  private static Route route(InetSocketAddress remote) {
    return new Route(BASE, remote);
  }

  private IceAgent agent() {
    return new IceAgent(
        settings,
        new CheckPacer(),
        IceRole.CONTROLLING,
        IceDescription.generate(new Random()),
        List.of(BASE),
        new Random(),
        clock.now());
  }

  private LinkSession begin() {
    return begin(new Fingerprint("0".repeat(64)), listener);
  }

  private LinkSession begin(Fingerprint remote, LinkListener heard) {
    LoopContext context =
        new LoopContext(
            socket.eventLoop(),
            socket,
            demultiplexer,
            counters,
            clock,
            new Random(),
            CONFIG,
            settings,
            pacer,
            CandidatePolicy.of(CONFIG, InetAddress.getLoopbackAddress()));
    LocalCandidates local = new LocalCandidates(table);
    table.local(local);
    local.added(BASE);
    LiveLink link = new LiveLink(remote, socket.eventLoop());
    LinkSession begun = new LinkSession(context, table, link, false, new Silence(), heard);
    link.begin(begun);
    table.add(begun);
    begun.begin();
    return begun;
  }

  private static final class NetworkDown extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      ReferenceCountUtil.release(msg);
      promise.setFailure(new IOException("Network is unreachable"));
    }
  }
}
