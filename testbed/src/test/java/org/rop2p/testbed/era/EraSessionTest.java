package org.rop2p.testbed.era;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.stats.ProxyStats;
import org.rop2p.proxy.stats.ProxyStats.KindStats;
import org.rop2p.testbed.client.DialogueScript;
import org.rop2p.testbed.client.DialogueScript.Choose;
import org.rop2p.testbed.client.ScreenEvent.Anomaly;
import org.rop2p.testbed.client.ScreenEvent.ChatLine;
import org.rop2p.testbed.client.ScreenEvent.DialogueClosed;
import org.rop2p.testbed.client.ScreenEvent.DialoguePage;
import org.rop2p.testbed.client.ScreenEvent.Emote;
import org.rop2p.testbed.client.ScreenEvent.NameShown;
import org.rop2p.testbed.client.ScreenEvent.OwnEcho;
import org.rop2p.testbed.client.ScreenEvent.OwnWalk;
import org.rop2p.testbed.client.ScreenEvent.Posture;
import org.rop2p.testbed.client.ScreenEvent.UnitWalk;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.server.ServerEvent;
import org.rop2p.testbed.stage.Backstage;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;

/**
 * A whole evening of two players, once for each era of clients: server, proxies and clients speak
 * the packets of that date, and the link between the players is used.
 */
class EraSessionTest {
  private static final int EMOTE = 1;
  private static final int OTHER_EMOTE = 2;
  private static final int THIRD_EMOTE = 7;
  private static final Cell FIELD_CELL = DefaultWorld.FIELD_ENTRY.cell();
  private static Backstage backstage;

  @BeforeAll
  static void start() throws Exception {
    backstage = new Backstage();
  }

  @AfterAll
  static void end() throws Exception {
    backstage.close();
  }

