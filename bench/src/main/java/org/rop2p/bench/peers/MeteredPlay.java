package org.rop2p.bench.peers;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.rop2p.proxy.cli.RootCommand;
import org.rop2p.transport.DatagramFilter;

/**
 * The player's program, which counts its datagrams and tells, for each line {@code meter} on
 * standard input, what it has used so far in a line {@code meter: JSON}.
 */
final class MeteredPlay {
  static final String QUESTION = "meter";
  static final String ANSWER = "meter: ";

  /** Threads that are here for the measuring. */
  private static final Set<String> NOT_COUNTED = Set.of("meter", "stats");

  private static final JsonMapper JSON = new JsonMapper();

  private MeteredPlay() {}

  public static void main(String[] arguments) {
    Counting filter = new Counting();
    Thread answers = new Thread(() -> answer(filter), "meter");
    answers.setDaemon(true);
    answers.start();
    System.exit(RootCommand.commandLine(filter).execute(arguments));
  }

  private static void answer(Counting filter) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals(QUESTION)) {
          System.out.println(ANSWER + JSON.writeValueAsString(filter.meters()));
        }
      }
    } catch (IOException e) {
      System.err.println("meter: " + e.getMessage());
    }
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] counted =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> !NOT_COUNTED.contains(thread.getThreadName()))
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return Arrays.stream(threads.getThreadAllocatedBytes(counted)).filter(n -> n > 0).sum();
  }

  private static final class Counting implements DatagramFilter {
    private final Map<Direction, LongAdder> datagrams = new EnumMap<>(Direction.class);
    private final Map<Direction, LongAdder> bytes = new EnumMap<>(Direction.class);

    Counting() {
      for (Direction direction : Direction.values()) {
        datagrams.put(direction, new LongAdder());
        bytes.put(direction, new LongAdder());
      }
    }

    @Override
    public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
      datagrams.get(direction).increment();
      bytes.get(direction).add(datagram.readableBytes());
      return true;
    }

    Map<String, Long> meters() {
      return Map.of(
          Meter.NANOS, System.nanoTime(),
          Meter.ALLOCATED, allocated(),
          Meter.DATAGRAMS_OUT, datagrams.get(Direction.OUT).sum(),
          Meter.DATAGRAMS_IN, datagrams.get(Direction.IN).sum(),
          Meter.BYTES_OUT, bytes.get(Direction.OUT).sum(),
          Meter.BYTES_IN, bytes.get(Direction.IN).sum());
    }
  }
}
