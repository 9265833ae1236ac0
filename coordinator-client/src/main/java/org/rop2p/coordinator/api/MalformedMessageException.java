package org.rop2p.coordinator.api;

/** The text is not a message; {@link #getMessage} says in one sentence what is wrong with it. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(Limits.sentence(message));
  }
}
