package org.rop2p.proxy.speech.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.event.ServerEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;

/**
 * One author says some lines to one to four listeners, and whatever may go wrong does. What it is
 * made of comes from its seed alone; it is over when everything has arrived.
 */
final class Schedule {
  static final int AUTHOR = 2_000_001;

  /** No stall is longer, and what it held back arrives soon after. */
  static final int LONGEST_STALL = 30_000;

  private static final ZoneLanes OFFLOAD = new ZoneLanes(Lane.OFFLOAD, Lane.OFFLOAD, Lane.MIRROR);
  private static final int AUTHOR_X = 100;

  /** Of messages that may be lost: a bad day of a wireless network. */
  private static final double LOSS = 0.05;

  private static final int FIRST_LINE_AT = 2_500;
  private static final int QUIET_TICK = 1_000;

  final long seed;
  final Kind kind;

  /** Different texts a listener could confuse; 0: all are different. */
  final int alphabet;

  final List<Line> lines = new ArrayList<>();
  final List<Listener> listeners = new ArrayList<>();
  final Party author;
  boolean quits;
  long movedAt = Line.NEVER;
  private final Dice dice;
  private final Timeline timeline;
  private final KindCounters counters;
  private final int range;
  private final int serverDelay;
  private final int serverJitter;
  private final double refusals;
  private boolean loading;
  private long busyUntil;
  private int walksAsked;
  private long end;

  /**
   * About to begin.
   *
   * @param journal is told what happens; null: nobody
   */
  Schedule(long seed, KindCounters counters, Consumer<String> journal) {
    this.seed = seed;
    timeline = new Timeline(journal);
    this.counters = counters;
    dice = new Dice(seed);
    kind = dice.chance(0.75) ? Kind.CHAT : Kind.EMOTE;
    range = kind == Kind.CHAT ? 9 : 14;
    alphabet = dice.chance(0.5) ? 0 : dice.oneOf(1, 2, 3, 6);
    serverDelay = dice.between(2, 150);
    serverJitter = dice.oneOf(0, 20, 100);
    refusals = dice.oneOf(0, 0, 0, 5, 30) / 100.0;
    Lanes lanes = new Lanes(dice.oneOf(-1, 20, 100, 400));
    author = party(AUTHOR, "Ann", AUTHOR_X, lanes);
    lanes.of(author);
    int number = dice.between(1, 4);
    for (int i = 0; i < number; i++) {
      listener(AUTHOR + 1 + i, lanes);
    }
  }

  void run() {
    author.speech.lanes(OFFLOAD, author.at());
    listeners.forEach(one -> one.party.speech.lanes(OFFLOAD, one.party.at()));
    plan();
    long tail = Math.max(busyUntil, end);
    ticks(author, tail);
    chatter(author, tail);
    for (Listener one : listeners) {
      ticks(one.party, tail);
      chatter(one.party, tail);
    }
    timeline.run();
  }

  private void plan() {
    long at = FIRST_LINE_AT;
    int number = dice.between(4, 18);
    int gap = dice.oneOf(60, 400, 1_500, 3_000, 6_000);
    int pause = kind == Kind.EMOTE && dice.chance(0.8) ? 2_100 : 0;
    double commands = dice.chance(0.2) ? 0.15 : 0;
    for (int i = 0; i < number; i++) {
      Line line = new Line(i, content(i), false);
      if (kind == Kind.CHAT && dice.chance(commands)) {
        line = new Line(i, new Content.Line(RawText.ascii("Ann : @go " + i)), true);
      }
      lines.add(line);
      Line said = line;
      timeline.at(at, () -> says(said));
      at += pause + dice.about(gap);
    }
    end = at;
    if (dice.chance(0.3)) {
      quits = true;
      timeline.at(end + dice.about(200), this::quit);
    }
    faults();
    busyUntil += 6_000;
  }

