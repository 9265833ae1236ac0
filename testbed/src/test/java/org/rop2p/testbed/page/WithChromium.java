package org.rop2p.testbed.page;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A browser, which all tests of a class share. */
abstract class WithChromium {
  static Chromium browser;

  @BeforeAll
  static void startBrowser() throws IOException, InterruptedException {
    browser = Chromium.started();
  }

  @AfterAll
  static void endBrowser() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }
}
