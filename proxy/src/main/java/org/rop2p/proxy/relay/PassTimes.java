package org.rop2p.proxy.relay;

import org.rop2p.codec.Direction;

/**
 * How long what has been read takes to be passed on: from the socket's bytes to those handed to the
 * other socket. Of reads a sample is taken, and none before somebody asks. What is held back on
 * purpose, or by a receiver that does not keep up, is not counted in. Thread-safe.
 */
public final class PassTimes {
  /** A clock read twice costs a percent of a small packet's way. */
  static final int ONE_IN = 16;

  private volatile Sink sink;

  /** Is told of each read of the sample, on event loops: never blocks, never throws. */
  public interface Sink {
    void passed(Direction from, long nanos);
  }

  /** Tells from now on. */
  public void tell(Sink told) {
    sink = told;
  }

  /** One side of one connection. */
  Side of(Direction direction) {
    return new Side(direction);
  }

  /** What one socket brings. Confined to its event loop. */
  final class Side {
    private final Direction direction;
    private int reads;

    /** Of the read that is measured. */
    private long begun;

    private boolean measured;

    private Side(Direction direction) {
      this.direction = direction;
    }

    /** Bytes were read. */
    void read() {
      if (sink != null && ++reads >= ONE_IN) {
        reads = 0;
        measured = true;
        begun = System.nanoTime();
      }
    }

    /** What was read has been written, as far as it goes now. */
    void written() {
      if (measured) {
        measured = false;
        sink.passed(direction, System.nanoTime() - begun);
      }
    }
  }
}
