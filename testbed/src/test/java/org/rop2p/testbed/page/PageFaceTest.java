package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.proxy.web.PageServer;

/** What the page makes of what it is told, in a real browser; nobody plays. */
class PageFaceTest extends WithChromium {
  private static final int ALICE = 2_000_001;
  private static final int BOB = 2_000_002;

  private final MadeUpPage page = new MadeUpPage();
  private PageServer server;
  private Tab tab;

  @BeforeEach
  void serve() throws IOException, InterruptedException {
    server = PageServer.open(page, 0);
    tab = browser.tab();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void nothingWasWrong() {
    assertEquals(List.of(), tab.complaints());
  }

  @Test
  void firstRunChecksWhatIsTypedAndSaysWhatIsWrongBesideIt() throws Exception {
    page.mode("setup");
    page.answers(
        "setup/check",
        """
        {"address":{"ok":false,"sentence":"No server answers there."},
         "folder":{"ok":true,"state":"ready","sentence":"Found clientinfo.xml."}}""");
    tab.open(server.url());
    tab.awaits("document.activeElement.id === 'address'");
    tab.type("#address", "wrong.example");
    tab.awaitsText("#address-answer", "No server answers there.");
    assertEquals("", tab.text("#folder-answer"), "nothing was typed there");
    tab.value("document.getElementById('folder').focus()");
    tab.type("#folder", "C:\\Games");
    tab.press("Tab");
    tab.awaitsText("#folder-answer", "Found clientinfo.xml.");
    assertEquals(
        "setup/check {\"address\":\"wrong.example\",\"folder\":\"C:\\\\Games\"}",
        page.acts().get(page.acts().size() - 1));
    assertEquals("true", tab.value("address.getAttribute('aria-invalid')").asText());
    page.answers("setup/start", "{\"ok\":false,\"sentence\":\"Nothing was started.\"}");
    tab.click("#start");
    tab.awaitsText("#start-answer", "Nothing was started.");
    nothingWasWrong();
  }

  @Test
  void startTurnsThePageToTheStatusWhichSaysStartYourGame() throws Exception {
    page.mode("setup");
    page.answers("setup/check", "{\"address\":{\"ok\":true,\"sentence\":\"Found.\"}}");
    page.answers("setup/start", "{\"ok\":true,\"sentence\":\"clientinfo.xml points here.\"}");
    tab.open(server.url());
    tab.awaits("document.activeElement.id === 'address'");
    tab.type("#address", "ragnarok.example");
    tab.click("input[value=relay]");
    tab.click("#start");
    tab.awaits("document.getElementById('start-answer').dataset.ok === 'true'");
    assertTrue(
        page.acts()
            .contains(
                "setup/start {\"address\":\"ragnarok.example\",\"folder\":\"\",\"privacy\":\"relay\"}"),
        () -> page.acts().toString());
    page.mode("playing");
    tab.awaitsText("#playing", "Now start your game");
    tab.awaitsText("#playing", "clientinfo.xml points here.");
    page.answers("setup/undo", "{\"ok\":true,\"sentence\":\"clientinfo.xml is as it was.\"}");
    tab.click("#undo");
    tab.awaitsText("#undo-answer", "clientinfo.xml is as it was.");
    nothingWasWrong();
  }

  @Test
  void theRadarShowsWhoIsWhereByWhichLane() throws Exception {
    page.character(ALICE, "Alice", "prontera");
    page.player(BOB, "Bob", 3, 4, "direct");
    tab.open(server.url());
    tab.awaits(place(BOB, 3, -4));
    tab.awaits(lane(BOB, "direct"));
    tab.awaitsText("#players", "23 ms");
    assertEquals("4 cells north-east", tab.value(WHERE + ".textContent").asText());
    assertEquals("You see Bob 140 ms earlier than the server.", tab.text("#earlier li"));
    page.player(BOB, "Bob", -5, 1, "server");
    tab.awaits(place(BOB, -5, -1));
    tab.awaits(lane(BOB, "server"));
    assertEquals("", tab.text("#earlier"));
    nothingWasWrong();
  }

  @Test
  void whoWalksGlides() throws Exception {
    page.character(ALICE, "Alice", "prontera");
    page.player(BOB, "Bob", 0, 2, "direct");
    tab.open(server.url());
    tab.awaits(place(BOB, 0, -2));
    tab.value(
        """
        window.seen = new Set();
        new MutationObserver((all) => all.forEach((each) => seen.add(each.target.getAttribute("transform"))))
          .observe(document.querySelector("[data-account='2000002']"), { attributeFilter: ["transform"] });
        0""");
    page.player(BOB, "Bob", 3, 2, "direct");
    tab.awaits(place(BOB, 3, -2));
    assertTrue(tab.value("seen.size").asInt() > 3, "some places in between");
    tab.prefers("prefers-reduced-motion", "reduce");
    tab.value("seen.clear()");
    page.player(BOB, "Bob", 0, 2, "direct");
    tab.awaits(place(BOB, 0, -2));
    assertEquals(1, tab.value("seen.size").asInt(), "at once, as the player wishes");
    nothingWasWrong();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "</script><b>",
        "\u202eecilA",
        "한국인",
        "\u0000\n",
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
      })
  void namesAreTextWhateverTheyAre(String name) throws Exception {
    page.character(ALICE, name, name);
    page.player(BOB, name, 1, 1, "direct");
    page.event(System.currentTimeMillis(), "Linked to " + name + ".");
    tab.size(340, 800);
    tab.open(server.url());
    tab.awaits(place(BOB, 1, -1));
    assertEquals(0, tab.value("document.querySelectorAll('main img, main b').length").asInt());
    assertEquals(
        340, tab.value("document.documentElement.scrollWidth").asInt(), "nothing sticks out");
    nothingWasWrong();
  }