  private void faults() {
    if (dice.chance(0.2)) {
      stall(author);
    }
    if (dice.chance(0.1)) {
      long from = dice.between(0, (int) end);
      long until = from + dice.between(500, LONGEST_STALL);
      author.toServer.stall(from, until);
      busy(until);
    }
    if (dice.chance(0.1)) {
      long from = dice.between(FIRST_LINE_AT, (int) end);
      long until = from + dice.between(100, 10_000);
      timeline.at(from, () -> hide(true));
      timeline.at(until, () -> hide(false));
      busy(until);
    }
    if (dice.chance(0.1)) {
      Party who = dice.chance(0.5) ? author : listeners.get(0).party;
      long from = dice.between(FIRST_LINE_AT, (int) end);
      timeline.at(from, () -> lanes(who, ZoneLanes.OFF));
      timeline.at(from + dice.between(100, 5_000), () -> lanes(who, OFFLOAD));
    }
    if (dice.chance(0.1)) {
      timeline.at(dice.between(FIRST_LINE_AT, (int) end), this::moves);
    }
    if (dice.chance(0.3)) {
      long period = dice.between(2_000, 12_000);
      for (long at = dice.between(0, 2_000); at < end; at += period) {
        timeline.at(at, this::asksToWalk);
      }
    }
    times(author);
    for (Listener one : listeners) {
      if (dice.chance(0.2)) {
        stall(one.party);
      }
      if (dice.chance(0.1)) {
        long from = dice.between(FIRST_LINE_AT, (int) end);
        timeline.at(from, () -> one.party.reads(false));
        timeline.at(from + dice.between(100, 5_000), () -> one.party.reads(true));
      }
      if (dice.chance(0.1)) {
        timeline.at(dice.between(FIRST_LINE_AT, (int) end), () -> room(one));
      }
      times(one.party);
      comesAndGoes(one);
      links(one);
    }
  }

  private void listener(int account, Lanes authors) {
    int dies = dice.between(0, 99);
    Listener.Place place =
        dies < 65 ? Listener.Place.INSIDE : dies < 90 ? Listener.Place.EDGE : Listener.Place.FAR;
    int cells =
        switch (place) {
          case INSIDE -> dice.between(1, range - 3);
          case EDGE -> dice.between(range - 2, range + 3);
          case FAR -> dice.between(range + 4, range + 10);
        };
    Lanes lanes = new Lanes(dice.oneOf(-1, 20, 200));
    Party party = party(account, "L" + account, AUTHOR_X + cells, lanes);
    lanes.of(party);
    int base = dice.between(1, 150);
    int jitter = dice.oneOf(0, 30, 200);
    double spikes = dice.oneOf(0, 0, 3) / 100.0;
    LongSupplier delay =
        () -> base + dice.between(0, jitter) + (dice.chance(spikes) ? dice.about(1_000) : 0);
    Wire wire =
        new Wire(
            timeline,
            author,
            new Pipe(timeline, delay),
            party,
            new Pipe(timeline, delay),
            () -> dice.chance(LOSS));
    authors.add(account, wire);
    lanes.add(AUTHOR, wire);
    listeners.add(new Listener(party, wire, place, cells));
  }

  private Party party(int account, String name, int x, Lanes lanes) {
    LongSupplier delay = () -> serverDelay + dice.between(0, serverJitter);
    return new Party(
        account,
        name,
        x,
        timeline,
        dice,
        new Pipe(timeline, delay),
        new Pipe(timeline, delay),
        lanes,
        counters,
        this::lateToServer);
  }

  private void comesAndGoes(Listener one) {
    if (dice.chance(0.2)) {
      one.from = dice.between(FIRST_LINE_AT, (int) end + 500);
    }
    if (dice.chance(0.15)) {
      one.until = one.from + dice.between(1_000, (int) end);
      timeline.at(one.until, () -> goes(one));
    }
    timeline.at(one.from, () -> comes(one));
  }

