package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One link of two hosts: the judge carries their signalling and hears what becomes of it. */
final class Conversation implements AutoCloseable {
  /** For an answer that needs no network, of a host on a busy machine. */
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final int number;
  private final Map<Side, Consumer<Line>> hosts;
  private final Map<Side, End> ends = new EnumMap<>(Side.class);

  /**
   * @param left takes what the left host is told, on any thread, in order
   */
  Conversation(int number, Consumer<Line> left, Consumer<Line> right) {
    this.number = number;
    this.hosts = new EnumMap<>(Map.of(Side.LEFT, left, Side.RIGHT, right));
    for (Side side : Side.values()) {
      ends.put(side, new End());
    }
  }

  /** What the judge knows of one end. */
  private static final class End {
    private final CompletableFuture<String> fingerprint = new CompletableFuture<>();
    private final CompletableFuture<Up> up = new CompletableFuture<>();
    private final CompletableFuture<Long> down = new CompletableFuture<>();
    private final BlockingQueue<Tally.Counted> tallies = new LinkedBlockingQueue<>();
  }

  /**
   * A link that is up at both ends.
   *
   * @param setupMillis of the slower end
   */
  record Up(Outcome path, int setupMillis) {}

  /** Takes a line of the host on {@code side}. */
  void hear(Side side, Line line) {
    End end = ends.get(side);
    switch (line.verb()) {
      case "opened" -> end.fingerprint.complete(line.word(0));
      case "offer", "answer", "restart", "candidate", "probe" -> carry(side.other(), line);
      case "up" -> end.up.complete(new Up(Outcome.ofLabel(line.word(0)), line.number(1)));
      case "down" -> end.down.complete(System.nanoTime());
      case "tally" -> end.tallies.add(Tally.Counted.of(line));
      default -> {} // a changed path is no matter of a judgement yet
    }
  }

  /** No signalling overtakes the orders to begin. */
  private synchronized void carry(Side to, Line line) {
    hosts.get(to).accept(line);
  }

  /**
   * Opens both endpoints and begins the link.
   *
   * @throws IOException if a host does not answer
   */
  void begin(Map<Side, Means> means) throws IOException, InterruptedException {
    hosts.forEach((side, host) -> host.accept(Line.of("open", number, means.get(side))));
    link();
  }

  /**
   * Begins the link on the endpoints of an earlier one of the same hosts, which is not closed yet.
   *
   * @throws IOException if a host does not answer
   */
  void beginAfter(Conversation earlier) throws IOException, InterruptedException {
    tell(Line.of("again", number, earlier.number));
    link();
  }

  private void link() throws IOException, InterruptedException {
    String left = answer(Side.LEFT, ends.get(Side.LEFT).fingerprint);
    String right = answer(Side.RIGHT, ends.get(Side.RIGHT).fingerprint);
    synchronized (this) {
      hosts.get(Side.LEFT).accept(Line.of("link", number, right));
      hosts.get(Side.RIGHT).accept(Line.of("link", number, left));
    }
  }

  /** Blocks until the link is up at both ends, or down at one; empty: no link. */
  Optional<Up> awaitUp(Duration patience) throws InterruptedException {
    End left = ends.get(Side.LEFT);
    End right = ends.get(Side.RIGHT);
    await(
        CompletableFuture.anyOf(CompletableFuture.allOf(left.up, right.up), left.down, right.down),
        patience);
    if (!left.up.isDone() || !right.up.isDone() || left.down.isDone() || right.down.isDone()) {
      return Optional.empty();
    }
    Up one = left.up.join();
    Up other = right.up.join();
    // One path is through a relay as soon as one end's is.
    Outcome path = one.path() == Outcome.RELAY ? one.path() : other.path();
    return Optional.of(new Up(path, Math.max(one.setupMillis(), other.setupMillis())));
  }

  /**
   * Blocks until both ends have said that the link is down.
   *
   * @return when the later one did, {@link System#nanoTime}; empty: not in time
   */
  Optional<Long> awaitDown(Duration patience) throws InterruptedException {
    CompletableFuture<Long> left = ends.get(Side.LEFT).down;
    CompletableFuture<Long> right = ends.get(Side.RIGHT).down;
    await(CompletableFuture.allOf(left, right), patience);
    return left.isDone() && right.isDone()
        ? Optional.of(Math.max(left.join(), right.join()))
        : Optional.empty();
  }

  /** Whether neither end has said that the link is down. */
  boolean stands() {
    return ends.values().stream().noneMatch(end -> end.down.isDone());
  }

  /** Both ends begin to send: {@code count} messages each, one every so many milliseconds. */
  void send(Channel channel, int count, int intervalMillis) {
    tell(Line.of("send", number, channel, count, intervalMillis));
  }

  /**
   * Asks both ends.
   *
   * @throws IOException if one does not answer
   */
  Map<Side, Tally.Counted> tallies() throws IOException, InterruptedException {
    tell(Line.of("tally", number));
    Map<Side, Tally.Counted> counted = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      Tally.Counted tally = ends.get(side).tallies.poll(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (tally == null) {
        throw new IOException("A host of the lab does not answer: the " + side.label() + " one");
      }
      counted.put(side, tally);
    }
    return counted;
  }

  private void tell(Line line) {
    hosts.values().forEach(host -> host.accept(line));
  }

  private static String answer(Side side, CompletableFuture<String> awaited)
      throws IOException, InterruptedException {
    await(awaited, ANSWER);
    if (!awaited.isDone()) {
      throw new IOException("A host of the lab does not answer: the " + side.label() + " one");
    }
    return awaited.join();
  }

  private static void await(CompletableFuture<?> awaited, Duration patience)
      throws InterruptedException {
    try {
      awaited.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The caller looks at what is done.
    } catch (ExecutionException e) {
      throw new AssertionError("nothing completes these exceptionally", e);
    }
  }

  @Override
  public void close() {
    tell(Line.of("close", number));
  }
}
