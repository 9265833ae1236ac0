package org.rop2p.coordinator.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The admin's page. It is the same for everybody and holds nothing secret: whatever it shows it
 * asks the API for, with the token that the admin types in.
 */
final class AdminPage {
  static final String PATH = "/admin";

  /** Only what comes from here, nothing inline, and in no other one's frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String PAGE = "page.html";
  private static final List<String> NAMES =
      List.of(PAGE, "page.css", "page.js", "api.js", "tables.js", "chart.js", "dom.js");

  private final Map<String, String> files = new LinkedHashMap<>();

  /** Reads the files, once. */
  AdminPage() {
    NAMES.forEach(name -> files.put(name, resource(name)));
  }

  void mount(Router router) {
    router.get(PATH).handler(context -> send(context, PAGE));
    router.get(PATH + "/:file").handler(context -> send(context, context.pathParam("file")));
  }

  private void send(RoutingContext context, String name) {
    String text = files.get(name);
    if (text == null) {
      context.fail(404);
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type(name))
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(text);
  }

  private static String type(String name) {
    String extension = name.substring(name.indexOf('.') + 1);
    return "text/" + (extension.equals("js") ? "javascript" : extension) + "; charset=utf-8";
  }

  private static String resource(String name) {
    try (InputStream in =
        AdminPage.class.getResourceAsStream("/org/rop2p/coordinator/admin/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
