package org.rop2p.proxy.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageServerTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private PageServer server;

  @BeforeEach
  void open() throws IOException {
    server = PageServer.open(new Counting(), 0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theStateIsToldAndThePageActs() throws Exception {
    assertEquals("{\"asked\":1}", get("api/state").body());
    assertEquals("{\"looked\":\"setup\"}", get("api/setup").body());
    assertEquals("up 1\n", get("metrics").body());
    HttpResponse<String> acted = post("api/switch", "{\"p2p\":false}");
    assertEquals(200, acted.statusCode());
    assertEquals("{\"did\":\"switch\",\"p2p\":false}", acted.body());
  }

  @Test
  void everyAnswerForbidsForeignContentAndFrames() throws Exception {
    for (String path : List.of("api/state", "no-such-page", "api/no-such")) {
      assertEquals(
          "default-src 'self'; frame-ancestors 'none'",
          get(path).headers().firstValue("Content-Security-Policy").orElse("none"),
          path);
    }
  }

  @Test
  void whatIsNotThereOrNotUnderstoodIsSaidInASentence() throws Exception {
    assertEquals("404 {\"sentence\":\"There is no such page.\"}", text(get("no-such-page")));
    assertEquals("404 {\"sentence\":\"There is no such page.\"}", text(get("../secret")));
    assertEquals("404 {\"sentence\":\"There is no such page.\"}", text(get("api/no-such")));
    assertEquals("400 {\"sentence\":\"That is no JSON.\"}", text(post("api/switch", "{")));
    assertEquals("400 {\"sentence\":\"Send one object of JSON.\"}", text(post("api/switch", "[]")));
    assertEquals(
        "400 {\"sentence\":\"That cannot be.\"}", text(post("api/wrong", "{}")), "its own words");
    HttpRequest delete =
        HttpRequest.newBuilder(URI.create(server.url() + "api/switch")).DELETE().build();
    assertEquals(405, client.send(delete, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void aFormOfAnotherPageChangesNothing() throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(URI.create(server.url() + "api/switch"))
            .header("Content-Type", "text/plain")
            .header("Origin", "http://evil.example")
            .POST(HttpRequest.BodyPublishers.ofString("{\"p2p\":false}"))
            .build();
    assertEquals(403, client.send(form, HttpResponse.BodyHandlers.ofString()).statusCode());
    assertEquals(0, asked.get());
  }

  @Test
  void aNameThatResolvesToThisMachineIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/state HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
      assertEquals(0, asked.get());
    }
  }

  @Test
  void anOpenPageHearsAgainAndAgain() throws Exception {
    HttpResponse<java.io.InputStream> stream =
        client.send(
            HttpRequest.newBuilder(URI.create(server.url() + "api/stream")).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    List<String> heard = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      while (heard.size() < 3) {
        String line = lines.readLine();
        if (!line.isEmpty()) {
          heard.add(line);
        }
      }
    }
    assertEquals(
        List.of("data: {\"asked\":1}", "data: {\"asked\":2}", "data: {\"asked\":3}"), heard);
  }

  @Test
  void aRequestThatIsTooLargeIsRefused() throws Exception {
    assertEquals(413, post("api/switch", "x".repeat(20_000)).statusCode());
  }

  @Test
  void aPortInUseIsSaid() {
    assertThrows(BindException.class, () -> PageServer.open(new Counting(), server.port()));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .header(Admittance.HEADER, "1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String text(HttpResponse<String> response) {
    return response.statusCode() + " " + response.body();
  }

  private final class Counting implements Page {
    @Override
    public String state() {
      return "{\"asked\":" + asked.incrementAndGet() + "}";
    }

    @Override
    public String look(String what) throws NoSuchActionException {
      if (!what.equals("setup")) {
        throw new NoSuchActionException();
      }
      return "{\"looked\":\"setup\"}";
    }

    @Override
    public String metrics() {
      return "up 1\n";
    }

    @Override
    public String act(String action, JsonNode wish) {
      if (action.equals("wrong")) {
        throw new IllegalArgumentException("That cannot be.");
      }
      return "{\"did\":\"" + action + "\",\"p2p\":" + wish.path("p2p") + "}";
    }
  }
}
