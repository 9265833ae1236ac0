package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.setup.AddressAnswer.Kind;

/** What is said of an address; the last ones over a real socket. */
@Timeout(60)
class AddressCheckTest {
  private static final String REST = "https://c.example:8001/api/v1";
  private final FakeNetwork network = new FakeNetwork();

  @Test
  void aGameServer() {
    assertEquals(
        new AddressAnswer(
            true,
            Kind.SERVER,
            "You will play on play.example:6900; P2P needs the https:// address of the server's"
                + " coordinator instead",
            "play.example:6900",
            Optional.empty(),
            Optional.empty()),
        check("play.example"));
  }

  @Test
  void aCoordinatorNamesServerDateAndPrivacy() {
    network.with(REST, "play.example:6901", "20220406", "relay");
    assertEquals(
        new AddressAnswer(
            true,
            Kind.COORDINATOR,
            "The coordinator https://c.example:8001 sends you to play.example:6901, client of"
                + " 20220406",
            "play.example:6901",
            Optional.of("20220406"),
            Optional.of(Privacy.RELAY)),
        check("https://c.example:8001/"));
    network.with(REST, "play.example:6901", null, "all");
    AddressAnswer less = check(REST);
    assertEquals(Optional.empty(), less.clientDate());
    assertEquals(Optional.of(Privacy.DIRECT), less.privacy());
    assertEquals(
        "The coordinator https://c.example:8001 sends you to play.example:6901", less.sentence());
  }

  @Test
  void aCoordinatorThatIsSwitchedOffIsStillThatOfTheServer() {
    network.switchedOff(REST, "play.example:6900");
    AddressAnswer answer = check(REST);
    assertEquals(
        "The coordinator https://c.example:8001 sends you to play.example:6900; its admin has"
            + " switched P2P off for now",
        answer.sentence());
    assertEquals(true, answer.ok());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          127.0.0.1          | SERVER | 127.0.0.1:6900 is the address of this proxy itself: write that of the game server
          LOCALHOST:6900     | SERVER | LOCALHOST:6900 is the address of this proxy itself: write that of the game server
          play.invalid       | SERVER | No server is called play.invalid: check the spelling, and that you are online
          htp://c.example    | SERVER | 'htp://c.example' begins with htp://, which is no address to play on: did you mean https://c.example?
          http://c.example   | COORDINATOR | http://c.example/api/v1 can be read and changed by others on the way: ask the server's admin for an https:// address
          https://c.example  | COORDINATOR | What answers at https://c.example/api/v1 is no coordinator (HTTP status 404): check the spelling, and ask the server's admin for the address of the coordinator
          https://busy.example | COORDINATOR | The coordinator https://busy.example cannot answer now (HTTP status 503): try again in a minute
          https://full.example | COORDINATOR | The coordinator https://full.example cannot answer now (HTTP status 429): try again in a minute
          https://mute.example | COORDINATOR | The coordinator https://mute.example does not name its game server: ask its admin to set game.server
          https://self.example | COORDINATOR | The coordinator https://self.example names 127.0.0.1:6900 as its game server, which is this proxy itself: ask its admin to set game.server to an address that players can reach
          """)
  void whatIsWrongIsSaidWithTheRemedy(String typed, Kind kind, String sentence) {
    network.refusing("https://busy.example/api/v1", 503, "busy");
    network.refusing("https://full.example/api/v1", 429, "slow down");
    network.with("https://mute.example/api/v1", null, "20211103", null);
    network.with("https://self.example/api/v1", "127.0.0.1:6900", null, null);
    assertEquals(AddressAnswer.bad(kind, sentence), check(typed));
  }

  @Test
  void aServerOfThisMachineOnAnotherPortIsNotTheProxy() {
    assertEquals(true, check("127.0.0.1:6901").ok());
    AddressAnswer lan =
        new AddressCheck(network)
            .check(
                "127.0.0.1:6900",
                ProxyConfig.defaults().withListen(new InetSocketAddress("0.0.0.0", 6900)));
    assertEquals(false, lan.ok());
  }

  @Test
  void nobodyListensThere() throws IOException {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertEquals(
        "Coordinator http://127.0.0.1:%d does not accept connections: is it running, and is the port right?"
            .formatted(port),
        real("http://127.0.0.1:" + port).sentence());
  }

  @Test
  void theHostIsNotThere() {
    assertEquals(
        "Coordinator https://no-such-host.invalid:8001 cannot be found: check the host name in its"
            + " URL",
        real("https://no-such-host.invalid:8001/api/v1").sentence());
    assertEquals(
        "No server is called no-such-host.invalid: check the spelling, and that you are online",
        real("no-such-host.invalid").sentence());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | <html>Welcome to our server!</html> | What answers at http://127.0.0.1:PORT/api/v1 is no coordinator: check the spelling, and ask the server's admin for the address of the coordinator
          200 | {"game": "chess"}                   | What answers at http://127.0.0.1:PORT/api/v1 is no coordinator: check the spelling, and ask the server's admin for the address of the coordinator
          404 | not here                            | What answers at http://127.0.0.1:PORT/api/v1 is no coordinator (HTTP status 404): check the spelling, and ask the server's admin for the address of the coordinator
          301 | ``                                  | What answers at http://127.0.0.1:PORT/api/v1 is no coordinator (HTTP status 301): check the spelling, and ask the server's admin for the address of the coordinator
          502 | bad gateway                         | The coordinator http://127.0.0.1:PORT cannot answer now (HTTP status 502): try again in a minute
          """)
  void aWebSiteIsNoCoordinator(int status, String body, String sentence) throws IOException {
    HttpServer site = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    site.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    site.start();
    try {
      int port = site.getAddress().getPort();
      assertEquals(
          sentence.replace("PORT", Integer.toString(port)),
          real("http://127.0.0.1:" + port).sentence());
    } finally {
      site.stop(0);
    }
  }

  @Test
  void httpsWhereOnlyHttpIsSpoken() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                try (Socket client = plain.accept()) {
                  int unused = client.getInputStream().read(new byte[100]);
                  client
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      answering.start();
      String typed = "https://127.0.0.1:" + plain.getLocalPort();
      assertEquals(
          "Coordinator "
              + typed
              + " cannot be trusted: it speaks no TLS at this port; check the port, and whether its"
              + " address begins with http://",
          real(typed).sentence());
      answering.join();
    }
  }

  private AddressAnswer check(String typed) {
    return new AddressCheck(network).check(typed, ProxyConfig.defaults());
  }

  private static AddressAnswer real(String typed) {
    return new AddressCheck(Network.REAL).check(typed, ProxyConfig.defaults());
  }
}
