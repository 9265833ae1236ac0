package org.rop2p.testbed.natlab;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.StunServer;

/** The hosts and the servers, in namespaces that are there already. Thread-safe. */
final class Lab implements Closeable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration FAULT = Duration.ofSeconds(20);

  /** Known to nobody outside of the lab, which nobody outside can reach. */
  private static final String USER = "lab";

  private static final String PASSWORD = "natlab";

  /** As scripts/play has them, but small and quick to start: there are more than a dozen. */
  private static final List<String> JVM_OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xms16m", "-Xmx96m", "-XX:TieredStopAtLevel=1");

  private final LabSettings settings;
  private final TurnServer turn;
  private final List<StunServer> stun = new ArrayList<>();
  private final Map<Side, Map<Kind, Host>> hosts = new EnumMap<>(Side.class);
  private final Map<Integer, Conversation> conversations = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private Coturn coturn;

  /**
   * Starts the servers here, which has to be the lab's internet, and the hosts of {@code pairs}.
   *
   * @throws IOException in words for people
   */
  Lab(LabSettings settings, Collection<Pair> pairs) throws IOException, InterruptedException {
    this.settings = settings;
    this.turn = new TurnServer(settings.turn(), USER, PASSWORD);
    for (Side side : Side.values()) {
      hosts.put(side, new EnumMap<>(Kind.class));
    }
    try {
      for (InetSocketAddress address : settings.stun()) {
        stun.add(StunServer.open(address));
      }
      coturn = Coturn.open(turn, settings.folder());
      startHosts(pairs);
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startHosts(Collection<Pair> pairs) throws IOException, InterruptedException {
    JavaProgram program =
        new JavaProgram(
            JVM_OPTIONS, System.getProperty("java.class.path"), PeerProgram.class.getName());
    for (Side side : Side.values()) {
      Set<Kind> kinds = new TreeSet<>();
      pairs.forEach(pair -> kinds.add(pair.kind(side)));
      for (Kind kind : kinds) {
        String name = "peer-" + kind.label() + "-" + side.label();
        List<String> command =
            new ArrayList<>(List.of("ip", "netns", "exec", settings.prefix() + name));
        command.addAll(
            program.command(new HostArguments(settings.stun(), turn, kind.mapsPorts()).words()));
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

  /**
   * For a demo on hosts of this lab.
   *
   * @param names of hosts, one a player
   */
  LabSite site(List<String> names) throws IOException {
    return LabSite.of(
        settings.stun(), turn, names.stream().map(name -> settings.prefix() + name).toList());
  }

  /** The server that relays for them. */
  Coturn turnServer() {
    return coturn;
  }

  /** Begins a link with endpoints of its own. */
  Conversation converse(Pair pair, Means means) throws IOException, InterruptedException {
    return converse(pair, Map.of(Side.LEFT, means, Side.RIGHT, means));
  }

  /** Begins a link with endpoints of its own, whose ends differ in what they may make use of. */
  Conversation converse(Pair pair, Map<Side, Means> means)
      throws IOException, InterruptedException {
    Conversation conversation = conversation(pair);
    conversation.begin(means);
    return conversation;
  }

  /** Begins another link on the endpoints of one that is not closed yet. */
  Conversation again(Conversation earlier, Pair pair) throws IOException, InterruptedException {
    Conversation conversation = conversation(pair);
    conversation.beginAfter(earlier);
    return conversation;
  }

  private Conversation conversation(Pair pair) {
    int next = number.incrementAndGet();
    Conversation conversation =
        new Conversation(
            next,
            hosts.get(Side.LEFT).get(pair.left())::tell,
            hosts.get(Side.RIGHT).get(pair.right())::tell);
    conversations.put(next, conversation);
    return conversation;
  }

  /**
   * Breaks, mends or watches what is around a host, and blocks until that is done.
   *
   * @param what a word of {@code fault.sh}
   * @return what the program says to it
   */
  String disturb(String what, Kind kind, Side side) throws IOException, InterruptedException {
    return done(what, begin(what, kind, side));
  }

  /** As {@link #disturb(String, Kind, Side)}, on these sides of a pair at once. */
  void disturb(String what, Pair pair, Collection<Side> sides)
      throws IOException, InterruptedException {
    List<Process> begun = new ArrayList<>();
    for (Side side : sides) {
      begun.add(begin(what, pair.kind(side), side));
    }
    for (Process process : begun) {
      String unused = done(what, process);
    }
  }

  private Process begin(String what, Kind kind, Side side) throws IOException {
    return new ProcessBuilder(
            settings.surroundings().toString(),
            settings.prefix(),
            what,
            kind.label() + "-" + side.label())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String done(String what, Process process)
      throws IOException, InterruptedException {
    if (!process.waitFor(FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      throw new IOException("The fault '" + what + "' was not done in time");
    }
    if (process.exitValue() != 0) {
      throw new IOException("The fault '" + what + "' could not be done, see above");
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    hosts.values().forEach(ofSide -> ofSide.values().forEach(Host::close));
    stun.forEach(StunServer::close);
    if (coturn != null) {
      coturn.close();
    }
  }
}
