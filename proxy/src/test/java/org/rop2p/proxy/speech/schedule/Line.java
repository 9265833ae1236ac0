package org.rop2p.proxy.speech.schedule;

import org.rop2p.proxy.message.Content;

/** Something that the author says, and what became of it. */
final class Line {
  static final long NEVER = Long.MAX_VALUE;

  final int index;
  final Content content;
  final boolean command;

  /** When it was said. */
  long saidAt = NEVER;

  /** Milliseconds in which the author still looks out for newcomers. */
  long newcomersFor;

  /** When the server took it; refused ones, too. */
  long takenAt = NEVER;

  boolean offloaded;
  boolean late;
  boolean refused;

  Line(int index, Content content, boolean command) {
    this.index = index;
    this.content = content;
    this.command = command;
  }

  boolean accepted() {
    return takenAt != NEVER && !refused;
  }

  /** To peers only, for good. */
  boolean unsent() {
    return offloaded && !late;
  }

  @Override
  public String toString() {
    return index
        + " "
        + content
        + " said "
        + saidAt
        + (command ? " command" : "")
        + (offloaded ? " offloaded" : "")
        + (late ? " late" : "")
        + (takenAt == NEVER ? "" : " taken " + takenAt)
        + (refused ? " refused" : "");
  }
}
