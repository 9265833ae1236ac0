package org.rop2p.coordinator.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.rop2p.coordinator.redis.RedisNode.await;
import static org.rop2p.coordinator.redis.RedisNode.failure;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.config.RedisConfig;
import org.rop2p.coordinator.session.StoreUnavailableException;

/** Over TLS, only the right server hears the password. */
class RedisTlsTest {
  @TempDir Path folder;

  @Test
  void aServerThatIsTrustedAndNamedAsItIsCalledServes() throws Exception {
    Certificate ours = certificate("127.0.0.1");
    try (Secured secured = new Secured(ours)) {
      secured.line(ours);
      await(secured.line.open());
      assertEquals("PONG", await(secured.line.send(Request.cmd(Command.PING))).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false", // somebody else signed it
    "192.0.2.1, true" // it is another machine's
  })
  void anyOtherIsAStoreThatIsNotThere(String name, boolean trusted) throws Exception {
    Certificate its = certificate(name);
    try (Secured secured = new Secured(its)) {
      secured.line(trusted ? its : certificate("127.0.0.1"));
      await(secured.line.open());
      assertInstanceOf(
          StoreUnavailableException.class, failure(secured.line.send(Request.cmd(Command.PING))));
    }
  }

  private record Certificate(String pem, String keyPem) {}

  private final class Secured implements AutoCloseable {
    private final Vertx vertx;
    private final RedisServer server;
    private final int port = freePort();
    private RedisLine line;

    Secured(Certificate certificate) throws IOException {
      Path cert = Files.writeString(folder.resolve("cert.pem"), certificate.pem());
      Path key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
      server =
          RedisServer.started(
              "",
              List.of(
                  "--tls-port",
                  Integer.toString(port),
                  "--tls-cert-file",
                  cert.toString(),
                  "--tls-key-file",
                  key.toString(),
                  "--tls-ca-cert-file",
                  cert.toString(),
                  "--tls-auth-clients",
                  "no"));
      vertx = Vertx.vertx();
    }

    void line(Certificate trusted) {
      line =
          new RedisLine(
              vertx,
              new RedisConfig("127.0.0.1", port, 0, "", true),
              new NetClientOptions()
                  .setTrustOptions(
                      new PemTrustOptions().addCertValue(Buffer.buffer(trusted.pem()))));
    }

    @Override
    public void close() {
      await(line.close());
      await(vertx.close());
      server.close();
    }
  }

  private static Certificate certificate(String address) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    X500Name name = new X500Name("CN=redis");
    byte[] certificate =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(Instant.now().minus(Duration.ofDays(1))),
                Date.from(Instant.now().plus(Duration.ofDays(1))),
                name,
                pair.getPublic())
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, address)))
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();
    return new Certificate(
        pem("CERTIFICATE", certificate), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private static String pem(String what, byte[] der) {
    String text = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
