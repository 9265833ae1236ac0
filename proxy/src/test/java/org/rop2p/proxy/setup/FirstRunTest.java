package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.HostPort;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.config.ProxyConfig.Privacy;
import org.rop2p.proxy.setup.FolderAnswer.State;

/** From an empty folder to a game that goes through the proxy, and back. */
class FirstRunTest {
  private static final String REST = "https://c.example:8001/api/v1";
  private static final String INFO =
      "<connection><address>play.example</address><port>6900</port></connection>";

  @TempDir private Path temp;
  private final FakeNetwork network =
      new FakeNetwork().with(REST, "play.example:6900", "20220406", "relay");
  private Path game;
  private FirstRun run;

  @BeforeEach
  void aProgramAndAGame() throws IOException {
    game = Files.createDirectories(temp.resolve("game"));
    Files.createDirectories(game.resolve("data"));
    Files.writeString(info(), INFO);
    run = FirstRun.in(Files.createDirectories(temp.resolve("ro-p2p")), network);
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertEquals(new FirstRun.Known("", "", Privacy.DIRECT, "127.0.0.1:6900", false), run.known());
    assertEquals(
        Outcome.failed("There is nothing to undo: no game's folder was named"), run.undo());
  }

  @Test
  void insideTheGamesFolderTheGameIsFound() throws IOException {
    Path inside = Files.createDirectories(game.resolve("ro-p2p"));
    FirstRun.Known known = FirstRun.in(inside, network).known();
    assertEquals(game.toString(), known.folder());
    assertEquals("play.example:6900", known.address());
    assertFalse(known.complete());
  }

  @Test
  void aCoordinatorAndAGame() throws IOException {
    FirstRun.Checked checked = run.check("https://c.example:8001", game.toString());
    assertTrue(checked.address().ok());
    assertEquals(State.READY, checked.folder().state());
    assertFalse(Files.exists(run.configFile()), "a look changes nothing");

    network.asked.clear();
    Outcome started = run.start("https://c.example:8001", game.toString(), Privacy.RELAY);
    assertEquals(List.of(REST, "connect play.example:6900"), network.asked, "each once");
    assertEquals(
        Outcome.done(
            run.configFile()
                + " is written; data/clientinfo.xml points at the proxy (127.0.0.1:6900) now, and a"
                + " copy as it was is kept"),
        started);
    assertEquals(
        new FirstRun.Known(REST, game.toString(), Privacy.RELAY, "127.0.0.1:6900", true),
        run.known());
    assertEquals(INFO.replace("play.example", "127.0.0.1"), Files.readString(info()));
    ConfigFile file = ConfigFile.read(run.configFile());
    ProxyConfig config = file.toProxyConfig(ProxyConfig.defaults());
    assertEquals(URI.create(REST), config.p2p().coordinator());
    assertEquals(null, config.server(), "the coordinator says it anew at each start");
    assertEquals("play.example:6900", AddressCheck.text(file.lastNamed().server().orElseThrow()));
    assertFalse(file.namesClientDate());

    assertEquals(Outcome.done("data/clientinfo.xml is as it was before"), run.undo());
    assertEquals(INFO, Files.readString(info()));
  }

  @Test
  void fromACoordinatorToAServerAloneAndBack() throws IOException {
    run.start(REST, "", Privacy.DIRECT);
    assertTrue(run.start("play.example", "", Privacy.DIRECT).ok());
    ProxyConfig alone = config();
    assertEquals(null, alone.p2p().coordinator());
    assertEquals("play.example:6900", AddressCheck.text(alone.server()));
    assertEquals("play.example:6900", run.known().address());
    assertTrue(run.known().complete());
    run.start(REST, "", Privacy.DIRECT);
    assertEquals(null, config().server());
    assertEquals(REST, run.known().address());
  }

  @Test
  void withoutAFolderThePlayerPointsHisGameHimself() {
    assertEquals(
        Outcome.done(
            run.configFile()
                + " is written. No folder is named: the game is left alone, so set"
                + " <address>127.0.0.1</address> and <port>6900</port> in its clientinfo.xml"
                + " yourself"),
        run.start("play.example", " ", Privacy.DIRECT));
  }

