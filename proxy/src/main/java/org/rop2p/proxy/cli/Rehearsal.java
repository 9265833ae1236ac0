package org.rop2p.proxy.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;

/**
 * Starts the program as a player does, without a game, a coordinator or anybody to meet, so that
 * Java can see what a start needs; ends by itself, or with its input.
 */
public final class Rehearsal {
  /** Longer than a start takes; what comes after it is not awaited. */
  private static final long SECONDS = 8;

  private Rehearsal() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    daemon(Rehearsal::haltWithTheInput);
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      daemon(() -> turnAway(nobody));
      String server = "127.0.0.1:" + nobody.getLocalPort();
      daemon(
          () ->
              Main.main(
                  new String[] {
                    "play",
                    "--listen=127.0.0.1:0",
                    "--page=0",
                    "--server=" + server,
                    "--coordinator=http://" + server,
                    "--loopback-links"
                  }));
      TimeUnit.SECONDS.sleep(SECONDS);
    }
    System.exit(0);
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "rehearsal");
    thread.setDaemon(true);
    thread.start();
  }

  private static void haltWithTheInput() {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    } catch (IOException e) {
      // That is its end, too.
    }
    Runtime.getRuntime().halt(1);
  }

  private static void turnAway(ServerSocket nobody) {
    try {
      while (true) {
        nobody.accept().close();
      }
    } catch (IOException e) {
      // It is over.
    }
  }
}
