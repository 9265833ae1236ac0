package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.coordinator.config.ConfigFile;
import org.rop2p.coordinator.config.Overrides;
import org.rop2p.coordinator.config.TlsConfig;
import org.rop2p.coordinator.config.TlsFiles;

/** Every YAML block of the integration guide, as it stands there, starts a coordinator. */
class GuideTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  private static final Map<String, String> ENVIRONMENT =
      Map.of("JWT_SECRET", "x".repeat(32), "TURN_USERNAME", "ro", "TURN_PASSWORD", "sesame");

  private static final Overrides ANY_PORT =
      new Overrides(
          Optional.of("127.0.0.1"),
          Optional.of(0),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  @TempDir private Path folder;

  @Test
  void everyBlockStarts() throws Exception {
    Path certificate = folder.resolve("your-server.crt");
    Path key = folder.resolve("your-server.key");
    pair(certificate, key);
    int servers = 0;
    for (String block : blocks()) {
      String yaml =
          block
              .replace("/etc/ssl/certs/your-server.crt", certificate.toString())
              .replace("/etc/ssl/private/your-server.key", key.toString());
      ConfigFile.Loaded loaded = ConfigFile.parse("guide", yaml, ENVIRONMENT, ANY_PORT);
      assertTrue(
          loaded.warnings().stream().noneMatch(warning -> warning.contains("unknown")),
          loaded.warnings()::toString);
      try (TestCoordinator running = new TestCoordinator(loaded.config())) {
        assertTrue(running.coordinator.port() > 0);
        servers++;
      }
    }
    assertEquals(6, servers);
  }

  @Test
  void filesThatCannotBeServedAreNamed() throws Exception {
    Path certificate = folder.resolve("a.crt");
    Path key = folder.resolve("a.key");
    pair(certificate, key);
    Path otherKey = folder.resolve("b.key");
    pair(folder.resolve("b.crt"), otherKey);
    Path nowhere = folder.resolve("nowhere");
    assertEquals(Optional.empty(), TlsFiles.problem(new TlsConfig(certificate, key)));
    assertProblem("cannot be read", new TlsConfig(nowhere, key));
    assertProblem("cannot be read", new TlsConfig(certificate, nowhere));
    assertProblem("holds no certificate", new TlsConfig(key, key));
    assertProblem("PKCS#8", new TlsConfig(certificate, certificate));
    assertProblem("is not the key of the certificate", new TlsConfig(certificate, otherKey));
  }

  private static void assertProblem(String part, TlsConfig tls) {
    String problem = TlsFiles.problem(tls).orElse("");
    assertTrue(problem.contains(part), problem);
  }

  private static List<String> blocks() throws IOException {
    try (InputStream guide = GuideTest.class.getResourceAsStream("/guide.md")) {
      Matcher matcher = YAML.matcher(new String(guide.readAllBytes(), StandardCharsets.UTF_8));
      List<String> blocks = new ArrayList<>();
      while (matcher.find()) {
        blocks.add(matcher.group(1));
      }
      return blocks;
    }
  }

  private static void pair(Path certificate, Path key) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    X500Name name = new X500Name("CN=localhost");
    X509Certificate signed =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        name,
                        java.math.BigInteger.ONE,
                        new java.util.Date(System.currentTimeMillis() - 1000),
                        new java.util.Date(System.currentTimeMillis() + 3_600_000),
                        name,
                        pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
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
