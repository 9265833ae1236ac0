package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rop2p.coordinator.rest.RestApi;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The API's description, to which calls and messages are held. */
final class ApiDocument {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete");

  /** By "METHOD path". */
  final Map<String, Map<?, ?>> operations = new TreeMap<>();

  final SchemaCheck schemas;
  private final Map<?, ?> document;

  ApiDocument() {
    try (InputStream in = RestApi.class.getResourceAsStream("openapi.yaml")) {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schemas = new SchemaCheck(document);
    Map<?, ?> paths = (Map<?, ?>) document.get("paths");
    paths.forEach(
        (path, item) ->
            ((Map<?, ?>) item)
                .forEach(
                    (method, operation) -> {
                      if (METHODS.contains(method.toString())) {
                        operations.put(
                            method.toString().toUpperCase(Locale.ROOT) + " " + path,
                            (Map<?, ?>) operation);
                      }
                    }));
  }

  /** Every {@code $ref} of the document. */
  Set<String> references() {
    Set<String> references = new TreeSet<>();
    collect(document, references);
    return references;
  }

  /** What may be referred to: all components but the kinds of tokens, which go by their names. */
  Set<String> components() {
    Set<String> components = new TreeSet<>();
    ((Map<?, ?>) document.get("components"))
        .forEach(
            (section, named) -> {
              if (!section.equals("securitySchemes")) {
                ((Map<?, ?>) named)
                    .keySet()
                    .forEach(name -> components.add("#/components/" + section + "/" + name));
              }
            });
    return components;
  }

  private static void collect(Object value, Set<String> references) {
    if (value instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) {
        references.add(reference);
      }
      map.values().forEach(inner -> collect(inner, references));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> collect(inner, references));
    }
  }

  /** A schema by its name. */
  Map<?, ?> schema(String name) {
    return schemas.resolved(Map.of("$ref", "#/components/schemas/" + name));
  }

  /** Which tokens open the operation; empty if it needs none. */
  List<String> tokens(String operation) {
    return ((List<?>) operations.get(operation).get("security"))
        .stream()
            .flatMap(choice -> ((Map<?, ?>) choice).keySet().stream())
            .map(Object::toString)
            .toList();
  }

  /** A body that the document calls for, or none where it calls for none. */
  void checkBody(String operation, String body) {
    Object described = operations.get(operation).get("requestBody");
    assertEquals(described != null, !body.isEmpty(), operation + " and its body");
    if (described != null) {
      Map<?, ?> content = (Map<?, ?>) ((Map<?, ?>) described).get("content");
      fits(operation + ", body", content.get("application/json"), body);
    }
  }

  /** The answer's status is listed by itself, and its body is of a listed kind and fits. */
  void checkAnswer(String operation, HttpResponse<String> answer) {
    Map<?, ?> responses = (Map<?, ?>) operations.get(operation).get("responses");
    String status = Integer.toString(answer.statusCode());
    String what = operation + " " + status;
    assertTrue(responses.containsKey(status), what + " is not in the document: " + answer.body());
    Object content = schemas.resolved(responses.get(status)).get("content");
    if (content instanceof Map<?, ?> kinds) {
      String kind = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
      assertTrue(kinds.containsKey(kind), what + " is of kind " + kind + ", not " + kinds.keySet());
      if (kind.endsWith("json")) {
        fits(what, kinds.get(kind), answer.body());
      }
    }
  }

  private void fits(String what, Object content, String json) {
    Object schema = ((Map<?, ?>) content).get("schema");
    assertEquals(List.of(), schemas.problems(schema, Json.decodeValue(json)), what + ": " + json);
  }
}
