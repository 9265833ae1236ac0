package org.rop2p.testbed.server;

/** How far things reach, in cells, the larger of both coordinate differences. */
public final class Ranges {
  /** Sight: units, walks, emotes, sitting, looks (rAthena's AREA_SIZE). */
  public static final int SIGHT = 14;

  /** Public chat: AREA_SIZE - 5. */
  public static final int CHAT = 9;

  /** A longer path is refused (max_walk_path). */
  public static final int WALK = 17;

  private Ranges() {}
}
