package org.rop2p.proxy.replay;

/**
 * What arrived is not what was recorded. The message names the connection, the direction, the
 * offset and the bytes.
 */
final class MismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MismatchException(String explanation) {
    super(explanation);
  }
}
