package org.rop2p.coordinator.api;

/** The codes of {@code error} messages and of refused REST calls. */
public final class ErrorCode {
  /** Not JSON, a field missing, or a value out of its {@linkplain Limits bounds}. */
  public static final String BAD_MESSAGE = "bad-message";

  /** More messages, or more players in view, than a real client can need. */
  public static final String RATE_LIMITED = "rate-limited";

  /** The ticket is unknown, used, too old, or another account's. Join again. */
  public static final String BAD_TICKET = "bad-ticket";

  /** The message needs a membership that this socket does not have. */
  public static final String NOT_JOINED = "not-joined";

  /** A signal to a player to whom this one is not introduced. */
  public static final String NOT_INTRODUCED = "not-introduced";

  /** The account joined on another socket; this one is closed. */
  public static final String REPLACED = "replaced";

  /** Nothing was heard from this socket for too long, or it never joined; it is closed. */
  public static final String TIMED_OUT = "timed-out";

  /** The server did not confirm who the player is, or the JWT is missing, wrong or expired. */
  public static final String UNAUTHORIZED = "unauthorized";

  /** The admin does not allow P2P in this zone. */
  public static final String ZONE_NOT_ALLOWED = "zone-not-allowed";

  /** Every session of the zone is full. */
  public static final String ZONE_FULL = "zone-full";

  /** No such session, or no such address. */
  public static final String NOT_FOUND = "not-found";

  /** What the coordinator needs for this does not answer; try later. */
  public static final String UNAVAILABLE = "unavailable";

  /** The coordinator failed; its log says why. */
  public static final String INTERNAL = "internal";

  /** The login names no key of this proxy: log in with a proof of it. */
  public static final String NO_KEY = "no-key";

  /** The admin has thrown this player out; he may log in again when the admin lets him. */
  public static final String KICKED = "kicked";

  /** The admin has switched P2P off. */
  public static final String P2P_OFF = "p2p-off";

  /** The call needs the admin's token. */
  public static final String NOT_ADMIN = "not-admin";

  /** This coordinator is being stopped; another one, or the same in a moment, goes on. */
  public static final String STOPPING = "stopping";

  /** The client does not read what it is sent; its socket is closed. */
  public static final String TOO_SLOW = "too-slow";

  private ErrorCode() {}
}
