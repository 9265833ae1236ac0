package org.rop2p.transport.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A router that answers in its own way. */
final class UpnpHttpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final UpnpHttp http = new UpnpHttp(InetAddress.getLoopbackAddress());
  private final ServerSocket router = listen();

  @AfterEach
  void close() throws IOException {
    router.close();
  }

  /** Each byte comes well within any timeout of a read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nA: ",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n<"
      })
  void whoTricklesIsNotHeardBeyondTheDeadline(String start) throws IOException {
    serve(start, true);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
    assertTimeoutPreemptively(
        PATIENCE,
        () -> assertThrows(SocketTimeoutException.class, () -> http.get(description(), end)));
  }

  @Test
  void afterTheDeadlineNobodyIsAsked() throws IOException {
    URL description = description();
    assertThrows(SocketTimeoutException.class, () -> http.get(description, System.nanoTime() - 1));
  }

  @Test
  void whoKeepsTheConnectionOpenIsNotWaitedFor() throws IOException {
    serve("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a/>", true);
    UpnpHttp.Answer answer =
        http.exchange(description(), Map.of("A", "b"), "<x/>", System.nanoTime() + hour());
    assertEquals(new UpnpHttp.Answer(200, "<a/>"), answer);
  }

  @Test
  void whoHangsUpHasNotAnswered() throws IOException {
    serve("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a", false);
    URL description = description();
    assertThrows(IOException.class, () -> http.get(description, System.nanoTime() + hour()));
  }

  private static long hour() {
    return Duration.ofHours(1).toNanos();
  }

  private URL description() throws IOException {
    return http.checked("http://127.0.0.1:" + router.getLocalPort() + "/desc.xml?a=b");
  }

  /** Answers one caller so, and then with a space now and then or by hanging up. */
  private void serve(String start, boolean trickle) {
    Thread serving =
        new Thread(
            () -> {
              try (Socket caller = router.accept()) {
                InputStream in = caller.getInputStream();
                in.read(new byte[2_048]);
                caller.getOutputStream().write(start.getBytes(ISO_8859_1));
                while (trickle) {
                  caller.getOutputStream().write(' ');
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
              } catch (IOException closed) {
                // He has had enough.
              }
            },
            "trickling-router");
    serving.setDaemon(true);
    serving.start();
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError("no port on loopback", e);
    }
  }
}
