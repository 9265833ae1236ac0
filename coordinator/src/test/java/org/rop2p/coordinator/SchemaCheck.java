package org.rop2p.coordinator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds JSON values to the schemas of an OpenAPI document, more strictly than a client should: a
 * field that the schema does not name is wrong, and so is a schema with a keyword that is not known
 * here.
 */
final class SchemaCheck {
  private static final Set<String> KEYWORDS =
      Set.of(
          "$ref",
          "description",
          "type",
          "const",
          "enum",
          "oneOf",
          "required",
          "properties",
          "additionalProperties",
          "maxProperties",
          "items",
          "maxItems",
          "minimum",
          "maximum",
          "default",
          "maxLength",
          "pattern",
          "format");

  private final Map<?, ?> document;

  SchemaCheck(Map<?, ?> document) {
    this.document = document;
  }

  /** What is wrong with the value; empty if nothing is. */
  List<String> problems(Object schema, Object value) {
    List<String> problems = new ArrayList<>();
    check((Map<?, ?>) schema, value, "it", problems);
    return problems;
  }

  /** What {@code listed} refers to, with what it says besides. */
  Map<?, ?> resolved(Object listed) {
    Map<?, ?> object = (Map<?, ?>) listed;
    if (!(object.get("$ref") instanceof String reference)) {
      return object;
    }
    Object found = document;
    for (String part : reference.substring("#/".length()).split("/", -1)) {
      found = found instanceof Map<?, ?> map ? map.get(part) : null;
    }
    if (!(found instanceof Map<?, ?> there)) {
      throw new AssertionError(reference + " refers to nothing");
    }
    Map<Object, Object> merged = new LinkedHashMap<>(resolved(there));
    object.forEach(
        (name, value) -> {
          if (name.equals("required")) {
            merged.merge(name, value, SchemaCheck::both);
          } else if (!name.equals("$ref")) {
            merged.put(name, value);
          }
        });
    return merged;
  }

  private static Object both(Object one, Object other) {
    List<Object> all = new ArrayList<>((List<?>) one);
    all.addAll((List<?>) other);
    return all;
  }

  private void check(Map<?, ?> listed, Object value, String where, List<String> problems) {
    Map<?, ?> schema = resolved(listed);
    schema.keySet().stream()
        .filter(keyword -> !KEYWORDS.contains(keyword.toString()))
        .forEach(keyword -> problems.add(where + ": the check does not know " + keyword));
    if (schema.get("oneOf") instanceof List<?> choices) {
      long fitting = choices.stream().filter(one -> problems(one, value).isEmpty()).count();
      require(fitting == 1, where + " fits " + fitting + " choices", problems);
    }
    if (schema.get("const") instanceof String only) {
      require(only.equals(value), where + " is not " + only, problems);
    }
    if (schema.get("enum") instanceof List<?> allowed) {
      require(allowed.contains(value), where + " is " + value + ", none of " + allowed, problems);
    }
    if (schema.get("type") instanceof String type) {
      switch (type) {
        case "object" -> object(schema, value, where, problems);
        case "array" -> array(schema, value, where, problems);
        case "string" -> string(schema, value, where, problems);
        case "integer" -> integer(schema, value, where, problems);
        case "boolean" ->
            require(value instanceof Boolean, where + " is no boolean: " + value, problems);
        default -> problems.add(where + ": the check does not know the type " + type);
      }
    } else {
      require(
          schema.containsKey("const") || schema.containsKey("oneOf"),
          where + " has no type in the document",
          problems);
    }
  }

  private void object(Map<?, ?> schema, Object value, String where, List<String> problems) {
    if (!(value instanceof JsonObject object)) {
      problems.add(where + " is no object: " + value);
      return;
    }
    Map<?, ?> fields = schema.get("properties") instanceof Map<?, ?> named ? named : Map.of();
    if (schema.get("required") instanceof List<?> required) {
      for (Object name : required) {
        require(fields.containsKey(name), where + "." + name + " is not described", problems);
        require(object.containsKey((String) name), where + "." + name + " is missing", problems);
      }
    }
    for (String name : object.fieldNames()) {
      Object field = fields.get(name);
      if (field == null) {
        field = schema.get("additionalProperties");
      }
      if (field instanceof Map<?, ?> its) {
        check(its, object.getValue(name), where + "." + name, problems);
      } else {
        problems.add(where + "." + name + " is not in the document");
      }
    }
    atMost(schema, "maxProperties", object.size(), where, problems);
  }

  private void array(Map<?, ?> schema, Object value, String where, List<String> problems) {
    if (!(value instanceof JsonArray array)) {
      problems.add(where + " is no list: " + value);
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      check((Map<?, ?>) schema.get("items"), array.getValue(i), where + "[" + i + "]", problems);
    }
    atMost(schema, "maxItems", array.size(), where, problems);
  }

  private static void string(Map<?, ?> schema, Object value, String where, List<String> problems) {
    if (!(value instanceof String text)) {
      problems.add(where + " is no string: " + value);
      return;
    }
    if (schema.get("pattern") instanceof String pattern) {
      require(
          Pattern.compile(pattern).matcher(text).find(),
          where + " does not match " + pattern + ": " + text,
          problems);
    }
    if (schema.get("format") instanceof String format) {
      require(format.equals("date-time") && isInstant(text), where + " is no " + format, problems);
    }
    atMost(schema, "maxLength", text.length(), where, problems);
  }

  private static void integer(Map<?, ?> schema, Object value, String where, List<String> problems) {
    if (!(value instanceof Integer || value instanceof Long)) {
      problems.add(where + " is no whole number: " + value);
      return;
    }
    long number = ((Number) value).longValue();
    if (schema.get("minimum") instanceof Number least) {
      require(number >= least.longValue(), where + " is less than " + least, problems);
    }
    atMost(schema, "maximum", number, where, problems);
  }

  private static void atMost(
      Map<?, ?> schema, String keyword, long number, String where, List<String> problems) {
    if (schema.get(keyword) instanceof Number most) {
      require(number <= most.longValue(), where + " is beyond " + keyword + " " + most, problems);
    }
  }

  private static boolean isInstant(String text) {
    try {
      return Instant.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static void require(boolean holds, String otherwise, List<String> problems) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}
