package org.rop2p.proxy.replay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The one place where a replay waits: it serves sockets until a condition holds. Confined to one
 * thread.
 */
final class Readiness implements Closeable {
  /** Called when a channel is ready. */
  @FunctionalInterface
  interface Handler {
    void ready(SelectionKey key) throws IOException;
  }

  private final Selector selector;
  private final Duration patience;
  private final long deadlineNanos;

  /**
   * @param patience for everything that is ever waited for, counted from now
   */
  Readiness(Duration patience) throws IOException {
    this.selector = Selector.open();
    this.patience = patience;
    this.deadlineNanos = System.nanoTime() + patience.toNanos();
  }

  void register(SelectableChannel channel, int interest, Handler handler) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, interest, handler);
  }

  /** Changes the interest of a registered channel. */
  void interest(SelectableChannel channel, int interest) {
    SelectionKey key = channel.keyFor(selector);
    if (key != null && key.isValid()) {
      key.interestOps(interest);
    }
  }

  /**
   * Serves sockets until {@code done}.
   *
   * @param missing says what is still missing, for people
   * @throws MismatchException when patience is over before
   */
  void until(BooleanSupplier done, Supplier<String> missing) throws IOException {
    while (!done.getAsBoolean()) {
      long leftMs = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        throw new MismatchException(
            "waited in vain, the %d s for this session are over: %s"
                .formatted(patience.toSeconds(), missing.get()));
      }
      serve(leftMs);
    }
  }

  /** Milliseconds left of the patience, at least one. */
  int leftMs() {
    return (int) Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000);
  }

  private void serve(long timeoutMs) throws IOException {
    selector.select(timeoutMs);
    var ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key.isValid()) {
        ((Handler) key.attachment()).ready(key);
      }
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
