package org.rop2p.testbed.page;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.rop2p.testbed.stage.Backstage;

/** A browser and a coordinator, which all tests of a class share. */
abstract class WithBrowser extends WithChromium {
  static Backstage backstage;

  @BeforeAll
  static void startBackstage() throws IOException, InterruptedException {
    backstage = new Backstage();
  }

  @AfterAll
  static void endBackstage() throws IOException {
    if (backstage != null) {
      backstage.close();
    }
  }
}
