package org.rop2p.coordinator.client;

/**
 * A call failed; {@link #getMessage} is one sentence for people, with the remedy where there is
 * one.
 */
public final class CoordinatorException extends RuntimeException {
  /** The {@link #status} of a call that got no answer. */
  public static final int NO_ANSWER = 0;

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /** Public, so that a coordinator can be stood in for. */
  public CoordinatorException(int status, String code, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status, or {@link #NO_ANSWER}. */
  public int status() {
    return status;
  }

  /**
   * Why, as one of {@link org.rop2p.coordinator.api.ErrorCode}'s constants or one that a later
   * coordinator sent.
   */
  public String code() {
    return code;
  }
}
