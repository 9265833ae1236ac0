package org.rop2p.transport.quic;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.rop2p.transport.Fingerprint;

/**
 * The key and certificate of one proxy instance, made at start and never stored.
 *
 * @param fingerprint what peers pin
 */
public record Identity(PrivateKey key, X509Certificate certificate, Fingerprint fingerprint) {
  /** Nobody but the peer, who pins the whole certificate, reads the name. */
  private static final X500Name NAME = new X500Name("CN=ro-p2p");

  /** Clocks of players differ; a pinned certificate's dates are never checked. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private static final Duration VALID = Duration.ofDays(365);
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final int SERIAL_BITS = 127;

  /** A fresh ECDSA P-256 key with a self-signed certificate. */
  public static Identity create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      Instant now = Instant.now();
      var builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              new BigInteger(SERIAL_BITS, new SecureRandom()),
              Date.from(now.minus(BACKDATED)),
              Date.from(now.plus(VALID)),
              NAME,
              pair.getPublic());
      var signer = new JcaContentSignerBuilder(ALGORITHM).build(pair.getPrivate());
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new Identity(pair.getPrivate(), certificate, Fingerprint.of(certificate));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError("every Java platform has ECDSA on P-256", e);
    }
  }

  /** A signature (SHA256withECDSA) by the certificate's key. Thread-safe. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has ECDSA on P-256", e);
    }
  }

  /** Hides the key. */
  @Override
  public String toString() {
    return "Identity[" + fingerprint + "]";
  }
}
