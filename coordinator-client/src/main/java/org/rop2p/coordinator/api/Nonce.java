package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The answer of {@code GET auth/nonce}.
 *
 * @param nonce to be signed by one {@link KeyProof}
 * @param expires when it is good no longer
 */
public record Nonce(String nonce, Instant expires) {
  public Nonce {
    Limits.nonce(nonce);
    requireNonNull(expires, "expires");
  }
}
