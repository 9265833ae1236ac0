package org.rop2p.testbed.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A multipart/form-data body (RFC 7578), read strictly: every delimiter on its own line, every part
 * with a name, a closing delimiter at the end. Pure.
 */
final class MultipartForm {
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/form-data\\s*;\\s*boundary=\"?([^\";\\s]{1,70})\"?\\s*");
  private static final Pattern DISPOSITION =
      Pattern.compile(
          "content-disposition:\\s*form-data;.*\\bname=\"([^\"]*)\".*", Pattern.CASE_INSENSITIVE);
  private static final String LINE = "\r\n";

  private MultipartForm() {}

  /** The fields by name; empty for anything that is not such a form. */
  static Map<String, String> parse(String contentType, byte[] body) {
    Matcher type = BOUNDARY.matcher(contentType);
    if (!type.matches()) {
      return Map.of();
    }
    String delimiter = "--" + type.group(1);
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Map<String, String> fields = new LinkedHashMap<>();
    if (!text.startsWith(delimiter + LINE)) {
      return Map.of();
    }
    int at = delimiter.length() + LINE.length();
    while (true) {
      int headersEnd = text.indexOf(LINE + LINE, at);
      int valueEnd = headersEnd < 0 ? -1 : text.indexOf(LINE + delimiter, headersEnd + 4);
      if (valueEnd < 0) {
        return Map.of();
      }
      String name = name(text.substring(at, headersEnd));
      if (name == null) {
        return Map.of();
      }
      fields.put(name, text.substring(headersEnd + 4, valueEnd));
      at = valueEnd + LINE.length() + delimiter.length();
      if (text.startsWith("--", at)) {
        return fields;
      }
      if (!text.startsWith(LINE, at)) {
        return Map.of();
      }
      at += LINE.length();
    }
  }

  private static String name(String headers) {
    for (String header : headers.split(LINE, -1)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        Matcher matcher = DISPOSITION.matcher(header);
        return matcher.matches() ? matcher.group(1) : null;
      }
    }
    return null;
  }
}
