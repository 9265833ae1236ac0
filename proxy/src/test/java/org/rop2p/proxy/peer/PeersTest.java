package org.rop2p.proxy.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.player.PlayerIdentity;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.trouble.Trouble;
import org.rop2p.proxy.trouble.Trouble.Topic;
import org.rop2p.proxy.words.Standing;
import org.rop2p.transport.DatagramFilter;

/** A coordinator that takes calls and says nothing: opening lasts until it hangs up. */
class PeersTest {
  private static final int SECONDS = 20;

  private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
  private final EventLoop loop = loops.next();
  private final Peers peers =
      new Peers(new KindCounters(), () -> null, loops, DatagramFilter.PASS_ALL);
  private final PlayerIdentity bob =
      new PlayerIdentity(
          2_000_001, 1, RawText.ascii("Bob"), RawText.EMPTY, RawText.EMPTY, "prontera");
  private ServerSocket coordinator;

  @BeforeEach
  void listen() throws IOException {
    coordinator = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  @AfterEach
  void close() throws IOException {
    coordinator.close();
    peers.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void whoEntersWhileLinksAreBeingOpenedHasThemAfterwards() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    peers.openSoon(config(true), open::countDown);
    Peers.Presented early = peers.presented(bob, loop);
    assertEquals(Standing.State.JOINING, early.presence().standing().state());
    assertEquals("", peers.fingerprint(), "not open yet");
    coordinator.close();
    assertTrue(open.await(SECONDS, TimeUnit.SECONDS));
    assertEquals(64, peers.fingerprint().length());
    loop.submit(() -> {}).sync(); // he has moved
    assertEquals(
        64, early.signer().apply(new byte[] {1}).length, "signs with the key of the plane");
  }

  @Test
  void whereTheyCannotBeOpenedThereAreNone() throws Exception {
    peers.openSoon(config(false), () -> {});
    Peers.Presented early = peers.presented(bob, loop);
    assertNotNull(early);
    coordinator.close();
    while (peers.isOpen()) {
      loop.submit(() -> {}).sync();
    }
    loop.submit(() -> {}).sync();
    assertEquals(Standing.State.NOT_HERE, early.presence().standing().state());
    assertNull(peers.presented(bob, loop));
  }

  @Test
  void nobodyWaitsWhileLinksAreMadeAnew() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread changing =
        new Thread(
            () -> {
              begun.countDown();
              peers.open(config(true));
            });
    changing.start();
    assertTrue(begun.await(SECONDS, TimeUnit.SECONDS));
    coordinator.accept(); // it asks, and gets no answer
    assertNull(peers.presented(bob, loop), "answered at once");
    assertTrue(changing.isAlive());
    coordinator.close();
    changing.join(TimeUnit.SECONDS.toMillis(SECONDS));
    assertTrue(peers.isOpen());
  }

  @Test
  void whyThereAreNoneIsToldUntilThereAre() throws Exception {
    peers.open(
        config(true).with(p2p -> p2p.coordinator = URI.create("http://192.0.2.1:8001/api/v1")));
    assertFalse(peers.isOpen());
    assertEquals(
        List.of(
            new Trouble(
                Topic.COORDINATOR,
                "P2P is off, the game goes on over the server: http://192.0.2.1:8001/api/v1 would send your login token in the clear: ask the admin for an https:// address, or set security.allow_plain_http to true in a network that nobody else reads")),
        peers.troubles());
    coordinator.close();
    peers.open(config(true));
    assertEquals(
        List.of(
            new Trouble(
                Topic.COORDINATOR,
                "Coordinator http://127.0.0.1:%d does not accept connections: is it running, and is the port right?; the game goes on over the server"
                    .formatted(coordinator.getLocalPort()))),
        peers.troubles());
    peers.open(ProxyConfig.defaults().p2p());
    assertEquals(List.of(), peers.troubles());
  }

  @Test
  void whatIsSwitchedOffIsNotExpected() {
    peers.openSoon(ProxyConfig.defaults().p2p(), () -> {});
    assertFalse(peers.isOpen());
    assertNull(peers.presented(bob, loop));
  }

  private ProxyConfig.P2p config(boolean fallback) {
    return ProxyConfig.defaults()
        .withCoordinator(
            URI.create("http://127.0.0.1:%d/api/v1".formatted(coordinator.getLocalPort())))
        .withLoopbackCandidates(true)
        .p2p()
        .with(p2p -> p2p.fallbackOnFailure = fallback);
  }
}
