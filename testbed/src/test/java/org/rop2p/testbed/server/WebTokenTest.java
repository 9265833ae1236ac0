package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.rop2p.testbed.server.WebQuestion.MULTIPART;

import io.netty.buffer.ByteBuf;
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

  private static final int ANNA = 2_000_000;

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

  private WebQuestion web() {
    return new WebQuestion(server.webPort());
  }

  private int check(String token, int account) throws Exception {
    return web().check(token, account);
  }

  @Test
  void aTokenIsTrueForItsAccountOnly() throws Exception {
    String token = token();
    HttpResponse<String> answer = web().post(MULTIPART, WebQuestion.form(token, "" + ANNA));
    assertEquals(200, answer.statusCode());
    assertEquals("{ \"Type\": 1 }", answer.body());
    assertEquals(400, check(token, 2_000_001));
    assertEquals(400, check("0123456789abcdef", ANNA));
    assertEquals(500, web().post(MULTIPART, WebQuestion.form(token, "anna")).statusCode());
    String second = token();
    assertEquals(400, check(token, ANNA), "replaced by a newer login");
    assertEquals(200, check(second, ANNA));
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
    assertEquals(400, web().post(type, body).statusCode());
  }

  @Test
  void sloppyFormsAreRefused() throws Exception {
    String good = WebQuestion.form(token(), "" + ANNA);
    assertEquals(200, web().post(MULTIPART, good).statusCode());
    assertEquals(
        400, web().post(MULTIPART, good.replace("\r\n", "\n")).statusCode(), "bare line feeds");
    assertEquals(400, web().post(MULTIPART, good.replace("--B--\r\n", "")).statusCode(), "no end");
    assertEquals(400, web().post(MULTIPART, good.substring(1)).statusCode(), "no beginning");
    assertEquals(
        400, web().post(MULTIPART, good.replace("WorldName", "World")).statusCode(), "a part less");
    assertEquals(400, web().post("multipart/form-data", good).statusCode(), "no boundary");
  }

  @Test
  void aTokenNobodyClaimsEnds() throws Exception {
    server.close();
    server = start(NEVER, SOON);
    String token = token();
    web().awaitEnd(token, ANNA);
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
    assertEquals(200, check(token, ANNA));
    try (RawClient login = new RawClient(server.loginPort())) {
      login.send(Frames.login("anna", "secret"));
      ByteBuf accepted = login.until(0x0AC4);
      token = Wire.text(accepted, 47, 17);
      try (RawClient characters = new RawClient(server.charPort())) {
        characters.send(Frames.charEnter(2_000_000, accepted.getIntLE(4), accepted.getIntLE(12)));
        characters.raw(4);
        characters.until(0x08B9);
        assertEquals(200, check(token, ANNA), "online");
      }
    }
    web().awaitEnd(token, ANNA);
  }
}
