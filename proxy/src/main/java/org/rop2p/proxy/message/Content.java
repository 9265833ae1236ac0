package org.rop2p.proxy.message;

import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.RawText;

/** What is said or shown; equal ones look the same on a screen. */
public sealed interface Content {
  /** Which kind it is of. */
  Kind kind();

  /** A line of public chat, {@code Name : message}, 1 to 255 bytes. */
  record Line(RawText text) implements Content {
    @Override
    public Kind kind() {
      return Kind.CHAT;
    }
  }

  /** An emote. */
  record Emote(Emoticon emoticon) implements Content {
    @Override
    public Kind kind() {
      return Kind.EMOTE;
    }
  }
}
