package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.rest.RestApi;

class ApiRoutesTest {
  /** Reads bodies for all that follows; answers nothing. */
  private static final Set<String> NO_ENDPOINTS = Set.of("POST null", "PUT /api/v1/admin/");

  @Test
  void everyRouteIsInTheDocumentAndNoOther() {
    Vertx vertx = Vertx.vertx();
    try {
      Tally tally = new Tally();
      RestApi api =
          new RestApi(
              TestCoordinator.CONFIG,
              null,
              null,
              null,
              null,
              null,
              InstantSource.system(),
              tally,
              null,
              new Metrics(tally, System::nanoTime));
      Set<String> routes = new TreeSet<>();
      for (Route route : api.router(vertx).getRoutes()) {
        if (route.methods() != null) {
          for (HttpMethod method : route.methods()) {
            routes.add(method + " " + path(route));
          }
        }
      }
      Set<String> expected = new TreeSet<>(new ApiDocument().operations.keySet());
      expected.addAll(NO_ENDPOINTS);
      assertEquals(String.join("\n", expected), String.join("\n", routes));
    } finally {
      TestPlayer.await(vertx.close().toCompletionStage().toCompletableFuture());
    }
  }

  /** {@code :name} becomes {@code {name}}. */
  private static String path(Route route) {
    return route.getPath() == null ? "null" : route.getPath().replaceAll(":([a-z_]+)", "{$1}");
  }
}
