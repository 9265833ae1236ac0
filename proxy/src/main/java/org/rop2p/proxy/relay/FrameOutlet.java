package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;

/** The end of one direction of a connection. Confined to its event loop. */
abstract class FrameOutlet implements SessionHandler.Outlet {
  private final FrameCutter cutter;
  private final Runnable flushSoon;
  private boolean reading;
  private boolean over;
  private boolean closed;

  /**
   * Open, between two reads.
   *
   * @param cutter of this direction
   * @param flushSoon flushes what was written outside a read, and weighs the sides anew
   */
  FrameOutlet(FrameCutter cutter, Runnable flushSoon) {
    this.cutter = cutter;
    this.flushSoon = flushSoon;
  }

  /** Whether the receiver keeps up. */
  abstract boolean keepsUp();

  /** Whether frames are dropped for a receiver that does not. */
  abstract boolean mustKeepUp();

  /** Takes ownership; what is written during a read is flushed at its end. */
  abstract void write(ByteBuf frame);

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
    return !over && keepsUp();
  }

  @Override
  public boolean inject(ByteBuf frame) {
    if (over || (mustKeepUp() && !keepsUp())) {
      frame.release();
      return false;
    }
    cutter.forwardLooked();
    write(frame);
    if (!reading) {
      flushSoon.run();
    }
    return true;
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
