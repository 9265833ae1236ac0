package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.doctor.StandInCoordinator;
import picocli.CommandLine;

/**
 * What everybody does wrong first, and what a terminal says to it, word by word. In the tables
 * {@code {name}} stands for what {@link #places} has under that name.
 */
@Timeout(120)
class FirstErrorsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** The claims are {@code {"exp":1700000000}}. */
  private static final String EXPIRED =
      "eyJhbGciOiJIUzI1NiJ9."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"exp\":1700000000}".getBytes(StandardCharsets.UTF_8))
          + ".c2lnbmF0dXJl";

  private static final String CONFIG =
      "{\"p2p\": {\"port_mapping\": false}, \"coordinator\": {\"rest_api_url\": \"%s\"}, %s}";

  /** Where the doctor's sentences begin in a line. */
  private static final int TITLES = 18;

  private static final Troubleshooting DOCUMENT = Troubleshooting.read();

  @TempDir private Path folder;

  private final Map<String, String> places = new TreeMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  private record Answer(int code, String out, String err) {}

  @BeforeEach
  void start() throws IOException {
    ServerSocket game = keep(new ServerSocket(0, 50, LOOPBACK));
    place("game", game.getLocalPort());
    place("down", freePort());
    StandInCoordinator coordinator =
        keep(
            StandInCoordinator.with(
                "{\"p2p_enabled\": true, \"authentication\": \"jwt\", \"stun_servers\": []}"));
    place("coordinator", coordinator.address().getPort());
    place("pid", ProcessHandle.current().pid());
    file("typo", "{\"p2p\": {\"privcay\": \"relay\"}, \"zones\": {\"colour\": 1}}");
    file("broken", "{\n  \"p2p\": {\"privacy\" \"relay\"}\n}");
    file("wrong", "{\"p2p\": {\"privacy\": \"secret\"}}");
    file("list", "[]");
    file("url", "{\"coordinator\": {\"rest_api_url\": \"game.example:8001\"}}");
    file(
        "expired",
        CONFIG.formatted(
            fill("http://127.0.0.1:{coordinator}/api/v1"),
            "\"security\": {\"jwt_token\": \"%s\"}".formatted(EXPIRED)));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @ParameterizedTest(name = "ro-p2p {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
play --server no-such-host.invalid --listen 127.0.0.1:0 | 1 | the server name no-such-host.invalid is not known: check the spelling of --server
play --server 127.0.0.1:{down} --listen 127.0.0.1:0 | 1 | the game server 127.0.0.1:{down} refuses the connection: check its port, and ask whether it is up
play --server http://game.example | 2 | 'http://game.example' is not a server address: write HOST or HOST:PORT; 'ro-p2p play --help' lists what is allowed
play --server 127.0.0.1:{game} --listen 127.0.0.1:{game} | 1 | --server and --listen are both 127.0.0.1:{game}: name the game server's own address
play --server h --coordinator htps://game.example/api/v1 | 2 | --coordinator is 'htps://game.example/api/v1': write an address that begins with http:// or https://; 'ro-p2p play --help' lists what is allowed
play --server h --coordinator game.example:8001 | 2 | --coordinator is 'game.example:8001': write an address that begins with http:// or https://; 'ro-p2p play --help' lists what is allowed
play --server h --packetver 2021-11-03 | 2 | '2021-11-03' is not a client date: write YYYYMMDD or YYYYMMDD:main{or}re{or}zero; 'ro-p2p play --help' lists what is allowed
play --server h --packetver 20211303 | 2 | '20211303' is not a client date: the calendar has no 20211303; 'ro-p2p play --help' lists what is allowed
play --server h --packetver 20110101 | 2 | client date 20110101:main is not supported, as its packet ids are not known; nearest: 20101122:main and 20111102:main, or perhaps 20110101:re; 'ro-p2p play --help' lists what is allowed
play --server h --config {broken} | 2 | {broken} is not valid JSON in line 2, column 21: Unexpected character ('"' (code 34)): was expecting a colon to separate field name and value
play --server h --config {wrong} | 2 | {wrong}: p2p.privacy is "secret", allowed is "direct" or "relay"
play --server h --config {list} | 2 | {list} is not a JSON object: it must begin with { and end with }
play --server h --config {url} | 2 | {url}: coordinator.rest_api_url is 'game.example:8001': write an address that begins with http:// or https://
play --server h --config {folder}/none.json | 2 | {folder}/none.json cannot be read: check the path and its rights
""")
  void refusedAtOnce(String arguments, int code, String sentence) {
    Answer answer = run(arguments);
    assertEquals("ro-p2p: " + fill(sentence), answer.err().strip());
    DOCUMENT.assertExplains(fill(sentence));
    assertEquals(code, answer.code());
  }

  @Test
  void aServerThatIsSilent() throws IOException {
    place("silent", silentPort());
    assertEquals(
        fill(
            "ro-p2p: the game server 127.0.0.1:{silent} does not answer: check its address, and ask"
                + " whether it is up"),
        run("play --server 127.0.0.1:{silent} --listen 127.0.0.1:0").err().strip());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.WINDOWS})
  void aPortThatIsTaken() throws IOException {
    Answer answer = run("play --server 127.0.0.1:1 --skip-server-check --listen 127.0.0.1:{game}");
    assertTrue(
        answer
            .err()
            .strip()
            .matches(
                fill(
                    "ro-p2p: port {game} is taken by java(\\.exe)? \\(process {pid}\\): end it, or"
                        + " let ro-p2p listen on 127\\.0\\.0\\.2:{game} \\(--listen, or listen\\.address in"
                        + " the configuration\\) and write"
                        + " 127\\.0\\.0\\.2 and {game} into clientinfo\\.xml")),
        answer.err());
    assertEquals(1, answer.code());
  }

  /** The system shows a program by its file's name. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aPortThatIsTakenByRathenaOnTheSameMachine() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path login = Files.createSymbolicLink(folder.resolve("login-server"), java);
    Process rathena =
        new ProcessBuilder(
                login.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Listening.class.getName())
            .start();
    open.add(
        () -> {
          rathena.destroyForcibly();
          rathena.waitFor(20, TimeUnit.SECONDS);
        });
    place("login", Integer.parseInt(rathena.inputReader().readLine()));
    place("rathena", rathena.pid());
    Answer answer = run("play --server 127.0.0.1:1 --skip-server-check --listen 127.0.0.1:{login}");
    assertEquals(
        fill(
            "ro-p2p: port {login} is taken by a game server on this machine, login-server (process"
                + " {rathena}): let ro-p2p listen on 127.0.0.1:6910 (--listen, or listen.address in the configuration) and write 127.0.0.1 and"
                + " 6910 into clientinfo.xml"),
        answer.err().strip());
    assertEquals(1, answer.code());
  }

  /** Listens on all addresses, as rAthena does. */
  static final class Listening {
    private Listening() {}

    public static void main(String[] args) throws IOException {
      try (ServerSocket socket = new ServerSocket(0)) {
        System.out.println(socket.getLocalPort());
        System.out.flush();
        socket.accept();
      }
    }
  }

  @ParameterizedTest(name = "play {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
--coordinator http://192.0.2.1:8001/api/v1 | P2P is off, the game goes on over the server: http://192.0.2.1:8001/api/v1 would send your login token in the clear: ask the admin for an https:// address, or set security.allow_plain_http to true in a network that nobody else reads
--coordinator https://no-such-host.invalid/api/v1 | Coordinator https://no-such-host.invalid cannot be found: check the host name in its URL; the game goes on over the server
--coordinator http://127.0.0.1:{down}/api/v1 | Coordinator http://127.0.0.1:{down} does not accept connections: is it running, and is the port right?; the game goes on over the server
--coordinator http://127.0.0.1:{coordinator}/api/v2 | http://127.0.0.1:{coordinator}/api/v2/client-config answered with HTTP status 404: check rest_api_url and what stands before the coordinator; the game goes on over the server
--coordinator https://127.0.0.1:{plain}/api/v1 | Coordinator https://127.0.0.1:{plain} cannot be trusted: it speaks no TLS at this port; check the port, and whether its address begins with http://; the game goes on over the server
--coordinator http://127.0.0.1:{hangs}/api/v1 | Coordinator http://127.0.0.1:{hangs} broke the connection (HTTP/1.1 header parser received no bytes): check the port, and whether its address begins with https://; the game goes on over the server
--config {typo} | {typo}: unknown key p2p.privcay is ignored: did you mean p2p.privacy?
--config {typo} | {typo}: unknown key zones.colour is ignored: check its spelling
--config {expired} | The token in security.jwt_token has expired (2023-11-14T22:13:20Z): get a new one from the game's own service
--coordinator http://127.0.0.1:{coordinator}/api/v1 --stun 127.0.0.1:{mute} --port-mapping off | No STUN server answers: UDP may be blocked here; the game goes on over the server, let java send UDP in this machine's firewall
""")
  void saidAndPlayed(String arguments, String sentence) throws IOException {
    place("mute", keep(new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))).getLocalPort());
    place("hangs", answering(""));
    place("plain", answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
    List<String> command =
        new ArrayList<>(List.of("play", "--server", "127.0.0.1:" + places.get("game")));
    command.addAll(List.of("--listen", "127.0.0.1:0"));
    command.addAll(Arrays.asList(fill(arguments).split(" ")));
    try (RunningCommand play = new RunningCommand(command)) {
      String expected = fill(sentence);
      String line = play.await(said -> said.contains(expected));
      assertNotNull(line, play::said);
      assertEquals("[warn] " + expected, line);
      DOCUMENT.assertExplains(expected);
    }
  }

  @Test
  void aClientDateThatIsNotTheClients() throws IOException {
    List<String> command =
        List.of(
            "play",
            "--server",
            fill("127.0.0.1:{game}"),
            "--listen",
            "127.0.0.1:0",
            "--packetver",
            "20130724");
    try (RunningCommand play = new RunningCommand(command)) {
      Matcher listening =
          Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)")
              .matcher(play.await(line -> line.contains("Listening on ")));
      assertTrue(listening.find(), play::said);
      Socket client = keep(new Socket(LOOPBACK, Integer.parseInt(listening.group(1))));
      client.getOutputStream().write(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2});
      String sentence =
          "Unknown packet FFFF or impossible length from the client (login connection): passing this"
              + " connection on unread, P2P is off for it; if this happens at every login, the"
              + " client date is not 20130724:main: set --packetver, or client.packetver in the configuration, as the server's admin says, or"
              + " leave it out";
      assertEquals("[warn] " + sentence, play.await(line -> line.contains("Unknown packet")));
      DOCUMENT.assertExplains(sentence);
    }
  }

  @ParameterizedTest(name = "doctor {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
--server no-such-host.invalid  | 1 | x   Game server   The name no-such-host.invalid is not known.
--server 127.0.0.1:{down}      | 1 | x   Game server   127.0.0.1:{down} refuses the connection.
--server 127.0.0.1:{silent}    | 1 | x   Game server   127.0.0.1:{silent} does not answer.
--listen 127.0.0.1:{game} --server 127.0.0.1:{down} | 1 | x   Port          Port {game} is taken by java (process {pid}).
--server 127.0.0.1:{game} --packetver 20110101 | 1 | x   Client date   Client date 20110101:main is not supported, as its packet ids are not known; nearest: 20101122:main and 20111102:main, or perhaps 20110101:re.
--server 127.0.0.1:{game} --packetver 20990101 | 0 | !   Client date   The client date 20990101:main is in the future.
--server 127.0.0.1:{game} --config {expired} | 0 | x   Token         The token in security.jwt_token has expired (2023-11-14T22:13:20Z).
--server 127.0.0.1:{game} --coordinator https://no-such-host.invalid/api/v1 | 0 | x   Coordinator   Coordinator https://no-such-host.invalid cannot be found: check the host name in its URL.
--server 127.0.0.1:{game} --stun 127.0.0.1:{mute} | 0 | x   UDP           UDP is blocked, or the STUN server does not answer: everything goes over the server.
""")
  @EnabledOnOs(OS.LINUX)
  void theDoctor(String arguments, int code, String line) throws IOException {
    place("mute", keep(new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))).getLocalPort());
    if (arguments.contains("{silent}")) {
      place("silent", silentPort());
    }
    String elsewhere = arguments.contains("--listen") ? "" : " --listen 127.0.0.1:0";
    Answer answer = run("doctor " + arguments + elsewhere);
    assertTrue(answer.out().lines().anyMatch(fill(line)::equals), answer.out());
    assertEquals(code, answer.code(), answer.out());
    assertEquals("", answer.err());
    DOCUMENT.assertExplains(fill(line).substring(TITLES));
  }

  @Test
  void theDoctorLooksAtThePageThatItIsTold() throws IOException {
    ServerSocket clients = keep(new ServerSocket(0, 1, LOOPBACK));
    String listen = "127.0.0.1:" + clients.getLocalPort();
    StandInCoordinator page =
        keep(
            new StandInCoordinator()
                .answer(
                    "/api/state",
                    "{\"version\":\"0.1.0\",\"mode\":\"playing\",\"listen\":\"%s\"}"
                        .formatted(listen)));
    String doctor = "doctor --server 127.0.0.1:{game} --listen " + listen + " --page ";
    Answer found = run(doctor + page.address().getPort());
    assertTrue(
        found.out().contains("ro-p2p is running already and listens on " + listen), found.out());
    for (String nowhere : List.of("off", "0")) {
      assertFalse(run(doctor + nowhere).out().contains("running already"), nowhere);
    }
    assertEquals(2, run(doctor + "70000").code());
  }

  private Answer run(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command = RootCommand.commandLine();
    command.setErr(new PrintWriter(err)).setOut(new PrintWriter(out));
    int code = command.execute(fill(arguments).split(" "));
    return new Answer(code, out.toString(), err.toString());
  }

  private String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> each : places.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    return filled.replace("{folder}", folder.toString()).replace("{or}", "|");
  }

  private void place(String name, long number) {
    places.put(name, Long.toString(number));
  }

  private void file(String name, String content) throws IOException {
    places.put(name, Files.writeString(folder.resolve(name + ".json"), content).toString());
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  private static int freePort() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      return gone.getLocalPort();
    }
  }

  /** Nobody takes connections there any more: the queue is full. */
  private int silentPort() throws IOException {
    ServerSocket full = keep(new ServerSocket(0, 1, LOOPBACK));
    for (int waiting = 0; waiting < 100; waiting++) {
      Socket socket = keep(new Socket());
      try {
        socket.connect(full.getLocalSocketAddress(), 300);
      } catch (SocketTimeoutException e) {
        return full.getLocalPort();
      }
    }
    throw new AssertionError("the queue has no end");
  }

  /** Says one thing to whatever it hears, and hangs up; a TLS server says nothing to HTTP. */
  private int answering(String answer) throws IOException {
    ServerSocket server = keep(new ServerSocket(0, 50, LOOPBACK));
    Thread serving =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  client.getInputStream().read(new byte[4_096]);
                  client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  return;
                }
              }
            });
    serving.setDaemon(true);
    serving.start();
    return server.getLocalPort();
  }
}