  @ParameterizedTest(name = "{0}, keys {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # padded walks, 112-byte characters, plain ids
          20100730:main | auto                       | plain
          # 0856 entries, character list without pages
          20120410      | auto                       | masked
          # 0914 entries, pages of characters, short map property gone
          20130807:main | auto                       | masked
          # the same client, patched not to mask its ids
          20130807:main | off                        | plain
          # no NUL behind chat, 0A18, body styles
          20151104:main | auto                       | masked
          # web tokens, host texts beside addresses
          20170614      | auto                       | masked
          20180620:re   | auto                       | plain
          20181114:main | auto                       | plain
          # unit entries with a shield of their own
          20181121:main | auto                       | plain
          20200401:main | auto                       | plain
          20211103:re   | auto                       | plain
          # keys of a server's own choice
          20211103:re   | 7E241DE0,5E805580,3D807D80 | masked
          20220406:main | auto                       | plain
          20250604:main | auto                       | plain
          """)
  void twoPlayersMeetTalkAndTravel(String version, String keys, String ids) throws Exception {
    Era era = Era.parse(version, keys);
    assertEquals(ids.equals("masked"), era.masked(), "the row tells the right story");
    try (Stage stage = new Stage(era, backstage, 2)) {
      meet(stage);
      actThreeTimes(stage);
      assertTheFirstWentByServerAndTheLastByPeer(stage);
      talkToTheGuide(stage);
      travel(stage);
      assertEveryActWasSeenOnce(stage);
      assertNothingWentWrong(stage);
    }
  }

  private static void meet(Stage stage) throws InterruptedException {
    stage.meet();
    PlayerAtHome anna = stage.anna();
    PlayerAtHome bert = stage.bert();
    anna.client().requestName(bert.account());
    anna.sees(NameShown.class, shown -> shown.name().equals(RawText.ascii("Bert")));
    anna.sees(
        NameShown.class,
        shown -> shown.name().equals(DefaultWorld.GUIDE_NAME),
        () -> anna.client().requestName(guide(stage)));
  }

  /**
   * The walks take more than the two seconds that the server wants between two emotes of a player.
   */
  private static void actThreeTimes(Stage stage) throws InterruptedException {
    PlayerAtHome anna = stage.anna();
    PlayerAtHome bert = stage.bert();
    showToEachOther(anna, bert, EMOTE);
    sayToEachOther(anna, bert, "first");
    anna.setsOut(cell(156, 193));
    bert.setsOut(cell(157, 194));
    anna.arrives(cell(156, 193));
    bert.arrives(cell(157, 194));
    anna.setsOut(cell(155, 185));
    bert.setsOut(cell(158, 186));
    anna.arrives(cell(155, 185));
    bert.arrives(cell(158, 186));
    sayToEachOther(anna, bert, "second");
    showToEachOther(anna, bert, OTHER_EMOTE);
    anna.setsOut(cell(154, 193));
    bert.setsOut(cell(159, 194));
    anna.arrives(cell(154, 193));
    bert.arrives(cell(159, 194));
    anna.setsOut(cell(155, 184));
    bert.setsOut(cell(158, 185));
    anna.arrives(cell(155, 184));
    bert.arrives(cell(158, 185));
    sayToEachOther(anna, bert, "third");
    showToEachOther(anna, bert, THIRD_EMOTE);
    anna.client().sit();
    bert.sees(Posture.class, act -> act.unitId() == anna.account() && act.sitting());
    anna.client().stand();
    bert.sees(Posture.class, act -> act.unitId() == anna.account() && !act.sitting());
  }

  private static void showToEachOther(PlayerAtHome anna, PlayerAtHome bert, int emote)
      throws InterruptedException {
    anna.shows(emote);
    bert.shows(emote);
    for (PlayerAtHome player : List.of(anna, bert)) {
      player.seesEmote(anna, emote);
      player.seesEmote(bert, emote);
    }
  }

  private static void sayToEachOther(PlayerAtHome anna, PlayerAtHome bert, String line)
      throws InterruptedException {
    anna.says(line);
    bert.says(line);
    for (PlayerAtHome player : List.of(anna, bert)) {
      player.hears(anna, line);
      player.hears(bert, line);
    }
  }

  private static void assertTheFirstWentByServerAndTheLastByPeer(Stage stage) {
    for (PlayerAtHome player : stage.players()) {
      ProxyStats stats = player.stats();
      for (Kind kind : Kind.values()) {
        KindStats of = stats.kinds().get(kind);
        assertAll(
            kind + " of " + player.client().name() + ": " + stats,
            () -> assertEquals(1L, stats.decisions().get(kind + ".SERVER.NOT_PROVEN")),
            () -> assertEquals(of.sent() - 1, of.mirrored() + of.offloaded()),
            () -> assertTrue(of.shownFromPeer() >= 1, "the other's last"),
            () -> assertEquals(0, of.lateMirrored()),
            () -> assertEquals(0, of.rolledBack()));
      }
    }
  }

  private static void talkToTheGuide(Stage stage) throws InterruptedException {
    PlayerAtHome anna = stage.anna();
    assertTrue(anna.client().talkTo(guide(stage), DialogueScript.of(new Choose(2))));
    anna.sees(DialogueClosed.class, closed -> closed.npcId() == guide(stage));
    assertEquals(List.of(), stage.bert().saw(DialoguePage.class, page -> true));
  }

  private static void travel(Stage stage) throws InterruptedException {
    PlayerAtHome anna = stage.anna();
    PlayerAtHome bert = stage.bert();
    for (PlayerAtHome player : stage.players()) {
      player.warps(DefaultWorld.INDOORS, DefaultWorld.INDOORS_ENTRY.cell());
    }
    sayToEachOther(anna, bert, "inside");
    for (PlayerAtHome player : stage.players()) {
      player.warps(DefaultWorld.FIELD, FIELD_CELL);
    }
    sayToEachOther(anna, bert, "outside");
    for (PlayerAtHome player : stage.players()) {
      player.choosesCharacterAgain(DefaultWorld.FIELD);
    }
    sayToEachOther(anna, bert, "again");
    anna.quits();
    bert.quits();
  }

  private static void assertEveryActWasSeenOnce(Stage stage) {
    PlayerAtHome anna = stage.anna();
    PlayerAtHome bert = stage.bert();
    for (String line : List.of("first", "second", "third", "inside", "outside", "again")) {
      assertEquals(1, bert.saw(ChatLine.class, c -> c.text().equals(line("Anna", line))).size());
      assertEquals(1, anna.saw(ChatLine.class, c -> c.text().equals(line("Bert", line))).size());
      assertEquals(1, anna.saw(OwnEcho.class, c -> c.text().equals(line("Anna", line))).size());
    }
    for (PlayerAtHome actor : stage.players()) {
      for (PlayerAtHome viewer : stage.players()) {
        for (int emote : List.of(EMOTE, OTHER_EMOTE, THIRD_EMOTE)) {
          assertEquals(
              1,
              viewer
                  .saw(Emote.class, e -> e.unitId() == actor.account() && e.type() == emote)
                  .size());
        }
      }
    }
    assertWalksWereSeenOnce(anna, bert, cell(156, 193), cell(155, 185));
    assertWalksWereSeenOnce(bert, anna, cell(157, 194), cell(158, 186));
  }

  private static void assertWalksWereSeenOnce(
      PlayerAtHome walker, PlayerAtHome viewer, Cell... destinations) {
    for (Cell to : destinations) {
      assertEquals(1, walker.saw(OwnWalk.class, walk -> walk.to().equals(to)).size());
      assertEquals(
          1,
          viewer
              .saw(
                  UnitWalk.class, walk -> walk.unitId() == walker.account() && walk.to().equals(to))
              .size());
    }
  }

  private static void assertNothingWentWrong(Stage stage) {
    assertEquals(List.of(), stage.server().log().all(ServerEvent.Kicked.class));
    List<byte[]> sent = stage.anna().client().npcFrames();
    List<ServerEvent.NpcFrame> arrived = stage.server().log().all(ServerEvent.NpcFrame.class);
    assertEquals(sent.size(), arrived.size());
    for (int i = 0; i < sent.size(); i++) {
      assertArrayEquals(sent.get(i), arrived.get(i).frame().toBytes());
    }
    for (PlayerAtHome player : stage.players()) {
      assertEquals(List.of(), player.saw(Anomaly.class, anomaly -> true));
      assertEquals(0, player.stats().relayed().blind());
      assertEquals(0, player.stats().relayed().unreadable());
    }
  }

  private static int guide(Stage stage) {
    return stage.server().npcId(DefaultWorld.GUIDE_NAME.toString());
  }

  private static RawText line(String name, String message) {
    return RawText.ascii(name + " : " + message);
  }

  private static Cell cell(int x, int y) {
    return new Cell(x, y);
  }
}
