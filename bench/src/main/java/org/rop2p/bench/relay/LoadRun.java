package org.rop2p.bench.relay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rop2p.codec.Direction;

/**
 * Plays one schedule over open connections: one thread sends both sides' messages at their times,
 * another receives both sides. A message's latency counts from the moment it was to be sent, so a
 * proxy that stalls is charged for everything that stood behind.
 */
final class LoadRun {
  /** How long after the last send messages may still arrive. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** Time for both threads to stand ready before the first send. */
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final int READ_BYTES = 65_536;

  /**
   * One client's connection.
   *
   * @param client the client's end
   * @param server the map server's end
   */
  record Link(SocketChannel client, SocketChannel server) {
    SocketChannel sender(Direction direction) {
      return direction == Direction.CLIENT_TO_SERVER ? client : server;
    }

    SocketChannel receiver(Direction direction) {
      return direction == Direction.CLIENT_TO_SERVER ? server : client;
    }
  }

  /**
   * What a run showed.
   *
   * @param latencyNanos of every message
   * @param latenessNanos how late this program itself sent each message
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Outcome(long[] latencyNanos, long[] latenessNanos, long frames, long elapsedNanos) {}

  private final List<Link> links;
  private final Schedule schedule;
  private final List<Map<Direction, Lane>> lanes = new ArrayList<>();
  private final long[] latencies;
  private final long[] lateness;
  private int arrived;
  private long start;
  private volatile long lastArrival;
  private volatile IOException failure;
  private volatile boolean over;

  private LoadRun(List<Link> links, Schedule schedule) {
    this.links = links;
    this.schedule = schedule;
    for (int client = 0; client < links.size(); client++) {
      Map<Direction, Lane> both = new EnumMap<>(Direction.class);
      for (Direction direction : Direction.values()) {
        both.put(direction, new Lane());
      }
      lanes.add(both);
    }
    schedule.sends().forEach(s -> lanes.get(s.client()).get(s.direction()).expect(s));
    this.latencies = new long[schedule.sends().size()];
    this.lateness = new long[schedule.sends().size()];
  }

  /**
   * Blocks until everything has arrived.
   *
   * @throws IOException with a sentence for people, when something did not, or came changed
   */
  static Outcome play(List<Link> links, Schedule schedule)
      throws IOException, InterruptedException {
    LoadRun run = new LoadRun(links, schedule);
    run.play();
    return new Outcome(run.latencies, run.lateness, schedule.frames(), run.lastArrival - run.start);
  }

  private void play() throws IOException, InterruptedException {
    start = System.nanoTime() + LEAD_NANOS;
    lastArrival = start;
    try (Selector selector = Selector.open()) {
      List<SelectionKey> keys = new ArrayList<>();
      for (int client = 0; client < links.size(); client++) {
        for (Direction direction : Direction.values()) {
          SocketChannel receiver = links.get(client).receiver(direction);
          keys.add(
              receiver.register(selector, SelectionKey.OP_READ, lanes.get(client).get(direction)));
        }
      }
      Thread receiving = new Thread(() -> receive(selector), "bench-receiver");
      receiving.setDaemon(true);
      receiving.start();
      try {
        send();
        receiving.join(TimeUnit.NANOSECONDS.toMillis(GRACE_NANOS));
      } finally {
        over = true;
        selector.wakeup();
        receiving.join();
        keys.forEach(SelectionKey::cancel);
        selector.selectNow();
      }
    }
    if (failure != null) {
      throw failure;
    }
    if (arrived < latencies.length) {
      throw new IOException(
          "%d of %d messages did not arrive within %d s"
              .formatted(
                  latencies.length - arrived,
                  latencies.length,
                  TimeUnit.NANOSECONDS.toSeconds(GRACE_NANOS)));
    }
  }

  private void send() throws IOException {
    List<Schedule.Send> sends = schedule.sends();
    for (int i = 0; i < sends.size() && failure == null; i++) {
      Schedule.Send send = sends.get(i);
      long due = start + send.atNanos();
      long left = due - System.nanoTime();
      while (left > 0) {
        LockSupport.parkNanos(left);
        left = due - System.nanoTime();
      }
      lateness[i] = -left;
      write(links.get(send.client()).sender(send.direction()), send.bytes());
    }
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long patience = System.nanoTime() + GRACE_NANOS;
    while (buffer.hasRemaining()) {
      if (channel.write(buffer) == 0) {
        if (System.nanoTime() - patience > 0) {
          throw new IOException("a socket took nothing for so long that the run was given up");
        }
        Thread.onSpinWait();
      }
    }
  }

  private void receive(Selector selector) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    try {
      while (!over && arrived < latencies.length) {
        selector.select(key -> read(key, buffer));
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer) {
    try {
      buffer.clear();
      if (((SocketChannel) key.channel()).read(buffer) < 0) {
        throw new IOException("a connection ended in the middle of a run");
      }
      long now = System.nanoTime();
      buffer.flip();
      Lane lane = (Lane) key.attachment();
      lane.received(buffer, send -> latencies[arrived++] = now - (start + send.atNanos()));
      lastArrival = now;
      if (lane.corrupt()) {
        throw new IOException("other bytes arrived than were sent");
      }
    } catch (IOException e) {
      failure = e;
      over = true;
    }
  }
}
