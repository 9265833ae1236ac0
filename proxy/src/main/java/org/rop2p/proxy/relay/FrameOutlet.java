package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;

/** The end of one direction of a connection. Confined to its event loop. */
final class FrameOutlet implements SessionHandler.Outlet {
  /** Takes the frames. */
  interface Receiver {
    /** Takes ownership; what is written during a read is flushed at its end. */
    void write(ByteBuf frame);

    /** Whether it takes what was written before. */
    boolean keepsUp();

    /** See {@link SessionHandler.Outlet#mayWithhold}. */
    boolean mayWithhold();
  }

  private final FrameCutter cutter;
  private final Receiver receiver;
  private final boolean mustKeepUp;
  private final Runnable flushSoon;
  private boolean reading;
  private boolean over;
  private boolean closed;

  /**
   * Open, between two reads.
   *
   * @param cutter of this direction
   * @param mustKeepUp frames are dropped for a receiver that does not
   * @param flushSoon flushes what was written outside a read, and weighs the sides anew
   */
  FrameOutlet(FrameCutter cutter, Receiver receiver, boolean mustKeepUp, Runnable flushSoon) {
    this.cutter = cutter;
    this.receiver = receiver;
    this.mustKeepUp = mustKeepUp;
    this.flushSoon = flushSoon;
  }

  /** Bytes of this direction have come; {@link #readComplete()} will follow. */
  void reading() {
    reading = true;
  }

  void readComplete() {
    reading = false;
  }

  /** No frame can follow: the stream has ended, or is passed on unread from here on. */
  void over() {
    over = true;
  }

  /** The connection is no more. */
  void closed() {
    over = true;
    closed = true;
  }

  @Override
  public boolean writable() {
    return !over && receiver.keepsUp();
  }

  @Override
  public boolean inject(ByteBuf frame) {
    if (over || (mustKeepUp && !receiver.keepsUp())) {
      frame.release();
      return false;
    }
    cutter.forwardLooked();
    receiver.write(frame);
    if (!reading) {
      flushSoon.run();
    }
    return true;
  }

  @Override
  public boolean mayWithhold() {
    return receiver.mayWithhold();
  }

  @Override
  public void resume() {
    if (!closed && cutter.waiting()) {
      cutter.resume();
      flushSoon.run();
    }
  }

  @Override
  public void expectAccountId(int accountId) {
    cutter.scanner().expectAccountId(accountId);
  }
}
