package org.rop2p.transport.turn;

/** Error codes (RFC 8489 section 14.8, RFC 8656 section 19). */
final class TurnError {
  static final int TRY_ALTERNATE = 300;
  static final int BAD_REQUEST = 400;
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int UNKNOWN_ATTRIBUTE = 420;
  static final int ALLOCATION_MISMATCH = 437;
  static final int STALE_NONCE = 438;
  static final int WRONG_CREDENTIALS = 441;
  static final int QUOTA_REACHED = 486;
  static final int SERVER_ERROR = 500;

  private TurnError() {}
}
