package org.rop2p.coordinator.session;

import java.util.Optional;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.Signal;

/**
 * What the store tells the node that holds a membership's socket. Notices may overtake each other
 * and may be lost while a store's connection is: {@link SessionStore#restore} brings both sides
 * together again.
 */
public sealed interface Notice {
  /** The membership that it is for; a node that does not hold its socket ignores it. */
  String membership();

  /**
   * An introduction begins, or still stands.
   *
   * @param generation of this pair's introductions: it grows with each beginning and each end, so
   *     that what is older than the last known is dropped
   */
  record Met(String membership, Player peer, long generation) implements Notice {}

  /**
   * An introduction has ended.
   *
   * @param reason one of {@link PartReason}'s constants
   * @param generation as in {@link Met}
   */
  record Parted(String membership, int peer, String reason, long generation) implements Notice {}

  /** A signal from somebody introduced. */
  record Signalled(String membership, Player from, Signal signal, Optional<String> seenFrom)
      implements Notice {}

  /**
   * The membership is over by no word of its own socket.
   *
   * @param reason {@link PartReason#REPLACED}: the account has joined on another socket; {@link
   *     PartReason#LEFT}: it left by another way; {@link PartReason#KICKED}
   */
  record Over(String membership, String reason) implements Notice {}
}
