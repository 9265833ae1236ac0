package org.rop2p.testbed.oracle;

import org.rop2p.codec.event.Emoticon;
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
  record Emote(Emoticon emoticon) implements Content {
    /** One of the old set. */
    public Emote(int type) {
      this(Emoticon.classic(type));
    }

    /** One of a pack. */
    public Emote(int pack, int type) {
      this(new Emoticon(pack, type));
    }

    @Override
    public Kind kind() {
      return Kind.EMOTE;
    }

    @Override
    public String toString() {
      return emoticon.isClassic()
          ? "emote " + emoticon.type()
          : "emote " + emoticon.type() + " of pack " + emoticon.pack();
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
