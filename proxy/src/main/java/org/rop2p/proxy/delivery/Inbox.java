package org.rop2p.proxy.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.rop2p.proxy.delivery.ToReceivers.BothLine;
import org.rop2p.proxy.delivery.ToReceivers.Final;
import org.rop2p.proxy.delivery.ToReceivers.Hello;
import org.rop2p.proxy.delivery.ToReceivers.Late;
import org.rop2p.proxy.delivery.ToReceivers.Notice;
import org.rop2p.proxy.delivery.ToReceivers.PeerLine;
import org.rop2p.proxy.delivery.ToReceivers.Refused;
import org.rop2p.proxy.delivery.ToReceivers.Settled;

/**
 * The receiver's side of one author and kind. Immutable.
 *
 * @param series the author's numbering
 * @param before the newest line that was at the server when the link came up, or NONE
 * @param order whether the order of what is on the screen and what comes is known
 * @param shown lines that the peer lane has shown and of which a copy may come, in order
 * @param awaited server-bound lines not shown, in order
 * @param seen what the server brought and the screen showed a short time ago, link or no link
 * @param settled what the author has its echo of, waiting for an answer to the own client
 * @param <M> what makes copies equal
 */
public record Inbox<M>(
    int series,
    int before,
    Order order,
    List<Shown<M>> shown,
    List<Awaited<M>> awaited,
    List<Seen<M>> seen,
    List<SettledLine> settled) {

  /** More lines of an author than can be open; what exceeds it is left to the server. */
  private static final int MAX_OPEN = 64;

  /** No message names this line any more. */
  private static final int UNNUMBERED = 0;

  /** No Hello has come yet. */
  private static final int UNKNOWN = Integer.MAX_VALUE;

  private static final long NOT_ORPHANED = Long.MIN_VALUE;

  /** What is known of the order. */
  public enum Order {
    SURE,
    /** The link is new: copies of lines from before may still come. */
    NEW_LINK,
    /** A copy is on the screen whose message may not have come yet. */
    COPY_AHEAD
  }

  /** Of which copy a shown line is. */
  public enum ShownState {
    /** At the server: its copy will come, if the server brings it to us. */
    SERVER,
    /** Not at the server so far. */
    PENDING,
    /** Not at the server so far, and an equal copy was swallowed. */
    MET,
    /** Not at the server so far, and no copy can come. */
    NONE
  }

  /** Why a line is not shown. */
  public enum AwaitedState {
    SERVER,
    /** Not at the server so far; answered NACK. */
    NACKED,
    /** Not at the server so far; answered ACK without showing it. */
    IDLE
  }

  /**
   * A line on the screen.
   *
   * @param orphanedAt when (now) its link died, or {@link Long#MIN_VALUE}
   */
  public record Shown<M>(int number, M content, ShownState state, long orphanedAt) {
    Shown<M> in(ShownState other) {
      return new Shown<>(number, content, other, orphanedAt);
    }
  }

  /**
   * A line not on the screen.
   *
   * @param mark what its copy will look like, or null when that is not known or not sure
   */
  public record Awaited<M>(int number, M mark, AwaitedState state) {}

  /** A content that the server brought, and when (live). */
  public record Seen<M>(M content, long at) {}

  /** A line that the author has its echo of, and when (now) we heard of it. */
  public record SettledLine(int number, long heardAt) {}

  /**
   * The next state, what to show, and what to answer.
   *
   * @param show to be shown, or null
   * @param answer null: none
   */
  public record Step<M>(Inbox<M> state, M show, Answer answer) {}

  /** The next state, and whether the server's copy is on the screen already. */
  public record Copied<M>(Inbox<M> state, boolean swallow) {}

  public Inbox {
    shown = List.copyOf(shown);
    awaited = List.copyOf(awaited);
    seen = List.copyOf(seen);
    settled = List.copyOf(settled);
  }

  /** Before the first message of a link. */
  public static <M> Inbox<M> fresh() {
    return new Inbox<>(0, UNKNOWN, Order.NEW_LINK, List.of(), List.of(), List.of(), List.of());
  }

  /**
   * The link has brought a message.
   *
   * @param check of a line; does not matter otherwise
   */
  public Step<M> received(ToReceivers<M> message, Check check, Moment at) {
    Inbox<M> now = forgetting(at);
    if (message instanceof PeerLine<M> line) {
      return now.peerLine(line, check);
    }
    if (message instanceof BothLine<M> line) {
      return now.late(line.late()).bothLine(line, check);
    }
    if (message instanceof Notice<M> notice) {
      return quietly(
          now.late(notice.late())
              .awaiting(new Awaited<>(notice.number(), null, AwaitedState.SERVER)));
    }
    if (message instanceof Late<M> late) {
      return quietly(now.late(late.number()));
    }
    if (message instanceof Final<M> end) {
      return now.finished(end.number(), at);
    }
    if (message instanceof Refused<M> refused) {
      return quietly(now.without(number -> number == refused.number()));
    }
    if (message instanceof Settled<M> echo) {
      return quietly(now.settling(echo.number(), at));
    }
    Hello<M> hello = (Hello<M>) message;
    return quietly(now.of(hello.series()).hello(hello.open(), hello.finals(), at));
  }

  /** The server has brought a copy of something this author said. */
  public Copied<M> serverCopy(M content, Moment at) {
    for (int i = 0; i < shown.size(); i++) {
      Shown<M> line = shown.get(i);
      boolean copyMayCome = line.state() == ShownState.SERVER || line.state() == ShownState.PENDING;
      if (copyMayCome && line.content().equals(content)) {
        List<Shown<M>> rest = new ArrayList<>(shown.subList(i + 1, shown.size()));
        if (line.state() == ShownState.PENDING) {
          rest.add(0, line.in(ShownState.MET));
        }
        return new Copied<>(new Inbox<>(series, before, order, rest, awaited, seen, settled), true);
      }
    }
    List<Shown<M>> passedBy = new ArrayList<>();
    for (Shown<M> line : shown) {
      switch (line.state()) {
        case SERVER -> {
          // The server keeps order: its copy has come, or never will.
        }
        case MET -> passedBy.add(line);
        case PENDING, NONE -> passedBy.add(line.in(ShownState.NONE));
      }
    }
    int match = 0;
    while (match < awaited.size() && !content.equals(awaited.get(match).mark())) {
      match++;
    }
    boolean matched = match < awaited.size();
    int drop = match + 1;
    if (!matched) {
      drop = 0;
      while (drop < awaited.size() && awaited.get(drop).mark() != null) {
        drop++;
      }
    }
    return new Copied<>(
        new Inbox<>(
            series,
            before,
            matched ? Order.SURE : Order.COPY_AHEAD,
            passedBy,
            awaited.subList(drop, awaited.size()),
            seenToo(content, at),
            settled),
        false);
  }

  /** The link is dead, or what comes from it no longer follows what came before. */
  public Inbox<M> linkDead(Moment at) {
    return hello(UNKNOWN, List.of(), at);
  }

  /**
   * The server has answered something that the own client asked. Where that was asked after a line
   * was settled, the server has brought whatever it brings of it and of what came before.
   *
   * @param askedAt when, by {@link Moment#now}
   */
  public Inbox<M> ownAnswer(long askedAt, Moment at) {
    int upTo = Integer.MIN_VALUE;
    List<SettledLine> open = new ArrayList<>();
    for (SettledLine line : settled) {
      if (line.heardAt() <= askedAt) {
        upTo = Math.max(upTo, line.number());
      } else {
        open.add(line);
      }
    }
    int done = upTo;
    List<Shown<M>> stillShown =
        shown.stream()
            .filter(line -> line.state() != ShownState.SERVER || !over(line, done, askedAt))
            .toList();
    List<Awaited<M>> stillAwaited =
        awaited.stream()
            .filter(line -> line.state() != AwaitedState.SERVER || line.number() > done)
            .toList();
    Order known = order == Order.NEW_LINK && upTo >= before ? Order.SURE : order;
    return new Inbox<>(series, before, known, stillShown, stillAwaited, seen, open).forgetting(at);
  }

  /** Whether a line up to this number is neither at the server nor final, as far as was heard. */
  public boolean hasUnresolved(int upTo) {
    return shown.stream()
            .anyMatch(line -> line.state() != ShownState.SERVER && line.number() <= upTo)
        || awaited.stream()
            .anyMatch(line -> line.state() != AwaitedState.SERVER && line.number() <= upTo);
  }

  /**
   * When we first heard that the server has told of a shown line whose copy has not come, and may
   * never come; {@link Long#MAX_VALUE} if there is none. The answer to something asked since then
   * will tell.
   */
  public long waitsForAnAnswerSince() {
    for (SettledLine line : settled) {
      for (Shown<M> one : shown) {
        if (one.state() == ShownState.SERVER && one.number() <= line.number()) {
          return line.heardAt(); // the earliest: they are in order
        }
      }
    }
    return Long.MAX_VALUE;
  }

  /**
   * Whether lines of a link may be shown: the order is known and nothing is still to come before.
   */
  public boolean clear() {
    return order == Order.SURE
        && awaited.stream().allMatch(line -> line.state() == AwaitedState.IDLE);
  }

  /** Whether there is anything to remember. */
  public boolean isEmpty() {
    return shown.isEmpty() && awaited.isEmpty() && seen.isEmpty();
  }

  private Step<M> peerLine(PeerLine<M> line, Check check) {
    M mark = markOf(line.content());
    if (check == Check.RIGHTLY_NOT) {
      return new Step<>(
          awaiting(new Awaited<>(line.number(), mark, AwaitedState.IDLE)), null, Answer.ACK);
    }
    if (check == Check.REFUSE || !clear() || mark == null || shown.size() >= MAX_OPEN) {
      return new Step<>(
          awaiting(new Awaited<>(line.number(), mark, AwaitedState.NACKED)), null, Answer.NACK);
    }
    return new Step<>(
        showing(line.number(), line.content(), ShownState.PENDING), line.content(), Answer.ACK);
  }

  private Step<M> bothLine(BothLine<M> line, Check check) {
    M mark = markOf(line.content());
    if (check != Check.SHOW || !clear() || mark == null || shown.size() >= MAX_OPEN) {
      return quietly(awaiting(new Awaited<>(line.number(), mark, AwaitedState.SERVER)));
    }
    return new Step<>(
        showing(line.number(), line.content(), ShownState.SERVER), line.content(), null);
  }

  /** Null when an equal text was on the screen a short time ago: its copy may be that one. */
  private M markOf(M content) {
    return seen.stream().anyMatch(old -> old.content().equals(content)) ? null : content;
  }

  private Inbox<M> late(int number) {
    if (number == ToReceivers.NONE) {
      return this;
    }
    boolean known = false;
    List<Shown<M>> onScreen = new ArrayList<>();
    for (Shown<M> line : shown) {
      if (line.number() != number || line.state() == ShownState.SERVER) {
        onScreen.add(line);
      } else {
        known = true;
        if (line.state() == ShownState.PENDING) {
          onScreen.add(line.in(ShownState.SERVER));
        }
      }
    }
    List<Awaited<M>> toCome = new ArrayList<>();
    for (Awaited<M> line : awaited) {
      known |= line.number() == number;
      toCome.add(
          line.number() == number ? new Awaited<>(number, line.mark(), AwaitedState.SERVER) : line);
    }
    Inbox<M> state = new Inbox<>(series, before, order, onScreen, toCome, seen, settled);
    return known ? state : state.awaiting(new Awaited<>(number, null, AwaitedState.SERVER));
  }

  private Step<M> finished(int number, Moment at) {
    M owed = null;
    for (Shown<M> line : shown) {
      if (line.number() == number && line.state() == ShownState.MET) {
        owed = line.content();
      }
    }
    Inbox<M> rest = without(other -> other == number);
    return owed == null
        ? quietly(rest)
        : new Step<>(
            new Inbox<>(
                series,
                before,
                Order.COPY_AHEAD,
                rest.shown,
                rest.awaited,
                rest.seenToo(owed, at),
                settled),
            owed,
            null);
  }

  /** Noted only where it will end a wait. */
  private Inbox<M> settling(int number, Moment at) {
    boolean waits =
        order == Order.NEW_LINK
            || shown.stream()
                .anyMatch(line -> line.state() == ShownState.SERVER && line.number() <= number)
            || awaited.stream()
                .anyMatch(line -> line.state() == AwaitedState.SERVER && line.number() <= number);
    if (!waits) {
      return this;
    }
    List<SettledLine> more = new ArrayList<>(settled);
    more.add(new SettledLine(number, at.now()));
    return new Inbox<>(series, before, order, shown, awaited, seen, tail(more));
  }

  /** What was at the server when the link came up must be settled before the order is known. */
  private Inbox<M> hello(int open, List<Integer> finals, Moment at) {
    List<Shown<M>> mayCome = new ArrayList<>();
    for (Shown<M> line : shown) {
      boolean possible = line.state() == ShownState.SERVER || line.state() == ShownState.PENDING;
      if (possible && !finals.contains(line.number())) {
        long orphaned = line.orphanedAt() == NOT_ORPHANED ? at.now() : line.orphanedAt();
        mayCome.add(new Shown<>(line.number(), line.content(), ShownState.SERVER, orphaned));
      }
    }
    List<SettledLine> nothingOpen =
        open == ToReceivers.NONE ? List.of(new SettledLine(ToReceivers.NONE, at.now())) : List.of();
    // What the server brought shortly before may be ahead of what the link will bring.
    boolean ahead = order == Order.COPY_AHEAD && !seen.isEmpty();
    Order known = ahead ? Order.COPY_AHEAD : Order.NEW_LINK;
    return new Inbox<>(series, open, known, mayCome, List.of(), seen, nothingOpen);
  }

  /** With another numbering: what is left belongs to none of its lines. */
  private Inbox<M> of(int numbering) {
    if (numbering == series) {
      return this;
    }
    List<Shown<M>> nameless =
        shown.stream()
            .map(line -> new Shown<>(UNNUMBERED, line.content(), line.state(), line.orphanedAt()))
            .toList();
    return new Inbox<>(numbering, before, order, nameless, List.of(), seen, List.of());
  }

  /** The server keeps order: what it took before our request has come before its answer. */
  private static boolean over(Shown<?> line, int settledUpTo, long askedAt) {
    boolean echoed = line.number() != UNNUMBERED && line.number() <= settledUpTo;
    boolean orphanTooOld =
        line.orphanedAt() != NOT_ORPHANED && askedAt - line.orphanedAt() >= Windows.ORPHAN_MILLIS;
    return echoed || orphanTooOld;
  }

  private Inbox<M> showing(int number, M content, ShownState state) {
    List<Shown<M>> more = new ArrayList<>(shown);
    more.add(new Shown<>(number, content, state, NOT_ORPHANED));
    return new Inbox<>(series, before, order, more, awaited, seen, settled);
  }

  private Inbox<M> awaiting(Awaited<M> line) {
    List<Awaited<M>> more = new ArrayList<>(awaited);
    more.add(line);
    return new Inbox<>(
        series,
        before,
        more.size() <= MAX_OPEN ? order : Order.COPY_AHEAD,
        shown,
        tail(more),
        seen,
        settled);
  }

  private Inbox<M> without(Predicate<Integer> number) {
    return new Inbox<>(
        series,
        before,
        order,
        shown.stream().filter(line -> !number.test(line.number())).toList(),
        awaited.stream().filter(line -> !number.test(line.number())).toList(),
        seen,
        settled);
  }

  private List<Seen<M>> seenToo(M content, Moment at) {
    List<Seen<M>> more = new ArrayList<>(seen);
    more.removeIf(old -> old.content().equals(content));
    more.add(new Seen<>(content, at.live()));
    return tail(more);
  }

  private Inbox<M> forgetting(Moment at) {
    if (seen.isEmpty() || at.live() - seen.get(0).at() < Windows.REPEAT_MILLIS) {
      return this;
    }
    return new Inbox<>(
        series,
        before,
        order,
        shown,
        awaited,
        seen.stream().filter(old -> at.live() - old.at() < Windows.REPEAT_MILLIS).toList(),
        settled);
  }

  private static <T> List<T> tail(List<T> lines) {
    return lines.size() <= MAX_OPEN ? lines : lines.subList(lines.size() - MAX_OPEN, lines.size());
  }

  private static <M> Step<M> quietly(Inbox<M> state) {
    return new Step<>(state, null, null);
  }
}
