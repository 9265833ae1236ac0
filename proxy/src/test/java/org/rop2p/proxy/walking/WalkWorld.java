package org.rop2p.proxy.walking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Stream;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.EnvelopeCodec;

/**
 * Ann walks, Bob watches, in virtual milliseconds: Ann's proxy with {@link OwnWalks} and {@link
 * WalkPacer}, a server that looks at requests on the next cell only and takes the last, two lines
 * to it and one between the proxies, Bob's proxy with {@link WalkDisplay} and his {@link Eye}.
 */
final class WalkWorld {
  static final int ANN = 2_000_001;
  static final int SPEED = 150;
  static final Cell HOME = new Cell(100, 100);

  /** Answers of the server and of peers, as measured by proxies. */
  private static final long HEARTBEAT = 100;

  /**
   * One world.
   *
   * @param annDelay one way between Ann and the server
   * @param bobDelay one way between Bob and the server
   * @param jitter most that is added to each of these, in order
   * @param peerDelay one way between the proxies
   * @param peerLoss per cent
   * @param peerJitter most that is added to it, not in order
   * @param refusals per cent of requests that the server ignores
   * @param untold per cent of requests that Ann's proxy leaves to the server
   * @param paced whether movement is offloaded
   * @param stallAt when the server stands still, for {@code stallFor}
   */
  record Setup(
      int annDelay,
      int bobDelay,
      int jitter,
      int peerDelay,
      int peerJitter,
      int peerLoss,
      int refusals,
      int untold,
      boolean paced,
      long stallAt,
      long stallFor) {
    boolean peerLaneIsRight() {
      return peerLoss == 0 && peerJitter == 0;
    }
  }

  record Click(int gap, Cell to) {}

  /**
   * A walk that Bob's client was shown.
   *
   * @param asked so many clicks had been made then
   */
  record Shown(Cell to, int asked) {}

