package org.rop2p.proxy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** When a JWT ends (RFC 7519 section 4.1.4), read without its key. Pure. */
public final class JwtExpiry {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JwtExpiry() {}

  /** The claim {@code exp}; empty if there is none, or the text is no JWT. */
  public static Optional<Instant> of(String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode expires = JSON.readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
      return expires.isNumber() && Math.abs(expires.asDouble()) < Instant.MAX.getEpochSecond()
          ? Optional.of(Instant.ofEpochSecond(expires.asLong()))
          : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("bytes can be read", e);
    }
  }

  /** One sentence if a token has expired; empty if it has not, or nobody knows. */
  public static Optional<String> sentence(String jwt, Instant now) {
    return of(jwt)
        .filter(end -> !now.isBefore(end))
        .map(
            end ->
                "The token in security.jwt_token has expired (%s): get a new one from the game's own service"
                    .formatted(end));
  }
}
