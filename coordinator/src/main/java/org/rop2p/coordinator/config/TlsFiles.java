package org.rop2p.coordinator.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a certificate and a key can be served with: there, readable, and of one pair. */
public final class TlsFiles {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** How to find out whether two keys belong together: one signs, the other checks. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  private static final byte[] SAMPLE = "ro-p2p".getBytes(StandardCharsets.US_ASCII);

  private TlsFiles() {}

  /** What is wrong, in one sentence; empty if nothing is. Reads the files. */
  public static Optional<String> problem(TlsConfig tls) {
    Optional<byte[]> certificate = read(tls.certificate());
    Optional<byte[]> key = read(tls.key());
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.of(
          certificate.isEmpty()
              ? "security.ssl_cert: "
                  + tls.certificate()
                  + " cannot be read: check its name and rights"
              : "security.ssl_key: " + tls.key() + " cannot be read: check its name and rights");
    }
    Optional<PublicKey> open = first(certificate.get()).map(Certificate::getPublicKey);
    if (open.isEmpty()) {
      return Optional.of(
          "security.ssl_cert: "
              + tls.certificate()
              + " holds no certificate in PEM form, the server's first");
    }
    Matcher pem = PKCS8.matcher(new String(key.get(), StandardCharsets.ISO_8859_1));
    String signature = SIGNATURES.get(open.get().getAlgorithm());
    if (!pem.find() || signature == null) {
      return Optional.of(
          "security.ssl_key: "
              + tls.key()
              + " holds no RSA or EC key in unencrypted PKCS#8 form: openssl pkcs8 -topk8 -nodes -in"
              + " "
              + tls.key()
              + " makes one of it");
    }
    return areOnePair(open.get(), pem.group(1), signature)
        ? Optional.empty()
        : Optional.of(
            "security.ssl_key: "
                + tls.key()
                + " is not the key of the certificate "
                + tls.certificate()
                + ": name the files of one pair");
  }

  private static boolean areOnePair(PublicKey open, String base64, String algorithm) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(open.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(SAMPLE);
      byte[] signed = signature.sign();
      signature.initVerify(open);
      signature.update(SAMPLE);
      return signature.verify(signed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Certificate> first(byte[] pem) {
    try {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem));
      return chain.stream().map(Certificate.class::cast).findFirst();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
