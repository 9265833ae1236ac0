package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

/** The policies of one zone. The player's own configuration can narrow them, never widen them. */
public record ZonePolicy(Policy chat, Policy emote, Policy movement) {
  /** What a zone gets whose admin said nothing: the server keeps hearing every walk. */
  public static final ZonePolicy DEFAULT =
      new ZonePolicy(Policy.OFFLOAD, Policy.OFFLOAD, Policy.MIRROR);

  public ZonePolicy {
    requireNonNull(chat, "chat");
    requireNonNull(emote, "emote");
    requireNonNull(movement, "movement");
  }
}
