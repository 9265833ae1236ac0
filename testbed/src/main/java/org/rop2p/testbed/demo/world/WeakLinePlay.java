package org.rop2p.testbed.demo.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rop2p.proxy.cli.RootCommand;

/**
 * The player's program with a {@link WeakLine}, commanded by lines on standard input. First
 * argument: the STUN server's port; the rest is the program's own.
 */
public final class WeakLinePlay {
  private WeakLinePlay() {}

  public static void main(String[] arguments) {
    // As the program's own main does.
    System.setProperty("io.netty.leakDetection.level", "disabled");
    WeakLine line = new WeakLine(Integer.parseInt(arguments[0]));
    Thread commands = new Thread(() -> obey(line), "weak-line");
    commands.setDaemon(true);
    commands.start();
    System.exit(
        RootCommand.commandLine(line).execute(Arrays.copyOfRange(arguments, 1, arguments.length)));
  }

  private static void obey(WeakLine line) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String command = in.readLine(); command != null; command = in.readLine()) {
        line.obey(command);
      }
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("weak line: " + e.getMessage());
    }
  }
}
