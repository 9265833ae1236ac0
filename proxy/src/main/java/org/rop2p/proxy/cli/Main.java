package org.rop2p.proxy.cli;

/** Entry point of the player's program. */
public final class Main {
  private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

  private Main() {}

  public static void main(String[] args) {
    if (System.getProperty(LEAK_DETECTION) == null) {
      // Tests look for leaks; sampling for them in play costs allocations and tells nobody.
      System.setProperty(LEAK_DETECTION, "disabled");
    }
    System.exit(RootCommand.commandLine().execute(args));
  }
}
