package org.rop2p.coordinator.auth;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.rop2p.coordinator.api.KeyProof;
import org.rop2p.coordinator.session.Player;

/** Whether a {@link KeyProof} proves its key. Thread-safe. */
public final class ProofCheck {
  private final Nonces nonces;

  public ProofCheck(Nonces nonces) {
    this.nonces = nonces;
  }

  /** The player with the proven key; empty if the proof is none. */
  public Optional<Player> check(int accountId, KeyProof proof, Instant now) {
    if (!nonces.isGood(proof.nonce(), now)) {
      return Optional.empty();
    }
    try {
      byte[] der = Base64.getDecoder().decode(proof.certificate());
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      Signature signature = Signature.getInstance(algorithm(certificate));
      signature.initVerify(certificate.getPublicKey());
      signature.update(KeyProof.signedBytes(proof.nonce(), accountId, proof.signingKey()));
      if (!signature.verify(Base64.getDecoder().decode(proof.signature()))) {
        return Optional.empty();
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Optional.of(
          new Player(accountId, HexFormat.of().formatHex(digest), proof.signingKey()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String algorithm(X509Certificate certificate) {
    return switch (certificate.getPublicKey().getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> "Ed25519";
    };
  }
}
