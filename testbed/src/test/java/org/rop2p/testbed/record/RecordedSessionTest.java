package org.rop2p.testbed.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.RoProxy;
import org.rop2p.proxy.cli.RootCommand;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.server.StandInServer;
import picocli.CommandLine;

/** What a player does through a recording proxy can be played again, and tells no secret. */
class RecordedSessionTest {
  private static final String PASSWORD = "correct-horse";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final RawText HELLO = RawText.ascii("hello");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"20211103:re", "20170614:main", "20141022:main", "20230705:re"})
  void isPlayedAgain(String date) throws Exception {
    PacketVersion version = PacketVersion.parse(date);
    Path recording = folder.resolve("session");
    play(recording, version);

    assertEquals(0, replay(recording), out.toString());
    String last = out.toString().lines().reduce((a, b) -> b).orElseThrow();
    assertTrue(last.contains("\"connections\":4"), last); // login, char, map; then a refused login
    assertTrue(last.contains("\"blind\":0,\"mismatches\":0"), last);
    try (Stream<Path> files = Files.list(recording)) {
      for (Path file : files.toList()) {
        assertFalse(text(file).contains(PASSWORD), file::toString);
        assertFalse(text(file).contains("wrong-horse"), file::toString);
      }
    }
    String said = text(recording.resolve("03-map-c2s.bin"));
    assertTrue(said.contains("Anna : hello"), "it is the session all the same");
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    play(folder, PacketVersion.DEFAULT);
    CommandLine line = RootCommand.commandLine();
    StringWriter err = new StringWriter();
    line.setErr(new PrintWriter(err));
    int exit =
        line.execute(
            "play",
            "--server",
            "127.0.0.1:1",
            "--skip-server-check",
            "--listen",
            "127.0.0.1:0",
            "--record",
            folder.toString());
    assertEquals(1, exit);
    assertTrue(err.toString().contains("name another folder with --record"), err.toString());
  }

  private final StringWriter out = new StringWriter();

  private int replay(Path recording) {
    CommandLine line = RootCommand.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    return line.execute("replay", recording.toString());
  }

  private static void play(Path recording, PacketVersion version) throws Exception {
    PacketVersion date = Protocol.of(version).version();
    try (StandInServer server =
            StandInServer.builder()
                .packetVersion(date)
                .account("anna", PASSWORD, "Anna", 'F')
                .start();
        RoProxy proxy =
            RoProxy.start(
                ProxyConfig.defaults()
                    .withServer(loopback(server.loginPort()))
                    .withListen(loopback(0))
                    .withPacketVersion(date))) {
      proxy.record(recording);
      plays(proxy, date);
      try (HeadlessClient refused =
          HeadlessClient.start(
              ClientConfig.of(proxy.listenAddress(), "anna", "wrong-horse").withVersion(date))) {
        assertTrue(refused.screen().await(ScreenEvent.Disconnected.class, 20).isPresent());
      }
    }
  }

  private static void plays(RoProxy proxy, PacketVersion date) throws InterruptedException {
    try (HeadlessClient anna =
        HeadlessClient.start(
            ClientConfig.of(proxy.listenAddress(), "anna", PASSWORD).withVersion(date))) {
      assertTrue(anna.awaitPlaying(PATIENCE), () -> anna.screen().events().toString());
      assertTrue(anna.say(HELLO));
      assertTrue(
          anna.screen().await(ScreenEvent.OwnEcho.class, echo -> true, PATIENCE).isPresent());
      assertTrue(anna.quit());
      assertTrue(anna.screen().await(ScreenEvent.Disconnected.class, 20).isPresent());
      assertEquals(List.of(), anna.screen().events(ScreenEvent.Anomaly.class));
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
