package org.rop2p.testbed.client;

import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/**
 * What the player did, as it left the client; {@code nanos} is {@link System#nanoTime()} just
 * before the write. Immutable.
 */
public sealed interface SentAct {
  long nanos();

  /** Public chat, {@code Name : message}. */
  record Chat(long nanos, RawText text) implements SentAct {}

  /** An emote. */
  record Emote(long nanos, int type) implements SentAct {}

  /** An emote of a pack. */
  record PackEmote(long nanos, int pack, int emote) implements SentAct {}

  /** A click on a cell. */
  record Walk(long nanos, Cell to) implements SentAct {}
}
