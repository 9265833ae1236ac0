package org.rop2p.codec.event;

/** What keeps a character from walking until it ends; rAthena ignores walk requests meanwhile. */
public enum Occupation {
  NPC_DIALOGUE,
  /** A shop of its own, selling or buying. */
  STALL,
  TRADE,
  STORAGE
}