  @Test
  void severalCharactersAreTabsForMouseAndKeyboard() throws Exception {
    page.character(ALICE, "Alice", "prontera");
    page.character(BOB, "Bob", "payon");
    tab.open(server.url());
    tab.awaitsText("#zone", "prontera");
    tab.click("#tab-" + BOB);
    tab.awaitsText("#zone", "payon");
    tab.press("ArrowRight");
    tab.awaitsText("#zone", "prontera");
    assertEquals("tab-" + ALICE, tab.value("document.activeElement.id").asText());
    nothingWasWrong();
  }

  @Test
  void aScreenReaderHasANameForEverything() throws Exception {
    page.mode("setup");
    tab.open(server.url());
    tab.awaits("document.activeElement.id === 'address'");
    assertEquals(
        Set.of(
            "textbox: Server address or coordinator URL",
            "textbox: Folder of the game",
            "radio: Direct links The fastest. They show your IP address to players near you, and"
                + " theirs to you.",
            "radio: Relay only No player sees your IP address. A little slower, and only where the"
                + " server has a relay.",
            "button: Start"),
        Set.copyOf(tab.spokenControls()));
    page.mode("playing");
    page.character(ALICE, "Alice", "prontera");
    page.character(BOB, "Bob", "payon");
    page.player(BOB, "Bob", 1, 1, "relay");
    tab.awaitsText("#players", "Bob");
    List<String> spoken = tab.spokenControls();
    assertTrue(
        spoken.containsAll(
            List.of(
                "switch: P2P",
                "tab: Alice",
                "tab: Bob",
                "image: Radar: 1 in view, 0 direct, 1 relay, 0 server. The table of players says"
                    + " who and where.",
                "table: Players in view",
                "button: Bob",
                "button: Check everything")),
        () -> String.join("\n", spoken));
    assertEquals(List.of(), spoken.stream().filter(each -> each.endsWith(": ")).toList());
  }

  @Test
  void theKeyboardAloneWillDo() throws Exception {
    page.answers("switch", "{\"sentence\":\"It is done.\"}");
    page.character(ALICE, "Alice", "prontera");
    page.player(BOB, "Bob", 1, 1, "direct");
    tab.open(server.url());
    tab.awaitsText("#players", "Bob");
    tab.press("Tab");
    assertEquals("switch", tab.value("document.activeElement.id").asText());
    tab.press(" ");
    tab.awaitsText("#switch-answer", "It is done.");
    tab.press("Tab"); // the table, which scrolls
    tab.press("Tab");
    tab.press("Enter");
    tab.awaits("document.querySelector('.pick').getAttribute('aria-pressed') === 'true'");
    tab.awaits("document.querySelector('#radar .chosen').dataset.account === '%d'".formatted(BOB));
    nothingWasWrong();
  }

  @Test
  void switchesAskAndSayWhatCameOfIt() throws Exception {
    page.answers("switch", "{\"sentence\":\"It is done.\"}");
    tab.open(server.url());
    tab.click("#switch");
    tab.awaitsText("#switch-answer", "It is done.");
    assertEquals("switch {\"p2p\":false}", page.acts().get(0));
    page.answers("switch", "{\"sentence\":\"Only relays from now on.\"}");
    tab.click("input[name=privacy-now][value=relay]");
    tab.awaitsText("#switch-answer", "Only relays from now on.");
    assertEquals("switch {\"privacy\":\"relay\"}", page.acts().get(1));
    page.p2p(false, true, "The admin has switched P2P off.");
    tab.awaitsText("#p2p-sentence", "The admin has switched P2P off.");
    assertEquals("true", tab.value(SWITCH + ".getAttribute('aria-checked')").asText());
    assertEquals("false", tab.value(SWITCH + ".dataset.works").asText());
    nothingWasWrong();
  }

