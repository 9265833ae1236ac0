package org.rop2p.testbed.demo.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.process.ChildProcess;
import org.rop2p.testbed.process.JavaProgram;
import org.rop2p.testbed.process.StatsFile;

/** A proxy in a process of its own, started as {@code scripts/play} does. */
final class ProxyOutside implements PlayedProxy {
  private static final Pattern READY = Pattern.compile("Listening on [0-9.]+:(\\d+)");

  private final InetAddress listen;
  private final ChildProcess process;
  private final Path file;
  private final StatsFile stats;
  private int port;

  /**
   * Starts it; {@link #awaitReady} waits for it, so that many can start together.
   *
   * @param name for people
   * @param before what stands before the command
   * @param listen where it listens
   * @param arguments what it is told beside {@code --stats} and {@code --listen}
   */
  ProxyOutside(
      String name,
      JavaProgram program,
      List<String> before,
      InetAddress listen,
      List<String> arguments)
      throws IOException {
    this.listen = listen;
    file = Files.createTempFile("proxy", ".stats");
    file.toFile().deleteOnExit();
    stats = new StatsFile(file);
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--stats", file.toString(), "--listen", listen.getHostAddress() + ":0"));
    List<String> command = new ArrayList<>(before);
    command.addAll(program.command(all));
    process = ChildProcess.start(name, READY, command);
  }

  void awaitReady(Duration patience) throws IOException, InterruptedException {
    port = process.awaitReady(patience);
  }

  @Override
  public InetSocketAddress login() {
    return new InetSocketAddress(listen, port);
  }

  @Override
  public List<LinkSight> links() {
    return StatsReading.links(stats.last());
  }

  @Override
  public Map<Kind, LaneCount> lanes() {
    return StatsReading.lanes(stats.last());
  }

  @Override
  public Map<String, Long> reasons() {
    return StatsReading.reasons(stats.last());
  }

  @Override
  public void line(String command) throws IOException {
    process.tell(command);
  }

  @Override
  public void close() throws IOException {
    process.close();
    Files.deleteIfExists(file);
  }
}
