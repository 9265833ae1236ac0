package org.rop2p.testbed.page;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.app.OpenPage;
import org.rop2p.proxy.app.Program;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.setup.FirstRun;
import org.rop2p.testbed.server.DefaultWorld;
import org.rop2p.testbed.stage.Backstage;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.Player;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;
import org.rop2p.transport.DatagramFilter;

/**
 * Takes the pictures of {@code docs/images} of players who really play: {@code mvn -pl testbed -am
 * verify -Dtest=PagePicturesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpictures=docs/images}.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".+", disabledReason = "on request only")
class PagePicturesTest {
  private static final int LINES = 8;

  @TempDir Path home;

  @Test
  void takesThem() throws Exception {
    Path pictures = Path.of(System.getProperty("pictures")).toAbsolutePath();
    try (Chromium browser = Chromium.started();
        Backstage backstage = new Backstage();
        Stage stage = new Stage(Era.parse("20211103:re", "auto"), backstage, 3)) {
      Tab tab = browser.tab();
      setUp(tab, pictures);
      stage.meet();
      Player dora = stage.bystander();
      PlayerAtHome anna = stage.anna();
      ProxyConfig config =
          ProxyConfig.defaults()
              .withServer(new InetSocketAddress("127.0.0.1", stage.server().loginPort()));
      Program program =
          Program.playing(anna.proxy(), config, "0.1.0", FirstRun.in(home), Clock.systemUTC());
      try (OpenPage page = OpenPage.of(program, 0)) {
        tab.open(page.url());
        go(stage.bert(), 4, 3);
        go(stage.carl(), -3, 2);
        go(dora, 2, -4);
        for (int line = 0; line < LINES; line++) {
          for (PlayerAtHome author : stage.players()) {
            author.says("line " + line);
            anna.hears(author, "line " + line);
          }
        }
        tab.awaits("document.querySelector('#earlier li')");
        tab.value("new Promise((done) => setTimeout(done, 1500))"); // everybody is drawn at rest
        tab.picture(pictures.resolve("page-playing-light.png"));
        tab.prefers("prefers-color-scheme", "dark");
        tab.picture(pictures.resolve("page-playing-dark.png"));
        tab.size(340, 900);
        tab.value("new Promise((done) => setTimeout(done, 500))");
        tab.picture(pictures.resolve("page-narrow.png"));
      }
    }
  }

  private void setUp(Tab tab, Path pictures) throws Exception {
    try (Program program =
            Program.idle("0.1.0", FirstRun.in(home), DatagramFilter.PASS_ALL, Clock.systemUTC());
        OpenPage page = OpenPage.of(program, 0)) {
      tab.open(page.url());
      tab.awaits("document.activeElement.id === 'address'");
      tab.picture(pictures.resolve("page-setup.png"));
    }
  }

  private static void go(Player player, int east, int north) throws Exception {
    Cell spawn = DefaultWorld.SPAWN.cell();
    Cell to = new Cell(spawn.x() + east, spawn.y() + north);
    player.setsOut(to);
    player.arrives(to);
  }
}
