package org.rop2p.coordinator.api;

import java.nio.charset.StandardCharsets;

/**
 * Proof that a login comes from the proxy instance whose certificate peers will see (RFC 7800): the
 * certificate's key signs the coordinator's nonce, the account, and the key with which the player
 * signs what he says.
 *
 * @param certificate X.509, DER, in Base64 without line breaks
 * @param signingKey the player's Ed25519 public key (RFC 8032), its 32 bytes in Base64
 * @param nonce as {@code GET auth/nonce} gave it
 * @param signature over {@link #signedBytes}, in Base64: {@code SHA256withECDSA} for an EC key,
 *     {@code SHA256withRSA} for an RSA key, {@code Ed25519} for such a key
 */
public record KeyProof(String certificate, String signingKey, String nonce, String signature) {
  /** What the signature means, so that it can be used for nothing else. */
  private static final String PURPOSE = "ro-p2p login 1";

  public KeyProof {
    Limits.base64("certificate", certificate, Limits.MAX_CERTIFICATE_TEXT);
    Limits.signingKey(signingKey);
    Limits.nonce(nonce);
    Limits.base64("signature", signature, Limits.MAX_SIGNATURE_TEXT);
  }

  /** What is signed: purpose, nonce, account and signing key, a line each, in ASCII. */
  public static byte[] signedBytes(String nonce, int accountId, String signingKey) {
    return String.join("\n", PURPOSE, nonce, Integer.toString(accountId), signingKey)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Leaves the signature out. */
  @Override
  public String toString() {
    return "KeyProof[signingKey=" + signingKey + "]";
  }
}