  private record Event(long at, int number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::number));
  private final Setup setup;
  private final Random random;
  private final StringBuilder story = new StringBuilder();
  private final long answer;
  private long now;
  private int eventNumber;

  // Ann's proxy.
  private final OwnWalks own = new OwnWalks();
  private final WalkPacer pacer = new WalkPacer();
  private final OpenWalks open = new OpenWalks(EnvelopeCodec.MAX_OPEN);
  private Cell held;
  private long heldSince;
  private int sequence;
  private int asked;
  private int reachedServer;
  private int untold;
  private long longestWait;
  private long annToServer;
  private long serverToAnn;

  // The server.
  private Cell at = HOME;
  private Cell walkTo;
  private Cell instead;
  private long nextCellAt;
  private int walkNumber;
  private Cell lastTold = HOME;
  private long serverToBob;

  // Bob's proxy and client.
  private final WalkDisplay display = new WalkDisplay();
  private final Eye eye = new Eye(HOME, SPEED);
  private long serverSpokeAt;
  private final List<Shown> drawn = new ArrayList<>();
  private int takenBack;
  private int shownFromPeer;
  private int leftOut;
  private int passed;
  private int replaced;

  WalkWorld(Setup setup, Random random) {
    this.setup = setup;
    this.random = random;
    answer = (long) setup.annDelay() + setup.bobDelay() + setup.jitter();
  }

  void play(List<Click> clicks) {
    own.placed(HOME, SPEED);
    display.serverShows(ANN, HOME, HOME, SPEED, 0, 0);
    long time = 0;
    for (Click click : clicks) {
      time += click.gap();
      schedule(time, () -> click(click.to()));
    }
    long end = time + setup.stallFor() + 8_000;
    for (long beat = 0; beat < end; beat += HEARTBEAT) {
      schedule(beat, this::tick);
      schedule(beat, () -> whenServerRuns(() -> toBob(() -> {})));
    }
    while (!events.isEmpty()) {
      Event next = events.poll();
      now = next.at();
      next.action().run();
    }
  }

  // ---- Ann's proxy

  private void click(Cell to) {
    asked++;
    note("ann asks " + to);
    WalkPacer.Decision decision =
        pacer.asked(setup.paced(), own.starts(to, now), own.apart(now), now);
    int number = ++sequence;
    own.toldPeers(to, now);
    OpenRequests earlier = open.at(now);
    boolean silent =
        random.nextInt(100) < setup.untold() || own.serverIsSlow(2L * setup.annDelay(), now);
    untold += silent ? 1 : 0;
    if (!silent) {
      toPeer(() -> peerWalks(number, earlier, to));
    }
    if (decision == WalkPacer.Decision.HOLD) {
      if (held == null) {
        heldSince = now;
      }
      held = to;
      schedule(pacer.dueAt().orElseThrow(), this::release);
    } else {
      held = null;
      send(to);
    }
  }

  private void release() {
    if (held != null && pacer.releases(true, own.apart(now), now)) {
      longestWait = Math.max(longestWait, now - heldSince);
      Cell to = held;
      held = null;
      send(to);
    }
  }

  private void send(Cell to) {
    reachedServer++;
    open.asked(to);
    own.sent(to, true, now);
    annToServer = Math.max(annToServer, now + setup.annDelay() + jitter());
    boolean refused = random.nextInt(100) < setup.refusals();
    schedule(annToServer, () -> whenServerRuns(() -> serverHears(to, refused)));
  }

  private void granted(Cell from, Cell to, int tick) {
    open.granted(new Granted(to, tick), now + PeerWord.HEARD_MILLIS);
    own.granted(from, to, SPEED, 2L * setup.annDelay(), now)
        .ifPresent(
            halt -> {
              int number = ++sequence;
              OpenRequests earlier = open.at(now);
              toPeer(() -> peerHalts(number, earlier, halt));
            });
  }

  private void toPeer(Runnable word) {
    if (random.nextInt(100) >= setup.peerLoss()) {
      int more = setup.peerJitter() == 0 ? 0 : random.nextInt(setup.peerJitter());
      schedule(now + setup.peerDelay() + more, word);
    }
  }

  // ---- the server

  private void whenServerRuns(Runnable action) {
    long resumes = setup.stallAt() + setup.stallFor();
    if (now >= setup.stallAt() && now < resumes) {
      schedule(resumes, action);
    } else {
      action.run();
    }
  }

  private void serverHears(Cell to, boolean refused) {
    if (refused) {
      note("server ignores " + to);
    } else if (walkTo == null) {
      begin(to, now);
    } else {
      instead = to;
    }
  }

  private void begin(Cell to, long since) {
    Cell from = at;
    note("server begins " + from + " > " + to);
    serverToAnn = Math.max(serverToAnn, now + setup.annDelay() + jitter());
    int tick = (int) now;
    schedule(serverToAnn, () -> granted(from, to, tick));
    walkNumber++;
    if (from.equals(to)) {
      walkTo = null;
      return;
    }
    walkTo = to;
    lastTold = to;
    toBob(() -> serverWalks(from, to, tick));
    nextStep(since);
  }

  private void nextStep(long since) {
    int number = walkNumber;
    nextCellAt = since + Math.round(Ways.stepMillis(at, Ways.next(at, walkTo), SPEED));
    schedule(Math.max(now, nextCellAt), () -> whenServerRuns(() -> step(number)));
  }

  private void step(int number) {
    if (number != walkNumber || walkTo == null) {
      return;
    }
    at = Ways.next(at, walkTo);
    if (instead != null) {
      Cell to = instead;
      instead = null;
      begin(to, nextCellAt);
    } else if (at.equals(walkTo)) {
      walkTo = null;
    } else {
      nextStep(nextCellAt);
    }
  }

  private void toBob(Runnable frame) {
    serverToBob = Math.max(serverToBob, now + setup.bobDelay() + jitter());
    schedule(
        serverToBob,
        () -> {
          serverSpokeAt = now;
          frame.run();
        });
  }

  // ---- Bob's proxy

  private void serverWalks(Cell from, Cell to, int tick) {
    Verdict verdict =
        display.serverWalks(ANN, new ServerWalk(from, to, tick, SPEED, true, true), now);
    note("bob hears " + from + " > " + to + ": " + verdict);
    if (verdict.pass()) {
      passed++;
      eye.entry(from, to, now);
      drawn.add(new Shown(to, asked));
    }
    replaced += verdict.instead().size();
    verdict.instead().forEach(this::draw);
  }

  private void peerWalks(int number, OpenRequests earlier, Cell to) {
    draw(
        display.peerSays(ANN, new PeerWord(1, number, earlier, to, false), patience(), now),
        "walk " + to);
  }

  private void peerHalts(int number, OpenRequests earlier, Cell cell) {
    draw(
        display.peerSays(ANN, new PeerWord(1, number, earlier, cell, true), patience(), now),
        "halt " + cell);
  }

  private Patience patience() {
    return Patience.of(answer, setup.paced() ? WalkPacer.HOLD_MILLIS : 0);
  }

  private void draw(PeerVerdict verdict, String what) {
    note("ann's peer says " + what + ": " + verdict);
    leftOut += verdict.outcome() == PeerVerdict.Outcome.UNCONFIRMED ? 1 : 0;
    shownFromPeer += verdict.frame().isPresent() ? 1 : 0;
    verdict.frame().ifPresent(what.startsWith("halt") ? this::see : this::draw);
  }

  private void tick() {
    for (WalkDisplay.TakenBack back : display.overdue(now, serverSpokeAt)) {
      note("taken back " + back.frames());
      takenBack++;
      back.frames().forEach(this::see);
    }
  }

  private void draw(UnitFrame frame) {
    if (frame instanceof UnitFrame.Move move) {
      drawn.add(new Shown(move.to(), asked));
    }
    see(frame);
  }

  private void see(UnitFrame frame) {
    if (frame instanceof UnitFrame.Move move) {
      eye.move(move.from(), move.to(), now);
    } else if (frame instanceof UnitFrame.Stop stop) {
      eye.stop(stop.at(), now);
    }
  }

  // ----

  private int jitter() {
    return setup.jitter() == 0 ? 0 : random.nextInt(setup.jitter());
  }

  private void schedule(long time, Runnable action) {
    events.add(new Event(time, eventNumber++, action));
  }

  private void note(String line) {
    story.append(now).append(' ').append(line).append('\n');
  }

  /** Requests that Ann's proxy told no peer. */
  int untold() {
    return untold;
  }

  /** Where each walk led that Bob's client was shown, but halts and those taken back, in order. */
  List<Shown> drawn() {
    return List.copyOf(drawn);
  }

  /** Where the server has Ann in the end. */
  Cell atServer() {
    return at;
  }

  /** Where the server has told Bob that she is. */
  Cell lastTold() {
    return lastTold;
  }

  Cell onScreen() {
    return eye.bound();
  }

  Cell inBooks() {
    return display.displayed(ANN, now).orElseThrow();
  }

  double worstJump() {
    return eye.worstJump();
  }

  int takenBack() {
    return takenBack;
  }

  /** Words of the peer that were too many to be shown. */
  int leftOut() {
    return leftOut;
  }

  int asked() {
    return asked;
  }

  int reachedServer() {
    return reachedServer;
  }

  int shownFromPeer() {
    return shownFromPeer;
  }

  int passed() {
    return passed;
  }

  int replaced() {
    return replaced;
  }

  long longestWait() {
    return longestWait;
  }

  double apart() {
    return eye.distance(at, now);
  }

  @Override
  public String toString() {
    return setup + "\n" + story;
  }

  /** No two to the same cell. */
  static List<Click> different(Random random, int count, int shortest, int longest) {
    List<Cell> places = new ArrayList<>();
    for (int i = 0; i < 121; i++) {
      places.add(new Cell(95 + i % 11, 95 + i / 11));
    }
    places.remove(HOME);
    Collections.shuffle(places, random);
    return places.stream()
        .limit(count)
        .map(to -> new Click(shortest + random.nextInt(longest - shortest), to))
        .toList();
  }

  /** Round and round the same few places. */
  static List<Click> rounds(Random random, int count, int shortest, int longest) {
    List<Click> one = different(random, 3 + random.nextInt(4), shortest, longest);
    return Stream.generate(() -> one)
        .flatMap(List::stream)
        .limit(count)
        .map(click -> new Click(shortest + random.nextInt(longest - shortest), click.to()))
        .toList();
  }

  static List<Click> clicks(Random random, int count, int shortest, int longest) {
    List<Cell> places = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      places.add(new Cell(95 + random.nextInt(11), 95 + random.nextInt(11)));
    }
    List<Click> clicks = new ArrayList<>();
    Cell before = HOME;
    Cell last = HOME;
    for (int i = 0; i < count; i++) {
      int dice = random.nextInt(10);
      Cell to = dice < 2 ? last : dice < 4 ? before : places.get(random.nextInt(places.size()));
      clicks.add(new Click(shortest + random.nextInt(longest - shortest), to));
      before = last;
      last = to;
    }
    return clicks;
  }
}
