package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.DatagramFilter;

/**
 * What can be wrong before anybody plays: the page says it in one sentence, what was typed stays,
 * and once it is mended Start begins.
 */
@Timeout(120)
class SetupErrorsTest extends WithChromium {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path home;

  private StandInServer game;
  private Program program;
  private OpenPage page;
  private Tab tab;

  @BeforeEach
  void open() throws Exception {
    game = StandInServer.builder().account("anna", "secret", "Anna", 'F').start();
    program = Program.idle("test", FirstRun.in(home), DatagramFilter.PASS_ALL, Clock.systemUTC());
    page = OpenPage.of(program, 0);
    tab = browser.tab();
  }

  @AfterEach
  void close() throws Exception {
    assertEquals(List.of(), tab.complaints());
    page.close();
    program.close();
    game.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
127.0.0.1:70000             | '127.0.0.1:70000' has no valid port: write a number from 1 to 65535 behind the colon. |
no-such.invalid             | No server is called no-such.invalid: check the spelling, and that you are online. |
127.0.0.1:{down}            | You will play on 127.0.0.1:{down}; P2P needs the https:// address of the server's coordinator instead. | The game server 127.0.0.1:{down} does not answer (Connection refused): check the address, and whether it is up.
htps://game.example         | 'htps://game.example' begins with htps://, which is no address to play on: did you mean https://game.example? |
https://no-such.invalid     | Coordinator https://no-such.invalid cannot be found: check the host name in its URL. |
http://192.0.2.1:8001       | http://192.0.2.1:8001/api/v1 can be read and changed by others on the way: ask the server's admin for an https:// address. |
http://127.0.0.1:{down}     | Coordinator http://127.0.0.1:{down} does not accept connections: is it running, and is the port right? |
""")
  void aWrongAddressIsSaidWhileTypingOrAtStartAndCanBeMended(
      String typed, String whileTyping, String atStart) throws Exception {
    int down = freePort();
    listenOn(freePort());
    String address = typed.replace("{down}", "" + down);
    String said = whileTyping.replace("{down}", "" + down);
    tab.open(page.url());
    tab.awaits("document.activeElement.id === 'address'");
    tab.type("#address", address);
    saidThere("#address-answer", said);
    tab.click("#start");
    saidThere("#start-answer", atStart == null ? said : atStart.replace("{down}", "" + down));
    assertEquals(address, tab.value("document.getElementById('address').value").asText());
    begins();
  }

  @Test
  void aPortThatAServerOnThisMachineHas() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      int port = taken.getLocalPort();
      listenOn(port);
      tab.open(page.url());
      tab.awaits("document.activeElement.id === 'address'");
      tab.type("#address", "127.0.0.1:" + game.loginPort());
      tab.click("#start");
      String said =
          "Port %1$d is taken by java (process %2$d): end it, or let ro-p2p listen on 127.0.0.2:%1$d (--listen, or listen.address in the configuration) and write 127.0.0.2 and %1$d into clientinfo.xml."
              .formatted(port, ProcessHandle.current().pid());
      saidThere("#start-answer", said);
      saidThere("#problem", said);
    }
    tab.click("#start");
    tab.awaitsText("#playing", "Now start your game");
    saidThere("#problem", "");
  }

  @Test
  void aConfigurationThatIsNoJsonIsSaidAndLeftAsItIs() throws Exception {
    String text = "{\"p2p\": {\"privacy\" \"relay\"}}";
    Path file = configure(text);
    program.begin();
    tab.open(page.url());
    saidThere(
        "#problem",
        file
            + " is not valid JSON in line 1, column 20: Unexpected character ('\"' (code 34)): was expecting a colon to separate field name and value.");
    tab.awaits("document.activeElement.id === 'address'");
    assertEquals(text, Files.readString(file));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
"p2p": {"privacy": "secret"}                | p2p.privacy is "secret", allowed is "direct" or "relay".
"coordinator": {"rest_api_url": "h:8001"}   | coordinator.rest_api_url is 'h:8001': write an address that begins with http:// or https://.
""")
  void aValueThatCannotBeIsSaidAndStartPutsItRight(String key, String sentence) throws Exception {
    Path file =
        configure("{\"listen\": {\"address\": \"127.0.0.1:%d\"}, %s}".formatted(freePort(), key));
    program.begin();
    tab.open(page.url());
    saidThere("#problem", file + ": " + sentence);
    begins();
    saidThere("#problem", "");
  }

  private void begins() throws Exception {
    tab.type("#address", "127.0.0.1:" + game.loginPort());
    tab.click("#start");
    tab.awaitsText("#playing", "Now start your game");
    assertTrue(program.proxy().isPresent());
  }

  /** The whole of what is said there. */
  private void saidThere(String selector, String sentence) throws Exception {
    tab.awaits(
        "document.querySelector(%s).textContent === %s"
            .formatted(Tab.quoted(selector), Tab.quoted(sentence)));
  }

  private void listenOn(int port) throws IOException {
    configure("{\"listen\": {\"address\": \"127.0.0.1:%d\"}}".formatted(port));
  }

  private Path configure(String text) throws IOException {
    return Files.writeString(
        Files.createDirectories(home.resolve("conf")).resolve("p2p_config.json"), text);
  }

  private static int freePort() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, LOOPBACK)) {
      return gone.getLocalPort();
    }
  }
}
