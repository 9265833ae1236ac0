package org.rop2p.coordinator.session;

/**
 * The store cannot be reached, or did not answer in time: whether a call that had begun was carried
 * out is not known. Trying again later may do.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One is made for every call while the store is away, so it knows no stack.
   *
   * @param sentence for people
   */
  public StoreUnavailableException(String sentence) {
    super(sentence, null, false, false);
  }
}
