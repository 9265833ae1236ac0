package org.rop2p.testbed.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.rop2p.testbed.process.ChildProcess;

/** A real Chromium without a window, with a profile of its own that goes with it. */
final class Chromium implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern READY = Pattern.compile("DevTools listening on ws://[^:]+:(\\d+)/");
  private static final int REMOVALS = 20;
  private static final Duration BETWEEN_REMOVALS = Duration.ofMillis(100);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path profile;
  private final ChildProcess process;
  private final int port;

  private Chromium(String program) throws IOException, InterruptedException {
    profile = Files.createTempDirectory("chromium-test");
    process =
        ChildProcess.start(
            "Chromium",
            READY,
            List.of(
                program,
                "--headless",
                // Its sandbox wants rights that containers and root do not give. It sees our pages.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-proxy-server",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
    port = process.awaitReady(START);
  }

  /** Starts one; the test is skipped, with a sentence, where there is none. */
  static Chromium started() throws IOException, InterruptedException {
    Optional<String> program = program();
    if (program.isEmpty()) {
      String why = "chromium is not installed: the pages are not tested";
      System.err.println(why);
      Assumptions.abort(why);
    }
    return new Chromium(program.get());
  }

  private static Optional<String> program() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "chromium"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** A new tab; closed with its browser. */
  Tab tab() throws IOException, InterruptedException {
    HttpRequest wish =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/json/new".formatted(port)))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    String answer = http.send(wish, HttpResponse.BodyHandlers.ofString()).body();
    String address = new JsonMapper().readTree(answer).path("webSocketDebuggerUrl").asText();
    return new Tab(DevTools.connect(http, URI.create(address)));
  }

  @Override
  public void close() throws IOException {
    process.close();
    // Its helpers write on for some moments.
    for (int left = REMOVALS; left > 0 && !removed(profile); left--) {
      LockSupport.parkNanos(BETWEEN_REMOVALS.toNanos());
    }
  }

  private static boolean removed(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
