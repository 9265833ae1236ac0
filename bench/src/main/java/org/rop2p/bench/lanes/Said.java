package org.rop2p.bench.lanes;

import java.util.Optional;
import org.rop2p.testbed.client.ScreenEvent;

/**
 * A message as it can be recognised on any screen.
 *
 * @param author account, and unit
 * @param content destination, line or emoticon in words
 */
record Said(Kind kind, int author, String content) {
  /** What a screen shows, if it is of these kinds. */
  static Optional<Said> of(ScreenEvent event) {
    if (event instanceof ScreenEvent.UnitWalk walk) {
      return Optional.of(new Said(Kind.WALK, walk.unitId(), walk.to().toString()));
    }
    if (event instanceof ScreenEvent.ChatLine line) {
      return Optional.of(new Said(Kind.CHAT, line.unitId(), line.text().toString()));
    }
    if (event instanceof ScreenEvent.Emote emote) {
      return Optional.of(new Said(Kind.EMOTE, emote.unitId(), Integer.toString(emote.type())));
    }
    return Optional.empty();
  }
}
