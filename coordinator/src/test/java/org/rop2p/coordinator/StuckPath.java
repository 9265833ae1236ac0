package org.rop2p.coordinator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a server on which connections are taken and nothing ever comes, until it is repaired:
 * then new ones get through, and those from before are stuck still.
 */
final class StuckPath implements AutoCloseable {
  private final ServerSocket entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile int target;

  StuckPath() throws IOException {
    start(this::accept);
  }

  int port() {
    return entry.getLocalPort();
  }

  /** From now on connections lead to this port. */
  void repair(int port) {
    target = port;
  }

  @Override
  public void close() throws IOException {
    entry.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket near = entry.accept();
        sockets.add(near);
        if (target != 0) {
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          sockets.add(far);
          start(() -> pump(near, far));
          start(() -> pump(far, near));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "stuck-path");
    thread.setDaemon(true);
    thread.start();
  }
}
