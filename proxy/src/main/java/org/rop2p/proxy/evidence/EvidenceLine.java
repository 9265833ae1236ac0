package org.rop2p.proxy.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.SignedLine;

/**
 * A line of chat that somebody signed, as a line of JSON keeps it.
 *
 * @param signingKey of its author, Ed25519, 32 bytes in Base64, as the coordinator attested it
 * @param fingerprint of the certificate of the author's proxy, hex
 * @param heardAt by the receiver's clock, which nobody has signed
 */
public record EvidenceLine(
    SignedLine line,
    LineSignature signature,
    String signingKey,
    String fingerprint,
    Instant heardAt) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int MAX_ZONE = 16;
  private static final int MAX_TEXT = 255;

  /** For people; what counts is {@code text}, the bytes. */
  private static final String SHOWN = "shown";

  /** Whether the owner of the key has signed it. */
  public boolean genuine(LineVerifier verifier) {
    return verifier.genuine(line, signature, signingKey);
  }

  /** One line, without the line feed. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", SignedLine.VERSION)
        .put("author", Integer.toUnsignedLong(line.author()))
        .put("signing_key", signingKey)
        .put("fingerprint", fingerprint)
        .put("said_at", Instant.ofEpochSecond(line.at()).toString())
        .put("heard_at", heardAt.toString())
        .put("kind", "chat")
        .put("epoch", Integer.toUnsignedLong(line.epoch()))
        .put("number", line.number())
        .put("zone", line.zone())
        .put("text", base64(line.text().toBytes()))
        .put("signature", base64(signature.bytes()))
        .put(SHOWN, line.text().toString());
    return json.toString();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException with what is wrong, when it is anything else
   */
  public static EvidenceLine parse(String json) {
    try {
      JsonNode read = JSON.readTree(json);
      if (read.path("version").asInt() != SignedLine.VERSION
          || !read.path("kind").asText().equals("chat")) {
        throw new IllegalArgumentException("not a line of this version");
      }
      long saidAt = Instant.parse(text(read, "said_at")).getEpochSecond();
      SignedLine line =
          new SignedLine(
              (int) number(read, "author"),
              (int) number(read, "epoch"),
              (int) number(read, "number"),
              bounded("zone", text(read, "zone"), MAX_ZONE),
              RawText.of(bytes(read, "text", MAX_TEXT)),
              saidAt);
      return new EvidenceLine(
          line,
          new LineSignature(saidAt, bytes(read, "signature", LineSignature.BYTES)),
          bounded("signing_key", text(read, "signing_key"), 64),
          bounded("fingerprint", text(read, "fingerprint"), 64),
          Instant.parse(text(read, "heard_at")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time", e);
    }
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return value.textValue();
  }

  /** Of an unsigned number of 32 bits, or a positive one. */
  private static long number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0
        || value.longValue() > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException(field + " is no number of 32 bits");
    }
    return value.longValue();
  }

  private static byte[] bytes(JsonNode json, String field, int most) {
    String base64 = bounded(field, text(json, field), most * 2);
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length <= most) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + " is not Base64", e);
    }
    throw new IllegalArgumentException(field + " is too long");
  }

  private static String bounded(String field, String value, int most) {
    if (value.isEmpty()
        || value.length() > most
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(field + " is of no form that it can have");
    }
    return value;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
