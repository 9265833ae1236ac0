package org.rop2p.coordinator.client;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;
import org.rop2p.coordinator.api.KeyProof;

/**
 * What a proxy proves at a login: that it has the key of the certificate its peers will see, and
 * with which Ed25519 key (RFC 8032) the player signs what he says. Thread-safe.
 */
public final class PlayerKey {
  private static final String ALGORITHM = "Ed25519";

  /** RFC 8410 section 4: the raw key is the end of its X.509 form. */
  private static final int RAW_KEY_BYTES = 32;

  private final X509Certificate certificate;
  private final UnaryOperator<byte[]> signer;
  private final KeyPair signing;

  private PlayerKey(X509Certificate certificate, UnaryOperator<byte[]> signer, KeyPair signing) {
    this.certificate = certificate;
    this.signer = signer;
    this.signing = signing;
  }

  /**
   * With a fresh signing key.
   *
   * @param signer signs with the certificate's key, as {@link KeyProof} says; any thread
   */
  public static PlayerKey of(X509Certificate certificate, UnaryOperator<byte[]> signer) {
    try {
      KeyPair signing = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new PlayerKey(certificate, signer, signing);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java from 15 on has Ed25519", e);
    }
  }

  /** The public signing key: its 32 bytes in Base64. */
  public String signingKey() {
    byte[] encoded = signing.getPublic().getEncoded();
    return base64(Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length));
  }

  /**
   * Signs with the signing key, whichever of the process's players speaks: what is signed names the
   * account.
   *
   * @return 64 bytes, as RFC 8032 section 5.1.6 says
   */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(signing.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java from 15 on has Ed25519", e);
    }
  }

  /** The proof for one login. */
  KeyProof prove(String nonce, int accountId) {
    try {
      byte[] signature = signer.apply(KeyProof.signedBytes(nonce, accountId, signingKey()));
      return new KeyProof(base64(certificate.getEncoded()), signingKey(), nonce, base64(signature));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("the certificate has no DER form", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
