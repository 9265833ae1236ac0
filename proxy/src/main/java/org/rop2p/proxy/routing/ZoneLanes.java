package org.rop2p.proxy.routing;

import org.rop2p.proxy.message.Kind;

/** The policy of one zone: the widest lane of each kind. */
public record ZoneLanes(Lane chat, Lane emote, Lane movement) {
  /** Outside of every P2P zone. */
  public static final ZoneLanes OFF = new ZoneLanes(Lane.SERVER, Lane.SERVER, Lane.SERVER);

  public Lane of(Kind kind) {
    return switch (kind) {
      case CHAT -> chat;
      case EMOTE -> emote;
      case MOVEMENT -> movement;
    };
  }
}
