package org.rop2p.proxy.cli;

/** Whether what is printed may be coloured. */
enum Colours {
  ON,
  OFF;

  /** On a terminal, unless the person wants none (no-color.org). */
  static Colours wanted() {
    String none = System.getenv("NO_COLOR");
    boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
    return terminal && (none == null || none.isEmpty()) ? ON : OFF;
  }
}
