package org.rop2p.testbed.stage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.ClientConfig;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.ScreenEvent.ChatLine;
import org.rop2p.testbed.client.ScreenEvent.Disconnected;
import org.rop2p.testbed.client.ScreenEvent.Emote;
import org.rop2p.testbed.client.ScreenEvent.MapShown;
import org.rop2p.testbed.client.ScreenEvent.NameShown;
import org.rop2p.testbed.client.ScreenEvent.OwnEcho;
import org.rop2p.testbed.client.ScreenEvent.UnitAppears;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.ServerEvent;
import org.rop2p.testbed.server.StandInServer;

/**
 * Somebody at a client: acts, and waits, no longer than {@link #PATIENCE}, for what the screen or
 * the server's log shows. Whatever does not come in time fails the test.
 */
public class Player implements AutoCloseable {
  /** Longer than anything here takes on a busy machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  static final String PASSWORD = "secret";

  /** A fast disk. */
  private static final Duration LOAD_TIME = Duration.ofMillis(50);

  private final StandInServer server;
  private final ClientConfig config;
  private HeadlessClient client;

  /**
   * Begins to log in.
   *
   * @param login the server, or a proxy in its place
   */
  Player(String user, Era era, StandInServer server, InetSocketAddress login) {
    this.server = server;
    config =
        ClientConfig.of(login, user, PASSWORD)
            .withVersion(era.version())
            .withKeys(era.keys())
            .withLoadTime(LOAD_TIME);
    client = HeadlessClient.start(config);
  }

  public final String user() {
    return config.user();
  }

  public final int account() {
    return server.accountId(user());
  }

  /** The client that plays now. */
  public final HeadlessClient client() {
    return client;
  }

  /** As this player's lines begin: {@code Anna : }. */
  public final String prefix() {
    return Character.toUpperCase(user().charAt(0)) + user().substring(1) + " : ";
  }

  public final <T extends ScreenEvent> List<T> saw(Class<T> type, Predicate<T> wanted) {
    return client.screen().events(type).stream().filter(wanted).toList();
  }

  /** Whole lines of an author on the screen, in order; of the player itself, the echoes. */
  public final List<String> heard(Player author) {
    return author == this
        ? saw(OwnEcho.class, echo -> true).stream().map(echo -> echo.text().toString()).toList()
        : saw(ChatLine.class, line -> line.unitId() == author.account()).stream()
            .map(line -> line.text().toString())
            .toList();
  }

  /** Emotes of somebody, perhaps of the player itself, on the screen, in order. */
  public final List<Integer> sawEmotes(Player author) {
    return saw(Emote.class, emote -> emote.unitId() == author.account()).stream()
        .map(Emote::type)
        .toList();
  }

  /** Waits until the screen shows it, or has shown it. */
  public final <T extends ScreenEvent> void sees(Class<T> type, Predicate<T> wanted)
      throws InterruptedException {
    seesFrom(0, type, wanted);
  }

  /** Does something and waits until the screen shows what it leads to. */
  public final <T extends ScreenEvent> void sees(Class<T> type, Predicate<T> wanted, Runnable after)
      throws InterruptedException {
    int mark = client.screen().mark();
    after.run();
    seesFrom(mark, type, wanted);
  }

  private <T extends ScreenEvent> void seesFrom(int mark, Class<T> type, Predicate<T> wanted)
      throws InterruptedException {
    assertTrue(
        client.screen().await(mark, type, wanted, PATIENCE).isPresent(),
        () ->
            user()
                + " waits for "
                + type.getSimpleName()
                + " and sees "
                + client.screen().events());
  }

  final void seesAppear(Player other) throws InterruptedException {
    sees(UnitAppears.class, unit -> unit.unitId() == other.account());
  }

  /** Waits until a line of an author, given without the name, is on the screen. */
  public final void hears(Player author, String line) throws InterruptedException {
    RawText text = RawText.ascii(author.prefix() + line);
    if (author == this) {
      sees(OwnEcho.class, echo -> echo.text().equals(text));
    } else {
      sees(ChatLine.class, seen -> seen.unitId() == author.account() && seen.text().equals(text));
    }
  }

  public final void seesEmote(Player author, int emote) throws InterruptedException {
    sees(Emote.class, seen -> seen.unitId() == author.account() && seen.type() == emote);
  }

  /** Waits until the map is drawn. */
  public final void entersGame() throws InterruptedException {
    assertTrue(
        client.awaitPlaying(PATIENCE),
        () -> user() + " does not get into the game: " + client.screen().events());
  }

  /** Logs in again with an empty screen, after the last client's end. */
  public final void comesBack() throws InterruptedException {
    sees(Disconnected.class, end -> true);
    client.close();
    client = HeadlessClient.start(config);
    entersGame();
  }

  public final void says(String line) {
    assertTrue(client.say(RawText.ascii(line)));
  }

  public final void shows(int emote) {
    assertTrue(client.emote(emote));
  }

  public final void setsOut(Cell to) {
    assertTrue(client.walk(to));
  }

  /**
   * Asks the server something and waits for the answer: then the server has taken all that was sent
   * before, and all that it had said is on the screen.
   */
  public final void settles() throws InterruptedException {
    int guide = server.npcId(DefaultWorld.GUIDE_NAME.toString());
    sees(
        NameShown.class,
        shown -> shown.unitId() == guide,
        () -> assertTrue(client.requestName(guide)));
  }

  /** Waits until the character stands on a cell. */
  public final void arrives(Cell at) throws InterruptedException {
    assertTrue(
        server
            .log()
            .await(
                ServerEvent.Moved.class,
                moved -> moved.account() == account() && moved.at().cell().equals(at),
                PATIENCE)
            .isPresent(),
        () -> user() + " does not get to " + at + ": " + server.log().snapshot());
  }

  /** Goes elsewhere, as a game master may, and waits until it is there. */
  public final void warps(String map, Cell at) throws InterruptedException {
    entersMap(
        shown -> shown.zone().equals(map) && shown.at().equals(at),
        () -> says("@warp %s %d %d".formatted(map, at.x(), at.y())));
  }

  public final void choosesCharacterAgain(String map) throws InterruptedException {
    entersMap(shown -> shown.zone().equals(map), () -> assertTrue(client.backToCharSelect()));
  }

  /** Waits for the map on the screen, and until the server has heard that it is there. */
  private void entersMap(Predicate<MapShown> wanted, Runnable after) throws InterruptedException {
    int mark = server.log().size();
    sees(MapShown.class, wanted, after);
    assertTrue(
        server
            .log()
            .await(
                mark,
                ServerEvent.MapEntered.class,
                entered -> entered.account() == account(),
                PATIENCE)
            .isPresent());
  }

  public final void quits() throws InterruptedException {
    sees(Disconnected.class, Disconnected::expected, () -> assertTrue(client.quit()));
  }

  @Override
  public void close() {
    client.close();
  }
}
