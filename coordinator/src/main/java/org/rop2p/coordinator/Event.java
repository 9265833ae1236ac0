package org.rop2p.coordinator;

/** What the coordinator counts about its clients. */
public enum Event {
  /** A frame that is no message, or a message out of its bounds. */
  BAD_MESSAGE,
  /** A message of a type that this version does not know; ignored. */
  UNKNOWN_TYPE,
  /** A signal to a player to whom the sender is not introduced. */
  NOT_INTRODUCED,
  /** A message that needs a membership, on a socket without one. */
  NOT_JOINED,
  /** A ticket that is unknown, used, expired or another account's. */
  BAD_TICKET,
  /** A socket closed because it sent more than a real client can. */
  RATE_LIMITED,
  /** A signal dropped, as its sender sent its receiver more than a link can need. */
  SIGNAL_DROPPED,
  /** A socket closed because it fell silent or never joined. */
  TIMED_OUT,
  /** A socket closed because it does not read what it is sent. */
  TOO_SLOW,
  /** A socket closed because its account joined on another. */
  REPLACED,
  /** A login that was not confirmed. */
  LOGIN_REFUSED,
  /** Two players introduced to each other. */
  INTRODUCED,
  /** A signal delivered. */
  SIGNAL_FORWARDED
}
