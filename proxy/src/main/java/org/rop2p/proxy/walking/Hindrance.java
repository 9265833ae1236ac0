package org.rop2p.proxy.walking;

/** Why requests to walk are not paced: each goes to the server at once. */
public enum Hindrance {
  /** The zone does not offload movement. */
  POLICY,
  /** The server has not yet granted a walk as it was asked for. */
  NOT_PROVEN,
  /** Nobody is in view: nobody would be told less. */
  NOBODY,
  /** Somebody in view is not linked. */
  NOT_LINKED,
  LOADING,
  FIGHTING_MAP,
  AILING,
  UNSEEN,
  SITTING,
  DEAD,
  VENDING,
  CASTING,
  NPC_DIALOGUE,
  CHAT_ROOM,
  NEAR_WARP,
  MONSTERS,
  SKILL_UNITS,
  /** So far that the server might refuse it from where it has the character. */
  TOO_FAR
}
