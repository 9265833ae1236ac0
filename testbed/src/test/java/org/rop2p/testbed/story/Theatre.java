package org.rop2p.testbed.story;

import java.io.IOException;
import org.rop2p.testbed.server.Faults;
import org.rop2p.testbed.stage.Backstage;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.Stage;

/** Where stories are played, one after the other, each on a stage of its own. */
final class Theatre implements AutoCloseable {
  private static final Era ERA = Era.parse("20211103:re", "auto");

  private final Backstage backstage;

  Theatre() throws IOException, InterruptedException {
    backstage = new Backstage();
  }

  /** What happens between everybody's being linked and talking, and the same again. */
  @FunctionalInterface
  interface Scene {
    void play(Stage stage, Script script, Faults faults) throws Exception;
  }

  /** Plays a scene with a cast of 2 or 3, and judges every screen at the end. */
  void play(int cast, Scene scene) throws Exception {
    try (Stage stage = new Stage(ERA, backstage, cast)) {
      Script script = new Script(stage);
      script.opens();
      scene.play(stage, script, stage.server().faults());
      script.closes();
    }
  }

  @Override
  public void close() {
    backstage.close();
  }
}
