package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 section 15.5.6. */
class WrongMethodTest {
  private static final String ADMIN = "0123456789abcdef0123456789abcdef";

  @ParameterizedTest(name = "{0} {1}: {2} {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /api/v1/health                | 405 | GET",
        "HEAD   | /api/v1/health                | 405 | GET",
        // It may be a session's id as well.
        "DELETE | /api/v1/sessions/join         | 405 | GET, POST",
        "POST   | /api/v1/auth/nonce            | 405 | GET",
        "GET    | /api/v1/auth/login            | 405 | POST",
        "POST   | /api/v1/admin/zones/prontera  | 405 | DELETE, PUT",
        "GET    | /api/v1/admin/kick/7          | 405 | POST",
        "POST   | /metrics                      | 405 | GET",
        "POST   | /admin                        | 405 | GET",
        "PUT    | /api/v1/nowhere               | 404 |",
        "PUT    | /api/v1/admin/zones/a/b       | 404 |",
        "PUT    | /api/v1/health/               | 404 |",
      })
  void anotherMethodIsNamed(String method, String path, int status, String allow) throws Exception {
    try (TestCoordinator test =
        new TestCoordinator(TestCoordinator.CONFIG.with(draft -> draft.adminToken = ADMIN))) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + test.coordinator.port() + path))
                      .timeout(TestPlayer.PATIENCE)
                      .header("Authorization", "Bearer " + ADMIN)
                      .method(method, BodyPublishers.noBody())
                      .build(),
                  BodyHandlers.ofString());
      assertEquals(status, answer.statusCode(), answer.body());
      if (status == 405) {
        assertEquals(allow, answer.headers().firstValue("Allow").orElse(""));
        if (!method.equals("HEAD")) {
          String detail = new JsonObject(answer.body()).getString("detail");
          assertTrue(detail.endsWith("another method: " + allow), detail);
        }
      }
    }
  }
}
