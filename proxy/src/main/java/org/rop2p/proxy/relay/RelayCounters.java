package org.rop2p.proxy.relay;

import java.util.concurrent.atomic.LongAdder;

/** What the relay has carried since start. Thread-safe. */
public final class RelayCounters {
  private final LongAdder framesFromClient = new LongAdder();
  private final LongAdder framesFromServer = new LongAdder();
  private final LongAdder bytesFromClient = new LongAdder();
  private final LongAdder bytesFromServer = new LongAdder();
  private final LongAdder blind = new LongAdder();
  private final LongAdder unreadable = new LongAdder();
  private final PassTimes passTimes = new PassTimes();

  /**
   * A moment's values.
   *
   * @param blind connections whose framing was lost, counted per direction
   * @param unreadable known packets shorter than their layout, passed on unread
   */
  public record Snapshot(
      long framesFromClient,
      long framesFromServer,
      long bytesFromClient,
      long bytesFromServer,
      long blind,
      long unreadable) {}

  public Snapshot snapshot() {
    return new Snapshot(
        framesFromClient.sum(),
        framesFromServer.sum(),
        bytesFromClient.sum(),
        bytesFromServer.sum(),
        blind.sum(),
        unreadable.sum());
  }

  /** How long it takes. */
  public PassTimes passTimes() {
    return passTimes;
  }

  void framesFromClient(int frames) {
    framesFromClient.add(frames);
  }

  void framesFromServer(int frames) {
    framesFromServer.add(frames);
  }

  void bytesFromClient(int bytes) {
    bytesFromClient.add(bytes);
  }

  void bytesFromServer(int bytes) {
    bytesFromServer.add(bytes);
  }

  void blind() {
    blind.increment();
  }

  void unreadable() {
    unreadable.increment();
  }
}
