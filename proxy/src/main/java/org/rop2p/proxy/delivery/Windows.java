package org.rop2p.proxy.delivery;

/** How long what was said still counts, in milliseconds. */
public final class Windows {
  /** An equal text goes to the server only while a server copy of the earlier one may be about. */
  public static final long REPEAT_MILLIS = 10_000;

  /**
   * How long a copy may still come of a line whose link is dead: rAthena ends a connection from
   * which it reads nothing for a minute, so whatever its author's proxy sent is there by then, or
   * never.
   */
  public static final long ORPHAN_MILLIS = 60_000;

  /** How long a new link is told of lines that never went to the server. */
  public static final long FINALS_MILLIS = 30_000;

  /** Least time for a receiver's answer: three round trips of a near link and a busy machine. */
  public static final long ANSWER_MILLIS = 300;

  /** The most: a peer that delays its pongs must not keep lines unresolved. */
  public static final long LONGEST_ANSWER_MILLIS = 600;

  /** Round trips of the link that an answer may take. */
  public static final int ANSWER_ROUND_TRIPS = 3;

  private Windows() {}
}