  @Test
  void theDoctorSaysWhatIsWrongFirstAndHasATextToCopy() throws Exception {
    page.answers(
        "doctor",
        """
        {"verdict":"limited","sentence":"You can play.","text":"for the admin","checks":[
          {"id":"server","title":"Game server","status":"ok","sentence":"It answers.","remedy":null},
          {"id":"udp","title":"UDP","status":"fail","sentence":"None leaves.","remedy":"Allow java."}]}""");
    tab.open(server.url());
    tab.click("#doctor-run");
    tab.awaitsText("#doctor-result", "You can play.");
    assertEquals("wrong\nUDP\n\nNone leaves.\n\nAllow java.", tab.text(".checks li:first-child"));
    assertEquals(
        "for the admin", tab.value("document.getElementById('doctor-text').value").asText());
    tab.click("#doctor-copy");
    tab.awaits("document.getElementById('doctor-copied').innerText");
    nothingWasWrong();
  }

  @Test
  void newEventsAreSpokenAndOldOnesAreNot() throws Exception {
    long now = System.currentTimeMillis();
    page.event(now - 5_000, "An old one.");
    tab.open(server.url());
    tab.awaitsText("#events", "An old one.");
    assertEquals("", tab.value("document.getElementById('spoken').textContent").asText());
    page.event(now, "A new one.");
    tab.awaits("document.getElementById('spoken').textContent === 'A new one.'");
    assertTrue(tab.text("#events li:first-child").endsWith("A new one."), "newest first");
    nothingWasWrong();
  }

  @Test
  void aProxyThatCannotPlaySaysWhy() throws Exception {
    page.problem("Port 6900 is in use by another program.");
    tab.open(server.url());
    tab.awaitsText("[role=alert]:not(:empty)", "Port 6900 is in use by another program.");
    page.problem("");
    tab.awaits("document.getElementById('problem').innerText === ''");
    nothingWasWrong();
  }

  @Test
  void whatIsWrongStandsAboveAllElseUntilItIsOver() throws Exception {
    page.character(ALICE, "Alice", "prontera");
    page.notice("warn", "udp", "No STUN server answers.");
    tab.size(340, 800);
    tab.open(server.url());
    tab.awaits(NOTICES + " === 'No STUN server answers.'");
    assertTrue(
        tab.value(
                "document.querySelector('.notice').getBoundingClientRect().bottom < document.getElementById('radar').getBoundingClientRect().top")
            .asBoolean());
    page.notice("bad", "server", "The game server is down.");
    tab.awaits(NOTICES + " === 'The game server is down.|No STUN server answers.'");
    assertEquals("alert", role("server"), "who cannot play hears of it at once");
    assertEquals("status", role("udp"));
    page.notice("warn", "coordinator", "<b>It\u202e says</b> " + "W".repeat(400));
    tab.awaits("document.querySelectorAll('.notice').length === 3");
    assertEquals(0, tab.value("document.querySelectorAll('.notice b').length").asInt());
    assertEquals(
        340, tab.value("document.documentElement.scrollWidth").asInt(), "nothing sticks out");
    page.over();
    tab.awaits("!" + NOTICES + ".includes('STUN')");
    page.over();
    page.over();
    tab.awaits(NOTICES + " === ''");
    nothingWasWrong();
  }

  @Test
  void anEmptyRadarSaysWhy() throws Exception {
    tab.open(server.url());
    tab.awaitsText("#start-game", "Now start your game");
    tab.awaitsText("#start-game", "who is near you then shows here");
    page.game(0, "Nobody is shown here, as it is so.");
    tab.awaitsText("#unseen", "Nobody is shown here, as it is so.");
    assertTrue(!tab.text("#start-game").contains("then shows here"), tab.text("#start-game"));
    page.game(1, "Nobody is shown here, as it is so.");
    tab.awaitsText("#start-game h2", "Your game is connected");
    tab.awaitsText("#unseen", "Nobody is shown here, as it is so.");
    page.game(1, "");
    tab.awaitsText("#start-game", "Who is near you shows here in a moment.");
    nothingWasWrong();
  }

  @Test
  void aProxyThatIsGoneIsMissedAndFoundAgain() throws Exception {
    tab.open(server.url());
    tab.awaitsText("#playing", "Now start your game");
    int port = server.port();
    server.close();
    tab.awaitsText("#lost", "The connection to ro-p2p is lost.");
    server = PageServer.open(page, port);
    tab.awaits("document.getElementById('lost').innerText === ''");
  }

  private static final String WHERE = "document.querySelector('#players td:last-child .unseen')";
  private static final String SWITCH = "document.getElementById('switch')";

  private static final String NOTICES =
      "Array.from(document.querySelectorAll('.notice'), (each) => each.innerText).join('|')";

  /** How a screen reader takes what is said on that topic. */
  private String role(String topic) throws IOException, InterruptedException {
    return tab.value(
            "document.querySelector('[data-topic=%s]').parentElement.getAttribute('role')"
                .formatted(topic))
        .asText();
  }

  private static String place(int account, int right, int down) {
    return "document.querySelector('#radar [data-account=\"%d\"]')?.getAttribute('transform') === 'translate(%d.000 %d.000)'"
        .formatted(account, right, down);
  }

  private static String lane(int account, String lane) {
    return "document.querySelector('#radar [data-account=\"%d\"]').dataset.lane === '%s'"
        .formatted(account, lane);
  }
}
