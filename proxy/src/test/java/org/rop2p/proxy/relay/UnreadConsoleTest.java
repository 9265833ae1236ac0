package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rop2p.proxy.cli.Main;

/**
 * The program's console is a pipe that is read no more: a selection in a window, {@code | less}.
 */
@Timeout(60)
class UnreadConsoleTest {
  private static final Pattern READY = Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)");

  /** Each is worth a line of more than 100 bytes; a pipe holds 64 KiB. */
  private static final int BROWSERS = 1_000;

  @Test
  void theGameGoesOnAndTheProgramCanBeEnded() throws Exception {
    try (FakeServer game = new FakeServer()) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "play",
                  "--skip-server-check",
                  "--server",
                  "127.0.0.1:" + game.port(),
                  "--listen",
                  "127.0.0.1:0")
              .redirectErrorStream(true)
              .start();
      try (InputStream output = process.getInputStream()) {
        InetSocketAddress proxy = new InetSocketAddress("127.0.0.1", port(output));
        for (int i = 0; i < BROWSERS; i++) {
          try (Wire browser = Wire.to(proxy).send("'GET / HTTP/1.1' 0D0A")) {
            browser.expectGone();
          }
        }
        for (int i = 0; i < 10; i++) { // both event loops
          try (Wire client = Wire.to(proxy).send(RelayFixture.LOGIN);
              Wire server = game.accept()) {
            server.expect(RelayFixture.LOGIN);
            server.send("8100 08");
            client.expect("8100 08");
          }
        }
        process.toHandle().destroy(); // Process.destroy would close the pipe, and so free it
        assertTrue(process.waitFor(Wire.PATIENCE_MILLIS, TimeUnit.MILLISECONDS), "it ends");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  private static int port(InputStream output) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
    while (true) {
      Matcher ready = READY.matcher(lines.readLine());
      if (ready.find()) {
        return Integer.parseInt(ready.group(1));
      }
    }
  }
}
