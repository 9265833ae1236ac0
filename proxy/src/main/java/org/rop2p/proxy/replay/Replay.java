package org.rop2p.proxy.replay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;

/**
 * Plays a recorded session through a proxy that already runs. Blocks its caller's thread; one
 * session per instance.
 *
 * <p>After each write it waits until the other side has received every frame that is whole so far:
 * a proxy keeps torn client packets back, and may keep torn server packets back.
 */
public final class Replay {
  /** Gives the proxy the chance to read a torn piece by itself; nothing depends on it. */
  private static final long TORN_PIECE_PAUSE_NANOS = 50_000;

  private final ReplayServer server;
  private final InetSocketAddress proxy;
  private final Duration patience;
  private final MapEntry entered;
  private final Consumer<String> progress;
  private final List<Link> links = new ArrayList<>();
  private final List<Step> script;
  private final Redirects redirects;
  private final Map<Integer, Queue<Link>> expectedAtPort = new HashMap<>();
  private int finished;

  /**
   * @param server opened for the same recording
   * @param proxy where the proxy takes login connections
   * @param patience for the whole session
   * @param entered called when a client has come to a map, before anything else is played
   * @param progress takes a line for people whenever a connection has been played
   */
  public Replay(
      Recording recording,
      Protocol protocol,
      ReplayServer server,
      InetSocketAddress proxy,
      CutMode mode,
      RandomGenerator random,
      Duration patience,
      MapEntry entered,
      Consumer<String> progress) {
    this.server = server;
    this.proxy = proxy;
    this.patience = patience;
    this.entered = entered;
    this.progress = progress;
    this.script = Script.of(recording, mode, random);
    this.redirects =
        new Redirects(
            server.listeners().values().stream()
                .map(listener -> listener.socket().getLocalPort())
                .collect(Collectors.toSet()));
    for (RecordedConnection recorded : recording.connections()) {
      links.add(new Link(FramedConnection.of(recorded, protocol), protocol, server));
    }
  }

  /** Told of each map that a client has come to. */
  @FunctionalInterface
  public interface MapEntry {
    void entered() throws InterruptedException;
  }

  /** Plays the session up to its end or the first mismatch. */
  public ReplayReport run() throws IOException, InterruptedException {
    Optional<String> mismatch = Optional.empty();
    try (Readiness readiness = new Readiness(patience)) {
      for (Map.Entry<Integer, ServerSocketChannel> listener : server.listeners().entrySet()) {
        readiness.register(
            listener.getValue(),
            SelectionKey.OP_ACCEPT,
            key -> accept(readiness, listener.getKey(), listener.getValue()));
      }
      for (Step step : script) {
        play(readiness, step);
      }
      visitTheRest(readiness);
    } catch (MismatchException e) {
      mismatch = Optional.of(e.getMessage());
    } finally {
      for (Link link : links) {
        link.close();
      }
    }
    return new ReplayReport(
        finished,
        links.stream().mapToLong(l -> l.arrived(Direction.CLIENT_TO_SERVER).frames()).sum(),
        links.stream().mapToLong(l -> l.arrived(Direction.SERVER_TO_CLIENT).frames()).sum(),
        links.stream()
            .mapToLong(
                l ->
                    l.arrived(Direction.CLIENT_TO_SERVER).count()
                        + l.arrived(Direction.SERVER_TO_CLIENT).count())
            .sum(),
        0,
        mismatch);
  }

  private void play(Readiness readiness, Step step) throws IOException, InterruptedException {
    Link link = links.get(step.connection());
    if (!link.opened()) {
      open(readiness, link);
    }
    if (step instanceof Step.Send send) {
      send(readiness, link, send);
    } else {
      end(readiness, link);
    }
  }

  private void open(Readiness readiness, Link link) throws IOException {
    RecordedConnection recorded = link.framed().recorded();
    boolean login = recorded.kind() == ServerKind.LOGIN;
    InetSocketAddress address = login ? proxy : redirects.visit(link.framed());
    SocketChannel channel = connect(readiness, address, recorded.name());
    expectedAtPort.computeIfAbsent(recorded.serverPort(), port -> new ArrayDeque<>()).add(link);
    link.connected(readiness, channel);
  }

  private static SocketChannel connect(Readiness readiness, InetSocketAddress address, String who)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(address, readiness.leftMs());
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new MismatchException(
          "%s: the proxy does not accept at %s, where it sent the client (%s)"
              .formatted(who, address, e.getMessage()));
    }
  }

  private void accept(Readiness readiness, int recordedPort, ServerSocketChannel listener)
      throws IOException {
    SocketChannel channel = listener.accept();
    if (channel == null) {
      return;
    }
    Queue<Link> expected = expectedAtPort.get(recordedPort);
    if (expected == null || expected.isEmpty()) {
      channel.close();
      throw new MismatchException(
          "the proxy connected to the server of recorded port %d without a client"
              .formatted(recordedPort));
    }
    expected.remove().accepted(readiness, channel);
  }

  private void send(Readiness readiness, Link link, Step.Send send)
      throws IOException, InterruptedException {
    Direction direction = send.direction();
    if (direction == Direction.SERVER_TO_CLIENT) {
      awaitServer(readiness, link);
    }
    int before = link.due(direction);
    link.send(send);
    int due = link.due(direction);
    if (due == before) {
      LockSupport.parkNanos(TORN_PIECE_PAUSE_NANOS);
    }
    await(readiness, link, direction, due);
    link.learn(redirects);
    if (link.comesToMap(direction, before, due)) {
      entered.entered();
    }
  }

  private static void await(Readiness readiness, Link link, Direction direction, int bytes)
      throws IOException {
    ReceivedStream arrived = link.arrived(direction);
    readiness.until(() -> arrived.count() >= bytes, arrived::progress);
  }

  private static void awaitServer(Readiness readiness, Link link) throws IOException {
    readiness.until(
        () -> link.server() != null,
        () -> link.framed().recorded().name() + ": the proxy has not connected to the server");
  }

  /** Ends a connection as recorded and checks that the end passes through, in both directions. */
  private void end(Readiness readiness, Link link) throws IOException {
    awaitServer(readiness, link);
    await(
        readiness,
        link,
        Direction.SERVER_TO_CLIENT,
        link.framed().recorded().serverToClient().length);
    RecordedConnection.Closing closing = link.framed().recorded().closing();
    Endpoint first = closing.byServer() ? link.server() : link.client();
    Endpoint second = closing.byServer() ? link.client() : link.server();
    second.mayEnd();
    if (closing.reset()) {
      first.reset();
    } else {
      first.finish();
    }
    readiness.until(second::ended, () -> notPassedOn(link, closing.label()));
    if (closing.reset() != second.wasReset()) {
      throw new MismatchException(
          "%s: the proxy has passed on %s as %s"
              .formatted(
                  link.framed().recorded().name(),
                  closing.label(),
                  second.wasReset() ? "RST" : "FIN"));
    }
    if (!closing.reset()) {
      first.mayEnd();
      second.finish();
      readiness.until(first::ended, () -> notPassedOn(link, "FIN in answer to " + closing.label()));
    }
    link.close();
    finished++;
    progress.accept(link.summary());
  }

  private static String notPassedOn(Link link, String end) {
    return "%s: the proxy has not passed on %s".formatted(link.framed().recorded().name(), end);
  }

  /** An address that no recorded client used must be a listener all the same. */
  private void visitTheRest(Readiness readiness) throws IOException {
    for (InetSocketAddress address : redirects.unvisited()) {
      connect(readiness, address, "address told and never used").close();
    }
  }
}
