package org.rop2p.coordinator.rest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rop2p.coordinator.api.TurnLogin;
import org.rop2p.coordinator.config.TurnServers;

/**
 * What a player is known by at the TURN servers: credentials of the server's own, or some that are
 * made for him and expire ("A REST API for access to TURN services", draft-uberti-behave-turn-rest,
 * as coturn's {@code use-auth-secret} has it). Pure.
 */
final class RelayCredentials {
  /** A game session; who plays longer asks again. */
  static final Duration LIFETIME = Duration.ofHours(12);

  /** The draft's, and the only one that all versions of coturn know. */
  private static final String ALGORITHM = "HmacSHA1";

  private RelayCredentials() {}

  static List<TurnLogin> of(TurnServers turn, int accountId, Instant now) {
    String username = now.plus(LIFETIME).getEpochSecond() + ":" + accountId;
    return turn.servers().stream()
        .map(
            server ->
                server.username().isEmpty()
                    ? new TurnLogin(
                        server.url(),
                        username,
                        password(turn.secret(), username),
                        OptionalLong.of(LIFETIME.toSeconds()))
                    : new TurnLogin(
                        server.url(), server.username(), server.credential(), OptionalLong.empty()))
        .toList();
  }

  private static String password(String secret, String username) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] code = mac.doFinal(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has HMAC-SHA1", e);
    }
  }
}
