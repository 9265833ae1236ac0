package org.rop2p.coordinator.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.ClientConfig;

/** A coordinator with a certificate that nobody vouches for. */
class CoordinatorTlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final char[] PASSWORD = "not a secret".toCharArray();

  private String serverTls = "TLSv1.3";
  private HttpsServer server;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(selfSigned(folder.resolve("key.p12"))) {
          @Override
          public void configure(HttpsParameters parameters) {
            var tls = getSSLContext().getDefaultSSLParameters();
            tls.setProtocols(new String[] {serverTls});
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/api/v1/client-config",
        exchange -> {
          byte[] answer =
              "{\"p2p_enabled\": true, \"authentication\":\"none\",\"stun_servers\":[]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | TLSv1.3         | TLSv1.3 | self-signed or of an issuer that this machine does not",
        "false | TLSv1.3         | TLSv1.3 | ",
        "false | TLSv1.3         | TLSv1.2 | check its certificate and tls_version",
        "false | TLSv1.2;TLSv1.3 | TLSv1.2 | ",
      })
  void itIsTrustedOnlyWhereThatIsWanted(
      boolean validation, String versions, String spoken, String problem) throws Exception {
    serverTls = spoken;
    URI rest = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
    ClientSettings usual = ClientSettings.of(rest, PATIENCE);
    CoordinatorClient client =
        new CoordinatorClient(
            new ClientSettings(
                usual.restApiUrl(),
                usual.websocketUrl(),
                PATIENCE,
                validation,
                List.of(versions.split(";")),
                usual.pingInterval()));

    if (problem == null) {
      assertEquals("none", answer(client).authentication());
    } else {
      ExecutionException e = assertThrows(ExecutionException.class, () -> answer(client));
      assertTrue(e.getCause().getMessage().contains("cannot be trusted: "), e::getMessage);
      assertTrue(e.getCause().getMessage().contains(problem), e::getMessage);
    }
  }

  private static ClientConfig answer(CoordinatorClient client) throws Exception {
    return client.clientConfig().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** By the JDK's own tool: the only one that makes certificates without a library. */
  private static SSLContext selfSigned(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
