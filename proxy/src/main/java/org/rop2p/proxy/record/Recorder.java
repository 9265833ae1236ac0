package org.rop2p.proxy.record;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rop2p.codec.Direction;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.proxy.relay.Tap;
import org.rop2p.proxy.replay.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every connection of a proxy into one folder: {@code connections.tsv}, {@code
 * NN-kind-c2s.bin}, {@code NN-kind-s2c.bin}, {@code NN-kind.chunks.tsv}. Ends for good, with one
 * line in the log, when the recording is as large as it may get or the disk does not keep up.
 */
public final class Recorder implements Tap, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Recorder.class);

  /** Some hours of play. */
  public static final long MAX_BYTES = 200L << 20;

  /** What may wait for the disk. */
  private static final long MAX_WAITING = 16L << 20;

  /** What an event takes besides its bytes, about. */
  private static final int EVENT_COST = 64;

  /** Nobody waits longer for the last bytes. */
  private static final long CLOSE_MILLIS = 2_000;

  private static final String COLUMNS =
      "nn\tkind\tclient_port\tserver_port\tstart_rel_ms\tend_rel_ms\tc2s_bytes\ts2c_bytes"
          + "\tc2s_segs\ts2c_segs\tfirst_close\tstart_epoch\n";
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  /** Something to be written. */
  private interface Event {
    void write() throws IOException;
  }

  private final Path folder;
  private final long maxBytes;
  private final Supplier<PacketVersion> date;
  private final KeyChoice keys;
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final Thread thread = new Thread(this::run, "recorder");
  private final double wallAtStart = System.currentTimeMillis() / MILLIS_PER_SECOND;
  private final long startedAt = System.nanoTime();
  private volatile boolean over;

  // of the thread
  private final Map<Object, RecordedLine> lines = new LinkedHashMap<>();
  private int count;
  private long firstAt;
  private long finishedBytes;
  private boolean ended;

  private Recorder(Path folder, long maxBytes, Supplier<PacketVersion> date, KeyChoice keys) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.date = date;
    this.keys = keys;
  }

  /**
   * Begins.
   *
   * @param folder made if it is not there
   * @param date of the client, as far as it is known; any thread
   * @param keys with which clients may mask ids
   * @throws IOException with a sentence when nothing can be recorded there
   */
  public static Recorder start(Path folder, Supplier<PacketVersion> date, KeyChoice keys)
      throws IOException {
    return start(folder, MAX_BYTES, date, keys);
  }

  static Recorder start(Path folder, long maxBytes, Supplier<PacketVersion> date, KeyChoice keys)
      throws IOException {
    Path index = folder.resolve(Recording.INDEX);
    if (Files.exists(index)) {
      throw new IOException(
          "there is a recording in " + folder + " already: name another folder with --record");
    }
    try {
      OwnersOnly.folder(folder);
      Files.writeString(
          OwnersOnly.create(folder.resolve(Recording.PACKET_VERSION)), date.get() + "\n");
      Files.writeString(OwnersOnly.create(index), COLUMNS);
    } catch (IOException e) {
      throw new IOException(
          "nothing can be written in %s (%s): name another folder with --record"
              .formatted(folder, e.getMessage()),
          e);
    }
    Recorder recorder = new Recorder(folder, maxBytes, date, keys);
    recorder.thread.setDaemon(true);
    recorder.thread.start();
    return recorder;
  }

  @Override
  public Line joined(ServerKind kind, InetSocketAddress server, Protocol protocol) {
    if (over) {
      return null;
    }
    Object key = new Object();
    long at = System.nanoTime();
    put(0, () -> begin(key, kind, server.getPort(), protocol, at));
    return new Line() {
      @Override
      public void readBy(Protocol other) {
        put(0, () -> with(key, line -> line.readBy(other)));
      }

      @Override
      public void came(Direction direction, ByteBuf bytes, boolean sure) {
        if (!over && bytes.isReadable()) {
          byte[] copy = ByteBufUtil.getBytes(bytes);
          long now = System.nanoTime();
          put(copy.length, () -> Recorder.this.came(key, direction, copy, sure, now));
        }
      }

      @Override
      public void ended(Direction direction, boolean reset) {
        put(0, () -> with(key, line -> line.ended(direction, reset)));
      }

      @Override
      public void over() {
        long now = System.nanoTime();
        put(0, () -> finish(key, now));
      }
    };
  }

  /** Writes what came so far; returns when that is done, or after two seconds. */
  @Override
  public void close() {
    events.add(() -> end(null));
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(int bytes, Event event) {
    if (over) {
      return;
    }
    int cost = bytes + EVENT_COST;
    if (waiting.addAndGet(cost) > MAX_WAITING) {
      over = true;
      events.add(() -> end("the disk does not keep up"));
      return;
    }
    events.add(
        () -> {
          waiting.addAndGet(-cost);
          event.write();
        });
  }

  private void run() {
    try {
      while (!ended) {
        events.take().write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      stop("it cannot be written (" + e.getMessage() + ")");
      lines.values().forEach(RecordedLine::giveUp);
    }
  }

  private void begin(Object key, ServerKind kind, int serverPort, Protocol protocol, long at)
      throws IOException {
    if (count == 0) {
      firstAt = at;
    }
    lines.put(key, new RecordedLine(folder, ++count, kind, serverPort, at, protocol, keys));
  }

  private void with(Object key, Consumer<RecordedLine> what) {
    RecordedLine line = lines.get(key);
    if (line != null) {
      what.accept(line);
    }
  }

  private void came(Object key, Direction direction, byte[] bytes, boolean sure, long at)
      throws IOException {
    RecordedLine line = lines.get(key);
    if (line != null) {
      line.came(direction, bytes, sure, at);
      long size = finishedBytes + lines.values().stream().mapToLong(RecordedLine::size).sum();
      if (size > maxBytes) {
        end("it has %d MiB, which is all it may have".formatted(maxBytes >> 20));
      }
    }
  }

  private void finish(Object key, long at) throws IOException {
    RecordedLine line = lines.remove(key);
    if (line != null) {
      finishedBytes += line.size();
      double wall = wallAtStart + (line.startedAt() - startedAt) / NANOS_PER_SECOND;
      // By its end the connection has told more of the date.
      Files.writeString(folder.resolve(Recording.PACKET_VERSION), date.get() + "\n");
      Files.writeString(
          folder.resolve(Recording.INDEX),
          line.close(firstAt, at, wall),
          StandardOpenOption.APPEND);
    }
  }

  /** Ends the recording, and the thread. */
  private void end(String why) throws IOException {
    over = true;
    long now = System.nanoTime();
    for (Object key : lines.keySet().toArray()) {
      finish(key, now);
    }
    stop(why);
  }

  private void stop(String why) {
    over = true;
    ended = true;
    events.clear();
    if (why != null) {
      log.warn("The recording in {} ends: {}; the game goes on", folder, why);
    }
  }
}
