package org.rop2p.proxy.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Typed reads of a tree of sections and keys, by path {@code section.key}. What is absent or null
 * is the fallback; what is not allowed is a {@link ConfigProblem}. Knows which keys were asked for.
 */
final class JsonKeys {
  private final String name;
  private final JsonNode root;
  private final Set<String> used = new TreeSet<>();

  /**
   * Over a tree.
   *
   * @param name of the file, for sentences
   */
  JsonKeys(String name, JsonNode root) {
    this.name = name;
    this.root = root;
  }

  /** Whether a value stands there. */
  boolean has(String path) {
    return node(path) != null;
  }

  boolean bool(String path, boolean fallback) {
    JsonNode node = node(path);
    if (node == null) {
      return fallback;
    }
    if (!node.isBoolean()) {
      throw problem(path, node, "true or false");
    }
    return node.booleanValue();
  }

  int integer(String path, int fallback, int min, int max) {
    JsonNode node = node(path);
    if (node == null) {
      return fallback;
    }
    if (!node.isInt() || node.intValue() < min || node.intValue() > max) {
      throw problem(path, node, "a whole number from %d to %d".formatted(min, max));
    }
    return node.intValue();
  }

  String text(String path, String fallback) {
    JsonNode node = node(path);
    if (node == null) {
      return fallback;
    }
    if (!node.isTextual()) {
      throw problem(path, node, "a text in quotes");
    }
    return node.textValue();
  }

  /**
   * What {@code reader} makes of the text.
   *
   * @param reader throws {@link IllegalArgumentException} with a sentence
   */
  <T> T parsed(String path, Function<String, T> reader, T fallback) {
    String text = text(path, null);
    return text == null ? fallback : read(path, text, reader);
  }

  /**
   * What {@code reader} makes of each text of a list.
   *
   * @param entries what they are, as in "a list of map names"
   */
  <T> List<T> list(
      String path, int most, String entries, Function<String, T> reader, List<T> fallback) {
    JsonNode node = node(path);
    if (node == null) {
      return fallback;
    }
    if (!node.isArray() || node.size() > most) {
      throw problem(
          path,
          node,
          most == Integer.MAX_VALUE
              ? "a list of " + entries
              : "a list of at most %d %s".formatted(most, entries));
    }
    List<T> all = new ArrayList<>();
    for (JsonNode entry : node) {
      if (!entry.isTextual()) {
        throw problem(path, entry, entries + " in quotes");
      }
      all.add(read(path, entry.textValue(), reader));
    }
    return all;
  }

  <E extends Enum<E>> E choice(String path, Class<E> choices, E fallback) {
    String text = text(path, null);
    if (text == null) {
      return fallback;
    }
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    String allowed =
        Arrays.stream(choices.getEnumConstants())
            .map(choice -> '"' + choice.name().toLowerCase(Locale.ROOT) + '"')
            .collect(Collectors.joining(" or "));
    throw problem(path, '"' + text + '"', allowed);
  }

  URI uri(String path, Set<String> schemes, URI fallback) {
    String text = text(path, null);
    if (text == null) {
      return fallback;
    }
    try {
      return uri(path, text, schemes);
    } catch (IllegalArgumentException e) {
      throw new ConfigProblem(name + ": " + e.getMessage());
    }
  }

  /**
   * An address of one of the schemes.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static URI uri(String what, String text, Set<String> schemes) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // falls through to the sentence below
    }
    throw new IllegalArgumentException(
        "%s is '%s': write an address that begins with %s://"
            .formatted(what, text, String.join(":// or ", new TreeSet<>(schemes))));
  }

  /** A sentence for a value that is not allowed. */
  ConfigProblem problem(String path, Object value, String allowed) {
    return new ConfigProblem("%s: %s is %s, allowed is %s".formatted(name, path, value, allowed));
  }

  /** One sentence per key that is none of {@code known}. */
  List<String> warnings(Set<String> known) {
    List<String> warnings = new ArrayList<>();
    for (var section : root.properties()) {
      if (!section.getValue().isObject()) {
        warnings.add(unknown(section.getKey(), known));
        continue;
      }
      for (var entry : section.getValue().properties()) {
        String path = section.getKey() + "." + entry.getKey();
        if (!known.contains(path)) {
          warnings.add(unknown(path, known));
        }
      }
    }
    return warnings;
  }

  /** Every key that was asked for. */
  Set<String> used() {
    return Set.copyOf(used);
  }

  private <T> T read(String path, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigProblem("%s: %s: %s".formatted(name, path, e.getMessage()));
    }
  }

  private String unknown(String path, Set<String> known) {
    return "%s: unknown key %s is ignored: %s"
        .formatted(
            name,
            path,
            NearestKey.of(path, known)
                .map("did you mean %s?"::formatted)
                .orElse("check its spelling"));
  }

  private JsonNode node(String path) {
    used.add(path);
    JsonNode at = root;
    for (String key : path.split("\\.", -1)) {
      at = at.get(key);
      if (at == null || at.isNull()) {
        return null;
      }
    }
    return at;
  }
}
