package org.rop2p.proxy.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command explains itself. */
class HelpTest {
  @ParameterizedTest(name = "ro-p2p {0} --help")
  @MethodSource("commands")
  void isGiven(String command) {
    StringWriter said = new StringWriter();
    CommandLine line = RootCommand.commandLine().setOut(new PrintWriter(said));
    assertEquals(0, line.execute(command, "--help"));
    assertTrue(said.toString().startsWith("Usage: ro-p2p " + command + " "), said::toString);
  }

  static Set<String> commands() {
    return RootCommand.commandLine().getSubcommands().keySet();
  }
}
