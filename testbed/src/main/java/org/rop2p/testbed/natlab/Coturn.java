package org.rop2p.testbed.natlab;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.TurnServer;

/** The lab's TURN server: {@code turnserver} in a process of its own, in this namespace. */
final class Coturn implements Closeable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int POLL_MILLIS = 100;
  private static final int LAST_WORDS = 3;
  private static final int STUN_HEADER = 20;
  private static final short BINDING_REQUEST = 1;
  private static final int MAGIC_COOKIE = 0x2112A442;

  private final TurnServer server;
  private final Path config;
  private final File output;
  private final Thread ender = new Thread(this::kill, "turnserver-ender");
  private volatile Process process;

  private Coturn(TurnServer server, Path folder) {
    this.server = server;
    this.config = folder.resolve("turnserver.conf");
    this.output = folder.resolve("turnserver.log").toFile();
  }

  /**
   * Writes its settings and starts it.
   *
   * @param folder for its files; there already
   * @throws IOException in words for people, if it does not come up
   */
  static Coturn open(TurnServer server, Path folder) throws IOException, InterruptedException {
    Coturn coturn = new Coturn(server, folder);
    Files.writeString(coturn.config, CoturnConfig.of(server, folder));
    Runtime.getRuntime().addShutdownHook(coturn.ender);
    coturn.start();
    return coturn;
  }

  /**
   * Starts it, and blocks until it answers.
   *
   * @throws IOException in words for people, if it does not come up
   */
  void start() throws IOException, InterruptedException {
    process =
        new ProcessBuilder("turnserver", "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
            .start();
    long end = System.nanoTime() + START.toNanos();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(POLL_MILLIS);
      while (!answers(socket)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          kill();
          throw new IOException("The TURN server does not come up: " + lastWords());
        }
      }
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readString(output.toPath()).lines().toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  /** A request that every server of STUN answers (RFC 8489 section 5). */
  private boolean answers(DatagramSocket socket) throws IOException, InterruptedException {
    byte[] request =
        ByteBuffer.allocate(STUN_HEADER)
            .putShort(BINDING_REQUEST)
            .putShort((short) 0)
            .putInt(MAGIC_COOKIE)
            .array();
    try {
      socket.send(new DatagramPacket(request, request.length, server.address()));
      socket.receive(new DatagramPacket(new byte[STUN_HEADER], STUN_HEADER));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      Thread.sleep(POLL_MILLIS); // nobody listens there yet
      return false;
    }
  }

  /** Ends it as {@code kill -9} does: whoever it relayed for hears nothing. */
  void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    kill();
    try {
      process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      Runtime.getRuntime().removeShutdownHook(ender);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // This JVM is ending, and its hooks run already.
    }
  }
}
