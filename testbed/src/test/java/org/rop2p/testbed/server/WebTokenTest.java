package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token check of the web server, and how long tokens hold. */
final class WebTokenTest {
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration NEVER = Duration.ofHours(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private StandInServer server = start(NEVER, NEVER);

  private static StandInServer start(Duration grace, Duration unclaimed) {
    return StandInServer.builder()
        .account("anna", "secret", "Anna", 'F')
        .timing(Timing.DEFAULT.withTokenGrace(grace).withTokenUnclaimed(unclaimed))
        .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String token() throws Exception {
    try (RawClient login = new RawClient(server.loginPort())) {
      login.send(Frames.login("anna", "secret"));
      ByteBuf accepted = login.until(0x0AC4);
      return Wire.text(accepted, 47, 17);
    }
  }

  private HttpResponse<String> post(String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.webPort() + "/party/info"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String part(String name, String value) {
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static String form(String token, String account) {
    return part("AuthToken", token)
        + part("AID", account)
        + part("WorldName", "Stand-in")
        + part("QueryAID", account)
        + "--B--\r\n";
  }

  private int check(String token, String account) throws Exception {
    return post("multipart/form-data; boundary=B", form(token, account)).statusCode();
  }

  @Test
  void aTokenIsTrueForItsAccountOnly() throws Exception {
    String token = token();
    HttpResponse<String> answer = post("multipart/form-data; boundary=B", form(token, "2000000"));
    assertEquals(200, answer.statusCode());
    assertEquals("{ \"Type\": 1 }", answer.body());
    assertEquals(400, check(token, "2000001"));
    assertEquals(400, check("0123456789abcdef", "2000000"));
    assertEquals(500, check(token, "anna"));
    String second = token();
    assertEquals(400, check(token, "2000000"), "replaced by a newer login");
    assertEquals(200, check(second, "2000000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "application/x-www-form-urlencoded; AuthToken=x&AID=2000000",
        "multipart/form-data; --B",
        "multipart/form-data,boundary=B; --B",
        "application/json; {}",
      })
  void otherBodiesAreRefused(String type, String body) throws Exception {
    assertEquals(400, post(type, body).statusCode());
  }

  @Test
  void sloppyFormsAreRefused() throws Exception {
    String good = form(token(), "2000000");
    String type = "multipart/form-data; boundary=B";
    assertEquals(200, post(type, good).statusCode());
    assertEquals(400, post(type, good.replace("\r\n", "\n")).statusCode(), "bare line feeds");
    assertEquals(400, post(type, good.replace("--B--\r\n", "")).statusCode(), "no end");
    assertEquals(400, post(type, good.substring(1)).statusCode(), "no beginning");
    assertEquals(400, post(type, good.replace("WorldName", "World")).statusCode(), "a part less");
    assertEquals(400, post("multipart/form-data", good).statusCode(), "no boundary");
  }

  @Test
  void aTokenNobodyClaimsEnds() throws Exception {
    server.close();
    server = start(NEVER, SOON);
    String token = token();
    waitUntilRefused(token);
  }

  @Test
  void aTokenHoldsWhilePlayingAndForAGraceAfter() throws Exception {
    server.close();
    server = start(SOON, NEVER);
    try (RawClient login = new RawClient(server.loginPort())) {
      login.send(Frames.login("anna", "secret"));
      login.until(0x0AC4);
    }
    // A login replaces the token, so the one that counts is read from the login of the session.
    String token = token();
    assertEquals(200, check(token, "2000000"));
    try (RawClient login = new RawClient(server.loginPort())) {
      login.send(Frames.login("anna", "secret"));
      ByteBuf accepted = login.until(0x0AC4);
      token = Wire.text(accepted, 47, 17);
      try (RawClient characters = new RawClient(server.charPort())) {
        characters.send(Frames.charEnter(2_000_000, accepted.getIntLE(4), accepted.getIntLE(12)));
        characters.raw(4);
        characters.until(0x08B9);
        assertEquals(200, check(token, "2000000"), "online");
      }
    }
    waitUntilRefused(token);
  }

  private void waitUntilRefused(String token) throws Exception {
    long start = System.nanoTime();
    while (check(token, "2000000") == 200) {
      assertTrue(System.nanoTime() - start < Logs.PATIENCE.toNanos(), "it never ends");
    }
  }
}
