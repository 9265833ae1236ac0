package org.rop2p.proxy.routing;

import java.util.Optional;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.world.OwnState;
import org.rop2p.proxy.world.PlayerInView;

/**
 * What a peer's message must satisfy before it is shown. Pure. That the link's proxy may speak for
 * the author is checked before.
 */
final class InboundCheck {
  /** rAthena's range of public chat, in cells. */
  static final int CHAT_RANGE = 9;

  /** rAthena's area of view: emotes and walks. */
  static final int VIEW_RANGE = 14;

  /**
   * Farthest destination of a walk from where the server last placed the author: rAthena's longest
   * path and what he may have walked meanwhile.
   */
  static final int WALK_RANGE = 20;

  private InboundCheck() {}

  /** The reason to refuse it, or empty when it may be shown. */
  static Optional<String> refuse(
      PeerMessage.WalkTo message, OwnState own, PlayerInView author, long now) {
    if (own.loading() || own.motion() == null) {
      return Optional.of("loading");
    }
    if (!message.header().zone().equals(own.zone())) {
      return Optional.of("other_map");
    }
    if (author == null) {
      return Optional.of("author_not_in_view");
    }
    Cell here = own.motion().at(now);
    return refuseWalk(message, author, here, now);
  }

  private static Optional<String> refuseWalk(
      PeerMessage.WalkTo walk, PlayerInView author, Cell here, long now) {
    if (author.sitting()) {
      return Optional.of("sitting");
    }
    if (author.at(now).distance(walk.to()) > WALK_RANGE) {
      return Optional.of("too_far");
    }
    return here.distance(author.at(now)) > VIEW_RANGE
        ? Optional.of("out_of_range")
        : Optional.empty();
  }
}
