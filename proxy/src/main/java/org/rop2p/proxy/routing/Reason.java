package org.rop2p.proxy.routing;

/** Why a message took its lane. */
public enum Reason {
  ALLOWED,
  POLICY,
  NOT_PROVEN,
  /** Mirrored now and then to see that the server still passes this kind on. */
  SAMPLE,
  /** An equal one went to the server a short time ago. */
  REPEATED,
  /** The echo of a mirrored one must come back first, after something that only the server got. */
  ORDER_UNSURE,
  /** The echo of a mirrored one must come back first, after somebody new was linked. */
  NEWLY_LINKED,
  /** An earlier one is not settled yet. */
  BUSY,
  /** Somebody possibly in range cannot be told by a link. */
  UNCOVERED,
  NOBODY_LINKED,
  /** The session cannot withhold packets: ids are masked by a running key. */
  MASKED_IDS,
  /** A walk whose turn it is: the first after a rest, or the latest after the wait. */
  PACED,
  /** Something hostile may meet a walk. */
  MONSTERS,
  SKILL_UNITS,
  NEAR_WARP,
  /** There is more around than is kept track of. */
  CROWDED,
  /** The server owes an answer for longer than usual. */
  SERVER_SLOW,
  /** The own client does not read: nothing can be shown to it. */
  CLIENT_BUSY,
  LOADING,
  MUTED,
  CHAT_ROOM,
  COMMAND,
  NOT_OWN_NAME,
  ODD_TEXT,
  UNSEEN,
  AILING,
  DEAD,
  SITTING,
  VENDING,
  CASTING,
  FIGHTING_MAP,
  NPC_DIALOGUE,
  SPECIAL_EMOTE,
  TOO_SOON,
  TOO_FAR;

  /**
   * Whether the server is expected to echo the message all the same: only then does a missing echo
   * say anything about messages of its kind.
   */
  public boolean echoExpected() {
    return switch (this) {
      case MUTED,
          CHAT_ROOM,
          COMMAND,
          NOT_OWN_NAME,
          ODD_TEXT,
          DEAD,
          SITTING,
          VENDING,
          CASTING,
          NPC_DIALOGUE,
          SPECIAL_EMOTE,
          TOO_SOON,
          TOO_FAR,
          LOADING ->
          false;
      default -> true;
    };
  }

  /** Whether the message could not have gone to peers only, however well all of them are linked. */
  public boolean neverOffloaded() {
    return switch (this) {
      case ALLOWED, POLICY, NEWLY_LINKED, BUSY, UNCOVERED, NOBODY_LINKED, MASKED_IDS, CLIENT_BUSY ->
          false;
      default -> true;
    };
  }
}
