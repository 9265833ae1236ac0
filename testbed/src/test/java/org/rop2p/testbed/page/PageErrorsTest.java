package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.config.AuthConfig;
import org.rop2p.coordinator.config.AuthMode;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.process.RunningCoordinator;
import org.rop2p.testbed.process.SaidLines;
import org.rop2p.testbed.server.StandInBuilder;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.stun.StunServer;

/**
 * What goes wrong first while somebody plays, or wants to: the page says it, word by word as the
 * terminal does, until it is over.
 */
@Timeout(120)
class PageErrorsTest extends WithChromium {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** STUN servers that fell silent are asked again after twelve seconds. */
  private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(30);

  /** Long enough to log in with it on a busy machine. */
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(20);

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOTICE = "document.querySelector('.notice')";
  private static final String SECRET = "s".repeat(32);

  /** The claims are {@code {"exp":1700000000}}. */
  private static final String EXPIRED =
      "eyJhbGciOiJIUzI1NiJ9."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString("{\"exp\":1700000000}".getBytes(StandardCharsets.UTF_8))
          + ".c2lnbmF0dXJl";

  @TempDir private Path home;

  private final SaidLines said = new SaidLines();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final ObjectNode config = JSON.createObjectNode();
  private Program program;
  private Tab tab;

  @AfterEach
  void end() throws Exception {
    List<String> complaints = tab == null ? List.of() : tab.complaints();
    for (int last = open.size() - 1; last >= 0; last--) {
      open.get(last).close();
    }
    said.close();
    assertEquals(List.of(), complaints);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
http://127.0.0.1:{down}/api/v1          | Coordinator http://127.0.0.1:{down} does not accept connections: is it running, and is the port right?; the game goes on over the server
https://no-such-host.invalid/api/v1     | Coordinator https://no-such-host.invalid cannot be found: check the host name in its URL; the game goes on over the server
https://127.0.0.1:{coordinator}/api/v1  | Coordinator https://127.0.0.1:{coordinator} cannot be trusted: it speaks no TLS at this port; check the port, and whether its address begins with http://; the game goes on over the server
http://127.0.0.1:{coordinator}/api/v2   | No such address: the API is under /api/v1; the game goes on over the server
http://192.0.2.1:8001/api/v1            | P2P is off, the game goes on over the server: http://192.0.2.1:8001/api/v1 would send your login token in the clear: ask the admin for an https:// address, or set security.allow_plain_http to true in a network that nobody else reads
""")
  void aCoordinatorThatCannotBeAsked(String url, String sentence) throws Exception {
    int down = freePort();
    int up = keep(RunningCoordinator.start(draft -> {})).port();
    String coordinator = url.replace("{down}", "" + down).replace("{coordinator}", "" + up);
    begin(keep(game().start()), coordinator);
    told(sentence.replace("{down}", "" + down).replace("{coordinator}", "" + up));
  }

  @Test
  void aCoordinatorThatComesUpLater() throws Exception {
    int port = freePort();
    begin(keep(game().start()), "http://127.0.0.1:%d/api/v1".formatted(port));
    told(
        "Coordinator http://127.0.0.1:%d does not accept connections: is it running, and is the port right?; the game goes on over the server"
            .formatted(port));
    keep(RunningCoordinator.start(port, draft -> {}));
    over();
  }

  @Test
  void aTokenThatHasExpired() throws Exception {
    RunningCoordinator coordinator =
        keep(
            RunningCoordinator.start(
                draft -> draft.auth = AuthConfig.of(AuthMode.JWT, nowhere(), SECRET)));
    config.putObject("security").put("jwt_token", EXPIRED);
    begin(keep(game().start()), coordinator.api().toString());
    String expired =
        "The token in security.jwt_token has expired (2023-11-14T22:13:20Z): get a new one from the game's own service";
    told(expired);
    HeadlessClient anna = plays();
    told(
        "P2P is off for Anna: The token of the game's own service is wrong, expired or meant for something else: get a new one there and set security.jwt_token in the proxy's configuration");
    anna.close();
    shown(expired);
  }

  @Test
  void aTokenThatEndsWhileItsPlayerIsIn() throws Exception {
    RunningCoordinator coordinator =
        keep(
            RunningCoordinator.start(
                draft -> draft.auth = AuthConfig.of(AuthMode.JWT, nowhere(), SECRET)));
    StandInServer game = keep(game().start());
    Instant end = Instant.now().plus(TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS);
    config.putObject("security").put("jwt_token", tokenOf(game.accountId("anna"), end));
    begin(game, coordinator.api().toString());
    plays();
    tab.awaits("document.getElementById('character-state').dataset.state === 'up'");
    over();
    tab.awaits("document.querySelector('.notice')", TOKEN_LIFE.plus(PATIENCE));
    shown(
        "The token in security.jwt_token has expired (%s): get a new one from the game's own service"
            .formatted(end));
  }

  @Test
  void aTokenThatIsSwitchedOffOnTheServer() throws Exception {
    StandInServer game = keep(game().webTokens(false).start());
    RunningCoordinator coordinator =
        keep(
            RunningCoordinator.start(
                draft ->
                    draft.auth =
                        AuthConfig.of(
                            AuthMode.RATHENA_WEB,
                            URI.create("http://127.0.0.1:" + game.webPort()),
                            SECRET)));
    begin(game, coordinator.api().toString());
    HeadlessClient anna = plays();
    told(
        "P2P is off for Anna: The game server gave this account no web auth token: its admin has to set use_web_auth_token: yes in the login server's configuration");
    anna.close();
    over();
  }

  @Test
  void udpThatIsBlockedUntilItIsNot() throws Exception {
    DatagramSocket swallows = keep(new DatagramSocket(new InetSocketAddress(LOOPBACK, 0)));
    RunningCoordinator coordinator = keep(RunningCoordinator.start(draft -> {}));
    config
        .putObject("p2p")
        .put("port_mapping", false)
        .putArray("stun_servers")
        .add("127.0.0.1:" + swallows.getLocalPort());
    begin(keep(game().start()), coordinator.api().toString());
    told(
        "No STUN server answers: UDP may be blocked here; the game goes on over the server, let java send UDP in this machine's firewall");
    int port = swallows.getLocalPort();
    swallows.close();
    keep(StunServer.open(new InetSocketAddress(LOOPBACK, port)));
    tab.awaits("document.querySelectorAll('.notice').length === 0", UNTIL_ASKED_AGAIN);
  }

  @Test
  void aClientDateThatIsNotTheServers() throws Exception {
    config.putObject("client").put("packetver", "20130724");
    begin(keep(game().start()), keep(RunningCoordinator.start(draft -> {})).api().toString());
    plays();
    told(
        "Unknown packet 0AC4 or impossible length from the server (login connection): passing this connection on unread, P2P is off for it; if this happens at every login, the client date is not 20130724:main: set --packetver, or client.packetver in the configuration, as the server's admin says, or leave it out");
  }

  @Test
  void aGameServerThatIsDownUntilItIsUp() throws Exception {
    int port = freePort();
    config.putObject("server").put("address", "127.0.0.1:" + port);
    begin();
    logsIn();
    told(
        "the game server 127.0.0.1:%d refuses the connection: check its port, and ask whether it is up"
            .formatted(port));
    assertEquals("alert", tab.value(NOTICE + ".parentElement.getAttribute('role')").asText());
    keep(game().loginPort(port).start());
    plays();
    over();
  }

  @Test
  void aKeyThatIsMisspelt() throws Exception {
    config.putObject("p2p").put("privcay", "relay");
    begin(keep(game().start()), null);
    told(
        home.resolve("conf").resolve("p2p_config.json")
            + ": unknown key p2p.privcay is ignored: did you mean p2p.privacy?");
  }

  @Test
  void withoutACoordinatorTheEmptyRadarSaysWhy() throws Exception {
    begin(keep(game().start()), null);
    String why =
        "Nobody is shown here, as without a coordinator the game is passed on unread: ask your server's admin for its address, and start once with ro-p2p play --join ADDRESS.";
    tab.awaitsText("#unseen", why);
    tab.awaitsText("#start-game h2", "Now start your game");
    HeadlessClient anna = plays();
    tab.awaitsText("#start-game h2", "Your game is connected");
    assertEquals(why, tab.text("#unseen"));
    anna.close();
    tab.awaitsText("#start-game h2", "Now start your game");
  }

  private static StandInBuilder game() {
    return StandInServer.builder().account("anna", "secret", "Anna", 'F');
  }

  private void begin(StandInServer game, String coordinator) throws Exception {
    config.putObject("server").put("address", "127.0.0.1:" + game.loginPort());
    if (coordinator != null) {
      config.putObject("coordinator").put("rest_api_url", coordinator);
    }
    begin();
  }

  /** As a double-click would, of somebody who has set up. */
  private void begin() throws Exception {
    config.putObject("listen").put("address", "127.0.0.1:0");
    Files.writeString(
        Files.createDirectories(home.resolve("conf")).resolve("p2p_config.json"),
        config.toString());
    program =
        keep(Program.idle("test", FirstRun.in(home), DatagramFilter.PASS_ALL, Clock.systemUTC()));
    program.begin();
    tab = browser.tab();
    tab.open(keep(OpenPage.of(program, 0)).url());
    tab.awaits("!document.getElementById('playing').hidden");
  }

  private HeadlessClient plays() throws InterruptedException {
    HeadlessClient anna = logsIn();
    assertTrue(anna.awaitPlaying(PATIENCE), "the game goes on");
    return anna;
  }

  private HeadlessClient logsIn() {
    return keep(
        HeadlessClient.start(
            ClientConfig.of(program.proxy().orElseThrow().listenAddress(), "anna", "secret")));
  }

  /** In terminal and page. */
  private void told(String sentence) throws Exception {
    said.await(sentence);
    shown(sentence);
  }

  /** On the page alone, and nothing else is. */
  private void shown(String sentence) throws Exception {
    String first =
        sentence.startsWith("/") ? "/" : sentence.substring(0, 1).toUpperCase(Locale.ROOT);
    String end = sentence.endsWith("?") ? "" : ".";
    tab.awaits(
        "Array.from(document.querySelectorAll('.notice'), (each) => each.innerText).join('|') === "
            + Tab.quoted(first + sentence.substring(1) + end));
  }

  private void over() throws Exception {
    tab.awaits("document.querySelectorAll('.notice').length === 0");
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  private static String tokenOf(int account, Instant end) throws GeneralSecurityException {
    String claims =
        "%s.%s"
            .formatted(
                base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)),
                base64(
                    "{\"account_id\":%d,\"exp\":%d}"
                        .formatted(account, end.getEpochSecond())
                        .getBytes(StandardCharsets.UTF_8)));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return claims + "." + base64(mac.doFinal(claims.getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static URI nowhere() {
    return URI.create("http://127.0.0.1:9");
  }

  private static int freePort() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      return gone.getLocalPort();
    }
  }
}
