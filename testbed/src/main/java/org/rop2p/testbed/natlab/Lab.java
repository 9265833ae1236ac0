package org.rop2p.testbed.natlab;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rop2p.testbed.process.JavaProgram;
import org.rop2p.transport.stun.StunServer;

/** The hosts and the STUN servers, in namespaces that are there already. Thread-safe. */
final class Lab implements Closeable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration FAULT = Duration.ofSeconds(20);

  /** As scripts/play has them, but small and quick to start: there are fourteen. */
  private static final List<String> JVM_OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xms16m", "-Xmx96m", "-XX:TieredStopAtLevel=1");

  private final String prefix;
  private final Path faults;
  private final List<StunServer> stun = new ArrayList<>();
  private final Map<Side, Map<Kind, Host>> hosts = new EnumMap<>(Side.class);
  private final Map<Integer, Conversation> conversations = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  /**
   * Starts the servers here, which has to be the lab's internet, and the hosts of {@code pairs}.
   *
   * @param prefix what the names of the namespaces begin with
   * @param servers the STUN servers' addresses, as {@link PeerProgram} takes them
   * @param faults the program that breaks what is around a host
   * @throws IOException in words for people
   */
  Lab(String prefix, String servers, Path faults, Collection<Pair> pairs)
      throws IOException, InterruptedException {
    this.prefix = prefix;
    this.faults = faults;
    for (Side side : Side.values()) {
      hosts.put(side, new EnumMap<>(Kind.class));
    }
    try {
      for (InetSocketAddress address : PeerProgram.addresses(servers)) {
        stun.add(StunServer.open(address));
      }
      startHosts(servers, pairs);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startHosts(String servers, Collection<Pair> pairs)
      throws IOException, InterruptedException {
    JavaProgram program =
        new JavaProgram(
            JVM_OPTIONS, System.getProperty("java.class.path"), PeerProgram.class.getName());
    for (Side side : Side.values()) {
      Set<Kind> kinds = new TreeSet<>();
      pairs.forEach(pair -> kinds.add(pair.kind(side)));
      for (Kind kind : kinds) {
        String name = "peer-" + kind.label() + "-" + side.label();
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", prefix + name));
        command.addAll(program.command(List.of(servers)));
        hosts.get(side).put(kind, Host.start(name, command, line -> hear(side, line)));
      }
    }
    for (Map<Kind, Host> ofSide : hosts.values()) {
      for (Host host : ofSide.values()) {
        host.awaitReady(START);
      }
    }
  }

  private void hear(Side side, Line line) {
    Conversation conversation = conversations.get(line.link());
    if (conversation != null) {
      conversation.hear(side, line);
    }
  }

  /** Begins a link with endpoints of its own. */
  Conversation converse(Pair pair) throws IOException, InterruptedException {
    int next = number.incrementAndGet();
    Conversation conversation =
        new Conversation(
            next,
            hosts.get(Side.LEFT).get(pair.left())::tell,
            hosts.get(Side.RIGHT).get(pair.right())::tell);
    conversations.put(next, conversation);
    conversation.begin();
    return conversation;
  }

  /**
   * Breaks or mends what is around a host, and blocks until that is done.
   *
   * @param what a word of {@code fault.sh}
   */
  void disturb(String what, Kind kind, Side side) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(faults.toString(), prefix, what, kind.label() + "-" + side.label())
            .inheritIO()
            .start();
    if (!process.waitFor(FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException("The fault '" + what + "' was not done in time");
    }
    if (process.exitValue() != 0) {
      throw new IOException("The fault '" + what + "' could not be done, see above");
    }
  }

  @Override
  public void close() {
    hosts.values().forEach(ofSide -> ofSide.values().forEach(Host::close));
    stun.forEach(StunServer::close);
  }
}
