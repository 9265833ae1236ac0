package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ro-p2p} without a command, which has to come to a page whatever else runs here. */
@Timeout(120)
class StartedByClickTest {
  private static final String AT = "The page of ro-p2p is at ";
  private static final int OK = 200;

  @TempDir private Path home;

  @Test
  void aPagePortThatAnotherProgramHasKeepsNobodyFromThePage() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configure(other.getLocalPort());
      try (RunningCommand started = started()) {
        String told =
            "Port %d is in use by another program, so the page has another one this time; page.port in conf/p2p_config.json sets it for good."
                .formatted(other.getLocalPort());
        assertEquals(told, started.await(line -> line.startsWith("Port ")), started::said);
        Troubleshooting.read().assertExplains(told);
        URI page = page(started);
        assertNotEquals(other.getLocalPort(), page.getPort());
        assertEquals(OK, status(page));
      }
    }
  }

  @Test
  void aSecondStartShowsThePageOfTheFirst() throws Exception {
    int port = freePort();
    configure(port);
    try (RunningCommand first = started()) {
      URI page = page(first);
      assertEquals(port, page.getPort());
      try (RunningCommand second = started()) {
        String told = "ro-p2p runs already; its page is at " + page;
        assertEquals(told, second.await(line -> line.startsWith("ro-p2p ")), second::said);
        Troubleshooting.read().assertExplains(told);
      }
      assertEquals(OK, status(page));
    }
  }

  private RunningCommand started() throws IOException {
    return RunningCommand.in(home, List.of("--no-browser"));
  }

  private static URI page(RunningCommand started) throws IOException {
    String line = started.await(said -> said.startsWith(AT));
    assertNotNull(line, started::said);
    return URI.create(line.substring(AT.length()));
  }

  private static int status(URI page) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private void configure(int page) throws IOException {
    Files.writeString(
        Files.createDirectories(home.resolve("conf")).resolve("p2p_config.json"),
        "{\"page\": {\"port\": %d}}".formatted(page));
  }

  private static int freePort() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return gone.getLocalPort();
    }
  }
}
