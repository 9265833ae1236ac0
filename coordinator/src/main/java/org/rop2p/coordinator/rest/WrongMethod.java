package org.rop2p.coordinator.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rop2p.coordinator.api.ErrorCode;

/**
 * Answers what no endpoint has answered: 405 with {@code Allow} where another method would do (RFC
 * 9110 section 15.5.6), else 404.
 */
final class WrongMethod {
  private final List<Endpoint> endpoints = new ArrayList<>();

  private record Endpoint(Pattern path, HttpMethod method) {}

  /** Knows the endpoints that the router has by now. */
  WrongMethod(Router router) {
    for (Route route : router.getRoutes()) {
      if (route.methods() != null && route.getPath() != null && route.isExactPath()) {
        Pattern path = Pattern.compile(pattern(route.getPath()));
        route.methods().forEach(method -> endpoints.add(new Endpoint(path, method)));
      }
    }
  }

  void answer(RoutingContext context) {
    String path = context.normalizedPath();
    TreeSet<String> allowed = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.path().matcher(path).matches()) {
        allowed.add(endpoint.method().name());
      }
    }
    if (allowed.isEmpty() || allowed.contains(context.request().method().name())) {
      context.fail(404);
      return;
    }
    String allow = String.join(", ", allowed);
    context.response().putHeader(HttpHeaders.ALLOW, allow);
    context.fail(
        new Refusal(
            405, ErrorCode.BAD_MESSAGE, "This address is called by another method: " + allow));
  }

  /** {@code /a/:b} as a pattern. */
  private static String pattern(String path) {
    StringBuilder pattern = new StringBuilder();
    for (String part : path.substring(1).split("/", -1)) {
      pattern.append('/').append(part.startsWith(":") ? "[^/]+" : Pattern.quote(part));
    }
    return pattern.toString();
  }
}
