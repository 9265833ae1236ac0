package org.rop2p.testbed.oracle;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/** What was said, shown or headed for; two equal contents look the same on a screen. */
public sealed interface Content {
  Kind kind();

  /** A public line, {@code Name : message}. */
  record Line(RawText text) implements Content {
    @Override
    public Kind kind() {
      return Kind.CHAT;
    }

    @Override
    public String toString() {
      return "\"" + text + "\"";
    }
  }

  /** An emote. */
  record Emote(int type) implements Content {
    @Override
    public Kind kind() {
      return Kind.EMOTE;
    }

    @Override
    public String toString() {
      return "emote " + type;
    }
  }

  /** A walk by its destination. */
  record Walk(Cell to) implements Content {
    @Override
    public Kind kind() {
      return Kind.MOVEMENT;
    }

    @Override
    public String toString() {
      return "walk to " + to;
    }
  }
}
