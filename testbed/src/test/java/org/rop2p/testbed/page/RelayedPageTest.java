package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.coordinator.config.TurnServers;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.testbed.stage.Backstage;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.RelayOnLoopback;
import org.rop2p.testbed.stage.Stage;

/** Anna hides her address on her page and sees there, in a real browser, how she is linked then. */
@Timeout(120)
class RelayedPageTest extends WithChromium {
  private static final Era ERA = Era.parse("20211103:re", "auto");
  private static final String HIDE = "input[name=privacy-now][value=relay]";
  private static final String SHOW = "input[name=privacy-now][value=direct]";

  @TempDir private Path home;

  /** What happens on the page. */
  private interface Story {
    void happens(Stage stage, Tab tab) throws Exception;
  }

  @Test
  void eachLaneHasAColourOfItsOwn() throws Exception {
    try (RelayOnLoopback relay = new RelayOnLoopback()) {
      linkedDirectly(
          relay.named(),
          (stage, tab) -> {
            Set<String> colours = new HashSet<>();
            colours.add(colour(tab, stage));
            tab.awaitsText("#events", "Anna plays in prontera.");
            tab.click(HIDE);
            tab.awaits(bertIs("relay", stage));
            colours.add(colour(tab, stage));
            assertEquals("relay", tab.text("#players td"));
            tab.awaitsText("#links", "relay");
            tab.awaitsText("#p2p-sentence", "P2P is on, through relays only.");
            tab.awaitsText("#events", "Linked to Bert through a relay");
            assertEquals("", tab.text(".notice"));
            stage.anna().says("by the relay");
            stage.bert().hears(stage.anna(), "by the relay");
            tab.click("#switch");
            tab.awaits(bertIs("server", stage));
            colours.add(colour(tab, stage));
            assertEquals(3, colours.size(), colours.toString());
            tab.click("#switch");
            tab.awaits(bertIs("relay", stage));
            tab.click(SHOW);
            tab.awaits(bertIs("direct", stage));
          });
    }
  }

  @Test
  void whereThereIsNoRelayThePageSaysSo() throws Exception {
    linkedDirectly(
        TurnServers.NONE,
        (stage, tab) -> {
          tab.click(HIDE);
          tab.awaits("document.querySelector('.notice')");
          assertEquals(
              "Privacy is relay, but the coordinator names no TURN server: everything goes over the server; ask its admin for one, or set privacy to direct.",
              tab.text(".notice"));
          tab.click(SHOW);
          tab.awaits("!document.querySelector('.notice')");
        });
  }

  private void linkedDirectly(TurnServers relays, Story story) throws Exception {
    try (Backstage backstage = new Backstage(relays);
        Stage stage = new Stage(ERA, backstage, 2)) {
      stage.meet();
      ProxyConfig config =
          ProxyConfig.defaults()
              .withServer(new InetSocketAddress("127.0.0.1", stage.server().loginPort()));
      Program program =
          Program.playing(
              stage.anna().proxy(), config, "test", FirstRun.in(home), Clock.systemUTC());
      try (OpenPage page = OpenPage.of(program, 0)) {
        Tab tab = browser.tab();
        tab.open(page.url());
        tab.awaits(bertIs("direct", stage));
        story.happens(stage, tab);
        assertEquals(List.of(), tab.complaints());
      }
    }
  }

  private static String bertIs(String lane, Stage stage) {
    return "document.querySelector('#radar [data-account=\"%d\"]')?.dataset.lane === '%s'"
        .formatted(stage.bert().account(), lane);
  }

  /** Fill and stroke of Bert's mark, as the browser has computed them. */
  private static String colour(Tab tab, Stage stage) throws IOException, InterruptedException {
    return tab.value(
            "(({fill, stroke}) => fill + ' ' + stroke)"
                + "(getComputedStyle(document.querySelector('#radar [data-account=\"%d\"] .mark')))"
                    .formatted(stage.bert().account()))
        .asText();
  }
}
