package org.rop2p.coordinator.client;

import org.rop2p.coordinator.api.KeyProof;

/** Proofs for tests that send them otherwise than the client does. */
public final class Proofs {
  private Proofs() {}

  /** As the client makes it. */
  public static KeyProof of(PlayerKey key, String nonce, int accountId) {
    return key.prove(nonce, accountId);
  }
}
