package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;

/** The program, as a process. */
class MainTest {
  private static final String READY = "Coordinator listening on ";

  @TempDir private Path folder;

  @Test
  void saysWhenItIsReadyAndServes() throws Exception {
    Path log = folder.resolve("made/here/coordinator.log");
    Path config = folder.resolve("c.yaml");
    Files.writeString(
        config,
        "coordinator: {require_authentication: false, prot: 1}\n"
            + "logging: {level: DEBUG, file: \""
            + log
            + "\"}\n");
    Process process = start("--config", config.toString(), "--listen", "127.0.0.1:0");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String ready = out.readLine();
      assertTrue(ready.matches(READY + "http://127\\.0\\.0\\.1:[0-9]+/api/v1"), ready);
      URI rest = URI.create(ready.substring(READY.length()));
      CoordinatorClient client =
          new CoordinatorClient(ClientSettings.of(rest, TestPlayer.PATIENCE));
      String jwt =
          TestPlayer.await(client.login(new LoginRequest(12_345, ""), TestKeys.create().key()))
              .jwt();
      String session = TestPlayer.await(client.join(jwt, "prontera")).sessionId();
      process.destroy(); // The log is whole when the process has ended.
      assertTrue(process.waitFor(TestPlayer.PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
      String logged = Files.readString(log);
      assertTrue(
          logged.contains("[INFO] New P2P session created: zone=prontera, session_id=" + session),
          logged);
      assertTrue(logged.contains("[WARN] " + config + ": coordinator.prot is unknown"));
      assertTrue(logged.contains("[WARN] Everybody is believed"), logged);
    } finally {
      process.destroy();
      assertTrue(process.waitFor(TestPlayer.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertEnds(
          1,
          "Port "
              + port
              + " of 127.0.0.1 is in use: stop the program that has it, or choose"
              + " another with --listen 127.0.0.1:PORT",
          "--listen",
          "127.0.0.1:" + port);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--nonsense             | Unknown option: '--nonsense'. Try --help.",
        "--listen 8001          | Invalid value for option '--listen': \"8001\" is not HOST:PORT, like 127.0.0.1:8001. Try --help.",
        "--listen a:99999       | Invalid value for option '--listen': \"a:99999\" is not HOST:PORT, like 127.0.0.1:8001. Try --help.",
        "--auth ldap            | Invalid value for option '--auth': \"ldap\" is no mode: none, rathena-web, rathena-db or jwt. Try --help.",
        "--rathena-web x        | Invalid value for option '--rathena-web': \"x\" is not a URL like http://127.0.0.1:8888. Try --help.",
        "--config /nowhere.yaml | /nowhere.yaml cannot be read as text: check --config and who may read the file",
        "--auth jwt             | built-in defaults: auth.service.secret and coordinator.jwt_secret are missing: mode jwt needs the secret of the service that issues the tokens",
        "--listen 0.0.0.0:0     | built-in defaults: coordinator.host is 0.0.0.0, but nobody there has to prove who he is: set coordinator.require_authentication to true, or, if you mean it, security.allow_unauthenticated to true (--allow-unauthenticated)",
      })
  void wrongUsageIsOneSentence(String arguments, String sentence) throws Exception {
    assertEnds(2, sentence, arguments.split(" ", -1));
  }

  private static void assertEnds(int status, String sentence, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(arguments);
    // One that serves instead would say nothing more for ever.
    process
        .onExit()
        .orTimeout(TestPlayer.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(e -> process.destroyForcibly());
    String said;
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      said = String.join("\n", err.lines().toList());
    }
    assertTrue(process.waitFor(TestPlayer.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals(sentence, said);
    assertEquals(status, process.exitValue());
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JWT_SECRET");
    return builder.start();
  }
}
