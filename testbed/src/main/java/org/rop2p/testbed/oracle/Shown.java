package org.rop2p.testbed.oracle;

/** An act and the moment it was seen on one screen. */
public record Shown(Act act, Display display) {
  /** From the author's click to the observer's screen, nanoseconds. */
  public long delayNanos() {
    return display.nanos() - act.sentNanos();
  }
}
