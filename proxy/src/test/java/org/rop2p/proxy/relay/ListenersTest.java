package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;

/** One listener for each server, as many as can be had. */
@Timeout(60)
class ListenersTest {
  private final EventLoopGroup loops = new NioEventLoopGroup(1);
  private Listeners listeners;

  @BeforeEach
  void open() throws Exception {
    listeners =
        new Listeners(
            loops,
            loops,
            InetAddress.getByName("127.0.0.1"),
            ProtocolChoice.fixed(PacketVersion.DEFAULT),
            KeyChoice.AUTO,
            (kind, all, client, protocol) -> null,
            new RelayCounters());
  }

  @AfterEach
  void close() throws Exception {
    listeners.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }

  @Test
  void aPortThatCouldNotBeHadIsTriedAgain() throws Exception {
    InetSocketAddress server = server(6900);
    int port;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = other.getLocalPort();
      CompletableFuture<Integer> taken = listeners.listenForLogin(server, port);
      assertThrows(ExecutionException.class, taken::get);
    }
    assertEquals(port, listeners.listenForLogin(server, port).get());
  }

  @Test
  void aServerHasOnePortAndServersAreBounded() throws Exception {
    int first = listeners.portFor(ServerKind.MAP, server(1)).get();
    assertEquals(first, listeners.portFor(ServerKind.MAP, server(1)).get());
    for (int i = 2; i <= Listeners.MAX_TARGETS; i++) {
      listeners.portFor(ServerKind.MAP, server(i)).get();
    }
    assertThrows(
        ExecutionException.class, () -> listeners.portFor(ServerKind.MAP, server(9_999)).get());
    assertEquals(first, listeners.portFor(ServerKind.MAP, server(1)).get());
  }

  private static InetSocketAddress server(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }
}
