package org.rop2p.coordinator.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Strict reading of one JSON object: a field has the right JSON type or the text is malformed;
 * nothing is converted. Fields that nobody asks for are ignored, so that later versions may add
 * some.
 */
final class Fields {
  static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(8 * 1024)
                          .maxNumberLength(32)
                          .maxNameLength(128)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** 9999-12-31T23:59:59Z. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private final JsonNode object;

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** Reads a whole object with {@code read}; whatever is wrong with it becomes one sentence. */
  static <T> T read(String text, int maxLength, Reader<T> read) throws MalformedMessageException {
    if (text.length() > maxLength) {
      throw new MalformedMessageException(
          "The message has "
              + text.length()
              + " characters; at most "
              + maxLength
              + " are allowed");
    }
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException("Not JSON: " + e.getOriginalMessage());
    }
    if (node == null || !node.isObject()) {
      throw new MalformedMessageException("Not a JSON object");
    }
    try {
      return read.read(new Fields(node));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(e.getMessage());
    }
  }

  static String write(ObjectNode node) {
    return node.toString();
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  String text(String name) throws MalformedMessageException {
    JsonNode value = object.get(name);
    if (value == null || !value.isTextual()) {
      throw new MalformedMessageException("Field \"" + name + "\" must be a string");
    }
    return value.textValue();
  }

  String textOr(String name, String absent) throws MalformedMessageException {
    return isAbsent(name) ? absent : text(name);
  }

  /** A field that is null is absent. */
  Optional<String> optionalText(String name) throws MalformedMessageException {
    return isAbsent(name) ? Optional.empty() : Optional.of(text(name));
  }

  boolean flag(String name) throws MalformedMessageException {
    JsonNode value = object.get(name);
    if (value == null || !value.isBoolean()) {
      throw new MalformedMessageException("Field \"" + name + "\" must be true or false");
    }
    return value.booleanValue();
  }

  int integer(String name) throws MalformedMessageException {
    return (int) number(name, Integer.MAX_VALUE);
  }

  long number(String name) throws MalformedMessageException {
    return number(name, Long.MAX_VALUE);
  }

  Instant instant(String name) throws MalformedMessageException {
    return Instant.ofEpochSecond(number(name, LAST_SECOND));
  }

  private long number(String name, long max) throws MalformedMessageException {
    JsonNode value = object.get(name);
    if (value == null) {
      throw new MalformedMessageException("Field \"" + name + "\" must be a whole number");
    }
    return number(name, value, max);
  }

  private static long number(String name, JsonNode value, long max)
      throws MalformedMessageException {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0
        || value.longValue() > max) {
      throw new MalformedMessageException(
          "Field \"" + name + "\" must be a whole number from 0 to " + max);
    }
    return value.longValue();
  }

  Policy policy(String name) throws MalformedMessageException {
    return Policy.ofWireName(text(name))
        .orElseThrow(
            () ->
                new MalformedMessageException(
                    "Field \"" + name + "\" must be server, mirror or offload"));
  }

  ZonePolicy zonePolicy() throws MalformedMessageException {
    return new ZonePolicy(policy("chat"), policy("emote"), policy("movement"));
  }

  /** An absent object is an empty one. */
  Map<String, ZonePolicy> zonePolicies(String name) throws MalformedMessageException {
    Map<String, ZonePolicy> policies = new LinkedHashMap<>();
    if (!isAbsent(name)) {
      Fields zones = nested(name);
      for (Map.Entry<String, JsonNode> zone : zones.object.properties()) {
        policies.put(zone.getKey(), zones.nested(zone.getKey()).zonePolicy());
      }
    }
    return policies;
  }

  Fields nested(String name) throws MalformedMessageException {
    JsonNode value = object.get(name);
    if (value == null || !value.isObject()) {
      throw new MalformedMessageException("Field \"" + name + "\" must be an object");
    }
    return new Fields(value);
  }

  /** An absent list is an empty one. */
  List<Integer> integers(String name) throws MalformedMessageException {
    List<Integer> integers = new ArrayList<>();
    for (JsonNode element : array(name)) {
      integers.add((int) number(name, element, Integer.MAX_VALUE));
    }
    return integers;
  }

  /** An absent list is an empty one. */
  List<String> texts(String name) throws MalformedMessageException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw new MalformedMessageException("Field \"" + name + "\" must be a list of strings");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /** An absent list is an empty one. */
  List<Fields> objects(String name) throws MalformedMessageException {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isObject()) {
        throw new MalformedMessageException("Field \"" + name + "\" must be a list of objects");
      }
      objects.add(new Fields(element));
    }
    return objects;
  }

  boolean has(String name) {
    return !isAbsent(name);
  }

  private Iterable<JsonNode> array(String name) throws MalformedMessageException {
    if (isAbsent(name)) {
      return List.of();
    }
    JsonNode value = object.get(name);
    if (!value.isArray()) {
      throw new MalformedMessageException("Field \"" + name + "\" must be a list");
    }
    return value;
  }

  Map<String, Long> numbersByName(String name) throws MalformedMessageException {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : nested(name).object.properties()) {
      numbers.put(entry.getKey(), number(entry.getKey(), entry.getValue(), Long.MAX_VALUE));
    }
    return numbers;
  }

  private boolean isAbsent(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull();
  }

  /** Reads one record out of an object. */
  interface Reader<T> {
    T read(Fields fields) throws MalformedMessageException;
  }
}
