package org.rop2p.proxy.setup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.rop2p.proxy.config.ConfigFile;

/**
 * Changes values in a text of JSON with comments and leaves every other character alone. Pure.
 * Paths are {@code section.key}.
 */
final class JsonEdit {
  private static final int SECTION_DEPTH = 1;
  private static final int KEY_DEPTH = 2;

  private final String text;
  private final Map<String, Span> values = new HashMap<>();
  private final Map<String, Inside> objects = new HashMap<>();

  /** Characters from {@code start}, before {@code end}. */
  private record Span(int start, int end) {}

  /** An object: where its inside begins, and whether anything is in it. */
  private record Inside(int start, boolean empty) {}

  private JsonEdit(String text) {
    this.text = text;
  }

  /**
   * The text with that value.
   *
   * @param value a text, number, boolean, or null
   * @throws IOException when the text is not JSON, or a section is no object
   */
  static String set(String text, String path, Object value) throws IOException {
    JsonEdit edit = new JsonEdit(text);
    edit.index();
    int dot = path.indexOf('.');
    String section = path.substring(0, dot);
    String key = path.substring(dot + 1);
    String json = json(value);
    Span old = edit.values.get(path);
    if (old != null) {
      return edit.replaced(old, json);
    }
    Inside object = edit.objects.get(section);
    if (object != null) {
      return edit.inserted(object, "    " + quoted(key) + ": " + json, "  ");
    }
    Span other = edit.values.get(section);
    String whole = "{\n    " + quoted(key) + ": " + json + "\n  }";
    if (other != null) {
      return edit.replaced(other, whole);
    }
    return edit.inserted(edit.objects.get(""), "  " + quoted(section) + ": " + whole, "");
  }

  private String replaced(Span span, String json) {
    return text.substring(0, span.start) + json + text.substring(span.end);
  }

  /** At the beginning: what stands at the end may be a comma or a comment. */
  private String inserted(Inside object, String member, String closing) {
    String rest = text.substring(object.start);
    return text.substring(0, object.start)
        + "\n"
        + member
        + (object.empty ? "\n" + closing : ",")
        + rest;
  }

  private void index() throws IOException {
    try (JsonParser parser = ConfigFile.json().createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      members(parser, "", SECTION_DEPTH);
    }
  }

  /** The parser stands on the object's beginning, and then on its end. */
  private void members(JsonParser parser, String path, int depth) throws IOException {
    int inside = end(parser);
    boolean empty = true;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      empty = false;
      String name = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
      JsonToken value = parser.nextToken();
      int start = (int) parser.currentTokenLocation().getCharOffset();
      if (value == JsonToken.START_OBJECT && depth < KEY_DEPTH) {
        members(parser, name, depth + 1);
      } else {
        if (value.isStructStart()) {
          parser.skipChildren();
        } else {
          parser.finishToken();
        }
        values.put(name, new Span(start, end(parser)));
      }
    }
    objects.put(path, new Inside(inside, empty));
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }

  private static String json(Object value) {
    return value instanceof String words ? quoted(words) : String.valueOf(value);
  }

  private static String quoted(String words) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(words)) + '"';
  }
}
