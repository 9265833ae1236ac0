package org.rop2p.testbed.page;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.rop2p.testbed.stage.Backstage;

/** A browser and a coordinator, which all tests of a class share. */
abstract class WithBrowser {
  static Chromium browser;
  static Backstage backstage;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = Chromium.started();
    backstage = new Backstage();
  }

  @AfterAll
  static void end() throws IOException {
    if (backstage != null) {
      backstage.close();
    }
    if (browser != null) {
      browser.close();
    }
  }
}
