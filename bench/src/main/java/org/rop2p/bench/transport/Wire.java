package org.rop2p.bench.transport;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Lines of words between the two processes, in order, over a connection of their own: what stands
 * for the coordinator. Thread-safe.
 */
final class Wire implements Closeable {
  private final Socket socket;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
  }

  /** Sends one line; of a closed connection nothing comes of it. */
  synchronized void send(String... words) {
    try {
      socket
          .getOutputStream()
          .write((String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The reader on either side notices, too, and says so.
    }
  }

  /** Blocks, giving each line's words to the listener, until the other side has ended. */
  void readAll(Consumer<String[]> listener) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      in.lines().forEach(line -> listener.accept(line.split(" ", -1)));
    } catch (IOException | UncheckedIOException e) {
      // It has ended in another way.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
