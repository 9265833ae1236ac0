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

  /** Each kind goes no further than {@code widest}. */
  public ZonePolicy narrowedTo(Policy widest) {
    return new ZonePolicy(
        narrower(chat, widest), narrower(emote, widest), narrower(movement, widest));
  }

  private static Policy narrower(Policy one, Policy other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
