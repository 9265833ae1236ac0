package org.rop2p.testbed.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoordinatorProgramTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private static JavaProgram program(String main) {
    return new JavaProgram(List.of("-Xmx64m"), System.getProperty("java.class.path"), main);
  }

  @Test
  void itComesBackWhereItWas() throws IOException, InterruptedException {
    CoordinatorSettings settings =
        new CoordinatorSettings(8888, 3478, Map.of("prontera", "{movement: offload}"));
    try (CoordinatorProgram coordinator =
        CoordinatorProgram.start(program(JavaProgram.COORDINATOR), settings, PATIENT)) {
      URI health = URI.create(coordinator.restApi() + "/health");
      assertEquals(200, get(health));
      String zones =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(coordinator.restApi() + "/zones")).build(),
                  BodyHandlers.ofString())
              .body();
      assertTrue(zones.contains("prontera") || zones.contains("error"), zones);
      coordinator.kill();
      assertThrows(IOException.class, () -> get(health));
      coordinator.startAgain();
      assertEquals(200, get(health));
    }
  }

  @Test
  void oneThatDoesNotStartIsASentence() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                CoordinatorProgram.start(
                    program("no.such.Program"), new CoordinatorSettings(0, 0, Map.of()), PATIENT));
    assertTrue(e.getMessage().startsWith("the coordinator ended before it was ready"));
  }

  private static int get(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }
}
