package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** This machine's gateway, if it has one. */
final class SystemGatewaysTest {
  private final NioEventLoopGroup group =
      new NioEventLoopGroup(1, new DefaultThreadFactory("gateways-test", true));
  private final EventLoop loop = group.next();
  private final SystemGateways gateways =
      new SystemGateways(new InetSocketAddress(40_000), loop, new SecureRandom());

  @AfterEach
  void stop() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void whatTheSystemSaysIsToldOnTheLoop() throws InterruptedException {
    record Told(Optional<Inet4Address> gateway, boolean onLoop) {}
    BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    gateways.find(found -> told.add(new Told(found, loop.inEventLoop())));
    Told first = told.poll(20, TimeUnit.SECONDS);
    assertNotNull(first);
    assertTrue(first.onLoop());
    assertEquals(DefaultGateway.find(), first.gateway());
  }
}
