package org.rop2p.transport.turn;

/** Why there is no allocation, or no longer one. */
public enum LostReason {
  /** No answer that proved to be the server's. */
  UNREACHABLE(
      "it does not answer: check its address and port, that it is running with user names switched"
          + " on, and that no firewall stops UDP to it"),
  /** 401, 441. */
  UNAUTHORIZED(
      "it does not accept the user name and password: check both, and whether they have expired"),
  /** 486. */
  QUOTA(
      "this user has too many allocations there: end other programs that use it, wait ten minutes,"
          + " or ask its operator for a larger quota"),
  /** 437. */
  ALLOCATION_MISMATCH(
      "it knows nothing of our allocation, or has one of somebody else from the same port: it was"
          + " restarted, or our port has changed; another try will help"),
  /** 403 to the allocation itself. */
  FORBIDDEN("it does not allow this: ask its operator, or use another server"),
  /** 300; {@link TurnAllocation#alternate} is where to. */
  REDIRECTED("it sends its users on to another server: name that one in the settings"),
  /** 508 and other troubles of the server's own. */
  OVERLOADED("it has no room or is in trouble: try later, or use another server"),
  /** 400, 420, 440, 442, or an answer without what it must have. */
  UNSUPPORTED("it does not speak TURN over UDP as we do (RFC 8656): use another server");

  private final String words;

  LostReason(String words) {
    this.words = words;
  }

  /** For people, with a remedy; continues a sentence that has named the server. */
  public String words() {
    return words;
  }

  /** What an error code means for the allocation (RFC 8656 section 19). */
  static LostReason of(int code) {
    return switch (code) {
      case TurnError.TRY_ALTERNATE -> REDIRECTED;
      case TurnError.UNAUTHORIZED, TurnError.STALE_NONCE, TurnError.WRONG_CREDENTIALS ->
          UNAUTHORIZED;
      case TurnError.FORBIDDEN -> FORBIDDEN;
      case TurnError.ALLOCATION_MISMATCH -> ALLOCATION_MISMATCH;
      case TurnError.QUOTA_REACHED -> QUOTA;
      default -> code >= TurnError.SERVER_ERROR ? OVERLOADED : UNSUPPORTED;
    };
  }
}
