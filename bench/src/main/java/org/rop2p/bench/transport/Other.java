package org.rop2p.bench.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.rop2p.bench.machine.ProcessMeter;
import org.rop2p.bench.world.Programs;
import org.rop2p.testbed.process.ChildProcess;
import org.rop2p.testbed.process.JavaProgram;
import org.rop2p.transport.Fingerprint;

/** The {@link Partner} process, as the benchmark has it. */
final class Other implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** It says nothing on its output. */
  private static final Pattern NEVER_READY = Pattern.compile("(?!)()");

  private final ChildProcess process;
  private final Wire wire;
  private final ProcessMeter meter;
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<String[]> answers = new LinkedBlockingQueue<>();
  private final Fingerprint fingerprint;
  private final int rawPort;

  private Other(ChildProcess process, Wire wire) throws IOException, InterruptedException {
    this.process = process;
    this.wire = wire;
    this.meter = new ProcessMeter(process.pid());
    Thread reader = new Thread(() -> wire.readAll(this::hear), "partner");
    reader.setDaemon(true);
    reader.start();
    String[] here = answer();
    this.fingerprint = new Fingerprint(here[1]);
    this.rawPort = Integer.parseInt(here[2]);
  }

  /**
   * Starts it with the proxy's flags and waits until it is there.
   *
   * @throws IOException with a sentence for people
   */
  static Other start(Programs programs) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout((int) PATIENCE.toMillis());
      JavaProgram program = programs.proxy(Partner.class);
      ChildProcess process =
          ChildProcess.start(
              "the other process",
              NEVER_READY,
              program.command(List.of(Integer.toString(server.getLocalPort()))));
      try {
        Socket socket = server.accept();
        return new Other(process, new Wire(socket));
      } catch (IOException | InterruptedException | RuntimeException e) {
        process.close();
        throw e;
      }
    }
  }

  Fingerprint fingerprint() {
    return fingerprint;
  }

  int rawPort() {
    return rawPort;
  }

  Wire wire() {
    return wire;
  }

  /** From now on lines about its link go to it. */
  void add(Caller caller) {
    callers.put(caller.name(), caller);
  }

  /** What its endpoint has counted and its process used, now. */
  Counters counters() throws IOException, InterruptedException {
    long cpu = meter.cpuNanos();
    wire.send(Partner.STATS);
    String[] words = answer();
    return new Counters(
        System.nanoTime(),
        cpu,
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]));
  }

  private String[] answer() throws IOException, InterruptedException {
    String[] words = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (words == null) {
      throw new IOException("the other process does not answer: " + process.output());
    }
    return words;
  }

  private void hear(String[] words) {
    if (words[0].equals(Partner.HERE) || words[0].equals(Partner.STATS)) {
      answers.add(words);
    } else {
      Caller caller = callers.get(words[1]);
      if (caller != null) {
        caller.hear(words);
      }
    }
  }

  @Override
  public void close() throws IOException {
    wire.close();
    process.close();
  }
}
