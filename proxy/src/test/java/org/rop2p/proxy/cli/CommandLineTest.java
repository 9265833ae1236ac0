package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.api.RestCodec;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.logging.Logging;
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
          play                                               | no game server is named: give --server HOST or --join URL, or set server.address in conf/p2p_config.json
          paly                                               | Unknown command: 'paly' (did you mean play?); 'ro-p2p --help' lists what is allowed
          play --foo                                         | Unknown option: '--foo'; 'ro-p2p play --help' lists what is allowed
          play --sever h                                     | Unknown option: '--sever' (did you mean --server?); 'ro-p2p play --help' lists what is allowed
          play --server h --privaci=relay                    | Unknown option: '--privaci' (did you mean --privacy?)
          play --server h more                               | 'more' belongs to no option; 'ro-p2p play --help' lists what is allowed
          play --hlep                                        | Unknown option: '--hlep' (did you mean --help?)
          play --join play.example                           | --join takes the https:// address of a coordinator; to play on play.example alone write --server play.example
          play --join https://h --listen h:70000             | 'h:70000' has no valid port
          play --join htp://h/                               | 'htp://h/' begins with htp://, which is no address to play on: did you mean https://h/?
          play --join https://h --no-p2p                     | --join and --no-p2p contradict each other: leave one out
          play --join https://h --coordinator https://h      | --join and --coordinator contradict each other: leave one out
          play --no-p2p --coordinator https://h              | no game server is named
          setup-client                                       | DIR
          setup-client --udno x                              | Unknown option: '--udno' (did you mean --undo?)
          setup-client x --listen h:x                        | has no valid port
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
  void whoJoinsHasAConfigurationFromThenOn() throws IOException {
    int down;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      down = gone.getLocalPort();
    }
    HttpServer coordinator = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    coordinator.createContext(
        "/api/v1/client-config",
        exchange -> {
          byte[] body =
              RestCodec.encode(
                      new ClientConfig(
                          true,
                          "none",
                          Optional.of("127.0.0.1:" + down),
                          Optional.of("20220406"),
                          Optional.of("relay"),
                          List.of(),
                          Map.of()))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    coordinator.start();
    try {
      Path config = folder.resolve("conf").resolve("p2p_config.json");
      String url = "http://127.0.0.1:" + coordinator.getAddress().getPort();
      Answer answer = run("play --join " + url + " --config " + config);
      assertEquals(1, answer.code(), answer.sentence());
      assertSentence("the game server 127.0.0.1:" + down + " refuses the connection", answer);
      ProxyConfig joined = ConfigFile.read(config).toProxyConfig(ProxyConfig.defaults());
      assertEquals(URI.create(url + "/api/v1"), joined.p2p().coordinator());
      assertEquals(ProxyConfig.Privacy.RELAY, joined.p2p().reach().privacy());
      Answer again = run("play --config " + config);
      assertSentence("the game server 127.0.0.1:" + down + " refuses the connection", again);
      try (RunningCommand elsewhere =
          new RunningCommand(
              List.of(
                  "play", "--join", url, "--listen", "127.0.0.1:7200", "--config", "" + config))) {
        String told = elsewhere.await(line -> line.contains("is written"));
        assertNotNull(told, elsewhere::said);
        assertTrue(told.contains("<port>7200</port>"), told);
      }
    } finally {
      coordinator.stop(0);
    }
  }

  @Test
  void aCoordinatorThatIsNotThereCannotBeJoined() {
    Path config = folder.resolve("p2p_config.json");
    Answer answer = run("play --join https://no-such-host.invalid --config " + config);
    assertEquals(1, answer.code(), answer.sentence());
    assertSentence(
        "Coordinator https://no-such-host.invalid cannot be found: check the host name in its URL",
        answer);
    assertFalse(Files.exists(config));
  }

  @Test
  void theClientIsPointedAndPutBack() throws IOException {
    Path file = folder.resolve("clientinfo.xml");
    String before =
        "<connection><address>a.example</address></connection>"
            + "<connection><address>b.example</address></connection>";
    Files.writeString(file, before);
    Path config =
        Files.writeString(
            folder.resolve("p2p_config.json"),
            "{\"server\": {\"address\": \"b.example\"}, \"listen\": {\"address\": \"127.0.0.1:7000\"}}");
    String command = "setup-client " + folder + " --config " + config;
    assertEquals(
        "clientinfo.xml points at the proxy (127.0.0.1:7000) now, and a copy as it was is kept",
        out(command));
    assertEquals(
        "<connection><address>a.example</address></connection>"
            + "<connection><address>127.0.0.1</address><port>7000</port></connection>",
        Files.readString(file));
    assertEquals("The game points at the proxy (127.0.0.1:7000) already", out(command));
    assertEquals(
        "clientinfo.xml points at the proxy (127.0.0.1:7001) now, and a copy as it was is kept",
        out(command + " --listen 127.0.0.1:7001"));
    assertEquals("clientinfo.xml is as it was before", out(command + " --undo"));
    assertEquals(before, Files.readString(file));
  }

  @Test
  void aFolderWithoutAGameIsAFailure() {
    Answer answer = run("setup-client " + folder);
    assertEquals(1, answer.code(), answer.sentence());
    assertSentence(
        "No clientinfo.xml or sclientinfo.xml is in '%s': name the folder in which the game's program is"
            .formatted(folder),
        answer);
  }

  @Test
  void theLogsFolderIsMadeInTheHome() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        home.resolve("conf").resolve("p2p_config.json"),
        "{\"server\": {\"address\": \"no-such-host.invalid\"}, \"logging\": {\"file\": \"logs/x.log\"}}");
    System.setProperty("ro-p2p.home", home.toString());
    try {
      assertSentence("the server name no-such-host.invalid is not known", run("play"));
      assertTrue(Files.exists(home.resolve("logs").resolve("x.log")));
    } finally {
      System.clearProperty("ro-p2p.home");
      Logging.configure(ConfigFile.none().logging());
    }
  }

  @Test
  void helpAndVersionAreNoProblems() {
    assertEquals(0, run("--help").code());
    assertEquals(0, run("play --help").code());
    assertEquals(0, run("setup-client --help").code());
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

  private static String out(String arguments) {
    StringWriter said = new StringWriter();
    CommandLine command = RootCommand.commandLine();
    command.setErr(new PrintWriter(said)).setOut(new PrintWriter(said));
    assertEquals(0, command.execute(arguments.split(" ")), said.toString());
    return said.toString().strip();
  }

  private static Answer run(String arguments) {
    StringWriter said = new StringWriter();
    CommandLine command = RootCommand.commandLine();
    command.setErr(new PrintWriter(said)).setOut(new PrintWriter(new StringWriter()));
    int code = command.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    return new Answer(code, said.toString());
  }
}
