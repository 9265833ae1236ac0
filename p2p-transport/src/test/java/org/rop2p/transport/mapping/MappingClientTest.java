package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
  private final SimulatedGateway gateway = new SimulatedGateway(Speaks.PCP);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private DatagramSocket socket;
  private Thread gatewayThread;
  private MappingClient client;

  @BeforeEach
  void startGateway() throws SocketException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    gatewayThread = new Thread(this::serve, "tiny-gateway");
    gatewayThread.setDaemon(true);
    gatewayThread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (client != null) {
      client.close();
    }
    socket.close();
    gatewayThread.join();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP", "NAT_PMP_SILENT_TO_PCP"})
  void mappedAndGivenBackAtTheEnd(Speaks speaks) throws Exception {
    begin(speaks);
    assertEquals("mapped /192.0.2.7:50000", next());
    synchronized (gateway) {
      assertTrue(gateway.isMapped(System.nanoTime()));
    }
    client.close();
    synchronized (gateway) {
      assertFalse(gateway.isMapped(System.nanoTime()), "it was given back before close returned");
    }
    client.close();
    assertTrue(told.isEmpty(), "nothing is told of what was wanted");
  }

  @Test
  void theGatewayIsToldTheAddressItSees() throws Exception {
    begin(Speaks.PCP);
    next();
    synchronized (gateway) {
      var request = (PcpMessage.MapRequest) gateway.requests.get(0);
      assertEquals(InetAddress.getLoopbackAddress(), request.client());
      assertEquals(PORT, request.internalPort());
    }
  }

  @Test
  void aSilentGatewayIsToldOfAndClosingWaitsForNothing() throws Exception {
    begin(Speaks.NOTHING);
    assertEquals("unavailable SILENT", next());
    client.close();
  }

  @Test
  void whereNobodyListensIsSilence() throws Exception {
    socket.close();
    begin(Speaks.NOTHING);
    assertEquals("unavailable SILENT", next());
  }

  @Test
  void closedAtOnce() {
    begin(Speaks.NOTHING);
    client.close();
    client.close();
  }

  private void begin(Speaks speaks) {
    synchronized (gateway) {
      gateway.speaks = speaks;
    }
    client =
        new MappingClient(
            group.next(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), gatewayPort()),
            PORT,
            QUICK,
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
            });
  }

  private int gatewayPort() {
    return socket.isClosed() ? 9 : socket.getLocalPort();
  }

  private String next() throws InterruptedException {
    String story = told.poll(20, TimeUnit.SECONDS);
    assertTrue(story != null, "nothing was told");
    return story;
  }

  private void serve() {
    byte[] buffer = new byte[2_048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    try {
      while (true) {
        packet.setLength(buffer.length);
        socket.receive(packet);
        byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
        synchronized (gateway) {
          for (byte[] answer : gateway.receive(datagram, System.nanoTime())) {
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
          }
        }
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }
}
