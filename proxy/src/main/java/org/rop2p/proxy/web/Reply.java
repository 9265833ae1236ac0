package org.rop2p.proxy.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/**
 * What a request is answered.
 *
 * @param body not to be changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, String contentType, byte[] body) {
  private static final JsonMapper JSON = new JsonMapper();

  static Reply json(String text) {
    return new Reply(200, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A refusal, as the page shows it. */
  static Reply refused(int status, String sentence) {
    String body = JSON.createObjectNode().put("sentence", sentence).toString();
    return new Reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
