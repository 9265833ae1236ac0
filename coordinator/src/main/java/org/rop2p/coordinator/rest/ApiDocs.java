package org.rop2p.coordinator.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The API's description: for programs as OpenAPI 3.1, and for people as a page made from it. */
final class ApiDocs {
  static final String YAML_PATH = RestApi.ROOT + "/openapi.yaml";
  static final String PAGE_PATH = RestApi.ROOT + "/docs";

  /** The page loads nothing, runs nothing, and is shown in no other one's frame. */
  static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final String yaml;
  private final String page;

  /** Reads the document and makes the page, once. */
  ApiDocs() {
    yaml = resource("openapi.yaml");
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Map<?, ?> document = new Yaml(new SafeConstructor(options)).load(yaml);
    page = new ApiPage(new ApiNode(document)).html();
  }

  void mount(Router router) {
    router.get(YAML_PATH).handler(context -> send(context, "application/yaml", yaml));
    router.get(PAGE_PATH).handler(context -> send(context, "text/html; charset=utf-8", page));
  }

  private static void send(RoutingContext context, String type, String text) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(text);
  }

  private static String resource(String name) {
    try (InputStream in = ApiDocs.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
