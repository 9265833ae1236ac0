package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;

/** Two players play, and the page of one of them, in a real browser, shows it. */
class PageStoryTest extends WithBrowser {
  private static final Era ERA = Era.parse("20211103:re", "auto");

  /** What a player may be left in the dark about a link that has died. */
  private static final Duration DEATH_NOTICED = Duration.ofSeconds(7);

  private Stage stage;
  private PlayerAtHome anna;
  private PlayerAtHome bert;
  @TempDir Path home;
  private OpenPage page;
  private Tab tab;
  private int lines;

  @BeforeEach
  void meet() throws IOException, InterruptedException {
    stage = new Stage(ERA, backstage, 2);
    anna = stage.anna();
    bert = stage.bert();
    stage.meet();
    ProxyConfig config =
        ProxyConfig.defaults()
            .withServer(new InetSocketAddress("127.0.0.1", stage.server().loginPort()));
    page =
        OpenPage.of(
            Program.playing(anna.proxy(), config, "test", FirstRun.in(home), Clock.systemUTC()), 0);
    tab = browser.tab();
    tab.open(page.url());
    tab.awaits(bertIs("direct"));
  }

  @AfterEach
  void part() {
    List<String> complaints = tab == null ? List.of() : tab.complaints();
    if (page != null) {
      page.close();
    }
    stage.close();
    assertEquals(List.of(), complaints);
  }

  @Test
  void theRadarMovesWhenSomebodyMoves() throws Exception {
    tab.awaits(bertAt(1, 0));
    bert.setsOut(cell(5, 3));
    tab.awaits(bertAt(5, -3));
    anna.setsOut(cell(2, -1));
    tab.awaits(bertAt(3, -4));
    tab.awaitsText("#players", "4 N");
    assertEquals("Bert", tab.text("#players .pick"));
    assertEquals("", tab.text(".notice"), "nothing is wrong");
  }

  @Test
  void aCutLinkIsTheServersColourWithinSevenSecondsAndDirectAgainOnceHealed() throws Exception {
    String before = colourOfBert();
    anna.line("cut");
    tab.awaits(bertIs("server"), DEATH_NOTICED);
    assertTrue(!before.equals(colourOfBert()), before);
    tab.awaitsText("#events", "Bert");
    anna.line("heal");
    tab.awaits(bertIs("direct"));
    assertEquals(before, colourOfBert());
  }

  @Test
  void thePlayersSwitchEndsLinksAndBringsThemBack() throws Exception {
    tab.click("#switch");
    tab.awaits("document.getElementById('switch-answer').innerText");
    tab.awaits(bertIs("server"));
    tab.awaitsText("#character-state", "You have switched P2P off");
    anna.losesAllLinks();
    tab.click("#switch");
    tab.awaits(bertIs("direct"));
    tab.awaitsText("#character-state", "P2P is up in prontera.");
  }

  @Test
  void theAdminsKillSwitchIsSeenAndTakenBack() throws Exception {
    stage.admin("PUT", "p2p", "{\"on\":false,\"sentence\":\"An event.\"}");
    try {
      tab.awaitsText("#character-state", "The admin has switched P2P off");
      tab.awaits(bertIs("server"));
    } finally {
      stage.admin("PUT", "p2p", "{\"on\":true}");
    }
    tab.awaits(bertIs("direct"));
    tab.awaitsText("#character-state", "P2P is up in prontera.");
  }

  @Test
  void whomTheAdminMutesSpeaksOverTheServerAloneUntilUnmuted() throws Exception {
    says("offloaded");
    stage.admin("PUT", "mutes/" + anna.account(), "");
    says("server");
    int offloaded = count("offloaded");
    says("server");
    says("server");
    assertEquals(offloaded, count("offloaded"));
    stage.admin("DELETE", "mutes/" + anna.account(), "");
    says("offloaded");
  }

  /** Anna says lines until the page counts one that went that way. */
  private void says(String way) throws Exception {
    int before = count(way);
    long end = System.nanoTime() + Tab.PATIENCE.toNanos();
    while (count(way) == before) {
      assertTrue(end - System.nanoTime() > 0, () -> "no line goes " + way + ": " + anna.stats());
      int sent = count("sent");
      String line = "line " + ++lines;
      anna.says(line);
      bert.hears(anna, line);
      tab.awaits("Number(%s.textContent) > %d".formatted(counter("sent"), sent));
    }
  }

  private int count(String what) throws IOException, InterruptedException {
    return tab.value("Number(%s.textContent)".formatted(counter(what))).asInt();
  }

  private static String counter(String what) {
    return "document.querySelector('[data-count=\"chat-%s\"]')".formatted(what);
  }

  /** The colour in which the mark is drawn, as the browser has computed it. */
  private String colourOfBert() throws IOException, InterruptedException {
    return tab.value(
            "(({fill, stroke}) => fill + ' ' + stroke)"
                + "(getComputedStyle(document.querySelector('#radar [data-account=\"%d\"] .mark')))"
                    .formatted(bert.account()))
        .asText();
  }

  private String bertIs(String lane) {
    return "document.querySelector('#radar [data-account=\"%d\"]')?.dataset.lane === '%s'"
        .formatted(bert.account(), lane);
  }

  private String bertAt(int right, int down) {
    return "document.querySelector('#radar [data-account=\"%d\"]')?.getAttribute('transform') === 'translate(%d.000 %d.000)'"
        .formatted(bert.account(), right, down);
  }

  /** So many cells from where Anna began. */
  private static Cell cell(int east, int north) {
    Cell spawn = DefaultWorld.SPAWN.cell();
    return new Cell(spawn.x() + east, spawn.y() + north);
  }
}
