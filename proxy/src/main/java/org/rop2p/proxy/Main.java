package org.rop2p.proxy;

import org.rop2p.proxy.cli.RootCommand;

/** Entry point of the player's program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(RootCommand.commandLine().execute(args));
  }
}
