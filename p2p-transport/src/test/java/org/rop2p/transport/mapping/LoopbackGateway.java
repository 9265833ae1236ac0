package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.rop2p.transport.mapping.SimulatedGateway.Speaks;

/** A {@link SimulatedGateway} at a UDP port of loopback. */
public final class LoopbackGateway {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final SimulatedGateway gateway = new SimulatedGateway(Speaks.PCP);
  private final DatagramSocket socket =
      new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();
  private final Thread serving = new Thread(this::serve, "loopback-gateway");
  private byte[] lastRequest = {};
  private SocketAddress lastClient = address;

  public LoopbackGateway() throws SocketException {
    serving.setDaemon(true);
    serving.start();
  }

  public InetSocketAddress address() {
    return address;
  }

  /** Changes or looks at the gateway while it does nothing. */
  public synchronized <T> T with(Function<SimulatedGateway, T> look) {
    return look.apply(gateway);
  }

  public synchronized boolean isMapped() {
    return gateway.isMapped(System.nanoTime());
  }

  /** Waits for a request, if there was none. */
  public synchronized void awaitAsked() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    for (long left = PATIENCE;
        lastRequest.length == 0 && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    assertTrue(lastRequest.length > 0, "nobody asked");
  }

  /** Waits until no port is mapped. */
  public synchronized void awaitUnmapped() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    for (long left = PATIENCE; isMapped() && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    assertFalse(isMapped(), "the mapping was not given back");
  }

  /** Forgets all, and tells whom it mapped a port for last (RFC 6887 section 14.2). */
  public synchronized void rebootAndTell(int externalPort) throws IOException {
    gateway.reboot(System.nanoTime());
    gateway.externalPort = externalPort;
    answer();
  }

  public void close() throws InterruptedException {
    socket.close();
    serving.join();
  }

  private void serve() {
    byte[] buffer = new byte[2_048];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    try {
      while (true) {
        packet.setLength(buffer.length);
        socket.receive(packet);
        synchronized (this) {
          lastRequest = Arrays.copyOf(buffer, packet.getLength());
          lastClient = packet.getSocketAddress();
          answer();
          notifyAll();
        }
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void answer() throws IOException {
    for (byte[] answer : gateway.receive(lastRequest, System.nanoTime())) {
      socket.send(new DatagramPacket(answer, answer.length, lastClient));
    }
  }
}
