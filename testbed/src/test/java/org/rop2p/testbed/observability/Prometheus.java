package org.rop2p.testbed.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Debian's Prometheus, reading every second. */
final class Prometheus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String api;
  private final int targets;

  private Prometheus(Process process, int port, int targets) {
    this.process = process;
    this.api = "http://127.0.0.1:" + port + "/api/v1/";
    this.targets = targets;
  }

  /**
   * Starts; the test is skipped, with a sentence, where there is none.
   *
   * @param coordinator its port
   * @param token of its admin
   * @param proxies ports of their metrics
   */
  static Prometheus start(
      Path folder, Path rules, int coordinator, String token, List<Integer> proxies)
      throws IOException {
    Path program = Path.of("/usr/bin/prometheus");
    if (!Files.isExecutable(program)) {
      String why = "prometheus is not installed: no query of the dashboard is tested";
      System.err.println(why);
      Assumptions.abort(why);
    }
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: { scrape_interval: 1s, evaluation_interval: 1s }
        rule_files: [ "%s" ]
        scrape_configs:
          - job_name: ro-p2p
            authorization: { credentials: "%s" }
            static_configs: [ { targets: ["127.0.0.1:%d"] } ]
          - job_name: ro-p2p-proxy
            static_configs: [ { targets: [%s] } ]
        """
            .formatted(
                rules,
                token,
                coordinator,
                proxies.stream()
                    .map(port -> "\"127.0.0.1:" + port + "\"")
                    .collect(Collectors.joining(", "))));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, port, 1 + proxies.size());
  }

  /** Until every target has been read so often. */
  void awaitScrapes(int times) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String query = "count(sum_over_time(up[5m]) >= " + times + ")";
    String last = "";
    while (System.nanoTime() < end) {
      try {
        JsonNode answer = query(query);
        last = answer.toString();
        if (answer.path("data").path("result").path(0).path("value").path(1).asInt() == targets) {
          return;
        }
      } catch (IOException e) {
        last = e.toString(); // not up yet
      }
      Thread.sleep(LOOK_MILLIS);
    }
    throw new IllegalStateException("not everything is read by Prometheus: " + last);
  }

  /** Why a query is no good, if it is not. */
  Optional<String> problem(String query) throws IOException, InterruptedException {
    JsonNode answer = query(query);
    if (!answer.path("status").asText().equals("success")) {
      return Optional.of(query + ": " + answer.path("error").asText());
    }
    return answer.path("data").path("result").isEmpty()
        ? Optional.of(query + ": empty")
        : Optional.empty();
  }

  /** Every name that is known. */
  Set<String> names() throws IOException, InterruptedException {
    Set<String> names = new TreeSet<>();
    get("label/__name__/values").path("data").forEach(name -> names.add(name.asText()));
    return names;
  }

  List<String> alertExpressions() throws IOException, InterruptedException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode rule : rules()) {
      expressions.add(rule.path("query").asText());
    }
    return expressions;
  }

  /** Those that could not be evaluated. */
  List<String> rulesThatFail() throws IOException, InterruptedException {
    List<String> failing = new ArrayList<>();
    for (JsonNode rule : rules()) {
      if (!rule.path("health").asText().equals("ok")) {
        failing.add(rule.path("name").asText() + ": " + rule.path("lastError").asText());
      }
    }
    return failing;
  }

  private List<JsonNode> rules() throws IOException, InterruptedException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : get("rules").path("data").path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  private JsonNode query(String query) throws IOException, InterruptedException {
    return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(api + path)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
