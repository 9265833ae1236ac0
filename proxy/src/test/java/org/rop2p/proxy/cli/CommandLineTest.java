package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a person is told when a start fails: one sentence, exit 2 for usage, 1 for failure. */
@Timeout(60)
class CommandLineTest {
  @TempDir private Path folder;

  private record Answer(int code, String sentence) {}

  @ParameterizedTest(name = "ro-p2p {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          dance                                              | dance
          play                                               | --server
          play --server h --colour red                       | --colour
          play --server                                      | --server
          play --server h:                                   | has no valid port
          play --server h:70000                              | has no valid port
          play --server h:-1                                 | has no valid port
          play --server h:0                                  | has no valid port
          play --server http://h                             | is not a server address
          play --server h --listen 127.0.0.1:x               | has no valid port
          play --server h --zones prontera,no+map            | is not a map name
          play --server h --coordinator localhost            | begins with http:// or https://
          play --server h --coordinator ws://localhost/      | begins with http:// or https://
          play --server h --coordinator http://h/,localhost  | begins with http:// or https://
          play --server h --stun x:y                         | has no valid port
          play --server h --config /no/such/file             | /no/such/file cannot be read
          verify-evidence                                    | FILE
          verify-evidence /no/such/file                      | /no/such/file cannot be read
          """)
  void usage(String arguments, String said) {
    Answer answer = run(arguments == null ? "" : arguments);
    assertEquals(2, answer.code(), answer.sentence());
    assertSentence(said, answer);
  }

  @Test
  void aWrongValueInTheConfigurationIsUsage() throws IOException {
    Path config =
        Files.writeString(folder.resolve("p2p_config.json"), "{\"p2p\": {\"max_peers\": 0}}");
    Answer answer = run("play --server 127.0.0.1:1 --config " + config);
    assertEquals(2, answer.code(), answer.sentence());
    assertSentence("p2p.max_peers is 0, allowed is a whole number from 1 to 1000", answer);
  }

  @Test
  void aWrongLogLevelIsUsage() throws IOException {
    Path config =
        Files.writeString(folder.resolve("p2p_config.json"), "{\"logging\": {\"level\": \"x\"}}");
    Answer answer = run("play --server 127.0.0.1:1 --config " + config);
    assertEquals(2, answer.code(), answer.sentence());
    assertSentence("logging.level", answer);
  }

  @Test
  void aPortInUseIsAFailureWithTheRemedy() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();
      Answer answer =
          run("play --skip-server-check --server 127.0.0.1:1 --listen 127.0.0.1:" + port);
      assertEquals(1, answer.code(), answer.sentence());
      assertSentence("port " + port + " is taken by ", answer);
      assertSentence("--listen", answer);
    }
  }

  @Test
  void aServerThatIsDownIsAFailure() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = gone.getLocalPort();
    }
    Answer answer = run("play --server 127.0.0.1:" + port + " --listen 127.0.0.1:0");
    assertEquals(1, answer.code(), answer.sentence());
    assertSentence("127.0.0.1:" + port + " refuses the connection", answer);
  }

  @Test
  void anUnknownServerNameIsAFailure() {
    Answer answer =
        run("play --skip-server-check --server no-such-host.invalid --listen 127.0.0.1:0");
    assertEquals(1, answer.code(), answer.sentence());
    assertSentence("the server name no-such-host.invalid is not known", answer);
  }

  @Test
  void anAddressOfAnotherMachineCannotBeListenedOn() {
    Answer answer = run("play --skip-server-check --server 127.0.0.1:1 --listen 192.0.2.1:0");
    assertEquals(1, answer.code(), answer.sentence());
    assertSentence("cannot listen on 192.0.2.1:0", answer);
  }

  @ParameterizedTest(name = "--server {0} --listen {1}")
  @CsvSource({
    "127.0.0.1:6900, 127.0.0.1:6900",
    "127.0.0.1, 127.0.0.1",
    "localhost:7777, 127.0.0.1:7777",
    "127.0.0.1:7777, 0.0.0.0:7777"
  })
  void theProxyIsNotItsOwnServer(String server, String listen) {
    Answer answer = run("play --skip-server-check --server " + server + " --listen " + listen);
    assertEquals(1, answer.code(), answer.sentence());
    assertSentence("--server and --listen are both", answer);
  }

  @Test
  void aFileThatIsNoEvidenceIsNotOverwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("notes"), "do not forget");
    Answer answer =
        run(
            "play --skip-server-check --server 127.0.0.1:1 --listen 127.0.0.1:0 --evidence "
                + file);
    assertEquals(1, answer.code(), answer.sentence());
    assertSentence("is no file of evidence", answer);
    assertEquals("do not forget", Files.readString(file));
  }

  @Test
  void helpAndVersionAreNoProblems() {
    assertEquals(0, run("--help").code());
    assertEquals(0, run("play --help").code());
    assertEquals(0, run("verify-evidence --help").code());
    assertEquals(0, run("--version").code());
  }

  private static void assertSentence(String part, Answer answer) {
    String sentence = answer.sentence();
    assertTrue(sentence.startsWith("ro-p2p: "), sentence);
    assertTrue(sentence.contains(part), sentence);
    assertEquals(1, sentence.strip().lines().count(), sentence);
    assertFalse(sentence.contains("Exception"), sentence);
    assertFalse(sentence.contains("\tat "), sentence);
  }

  private static Answer run(String arguments) {
    StringWriter said = new StringWriter();
    CommandLine command = RootCommand.commandLine();
    command.setErr(new PrintWriter(said)).setOut(new PrintWriter(new StringWriter()));
    int code = command.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    return new Answer(code, said.toString());
  }
}
