package org.rop2p.proxy.routing;

import java.util.Optional;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
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

  private static final RawText NAME_SEPARATOR = RawText.ascii(" : ");
  private static final int FIRST_PRINTABLE = 0x20;

  private InboundCheck() {}

  /** The reason to refuse it, or empty when it may be shown. */
  static Optional<String> refuse(PeerMessage message, OwnState own, PlayerInView author, long now) {
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
    if (message instanceof PeerMessage.Line line) {
      return refuseLine(line, own, author, here.distance(author.at(now)));
    }
    if (message instanceof PeerMessage.WalkTo walk) {
      return refuseWalk(walk, author, here, now);
    }
    if (message instanceof PeerMessage.Emote emote && Router.isSpecialEmote(emote.type())) {
      return Optional.of("special_emote");
    }
    return here.distance(author.at(now)) > VIEW_RANGE
        ? Optional.of("out_of_range")
        : Optional.empty();
  }

  private static Optional<String> refuseLine(
      PeerMessage.Line line, OwnState own, PlayerInView author, int distance) {
    if (own.inChatRoom()) {
      return Optional.of("in_chat_room");
    }
    if (distance > CHAT_RANGE) {
      return Optional.of("out_of_range");
    }
    RawText prefix = author.name().plus(NAME_SEPARATOR);
    if (author.name().length() == 0
        || line.text().length() <= prefix.length()
        || !line.text().startsWith(prefix)) {
      return Optional.of("not_his_name");
    }
    return hasControl(line.text()) ? Optional.of("control_character") : Optional.empty();
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

  private static boolean hasControl(RawText text) {
    for (int i = 0; i < text.length(); i++) {
      int c = text.byteAt(i) & 0xFF;
      if (c < FIRST_PRINTABLE) {
        return true;
      }
    }
    return false;
  }
}
