package org.rop2p.coordinator.api;

/** The reasons of {@code peer-left}. Later versions may know more: to be taken as an end, too. */
public final class PartReason {
  /** One of the two no longer sees the other: they may well meet again in a moment. */
  public static final String SIGHT = "sight";

  /** The player has left his session. */
  public static final String LEFT = "left";

  /** The player has joined another session, or the same one anew. */
  public static final String MOVED = "moved";

  /** The player has joined on another socket, and perhaps through another proxy. */
  public static final String REPLACED = "replaced";

  /** The player's socket is closed or silent. */
  public static final String GONE = "gone";

  /** The admin has thrown the player out. */
  public static final String KICKED = "kicked";

  private PartReason() {}
}
