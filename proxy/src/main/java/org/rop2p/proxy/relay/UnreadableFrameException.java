package org.rop2p.proxy.relay;

import java.util.function.Supplier;

/** A frame does not hold what the layout of its packet promises. */
public final class UnreadableFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnreadableFrameException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }

  /**
   * What {@code reading} answers. Only reading belongs there, no decision about what was read: a
   * mistake in that is a defect and must not pass for a bad frame.
   *
   * @throws UnreadableFrameException where it reads beyond the frame, or a value that cannot be
   */
  public static <T> T reading(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new UnreadableFrameException(e);
    }
  }
}
