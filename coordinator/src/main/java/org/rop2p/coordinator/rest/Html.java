package org.rop2p.coordinator.rest;

import java.util.regex.Pattern;

/** HTML being written: what is text cannot become markup. Not thread-safe. */
final class Html {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern NO_ID = Pattern.compile("[^A-Za-z0-9-]");

  private final StringBuilder out = new StringBuilder();

  /** As it is. */
  Html markup(String markup) {
    out.append(markup);
    return this;
  }

  /** Text, also for use in attributes. */
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** An element with nothing but text in it. */
  Html element(String name, String text) {
    return markup("<" + name + ">").text(text).markup("</" + name + ">");
  }

  /** Text in which {@code `this`} is code. */
  Html line(String text) {
    out.append(CODE.matcher(escaped(text)).replaceAll("<code>$1</code>"));
    return this;
  }

  /** Paragraphs with empty lines between them, each a {@linkplain #line line}. */
  Html prose(String text) {
    for (String paragraph : text.strip().split("\n\\s*\n", -1)) {
      if (!paragraph.isEmpty()) {
        markup("<p>").line(paragraph).markup("</p>\n");
      }
    }
    return this;
  }

  /** A link to what has the {@linkplain #id id}. */
  Html link(String name) {
    return markup("<a href=\"#" + id(name) + "\">").text(name).markup("</a>");
  }

  /** What a name is called within the page. */
  static String id(String name) {
    return NO_ID.matcher(name).replaceAll("_");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
