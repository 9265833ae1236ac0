package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.mapping.LoopbackGateway;
import org.rop2p.transport.mapping.LoopbackGateways;
import org.rop2p.transport.mapping.SimulatedGateway.Speaks;
import org.rop2p.transport.mapping.TinyIgd;
import org.rop2p.transport.mapping.Upnp;
import org.rop2p.transport.mapping.UpnpMapping;

/** The source, its keepers and routers, over loopback. */
final class MappingStoriesTest {
  private static final InetSocketAddress BOUND = new InetSocketAddress(40_000);
  private static final InetSocketAddress BY_PCP = new InetSocketAddress("192.0.2.7", 50_000);
  private static final InetSocketAddress MOVED = new InetSocketAddress("192.0.2.7", 50_001);
  private static final InetSocketAddress BY_UPNP = new InetSocketAddress("192.0.2.7", 40_000);

  private final NioEventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("mapping-stories", true));
  private final EventLoop loop = group.next();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> upnpAsked = new LinkedBlockingQueue<>();
  private TinyIgd igd;
  private LoopbackGateway router;
  private LoopbackGateways network;
  private MappingSource source;

  @BeforeEach
  void start() throws IOException {
    igd = new TinyIgd();
    router = new LoopbackGateway();
  }

  @AfterEach
  void stop() throws InterruptedException {
    onLoop(source::close);
    router.close();
    igd.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP", "NAT_PMP_SILENT_TO_PCP"})
  void aRouterThatSpeaksPcpOrNatPmpIsNotAskedByUpnp(Speaks speaks) throws InterruptedException {
    begin(speaks, igd.upnp());
    assertEquals("found " + at(BY_PCP), next());
    assertEquals(0, upnpAsked.size());
  }

  @Test
  void aRouterThatSpeaksUpnpOnly() throws InterruptedException {
    begin(Speaks.NOTHING, igd.upnp());
    assertEquals("found " + at(BY_UPNP), next());
    onLoop(source::close);
    awaitReleased();
    String last = igd.calls.get(igd.calls.size() - 1);
    assertTrue(last.contains("DeletePortMapping"), last);
    assertTrue(told.isEmpty());
  }

  @Test
  void aRouterThatRefusesByPcpMayGrantByUpnp() throws InterruptedException {
    router.with(simulated -> simulated.refuses = 2);
    begin(Speaks.PCP, igd.upnp());
    assertEquals("found " + at(BY_UPNP), next());
  }

  @Test
  void aRouterThatSpeaksNothing() throws InterruptedException {
    begin(Speaks.NOTHING, new NoUpnp());
    assertEquals("map", upnpAsked.poll(20, TimeUnit.SECONDS));
    assertEquals("unmap", upnpAsked.poll(20, TimeUnit.SECONDS), "the end of it");
    onLoop(source::close);
    awaitReleased();
    assertTrue(told.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"PCP, 192.168.0.7", "PCP, 100.64.1.2", "NOTHING, 100.64.1.2"})
  void aRouterBehindAnotherNatIsOfNoUse(Speaks speaks, String external) throws Exception {
    router.with(simulated -> simulated.external = external);
    igd.external = external;
    begin(speaks, igd.upnp());
    if (speaks == Speaks.NOTHING) {
      assertEquals("map", upnpAsked.poll(20, TimeUnit.SECONDS));
      assertEquals("unmap", upnpAsked.poll(20, TimeUnit.SECONDS));
    } else {
      router.awaitAsked();
      router.awaitUnmapped();
    }
    onLoop(source::close);
    awaitReleased();
    assertTrue(told.isEmpty());
  }

  @Test
  void aRouterThatStartsAnewMovesTheMapping() throws Exception {
    begin(Speaks.PCP, igd.upnp());
    assertEquals("found " + at(BY_PCP), next());
    router.rebootAndTell(MOVED.getPort());
    assertEquals("withdrawn " + at(BY_PCP), next());
    assertEquals("found " + at(MOVED), next());
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP"})
  void closedTheMappingIsGivenBack(Speaks speaks) throws InterruptedException {
    begin(speaks, igd.upnp());
    next();
    onLoop(source::close);
    router.awaitUnmapped();
    awaitReleased();
    assertTrue(told.isEmpty(), "nobody wants to know");
  }

  @Test
  void anotherNetworkIsAskedAndTheOldOneGetsItsPortBack() throws Exception {
    begin(Speaks.PCP, igd.upnp());
    assertEquals("found " + at(BY_PCP), next());
    LoopbackGateway other = new LoopbackGateway();
    try {
      other.with(simulated -> simulated.externalPort = MOVED.getPort());
      network.moveTo(other.address());
      onLoop(source::networkChanged);
      assertEquals("withdrawn " + at(BY_PCP), next());
      assertEquals("found " + at(MOVED), next());
      router.awaitUnmapped();
      onLoop(source::close);
      other.awaitUnmapped();
    } finally {
      other.close();
    }
  }

  private void begin(Speaks speaks, Upnp upnp) throws InterruptedException {
    router.with(simulated -> simulated.speaks = speaks);
    network = new LoopbackGateways(loop, BOUND, router.address(), new Listening(upnp));
    CandidatePolicy policy = CandidatePolicy.of(EndpointConfig.defaults(), BOUND.getAddress());
    source = new MappingSource(policy, network, loop, new Telling());
    onLoop(source::start);
  }

  private void onLoop(Runnable work) throws InterruptedException {
    loop.submit(work).sync();
  }

  private void awaitReleased() throws InterruptedException {
    while (!loop.submit(source::isReleased).sync().getNow()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)); // some seconds at most
    }
  }

  private String next() throws InterruptedException {
    String story = told.poll(20, TimeUnit.SECONDS);
    assertNotNull(story, "nothing was told");
    return story;
  }

  private static IceCandidate at(InetSocketAddress address) {
    return IceCandidate.of(CandidateType.SRFLX, 65_534, address);
  }

  /** Tells when calls have ended. */
  private final class Listening implements Upnp {
    private final Upnp upnp;

    Listening(Upnp upnp) {
      this.upnp = upnp;
    }

    @Override
    public UpnpMapping map(InetSocketAddress internal, Duration lease) throws IOException {
      try {
        return upnp.map(internal, lease);
      } finally {
        upnpAsked.add("map");
      }
    }

    @Override
    public void unmap() throws IOException {
      try {
        upnp.unmap();
      } finally {
        upnpAsked.add("unmap");
      }
    }
  }

  private static final class NoUpnp implements Upnp {
    @Override
    public UpnpMapping map(InetSocketAddress internal, Duration lease) throws IOException {
      throw new IOException("It does not speak UPnP");
    }

    @Override
    public void unmap() {
      // There is none.
    }
  }

  private final class Telling implements CandidateSink {
    @Override
    public void added(Base base) {
      told.add("added " + base);
    }

    @Override
    public void removed(Base base) {
      told.add("removed " + base);
    }

    @Override
    public void found(IceCandidate candidate) {
      told.add("found " + candidate);
    }

    @Override
    public void networkChanged() {
      told.add("network changed");
    }

    @Override
    public void withdrawn(IceCandidate candidate) {
      told.add("withdrawn " + candidate);
    }
  }
}
