package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.rop2p.codec.obfuscation.ObfuscatedIds;

/**
 * Writes client frames to the server so that the proxy never builds a burst the client did not
 * make.
 *
 * <p>rAthena disconnects a session with 2,048 unprocessed bytes and handles few packets a cycle; it
 * refuses CZ_ENTER with company in its buffer. So what one read brought goes on at once up to
 * {@link #BATCH_BYTES}; whatever is held back (behind CZ_ENTER, or beyond that size) follows one
 * frame every {@link #PACE_MILLIS}, never faster, not even after a stall. A single frame larger
 * than the limit is written alone.
 *
 * <p>Confined to the channel's event loop.
 */
final class ServerBound {
  /** Half of what makes rAthena give up, with room for what it has not yet processed. */
  static final int BATCH_BYTES = 1_000;

  /** 20 frames a second: well below the 70 to 90 that rAthena drains. */
  static final int PACE_MILLIS = 50;

  /** Held bytes at which reading from the client stops. */
  static final int HIGH_WATER = 32_768;

  private record Held(ByteBuf bytes, boolean frame) {}

  private final Channel server;
  private final ObfuscatedIds ids;
  private final Runnable heldChanged;
  private final Queue<Held> held = new ArrayDeque<>();
  private int heldBytes;
  private int batchBytes;
  private boolean unflushed;
  private boolean awaitingAnswer;
  private ScheduledFuture<?> pace;
  private Runnable whenDrained;

  /** Held frames up to and with the one that must be alone; 0 when none must. */
  private int heldUpToAlone;

  /**
   * Nothing sent yet.
   *
   * @param ids masks the id of each frame at the moment it is written
   * @param heldChanged run when the amount of held bytes has changed
   */
  ServerBound(Channel server, ObfuscatedIds ids, Runnable heldChanged) {
    this.server = server;
    this.ids = ids;
    this.heldChanged = heldChanged;
  }

  /**
   * Whether frames of that many bytes in all may be given to {@link #write} at once: they would go
   * on now, and no id in them is to be masked.
   */
  boolean takesTogether(int bytes) {
    return goesOn() && batchBytes + bytes <= BATCH_BYTES && !ids.masked();
  }

  /**
   * Sends or holds one whole frame, its id plain, or as many as {@link #takesTogether}. Takes
   * ownership.
   */
  void write(ByteBuf frames) {
    sendOrHold(frames);
  }

  /**
   * Sends bytes that could not be framed, as they are: neither paced nor counted, but behind what
   * is held. Takes ownership.
   */
  void writeUnread(ByteBuf bytes) {
    if (held.isEmpty() && !awaitingAnswer) {
      unflushed = true;
      server.write(bytes, server.voidPromise());
    } else {
      hold(bytes, false);
    }
  }

  /** Whether the bytes were sent. */
  private boolean sendOrHold(ByteBuf frames) {
    int length = frames.readableBytes();
    boolean fits = batchBytes == 0 || batchBytes + length <= BATCH_BYTES;
    if (goesOn() && fits) {
      batchBytes += length;
      unflushed = true;
      ids.encode(frames, frames.readerIndex());
      server.write(frames, server.voidPromise());
      return true;
    }
    hold(frames, true);
    return false;
  }

  private void hold(ByteBuf bytes, boolean frame) {
    held.add(new Held(bytes, frame));
    heldBytes += bytes.readableBytes();
    heldChanged.run();
    if (!awaitingAnswer) {
      startPacing();
    }
  }

  /** Nothing is held that would be overtaken. */
  private boolean goesOn() {
    return held.isEmpty() && !awaitingAnswer && pace == null;
  }

  /** Writes a frame that must be alone at the server: nothing follows until {@link #answered()}. */
  void writeAlone(ByteBuf frame) {
    if (sendOrHold(frame)) {
      awaitingAnswer = true;
      flush();
    } else {
      heldUpToAlone = held.size();
    }
  }

  /** The server has sent something: what was held behind {@link #writeAlone} may go. */
  void answered() {
    if (awaitingAnswer) {
      awaitingAnswer = false;
      if (!held.isEmpty()) {
        startPacing();
      }
      drained();
    }
  }

  /** Ends one read batch of the client. */
  void flush() {
    batchBytes = 0;
    if (unflushed) {
      unflushed = false;
      server.flush();
    }
  }

  boolean overHighWater() {
    return heldBytes > HIGH_WATER;
  }

  /** Runs {@code action} once nothing is held any more, possibly at once. */
  void whenDrained(Runnable action) {
    whenDrained = action;
    drained();
  }

  void release() {
    if (pace != null) {
      pace.cancel(false);
      pace = null;
    }
    held.forEach(waiting -> waiting.bytes().release());
    held.clear();
    heldBytes = 0;
  }

  private void startPacing() {
    if (pace == null) {
      pace =
          server
              .eventLoop()
              .scheduleWithFixedDelay(
                  this::writeNext, PACE_MILLIS, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void writeNext() {
    if (awaitingAnswer || !server.isWritable()) {
      return;
    }
    Held next = held.poll();
    if (next == null) {
      pace.cancel(false);
      pace = null;
      drained();
      return;
    }
    send(next);
    while (!held.isEmpty() && !held.peek().frame() && !awaitingAnswer) {
      send(held.poll());
    }
    server.flush();
    heldChanged.run();
  }

  private void send(Held next) {
    heldBytes -= next.bytes().readableBytes();
    if (heldUpToAlone > 0) {
      heldUpToAlone--;
      awaitingAnswer = heldUpToAlone == 0;
    }
    if (next.frame()) {
      ids.encode(next.bytes(), next.bytes().readerIndex());
    }
    server.write(next.bytes(), server.voidPromise());
  }

  private void drained() {
    if (whenDrained != null && held.isEmpty()) {
      Runnable action = whenDrained;
      whenDrained = null;
      action.run();
    }
  }
}
