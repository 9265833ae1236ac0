package org.rop2p.testbed.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProxyProcessTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);

  /** Says each argument as a line, then stays unless the last one is {@code exit}. */
  static final class Talker {
    private Talker() {}

    public static void main(String[] lines) throws InterruptedException {
      for (String line : lines) {
        System.out.println(line);
      }
      if (!lines[lines.length - 1].equals("exit")) {
        new CountDownLatch(1).await();
      }
    }
  }

  private static ProxyProcess start(String... lines) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Talker.class.getName()));
    command.addAll(List.of(lines));
    return ProxyProcess.start(command);
  }

  @Test
  void thePortIsReadAndBlindnessCounted() throws IOException, InterruptedException {
    ProxyProcess proxy =
        start(
            "03-map: unknown packet 0x1234, passing this connection on unread",
            "04-map: unknown packet 0x1234, passing this connection on unread",
            "Listening on 127.0.0.1:4711 for clients");
    try (proxy) {
      assertEquals(4711, proxy.awaitListening(PATIENT).getPort());
    }

    assertEquals(2, proxy.blind());
    assertEquals(3, proxy.output().size());
    assertFalse(proxy.alive(), "close ends the process");
  }

  @Test
  void aProxyThatEndsBeforeItListensIsToldAtOnce() throws IOException {
    try (ProxyProcess proxy = start("the port is in use", "exit")) {
      IOException e = assertThrows(IOException.class, () -> proxy.awaitListening(PATIENT));

      assertTrue(e.getMessage().contains("ended before it listened"), e.getMessage());
    }
  }
}
