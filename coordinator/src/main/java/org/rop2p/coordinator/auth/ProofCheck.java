package org.rop2p.coordinator.auth;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.rop2p.coordinator.api.KeyProof;
import org.rop2p.coordinator.session.Player;

/** Whether a {@link KeyProof} proves its key. Thread-safe. */
public final class ProofCheck {
  /** What TLS peers ask for, too. */
  private static final int MIN_RSA_BITS = 2_048;

  private static final int MAX_RSA_BITS = 4_096;

  /** 65537 has 17; a long one is work for whoever checks. */
  private static final int MAX_EXPONENT_BITS = 32;

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
      Optional<String> algorithm = algorithm(certificate.getPublicKey());
      // Peers see the certificate alone: another text around it would be another fingerprint.
      if (algorithm.isEmpty() || !Arrays.equals(der, certificate.getEncoded())) {
        return Optional.empty();
      }
      Signature signature = Signature.getInstance(algorithm.get());
      signature.initVerify(certificate.getPublicKey());
      signature.update(KeyProof.signedBytes(proof.nonce(), accountId, proof.signingKey()));
      if (!signature.verify(Base64.getDecoder().decode(proof.signature()))) {
        return Optional.empty();
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
      return Optional.of(
          new Player(accountId, HexFormat.of().formatHex(digest), proof.signingKey()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** How such a key signs; empty if it is too weak, or too much work to look at. */
  private static Optional<String> algorithm(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      boolean usable =
          MIN_RSA_BITS <= bits
              && bits <= MAX_RSA_BITS
              && rsa.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS;
      return usable ? Optional.of("SHA256withRSA") : Optional.empty();
    }
    if (key instanceof ECPublicKey) {
      return Optional.of("SHA256withECDSA");
    }
    boolean ed25519 =
        key instanceof EdECPublicKey edwards && edwards.getParams().getName().equals("Ed25519");
    return ed25519 ? Optional.of("Ed25519") : Optional.empty();
  }
}