  private void links(Listener one) {
    if (dice.chance(0.05)) {
      return; // never linked
    }
    // Acquaintances may be linked before they see each other.
    long first = dice.chance(0.5) ? 0 : one.from + dice.about(1_000);
    timeline.at(first, () -> one.wire.stand(dice.about(50), dice.about(50)));
    if (dice.chance(0.4)) {
      long broken = dice.between(FIRST_LINE_AT - 1_000, (int) end);
      long authorAfter = dice.about(1_500);
      long listenerAfter = dice.about(1_500);
      boolean lost = dice.chance(0.5);
      timeline.at(broken, () -> one.wire.breaks(lost, authorAfter, listenerAfter));
      if (dice.chance(0.7)) {
        long again = broken + Math.max(authorAfter, listenerAfter) + 1 + dice.about(1_000);
        timeline.at(again, () -> one.wire.stand(dice.about(50), dice.about(50)));
      }
    }
    int flaps = dice.chance(0.2) ? dice.between(1, 2) : 0;
    for (int i = 0; i < flaps; i++) {
      boolean authors = dice.chance(0.5);
      long from = dice.between(FIRST_LINE_AT - 1_000, (int) end);
      timeline.at(from, () -> one.wire.flap(authors, dice.about(500)));
    }
  }

  private void says(Line line) {
    if (!author.online()) {
      return;
    }
    line.saidAt = timeline.now();
    line.newcomersFor = author.answerTime.millis();
    timeline.note(() -> "says " + line.content);
    byte[] frame = {(byte) line.index};
    if (author.speech.says(line.content, () -> frame, author.at())) {
      send(line);
    } else {
      line.offloaded = true;
    }
  }

  private void lateToServer(byte[] frame) {
    Line line = lines.get(frame[0]);
    line.late = true;
    send(line);
  }

  private void send(Line line) {
    author.toServer.send(() -> serverTakes(line));
  }

  private void serverTakes(Line line) {
    line.takenAt = timeline.now();
    line.refused = line.command || loading || dice.chance(refusals);
    if (line.refused) {
      return;
    }
    author.told(
        () -> {
          timeline.note(() -> "echo of " + line.content);
          if (author.speech.echoed(line.content, author.at())) {
            author.screen.add(line.content);
          }
        });
    for (Listener one : listeners) {
      boolean near =
          one.place == Listener.Place.INSIDE
              || (one.place == Listener.Place.EDGE && dice.chance(0.5));
      if (!one.present(timeline.now()) || (kind == Kind.CHAT && one.inRoom(timeline.now()))) {
        continue;
      }
      if (!near) {
        one.missed.add(line.index);
        continue;
      }
      one.party.told(
          () -> {
            timeline.note(() -> one.party.name + " gets the copy of " + line.content);
            if (!one.party.speech.serverCopy(AUTHOR, line.content, one.party.at())) {
              one.party.screen.add(line.content);
            }
          });
    }
  }

  private void comes(Listener one) {
    int seen = AUTHOR_X + one.cells + dice.between(-1, 1);
    ServerEvent him = Party.entry(one.party.account, one.party.name, Math.max(0, seen));
    author.told(
        () -> {
          one.shownToAuthorAt = Math.min(one.shownToAuthorAt, timeline.now());
          author.observes(him);
        });
    ServerEvent ann = Party.entry(AUTHOR, "Ann", AUTHOR_X + dice.between(-1, 1));
    one.party.told(() -> one.party.observes(ann));
  }

  private void goes(Listener one) {
    author.told(() -> author.observes(gone(one.party.account)));
    one.party.told(() -> one.party.observes(gone(AUTHOR)));
  }

  private void hide(boolean hidden) {
    author.told(() -> author.observes(new ServerEvent.StateChanged(AUTHOR, 0, hidden ? 2 : 0)));
    for (Listener one : listeners) {
      one.wire.disturb();
      if (one.present(timeline.now())) {
        one.party.told(
            () -> one.party.observes(hidden ? gone(AUTHOR) : Party.entry(AUTHOR, "Ann", AUTHOR_X)));
      }
    }
  }