  @Test
  void whatFailsChangesNothing() throws IOException {
    String nowhere = temp.resolve("nowhere").toString();
    assertEquals(
        "The game server down.example:6900 does not answer (Connection refused): check the address,"
            + " and whether it is up",
        run.start("down.example", game.toString(), Privacy.DIRECT).sentence());
    assertEquals(
        "There is no folder '%s': copy the path of the folder in which the game's program is"
            .formatted(nowhere),
        run.start("play.example", nowhere, Privacy.DIRECT).sentence());
    assertEquals(
        "No server is called play.invalid: check the spelling, and that you are online",
        run.start("play.invalid", game.toString(), Privacy.DIRECT).sentence());
    assertFalse(Files.exists(run.configFile()));
    assertEquals(INFO, Files.readString(info()));

    Files.createDirectories(game.resolve("data/clientinfo.xml.ro-p2p-new/in the way"));
    assertFalse(run.start("play.example", game.toString(), Privacy.DIRECT).ok());
    assertFalse(Files.exists(run.configFile()), "it is taken back");
    assertEquals(INFO, Files.readString(info()));
  }

  @Test
  void joiningTakesThePrivacyOfThePlayerElseOfTheCoordinator() throws IOException {
    assertTrue(run.join(REST, false, Optional.empty()).ok());
    assertEquals(Privacy.RELAY, config().p2p().reach().privacy());
    Files.writeString(run.configFile(), "{\"p2p\": {\"privacy\": \"direct\"}}");
    assertTrue(run.join(REST, false, Optional.empty()).ok());
    assertEquals(Privacy.DIRECT, config().p2p().reach().privacy());
    assertEquals(URI.create(REST), config().p2p().coordinator());
  }

  @ParameterizedTest(name = "--listen {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                         | so set <address>127.0.0.1</address> and <port>7100</port> in its clientinfo.xml yourself
          127.0.0.1:7200 | so set <address>127.0.0.1</address> and <port>7200</port> in its clientinfo.xml yourself
          127.0.0.1:0    | so set in its clientinfo.xml yourself, at each start, the port on which the proxy then says it listens
          """)
  void whoJoinsIsToldWhereTheProxyWillListenThisTime(String given, String told) throws IOException {
    Files.createDirectories(run.configFile().getParent());
    Files.writeString(run.configFile(), "{\"listen\": {\"address\": \"127.0.0.1:7100\"}}");
    assertEquals(
        Outcome.done(
            run.configFile() + " is written. No folder is named: the game is left alone, " + told),
        run.join(REST, false, Optional.ofNullable(given).map(HostPort::listen)));
    assertEquals(7100, config().listen().getPort(), "what is given for once is not kept");
  }

  @Test
  void whoJoinsAndListensElsewhereIsToldToPointTheGameThere() throws IOException {
    InetSocketAddress elsewhere = new InetSocketAddress("127.0.0.1", 6911);
    String said = run.join(REST, false, Optional.of(elsewhere)).sentence();
    assertTrue(said.contains("<port>6911</port>"), said);
    assertEquals(6900, config().listen().getPort(), "that holds for this start");
  }

  @Test
  void plainHttpElsewhereNeedsTheWish() throws IOException {
    network.with("http://c.example/api/v1", "play.example:6900", null, null);
    assertEquals(
        "http://c.example/api/v1 can be read and changed by others on the way: ask the server's"
            + " admin for an https:// address",
        run.join("http://c.example", false, Optional.empty()).sentence());
    assertTrue(run.join("http://c.example", true, Optional.empty()).ok());
    assertTrue(config().p2p().security().plainHttp(), "the next start needs it, too");
  }

  @Test
  void aBrokenConfigurationIsKeptBeside() throws IOException {
    Files.createDirectories(run.configFile().getParent());
    Files.writeString(run.configFile(), "{broken");
    assertFalse(run.known().complete());
    Outcome started = run.start("play.example", "", Privacy.DIRECT);
    assertTrue(started.sentence().contains("as it was it is kept as"), started.sentence());
    assertTrue(run.known().complete());
  }

  private ProxyConfig config() {
    return ConfigFile.read(run.configFile()).toProxyConfig(ProxyConfig.defaults());
  }

  private Path info() {
    return game.resolve("data").resolve("clientinfo.xml");
  }
}
