package org.rop2p.coordinator.auth;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * A {@code multipart/form-data} body (RFC 7578) of text parts, sent whole with its length: the
 * simple parser of rAthena's web-server takes nothing else.
 */
final class MultipartForm {
  /** No value can hold it: values here have no line breaks. */
  private static final String BOUNDARY = "ro-p2p-form-boundary";

  private final StringBuilder parts = new StringBuilder();

  MultipartForm part(String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a part's value must be one line");
    }
    parts
        .append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append("\"\r\n\r\n")
        .append(value)
        .append("\r\n");
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  Buffer body() {
    String body = parts + "--" + BOUNDARY + "--\r\n";
    return Buffer.buffer(body.getBytes(StandardCharsets.UTF_8));
  }
}