  /** In a chat room nobody hears what is said outside of it. */
  private void room(Listener one) {
    one.roomFrom = timeline.now();
    one.roomUntil = timeline.now() + dice.between(500, 10_000);
    one.party.told(() -> one.party.observes(new ServerEvent.ChatRoomEntered()));
    timeline.at(
        one.roomUntil,
        () ->
            one.party.told(
                () ->
                    one.party.observes(
                        new ServerEvent.ChatRoomLeft(RawText.ascii(one.party.name)))));
  }

  /** The server puts the author onto another place of the map; meanwhile it takes no line. */
  private void moves() {
    loading = true;
    movedAt = timeline.now();
    for (Listener one : listeners) {
      one.wire.disturb();
      if (one.present(timeline.now())) {
        one.party.told(() -> one.party.observes(gone(AUTHOR)));
      }
    }
    author.told(
        () -> {
          author.arrives(AUTHOR_X);
          timeline.after(
              dice.between(10, 1_000),
              () -> {
                author.loaded();
                author.toServer.send(this::arrived);
              });
        });
  }

  private void arrived() {
    loading = false;
    for (Listener one : listeners) {
      if (one.present(timeline.now())) {
        one.shownToAuthorAt = Line.NEVER;
        comes(one);
      }
    }
  }

  private void lanes(Party who, ZoneLanes allowed) {
    listeners.forEach(one -> one.wire.disturb());
    if (who.online()) {
      who.speech.lanes(allowed, who.at());
    }
  }

  private void quit() {
    author.speech.flush(author.at());
    author.leave();
    listeners.forEach(one -> one.wire.breaks(false, 0, dice.about(2_000)));
  }

  /** The client asks for the time now and then, as clients do. */
  private void times(Party party) {
    long period = dice.between(3_000, 12_000);
    for (long at = dice.between(0, 3_000); at < end + 15_000; at += period) {
      timeline.at(
          at,
          () -> {
            if (party.online()) {
              party.speech.timeAsked(party.at());
              party.toServer.send(() -> party.told(() -> party.speech.timeAnswered(party.at())));
            }
          });
    }
  }

  /**
   * Some requests are never granted, some are equal. Who is walking is granted a new target at the
   * next cell; one asked for meanwhile takes its place, so that no grant overtakes a later one.
   */
  private void asksToWalk() {
    if (author.online()) {
      Cell to = new Cell(AUTHOR_X, 100 + dice.between(1, 2));
      author.speech.walkAsked(to, author.at());
      boolean granted = dice.chance(0.7);
      long looksAfter = dice.between(0, 300);
      author.toServer.send(
          () -> {
            if (granted) {
              int asked = ++walksAsked;
              timeline.after(
                  looksAfter,
                  () -> {
                    if (asked == walksAsked) {
                      author.told(() -> author.speech.walkGranted(to, author.at()));
                    }
                  });
            }
          });
    }
  }

  private void stall(Party party) {
    long from = dice.between(0, (int) end);
    long until = from + dice.between(500, LONGEST_STALL);
    party.fromServer.stall(from, until);
    busy(until);
  }

  private void busy(long until) {
    busyUntil = Math.max(busyUntil, until);
  }

  private void ticks(Party party, long tail) {
    int period = dice.oneOf(50, 50, 100, 200);
    for (long at = dice.between(0, period); at < end + 1_000; at += period) {
      timeline.at(at, party::tick);
    }
    for (long at = end + 1_000; at < tail + 12_000; at += QUIET_TICK) {
      timeline.at(at, party::tick);
    }
  }

  /** A server always has something to tell, so that its silence means something. */
  private void chatter(Party party, long tail) {
    int period = dice.between(300, 1_500);
    for (long at = 0; at < tail; at += period) {
      timeline.at(at, () -> party.told(() -> {}));
    }
  }

  private Content content(int i) {
    int which = alphabet == 0 ? i : dice.between(1, alphabet);
    return kind == Kind.CHAT
        ? new Content.Line(RawText.ascii("Ann : " + which))
        : new Content.Emote(Emoticon.classic(which));
  }

  private static ServerEvent gone(int account) {
    return new ServerEvent.UnitGone(account, ServerEvent.Departure.OUT_OF_SIGHT);
  }
}
