package org.rop2p.transport.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response of HTTP/1.1 (RFC 9112), bounded in size.
 *
 * @param status 200 to 599
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpResponse(int status, byte[] body) {
  /** The description of a router with every service is below 32 KiB. */
  private static final int MAX_BODY = 128 * 1024;

  private static final int MAX_LINE = 2_048;

  /** A router's answers have some ten; interim responses count, too. */
  private static final int MAX_LINES = 64;

  /** Lower ones are of interim responses (RFC 9110 section 15.2). */
  private static final int FINAL = 200;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(;.*)?");

  /**
   * Reads one to its end.
   *
   * @throws IOException if it is none, ends early or is too long, in words for people
   */
  static HttpResponse read(InputStream in) throws IOException {
    int lines = 0;
    int status = 0;
    Map<String, String> headers = new HashMap<>();
    while (status < FINAL) {
      Matcher first = STATUS.matcher(line(in));
      if (!first.matches()) {
        throw new IOException("The gateway's answer is not HTTP");
      }
      status = Integer.parseInt(first.group(1));
      headers.clear();
      String line;
      do {
        line = line(in);
        int colon = line.indexOf(':');
        if (colon > 0) {
          String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
          headers.put(name, line.substring(colon + 1).strip());
        }
        if (++lines > MAX_LINES) {
          throw endless();
        }
      } while (!line.isEmpty());
    }
    return new HttpResponse(status, body(in, headers));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    String encoding = headers.getOrDefault("transfer-encoding", "");
    if (encoding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return chunks(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw endless();
      }
      return body;
    }
    if (!LENGTH.matcher(length).matches()) {
      throw new IOException("The gateway's answer is not HTTP");
    }
    return exactly(in, Integer.parseInt(length));
  }

  /** RFC 9112 section 7.1; what follows the last chunk is not read. */
  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      Matcher first = CHUNK_SIZE.matcher(line(in));
      if (!first.matches()) {
        throw new IOException("The gateway's answer is not HTTP");
      }
      int size = Integer.parseInt(first.group(1), 16);
      if (size == 0) {
        return body.toByteArray();
      }
      if (body.size() + size > MAX_BODY) {
        throw endless();
      }
      body.writeBytes(exactly(in, size));
      if (!line(in).isEmpty()) {
        throw new IOException("The gateway's answer is not HTTP");
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    if (length > MAX_BODY) {
      throw endless();
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The gateway's answer ends early");
    }
    return bytes;
  }

  /** Without its end: CR LF, or LF alone. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The gateway's answer ends early");
      }
      if (line.size() == MAX_LINE) {
        throw endless();
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static IOException endless() {
    return new IOException("The gateway's answer does not end");
  }
}
