package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.transport.mapping.SimulatedGateway.Speaks;

/** A client and a tiny gateway, over loopback. */
final class MappingClientTest {
  private static final int PORT = 40_000;
  private static final MappingSettings QUICK =
      new MappingSettings(7_200_000_000_000L, 20_000_000L, 2, 300_000_000_000L);

  private final NioEventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("mapping-test", true));
  private final EventLoop loop = group.next();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private LoopbackGateway gateway;
  private MappingClient client;

  @BeforeEach
  void startGateway() throws SocketException {
    gateway = new LoopbackGateway();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (client != null) {
      close();
    }
    gateway.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP", "NAT_PMP_SILENT_TO_PCP"})
  void mappedAndGivenBackAtTheEnd(Speaks speaks) throws Exception {
    begin(speaks);
    assertEquals("mapped /192.0.2.7:50000", next());
    assertTrue(gateway.isMapped());
    close();
    gateway.awaitUnmapped();
    awaitReleased();
    close();
    assertTrue(told.isEmpty(), "nothing is told of what was wanted");
  }

  @Test
  void theGatewayIsToldTheAddressItSees() throws Exception {
    begin(Speaks.PCP);
    next();
    var request = gateway.with(simulated -> (PcpMessage.MapRequest) simulated.requests.get(0));
    assertEquals(InetAddress.getLoopbackAddress(), request.client());
    assertEquals(PORT, request.internalPort());
  }

  @Test
  void aSilentGatewayIsToldOfAndClosingWaitsForNothing() throws Exception {
    begin(Speaks.NOTHING);
    assertEquals("unavailable SILENT", next());
    close();
    assertTrue(onLoop(client::isReleased));
  }

  @Test
  void whereNobodyListensIsSilence() throws Exception {
    gateway.close();
    begin(Speaks.NOTHING);
    assertEquals("unavailable SILENT", next());
  }

  @Test
  void whereNoSocketCanGoIsSilence() throws Exception {
    // Nobody can send from the address of another machine.
    begin(Speaks.PCP, new InetSocketAddress("192.0.2.1", PORT));
    assertEquals("unavailable SILENT", next());
  }

  @Test
  void closedAtOnce() throws Exception {
    begin(Speaks.NOTHING);
    close();
    close();
    awaitReleased();
  }

  private void begin(Speaks speaks) throws Exception {
    begin(speaks, new InetSocketAddress(PORT));
  }

  private void begin(Speaks speaks, InetSocketAddress bound) throws Exception {
    gateway.with(simulated -> simulated.speaks = speaks);
    MappingListener listener =
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
    client = new MappingClient(loop, gateway.address(), bound, QUICK, listener);
    onLoop(
        () -> {
          client.start();
          return true;
        });
  }

  private void close() throws InterruptedException {
    onLoop(
        () -> {
          client.close();
          return true;
        });
  }

  private void awaitReleased() throws InterruptedException {
    while (!onLoop(client::isReleased)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2)); // a second at most
    }
  }

  private boolean onLoop(Callable<Boolean> work) throws InterruptedException {
    return loop.submit(work).sync().getNow();
  }

  private String next() throws InterruptedException {
    String story = told.poll(20, TimeUnit.SECONDS);
    assertTrue(story != null, "nothing was told");
    return story;
  }
}
