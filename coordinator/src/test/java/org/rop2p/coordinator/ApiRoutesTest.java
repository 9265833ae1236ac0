package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApiRoutesTest {
  /** They read bodies for all that follows and answer nothing. */
  private static final Set<String> NO_ENDPOINTS = Set.of("POST null", "PUT /api/v1/admin/");

  @Test
  void everyRouteIsInTheDocumentAndNoOther() {
    try (TestCoordinator test = new TestCoordinator(TestCoordinator.CONFIG)) {
      Router router = assertInstanceOf(Router.class, test.coordinator.handler());
      Set<String> routes = new TreeSet<>();
      for (Route route : router.getRoutes()) {
        if (route.methods() != null) {
          for (HttpMethod method : route.methods()) {
            routes.add(method + " " + path(route));
          }
        }
      }
      Set<String> expected = new TreeSet<>(new ApiDocument().operations.keySet());
      expected.addAll(NO_ENDPOINTS);
      assertEquals(String.join("\n", expected), String.join("\n", routes));
    }
  }

  @Test
  void everyReferenceLeadsSomewhereAndNothingIsLeftOver() {
    ApiDocument document = new ApiDocument();
    assertEquals(document.components(), document.references());
  }

  /** {@code :name} becomes {@code {name}}. */
  private static String path(Route route) {
    return route.getPath() == null ? "null" : route.getPath().replaceAll(":([a-z_]+)", "{$1}");
  }
}
