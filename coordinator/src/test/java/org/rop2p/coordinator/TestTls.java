package org.rop2p.coordinator;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates and keys in PEM files. */
final class TestTls {
  private TestTls() {}

  /** Writes a fresh pair. */
  static void pair(Path certificate, Path key) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    X500Name name = new X500Name("CN=localhost");
    X509Certificate signed =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(Instant.now().minusSeconds(1)),
                        Date.from(Instant.now().plusSeconds(3_600)),
                        name,
                        pair.getPublic())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    pem(certificate, "CERTIFICATE", signed.getEncoded());
    pem(key, "PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static void pem(Path file, String kind, byte[] der) throws IOException {
    StringWriter text = new StringWriter();
    text.write("-----BEGIN " + kind + "-----\n");
    text.write(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
    text.write("\n-----END " + kind + "-----\n");
    Files.writeString(file, text.toString());
  }
}
