package org.rop2p.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * SHA-256 of a peer's certificate in DER form: the name of a proxy instance.
 *
 * <p>Fingerprints are ordered as their hexadecimal text; the smaller one of a link is ICE
 * controlling and QUIC client.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) implements Comparable<Fingerprint> {
  private static final int DIGITS = 64;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hexadecimal digits
   */
  public Fingerprint {
    if (hex.length() != DIGITS || !hex.chars().allMatch(Fingerprint::isLowerHex)) {
      throw new IllegalArgumentException(
          "A certificate fingerprint is 64 lower-case hexadecimal digits (SHA-256)");
    }
  }

  /**
   * The fingerprint of a certificate.
   *
   * @throws CertificateEncodingException if the certificate has no DER form
   */
  public static Fingerprint of(X509Certificate certificate) throws CertificateEncodingException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Fingerprint(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int compareTo(Fingerprint other) {
    return hex.compareTo(other.hex);
  }

  /** The first digits, enough to tell peers apart in a log line. */
  public String brief() {
    return hex.substring(0, 12);
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
