package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping by UPnP over virtual hours. */
final class UpnpClientTest {
  private static final InetSocketAddress BOUND = new InetSocketAddress(40_000);
  private static final InetSocketAddress EXTERNAL = new InetSocketAddress("192.0.2.7", 40_000);
  private static final InetSocketAddress MOVED = new InetSocketAddress("192.0.2.8", 40_000);
  private static final String MAP = "map /127.0.0.1:40000";

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Router router = new Router();
  private final Deque<Runnable> blocking = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private final MappingListener listener =
      new MappingListener() {
        @Override
        public void mapped(InetSocketAddress external) {
          told.add("mapped " + external);
        }

        @Override
        public void withdrawn(InetSocketAddress external) {
          told.add("withdrawn " + external);
        }

        @Override
        public void unavailable(MappingOutput.Reason reason) {
          told.add("unavailable " + reason);
        }
      };
  private final UpnpClient client =
      new UpnpClient(
          channel.eventLoop(),
          new OffLoop(channel.eventLoop(), blocking::add),
          router,
          InetAddress.getLoopbackAddress(),
          BOUND,
          listener);

  UpnpClientTest() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void nothingBlocksTheLoop() {
    client.start();
    assertEquals(List.of(), router.calls);
    run();
    assertEquals(List.of(MAP), router.calls);
    assertEquals(List.of("mapped " + EXTERNAL), told);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 10, 0})
  void renewedAtHalfOfTheLeaseAndAPermanentOneEachTwentyMinutes(int leaseMinutes) {
    router.lease = Duration.ofMinutes(leaseMinutes);
    start();
    int wait = leaseMinutes == 0 ? 20 : leaseMinutes / 2;
    for (int renewal = 1; renewal <= 3; renewal++) {
      pass(Duration.ofMinutes(wait).minusSeconds(1));
      assertEquals(renewal, router.calls.size(), "not yet");
      pass(Duration.ofSeconds(1));
      assertEquals(renewal + 1, router.calls.size());
    }
    assertEquals(List.of("mapped " + EXTERNAL), told, "said once");
  }

  @Test
  void anotherAddressAtARenewalIsTold() {
    start();
    router.external = MOVED;
    pass(Duration.ofMinutes(30));
    assertEquals(List.of("mapped " + EXTERNAL, "withdrawn " + EXTERNAL, "mapped " + MOVED), told);
  }

  @Test
  void aRenewalThatFailsIsTriedAgainUntilTheLeaseIsOver() {
    start();
    router.fails = Optional.of(new IOException("off"));
    pass(Duration.ofMinutes(57));
    assertEquals(List.of("mapped " + EXTERNAL), told);
    int tries = router.calls.size();
    assertTrue(tries >= 4 && tries <= 6, tries + " tries");
    pass(Duration.ofMinutes(3));
    assertEquals(
        List.of("mapped " + EXTERNAL, "withdrawn " + EXTERNAL, "unavailable SILENT"), told);
    assertEquals("unmap", router.calls.get(router.calls.size() - 1), "should it be there yet");
    int all = router.calls.size();
    pass(Duration.ofHours(3));
    assertEquals(all, router.calls.size(), "and that is the end");
    assertTrue(client.isReleased());
  }

  @Test
  void aShortFailureGoesUnnoticed() {
    start();
    router.fails = Optional.of(new IOException("off"));
    pass(Duration.ofMinutes(44));
    router.fails = Optional.empty();
    pass(Duration.ofHours(5));
    assertEquals(List.of("mapped " + EXTERNAL), told);
  }

  @Test
  void aGatewayBehindAnotherNatKeepsNoMapping() {
    router.external = new InetSocketAddress("100.64.0.7", 40_000);
    start();
    assertEquals(List.of("unavailable DOUBLE_NAT"), told);
    assertEquals(List.of(MAP, "unmap"), router.calls);
  }

  @Test
  void whatIsRefusedAndWhatFailsIsToldApart() {
    router.fails = Optional.of(new UpnpRefusal("AddPortMapping", 606));
    start();
    assertEquals(List.of("unavailable REFUSED"), told);
  }

  @Test
  void whateverTheGatewaysXmlBreaksIsAFailure() {
    router.breaks = true;
    start();
    assertEquals(List.of("unavailable SILENT"), told);
  }

  @Test
  void closedItIsDeletedAndNothingIsToldOrAskedAnyMore() {
    start();
    client.close();
    assertFalse(client.isReleased());
    run();
    assertTrue(client.isReleased());
    assertEquals(List.of(MAP, "unmap"), router.calls);
    client.close();
    pass(Duration.ofHours(2));
    assertEquals(List.of(MAP, "unmap"), router.calls);
    assertEquals(List.of("mapped " + EXTERNAL), told);
  }

  @Test
  void closedWhileTheGatewayIsAskedItIsDeletedAfterwards() {
    client.start();
    client.close();
    assertFalse(client.isReleased());
    run();
    assertEquals(List.of(MAP, "unmap"), router.calls);
    assertEquals(List.of(), told);
    assertTrue(client.isReleased());
  }

  @Test
  void whatIsMappedAfterTheEndOfTheLoopIsDeleted() throws InterruptedException {
    DefaultEventLoop ended = new DefaultEventLoop();
    ended.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
    UpnpClient late =
        new UpnpClient(
            ended,
            new OffLoop(ended, blocking::add),
            router,
            InetAddress.getLoopbackAddress(),
            BOUND,
            listener);
    late.start();
    run();
    assertEquals(List.of(MAP, "unmap"), router.calls);
    assertEquals(List.of(), told);
  }

  private void start() {
    client.start();
    run();
  }

  private void pass(Duration time) {
    long end = time.toSeconds();
    for (long second = 0; second < end; second++) {
      channel.advanceTimeBy(1, TimeUnit.SECONDS);
      run();
    }
  }

  /** All that is due, on the loop and off it. */
  private void run() {
    channel.runPendingTasks();
    for (Runnable work = blocking.poll(); work != null; work = blocking.poll()) {
      work.run();
      channel.runPendingTasks();
    }
  }

  private static final class Router implements Upnp {
    final List<String> calls = new ArrayList<>();
    InetSocketAddress external = EXTERNAL;
    Duration lease = Duration.ofHours(1);
    Optional<IOException> fails = Optional.empty();
    boolean breaks;

    @Override
    public UpnpMapping map(InetSocketAddress internal, Duration asked) throws IOException {
      assertEquals(Duration.ofHours(1), asked);
      calls.add("map " + internal);
      if (breaks) {
        throw new IllegalStateException("what no test thought of");
      }
      if (fails.isPresent()) {
        throw fails.get();
      }
      return new UpnpMapping(external, lease);
    }

    @Override
    public void unmap() throws IOException {
      calls.add("unmap");
      if (fails.isPresent()) {
        throw fails.get();
      }
    }
  }
}
