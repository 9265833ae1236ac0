package org.rop2p.proxy.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A proxy that runs on this machine, as its page tells.
 *
 * @param playing whether it listens for clients
 * @param listen where, as text
 * @param characters that play through it
 * @param said what is wrong there now, and its latest events, in words
 */
public record RunningProxy(
    boolean playing, String listen, List<Played> characters, List<String> said) {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Far more than a page of a proxy with fifty players in view. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_ENTRIES = 1_000;
  private static final int OK = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One who plays.
   *
   * @param state {@code up}, {@code joining}, {@code off} or {@code server_only}
   * @param sentence what is so with P2P
   */
  public record Played(String name, String state, String sentence) {}

  /**
   * Asks the page; empty if nobody answers there, or somebody else. Blocks.
   *
   * @param page with port 0 there is none, or nobody knows where
   */
  public static Optional<RunningProxy> find(InetSocketAddress page) {
    if (page.getPort() == 0) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s:%d/api/state"
                        .formatted(page.getAddress().getHostAddress(), page.getPort())))
            .timeout(TIMEOUT)
            .build();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == OK ? parse(body.readNBytes(MAX_BYTES)) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Reads the page's state; empty if it is none. */
  static Optional<RunningProxy> parse(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (json == null || !json.path("mode").isTextual() || !json.path("version").isTextual()) {
      return Optional.empty();
    }
    List<Played> characters = new ArrayList<>();
    for (JsonNode each : json.path("characters")) {
      if (characters.size() < MAX_ENTRIES) {
        characters.add(
            new Played(
                each.path("name").asText(),
                each.path("state").asText(),
                each.path("sentence").asText()));
      }
    }
    List<String> said = new ArrayList<>();
    for (String list : List.of("notices", "events")) {
      for (JsonNode each : json.path(list)) {
        if (said.size() < MAX_ENTRIES) {
          said.add(each.path("text").asText());
        }
      }
    }
    return Optional.of(
        new RunningProxy(
            json.path("mode").asText().equals("playing"),
            json.path("listen").asText(),
            List.copyOf(characters),
            List.copyOf(said)));
  }
}
