package org.rop2p.coordinator.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mapping of the file. Reading a key marks it known; a wrong value is noted as a problem and
 * the default is returned, so that all problems come out at once.
 */
final class Section {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final String path;
  private final Map<String, Object> values;
  private final Notes notes;
  private final Set<String> known = new LinkedHashSet<>();

  Section(String path, Map<String, Object> values, Notes notes) {
    this.path = path;
    this.values = values;
    this.notes = notes;
  }

  /** Problems and warnings of the whole file, and what {@code ${NAME}} stands for. */
  static final class Notes {
    final String file;
    final Map<String, String> environment;
    final List<String> problems = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    Notes(String file, Map<String, String> environment) {
      this.file = file;
      this.environment = environment;
    }

    void problem(String sentence) {
      problems.add(file + ": " + sentence);
    }

    void warning(String sentence) {
      warnings.add(file + ": " + sentence);
    }
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  Set<String> keys() {
    return values.keySet();
  }

  int integer(String key, int min, int max, int absent) {
    Object value = value(key);
    if (value == null) {
      return absent;
    }
    if (value instanceof Integer number && number >= min && number <= max) {
      return number;
    }
    if (value instanceof String text && text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    wrong(key, value, "a whole number from " + min + " to " + max);
    return absent;
  }

  boolean flag(String key, boolean absent) {
    Object value = value(key);
    if (value == null) {
      return absent;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    wrong(key, value, "true or false");
    return absent;
  }

  String text(String key, String absent, Predicate<String> allowed, String what) {
    Object value = value(key);
    if (value == null) {
      return absent;
    }
    String text = value instanceof Integer number ? number.toString() : "";
    if (value instanceof String string) {
      text = string;
    }
    if (allowed.test(text)) {
      return text;
    }
    wrong(key, value, what);
    return absent;
  }

  /** A value that must never be printed. */
  String secret(String key) {
    Object value = value(key);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    notes.problem(path + key + " must be text: put it in quotes");
    return "";
  }

  List<String> texts(String key, Predicate<String> allowed, String what) {
    known.add(key);
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        Object expanded = expand(key, element);
        if (expanded instanceof String text && allowed.test(text)) {
          texts.add(text);
        } else if (expanded != null) {
          wrong(key, expanded, what);
        }
      }
    } else {
      wrong(key, value, what);
    }
    return texts;
  }

  /**
   * An absent list is an empty one.
   *
   * @param bare the key that an element without keys stands for
   */
  List<Section> sections(String key, String bare) {
    known.add(key);
    Object value = values.get(key);
    List<Section> sections = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Map<?, ?> map) {
          Map<String, Object> nested = new LinkedHashMap<>();
          map.forEach((name, inner) -> nested.put(String.valueOf(name), inner));
          sections.add(new Section(path + key + ".", nested, notes));
        } else if (element instanceof String text) {
          sections.add(new Section(path + key + ".", Map.of(bare, text), notes));
        } else {
          wrong(key, element, "a list of sections of keys");
        }
      }
    } else if (value != null) {
      wrong(key, value, "a list of sections of keys");
    }
    return sections;
  }

  /** An absent section is an empty one. */
  Section section(String key) {
    known.add(key);
    Object value = values.get(key);
    Map<String, Object> nested = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, element) -> nested.put(String.valueOf(name), element));
    } else if (value != null) {
      wrong(key, value, "a section of keys");
    }
    return new Section(path + key + ".", nested, notes);
  }

  /** Whether the key holds a list and not a section. */
  boolean isList(String key) {
    return values.get(key) instanceof List<?>;
  }

  /** Warns about what nobody has read. */
  void warnOfUnknownKeys() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String nearest =
            Nearest.of(key, known)
                .map(name -> "did you mean " + name + "?")
                .orElse("is it misspelt?");
        notes.warning(path + key + " is unknown, ignored: " + nearest);
      }
    }
  }

  void problem(String key, String sentence) {
    notes.problem(path + key + sentence);
  }

  void wrong(String key, Object value, String what) {
    notes.problem(path + key + " is " + shown(value) + ", but must be " + what);
  }

  private static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", " ");
    return value instanceof String ? "\"" + text + "\"" : text;
  }

  private Object value(String key) {
    known.add(key);
    return expand(key, values.get(key));
  }

  /**
   * Replaces {@code ${NAME}} by the environment's value; null if there is none, which is a problem.
   */
  private Object expand(String key, Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      String replacement = notes.environment.get(matcher.group(1));
      if (replacement == null) {
        notes.problem(
            path
                + key
                + " is \""
                + matcher.group()
                + "\", but the environment variable "
                + matcher.group(1)
                + " is not set: export it before the start");
        return null;
      }
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
    }
    return matcher.appendTail(expanded).toString();
  }
}
