package org.rop2p.proxy.routing;

import java.util.Locale;

/** Why a message took its lane. */
public enum Reason {
  ALLOWED,
  POLICY,
  NOT_PROVEN,
  NOBODY_LINKED,
  LOADING,
  MUTED,
  CHAT_ROOM,
  COMMAND,
  NOT_OWN_NAME,
  UNSEEN,
  AILING,
  SITTING,
  FIGHTING_MAP,
  NPC_DIALOGUE,
  SPECIAL_EMOTE,
  TOO_SOON,
  TOO_FAR;

  /**
   * Whether the server is expected to echo the message all the same: only then does a missing echo
   * say anything about messages of its kind.
   */
  boolean echoExpected() {
    return switch (this) {
      case MUTED,
          CHAT_ROOM,
          COMMAND,
          NOT_OWN_NAME,
          SITTING,
          NPC_DIALOGUE,
          SPECIAL_EMOTE,
          TOO_SOON,
          TOO_FAR,
          LOADING ->
          false;
      default -> true;
    };
  }

  /** As it appears in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
