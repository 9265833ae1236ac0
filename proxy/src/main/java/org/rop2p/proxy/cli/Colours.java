package org.rop2p.proxy.cli;

import java.io.Console;

/** Whether what is printed may be coloured. */
enum Colours {
  ON,
  OFF;

  /** On a terminal, unless the person wants none (no-color.org). */
  static Colours wanted() {
    String none = System.getenv("NO_COLOR");
    boolean terminal = isTerminal() && !"dumb".equals(System.getenv("TERM"));
    return terminal && (none == null || none.isEmpty()) ? ON : OFF;
  }

  /** From Java 22 on there is a console without a terminal, too; it is asked by name on 17. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
