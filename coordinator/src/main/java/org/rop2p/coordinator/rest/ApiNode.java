package org.rop2p.coordinator.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object of an OpenAPI document. What is missing is empty. */
record ApiNode(Map<?, ?> fields) {
  private static final String REFERENCE = "$ref";

  boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Empty if there is none. */
  String text(String name) {
    Object value = fields.get(name);
    return value == null ? "" : value.toString();
  }

  ApiNode object(String name) {
    return of(fields.get(name));
  }

  /** Those values that are objects, in the document's order. */
  Map<String, ApiNode> objects() {
    Map<String, ApiNode> objects = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?>) {
            objects.put(name.toString(), of(value));
          }
        });
    return objects;
  }

  List<?> list(String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  List<ApiNode> nodes(String name) {
    return list(name).stream().map(ApiNode::of).toList();
  }

  /** Empty if this is no reference. */
  String reference() {
    return text(REFERENCE);
  }

  /** The last part of the reference, by which people know what is meant. */
  String referenceName() {
    return reference().substring(reference().lastIndexOf('/') + 1);
  }

  /** What this refers to in its document; itself if it is no reference. */
  ApiNode resolved(ApiNode document) {
    if (reference().isEmpty()) {
      return this;
    }
    ApiNode found = document;
    for (String part : reference().replaceFirst("^#/", "").split("/", -1)) {
      found = found.object(part);
    }
    return found;
  }

  static ApiNode of(Object value) {
    return new ApiNode(value instanceof Map<?, ?> map ? map : Map.of());
  }
}
