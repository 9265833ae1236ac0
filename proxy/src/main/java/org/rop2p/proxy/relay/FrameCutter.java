package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.rop2p.codec.FrameScanner;

/**
 * Cuts one direction's byte stream into frames and forwards them. Bytes are never copied except the
 * part of a frame that came torn over several reads. Confined to one event loop.
 */
final class FrameCutter {
  /** Receives the stream in order. */
  interface Sink {
    /** Looks at the frame; the answer decides its fate. {@code id} may be NO_ID. */
    SessionHandler.Verdict look(int id, ByteBuf in, int index, int length);

    /**
     * Whether a frame that passes may be forwarded together with those before it, which fill {@code
     * in} from {@code run} to {@code index}.
     */
    boolean joins(ByteBuf in, int run, int index, int length);

    /** Forwards {@code frames} whole frames. Takes ownership. */
    void forward(ByteBuf bytes, int frames);

    /** Framing is lost at {@code index} of {@code in}. Returns false to end the connection. */
    boolean lost(int id, ByteBuf in, int index);
  }

  private final FrameScanner scanner;
  private final ByteBufAllocator alloc;
  private final Sink sink;
  private ByteBuf pending;
  private int forwardedTo;
  private int lookedTo;
  private int framesBetween;

  /** What lies behind {@code lookedTo} is the beginning of a frame. */
  private boolean torn;

  private boolean waiting;
  private boolean running;
  private boolean closed;
  private boolean lostReported;
  private Runnable whenResumed;

  FrameCutter(FrameScanner scanner, ByteBufAllocator alloc, Sink sink) {
    this.scanner = scanner;
    this.alloc = alloc;
    this.sink = sink;
  }

  FrameScanner scanner() {
    return scanner;
  }

  /** Takes ownership of {@code bytes}. */
  void read(ByteBuf bytes) {
    if (closed) {
      bytes.release();
      return;
    }
    if (pending == null) {
      pending = bytes;
    } else {
      pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(alloc, pending, bytes);
    }
    run();
  }

  /** Whether a frame waits for {@link #resume()}. */
  boolean waiting() {
    return waiting;
  }

  /** Looks again at the frame that made the cutter wait. */
  void resume() {
    if (waiting) {
      waiting = false;
      run();
      if (whenResumed != null && !waiting) {
        finish(whenResumed);
      }
    }
  }

  /** Forwards what was looked at so far, so that an injected frame falls in behind it. */
  void forwardLooked() {
    if (pending != null && lookedTo > forwardedTo) {
      ByteBuf run = takeLooked();
      int frames = framesBetween;
      framesBetween = 0;
      sink.forward(run, frames);
    }
  }

  /**
   * The buffer itself when nothing in it stays behind, or only the beginning of a torn frame, which
   * moves to a buffer of its own: the socket writes a slice only by way of two new NIO buffers, but
   * has one ready for a buffer of the pool.
   */
  private ByteBuf takeLooked() {
    int rest = pending.writerIndex() - lookedTo;
    if (rest > 0 && !torn) {
      ByteBuf run = pending.retainedSlice(forwardedTo, lookedTo - forwardedTo);
      forwardedTo = lookedTo;
      return run;
    }
    ByteBuf whole = pending.readerIndex(forwardedTo);
    pending = null;
    if (rest > 0) {
      pending = alloc.buffer(rest).writeBytes(whole, lookedTo, rest);
      whole.writerIndex(lookedTo);
    }
    forwardedTo = 0;
    lookedTo = 0;
    return whole;
  }

  /**
   * No more bytes will come: forwards the rest, a torn frame included, then runs {@code done}. Both
   * wait for {@link #resume()} when a frame is undecided.
   */
  void finish(Runnable done) {
    if (waiting) {
      whenResumed = done;
      return;
    }
    if (pending != null) {
      forwardedTo = pending.readerIndex();
      lookedTo = pending.writerIndex();
      forwardLooked();
    }
    release();
    done.run();
  }

  void release() {
    closed = true;
    if (pending != null && !running) {
      pending.release();
      pending = null;
    }
  }

  private void run() {
    if (running || pending == null) {
      return;
    }
    running = true;
    torn = false;
    try {
      forwardedTo = pending.readerIndex();
      lookedTo = forwardedTo;
      cut();
    } finally {
      running = false;
    }
    forwardLooked();
    if (pending != null) {
      pending.readerIndex(forwardedTo);
      if (closed || !pending.isReadable()) {
        pending.release();
        pending = null;
      }
    }
  }

  private void cut() {
    while (!closed && pending != null && lookedTo < pending.writerIndex()) {
      int length = scanner.next(pending, lookedTo);
      if (length == FrameScanner.INCOMPLETE) {
        torn = true;
        return;
      }
      if (length == FrameScanner.BLIND) {
        passUnread();
        return;
      }
      SessionHandler.Verdict verdict = sink.look(scanner.id(), pending, lookedTo, length);
      switch (verdict) {
        case PASS -> {
          if (lookedTo > forwardedTo && !sink.joins(pending, forwardedTo, lookedTo, length)) {
            forwardLooked();
          }
          lookedTo += length;
          framesBetween++;
        }
        case DROP -> {
          forwardLooked();
          lookedTo += length;
          forwardedTo = lookedTo;
        }
        case WAIT -> {
          waiting = true;
          return;
        }
      }
    }
  }

  private void passUnread() {
    if (!lostReported) {
      lostReported = true;
      if (!sink.lost(scanner.id(), pending, lookedTo)) {
        closed = true;
        return;
      }
    }
    forwardLooked();
    lookedTo = pending.writerIndex();
  }
}
