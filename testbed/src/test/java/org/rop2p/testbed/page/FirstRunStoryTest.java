package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.server.StandInServer;
import org.rop2p.transport.DatagramFilter;

/** From an empty folder to playing, by the page alone, in a real browser. */
class FirstRunStoryTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] CLIENT_INFO =
      """
      <?xml version="1.0" encoding="euc-kr" ?>
      <clientinfo>
        <connection>
          <display>My server</display>
          <address>play.example</address>
          <port>6900</port>
        </connection>
      </clientinfo>
      """
          .getBytes(StandardCharsets.US_ASCII);

  @TempDir Path home;
  @TempDir Path game;

  @Test
  void aPlayerSetsUpPlaysAndPutsTheGameBack() throws Exception {
    Path info = Files.createDirectories(game.resolve("data")).resolve("clientinfo.xml");
    Files.write(info, CLIENT_INFO);
    int listen = freePort();
    Files.writeString(
        Files.createDirectories(home.resolve("conf")).resolve("p2p_config.json"),
        "{\"listen\": {\"address\": \"127.0.0.1:%d\"}}".formatted(listen));
    try (Chromium browser = Chromium.started();
        StandInServer server =
            StandInServer.builder().account("anna", "secret", "Anna", 'F').start();
        Program program =
            Program.idle("test", FirstRun.in(home), DatagramFilter.PASS_ALL, Clock.systemUTC());
        OpenPage page = OpenPage.of(program, 0)) {
      Tab tab = browser.tab();
      tab.open(page.url());
      tab.awaits("document.activeElement.id === 'address'");

      tab.type("#address", "127.0.0.1:" + freePort());
      tab.click("#start");
      tab.awaits("document.getElementById('start-answer').dataset.ok === 'false'");
      tab.type("#address", "127.0.0.1:" + server.loginPort());
      tab.awaits("document.getElementById('address-answer').dataset.ok === 'true'");
      tab.click("#folder");
      tab.type("#folder", game.resolve("nothing-here").toString());
      tab.awaits("document.getElementById('folder-answer').dataset.ok === 'false'");
      tab.type("#folder", game.toString());
      tab.awaits("document.getElementById('folder-answer').dataset.ok === 'true'");
      tab.click("#start");

      tab.awaitsText("#playing", "Now start your game");
      tab.awaitsText("#server-line", "127.0.0.1:" + server.loginPort());
      String pointed = Files.readString(info, StandardCharsets.US_ASCII);
      assertTrue(pointed.contains("<port>" + listen + "</port>"), pointed);
      try (HeadlessClient client =
          HeadlessClient.start(
              ClientConfig.of(new InetSocketAddress("127.0.0.1", listen), "anna", "secret"))) {
        assertTrue(client.awaitPlaying(PATIENCE));
        tab.awaitsText("#client-date", "20211103 RE, found by watching your client");
      }
      tab.click("#undo");
      tab.awaits("document.getElementById('undo-answer').dataset.ok === 'true'");
      assertArrayEquals(CLIENT_INFO, Files.readAllBytes(info));
      assertEquals(List.of(), tab.complaints());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
