package org.rop2p.proxy.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The author's side of one kind. Immutable.
 *
 * @param series tells this numbering of lines from an earlier one of the same author
 * @param next number of the next line
 * @param pending the unresolved line, or null
 * @param sent lines at the server whose echo has not come, in order
 * @param marked whether receivers can be sure of the order: since the last link came up, and since
 *     a line came back whose text links did not have, one came back whose text they had
 * @param links accounts that get everything
 * @param recent what has left {@code sent} a short time ago
 * @param finals lines that never went to the server
 * @param <M> what makes copies equal
 */
public record Delivery<M>(
    int series,
    int next,
    Pending<M> pending,
    List<Sent<M>> sent,
    boolean marked,
    SortedSet<Integer> links,
    List<Recent<M>> recent,
    List<FinalLine> finals) {

  /** More lines than anybody has at a server at once; the oldest counts as refused. */
  private static final int MAX_SENT = 256;

  /**
   * A line that is on links only.
   *
   * @param recipients to whom it went
   * @param waiting who has not answered yet
   * @param answersUntil when the last answer is due, by {@link Moment#now}
   * @param caughtUp whether whoever was in range when it was said is in view by now
   */
  public record Pending<M>(
      int number,
      M content,
      SortedSet<Integer> recipients,
      SortedSet<Integer> waiting,
      long answersUntil,
      boolean caughtUp) {}

  /**
   * A line at the server.
   *
   * @param shownOwn the own client has its echo already
   * @param hadText links got its text
   */
  public record Sent<M>(int number, M content, boolean shownOwn, boolean hadText) {}

  /** A content that was at the server, and when (live) it was answered. */
  public record Recent<M>(M content, long at) {}

  /** A line that never went to the server, and when (live) that was known. */
  public record FinalLine(int number, long at) {}

  /** The next state and what to do. */
  public record Step<M>(Delivery<M> state, List<AuthorCommand<M>> commands) {}

  /** What became of a line. */
  public enum Taken {
    OFFLOADED,
    BOTH,
    SERVER,
    /** To the server although peers alone would have been allowed: an equal one is about. */
    REPEATED,
    /** To both although peers alone would have been allowed: an echo must come back first. */
    UNMARKED,
    /** To both although peers alone would have been allowed: an earlier line is not settled. */
    BUSY
  }

  /** The step of a line, and its way. */
  public record Said<M>(Step<M> step, int number, Taken taken) {}

  /**
   * What an echo means.
   *
   * @param number of the line, or {@link ToReceivers#NONE} when it echoes nothing that was sent
   * @param pass whether the own client is to get it; false: it has been shown already
   */
  public record Echoed<M>(Step<M> step, int number, boolean pass) {}

  public Delivery {
    sent = List.copyOf(sent);
    recent = List.copyOf(recent);
    finals = List.copyOf(finals);
  }

  /** Nothing said yet, no links. */
  public static <M> Delivery<M> fresh(int series) {
    return new Delivery<>(series, 1, null, List.of(), false, new TreeSet<>(), List.of(), List.of());
  }

  /**
   * The client says a line.
   *
   * @param hearers linked accounts possibly in range
   * @param patience for each of them, milliseconds for its answer; the longest counts
   */
  public Said<M> say(M content, Way way, SortedSet<Integer> hearers, long patience, Moment at) {
    Delivery<M> now = forgetting(at);
    boolean repeat = now.repeats(content);
    if (way == Way.PEERS && !repeat && pending == null && sent.isEmpty() && marked) {
      return now.offload(content, hearers, patience, at);
    }
    boolean text = way != Way.SERVER && !repeat;
    int late = pending == null ? ToReceivers.NONE : pending.number();
    List<AuthorCommand<M>> commands = new ArrayList<>();
    SortedSet<Integer> told = new TreeSet<>(text ? hearers : List.of());
    told.retainAll(links);
    SortedSet<Integer> others = new TreeSet<>(links);
    others.removeAll(told);
    tell(commands, told, new ToReceivers.BothLine<>(next, content, late));
    tell(commands, others, new ToReceivers.Notice<>(next, late));
    List<Sent<M>> atServer = now.withPendingSent(commands);
    commands.add(new AuthorCommand.ToServer<>(next));
    atServer.add(new Sent<>(next, content, false, text));
    if (atServer.size() > MAX_SENT) {
      atServer.remove(0);
    }
    Delivery<M> state =
        new Delivery<>(series, next + 1, null, atServer, marked, links, now.recent(), now.finals());
    return new Said<>(new Step<>(state, commands), next, takenInstead(way, repeat));
  }

  private Taken takenInstead(Way way, boolean repeat) {
    if (way == Way.SERVER) {
      return Taken.SERVER;
    }
    if (repeat) {
      return Taken.REPEATED;
    }
    if (way == Way.BOTH) {
      return Taken.BOTH;
    }
    return pending == null && sent.isEmpty() ? Taken.UNMARKED : Taken.BUSY;
  }

  private Said<M> offload(M content, SortedSet<Integer> hearers, long patience, Moment at) {
    List<AuthorCommand<M>> commands = new ArrayList<>();
    commands.add(new AuthorCommand.ShowOwn<>(content));
    tell(commands, hearers, new ToReceivers.PeerLine<>(next, content));
    Pending<M> unresolved =
        new Pending<>(next, content, hearers, hearers, at.now() + patience, false);
    Delivery<M> state =
        new Delivery<>(series, next + 1, unresolved, sent, marked, links, recent, finals);
    return new Said<>(new Step<>(state, commands), next, Taken.OFFLOADED);
  }

  /** A receiver has answered; anything but an answer to the unresolved line is ignored. */
  public Step<M> answered(int account, int number, Answer answer, Moment at) {
    if (pending == null || pending.number() != number || !pending.recipients().contains(account)) {
      return unchanged();
    }
    if (answer == Answer.NACK) {
      return flush();
    }
    SortedSet<Integer> waiting = new TreeSet<>(pending.waiting());
    waiting.remove(account);
    return withPending(
            new Pending<>(
                pending.number(),
                pending.content(),
                pending.recipients(),
                waiting,
                pending.answersUntil(),
                pending.caughtUp()))
        .passing(at);
  }

  /** Time passes: the unresolved line is final, or too late. */
  public Step<M> passing(Moment at) {
    if (pending == null) {
      return unchanged();
    }
    if (!pending.waiting().isEmpty()) {
      return at.now() >= pending.answersUntil() ? flush() : unchanged();
    }
    return pending.caughtUp() ? resolveUnsent(at) : unchanged();
  }

  /**
   * The server has answered something that it was sent after the unresolved line was said: whoever
   * it would have shown that line to is in view by now, and nobody was missed.
   */
  public Step<M> caughtUp(Moment at) {
    if (pending == null) {
      return unchanged();
    }
    return withPending(
            new Pending<>(
                pending.number(),
                pending.content(),
                pending.recipients(),
                pending.waiting(),
                pending.answersUntil(),
                true))
        .passing(at);
  }

  /**
   * The unresolved line, if there is one, goes to the server: a newcomer may have missed it, or
   * something is about to go to the server or to end.
   */
  public Step<M> flush() {
    if (pending == null) {
      return unchanged();
    }
    List<AuthorCommand<M>> commands = new ArrayList<>();
    tell(commands, links, new ToReceivers.Late<>(pending.number()));
    List<Sent<M>> atServer = withPendingSent(commands);
    return new Step<>(
        new Delivery<>(series, next, null, atServer, marked, links, recent, finals), commands);
  }

  /** The unresolved line will never go to the server: all have it, or the map is left. */
  public Step<M> resolveUnsent(Moment at) {
    if (pending == null) {
      return unchanged();
    }
    List<AuthorCommand<M>> commands = new ArrayList<>();
    tell(commands, links, new ToReceivers.Final<>(pending.number()));
    List<FinalLine> known = new ArrayList<>(finals);
    known.add(new FinalLine(pending.number(), at.live()));
    return new Step<>(
        new Delivery<>(series, next, null, sent, marked, links, recent, known).forgetting(at),
        commands);
  }

  /**
   * The server echoes a line to the own client, or shows the own emote.
   *
   * @return with {@code pass} false when the own client has it already
   */
  public Echoed<M> echoed(M content, Moment at) {
    for (int i = 0; i < sent.size(); i++) {
      Sent<M> entry = sent.get(i);
      if (entry.content().equals(content)) {
        List<Sent<M>> left = sent.subList(i + 1, sent.size());
        List<AuthorCommand<M>> commands = new ArrayList<>();
        refuse(commands, sent.subList(0, i));
        tell(commands, links, new ToReceivers.Settled<>(entry.number()));
        Delivery<M> state =
            new Delivery<>(
                series,
                next,
                pending,
                left,
                entry.hadText(),
                links,
                recentWith(sent.subList(0, i + 1), at),
                finals);
        return new Echoed<>(
            new Step<>(state.forgetting(at), commands), entry.number(), !entry.shownOwn());
      }
    }
    return new Echoed<>(unchanged(), ToReceivers.NONE, true);
  }

  /**
   * The server has answered something that was sent after line {@code number}: lines up to it that
   * have no echo will get none.
   */
  public Step<M> outlived(int number, Moment at) {
    int refused = 0;
    while (refused < sent.size() && sent.get(refused).number() <= number) {
      refused++;
    }
    if (refused == 0) {
      return unchanged();
    }
    List<AuthorCommand<M>> commands = new ArrayList<>();
    refuse(commands, sent.subList(0, refused));
    return new Step<>(
        new Delivery<>(
                series,
                next,
                pending,
                sent.subList(refused, sent.size()),
                marked,
                links,
                recentWith(sent.subList(0, refused), at),
                finals)
            .forgetting(at),
        commands);
  }

  /** An account gets everything from now on; receivers are not sure of the order yet. */
  public Step<M> linkUp(int account, Moment at) {
    SortedSet<Integer> all = new TreeSet<>(links);
    all.add(account);
    Delivery<M> now = forgetting(at);
    List<Integer> numbers = now.finals().stream().map(FinalLine::number).toList();
    List<AuthorCommand<M>> commands = new ArrayList<>();
    int open = sent.isEmpty() ? ToReceivers.NONE : sent.get(sent.size() - 1).number();
    tell(commands, new TreeSet<>(List.of(account)), new ToReceivers.Hello<>(series, open, numbers));
    return new Step<>(
        new Delivery<>(series, next, pending, sent, false, all, now.recent(), now.finals()),
        commands);
  }

  /** An account gets nothing more; what it was told last may be lost. */
  public Step<M> linkDown(int account) {
    if (!links.contains(account)) {
      return unchanged();
    }
    SortedSet<Integer> rest = new TreeSet<>(links);
    rest.remove(account);
    Delivery<M> state = new Delivery<>(series, next, pending, sent, marked, rest, recent, finals);
    return pending != null && pending.recipients().contains(account)
        ? state.flush()
        : state.unchanged();
  }

  /** The map is left: nothing that is at the server will be echoed, nothing more goes to it. */
  public Step<M> mapLeft(Moment at) {
    Step<M> resolved = resolveUnsent(at);
    Delivery<M> state = resolved.state();
    return new Step<>(
        new Delivery<>(
            series,
            next,
            null,
            List.of(),
            false,
            links,
            state.recentWith(state.sent(), at),
            state.finals()),
        resolved.commands());
  }

  /** Whether a text equal to this one is about; see {@link Windows#REPEAT_MILLIS}. */
  private boolean repeats(M content) {
    return (pending != null && pending.content().equals(content))
        || sent.stream().anyMatch(entry -> entry.content().equals(content))
        || recent.stream().anyMatch(entry -> entry.content().equals(content));
  }

  /** What is at the server once the unresolved line is, too. */
  private List<Sent<M>> withPendingSent(List<AuthorCommand<M>> commands) {
    List<Sent<M>> atServer = new ArrayList<>(sent);
    if (pending != null) {
      commands.add(new AuthorCommand.ToServer<>(pending.number()));
      atServer.add(new Sent<>(pending.number(), pending.content(), true, true));
    }
    return atServer;
  }

  private void refuse(List<AuthorCommand<M>> commands, List<Sent<M>> refused) {
    refused.forEach(entry -> tell(commands, links, new ToReceivers.Refused<>(entry.number())));
  }

  private static <M> void tell(
      List<AuthorCommand<M>> commands, SortedSet<Integer> accounts, ToReceivers<M> message) {
    if (!accounts.isEmpty()) {
      commands.add(new AuthorCommand.Tell<>(accounts, message));
    }
  }

  private List<Recent<M>> recentWith(List<Sent<M>> left, Moment at) {
    List<Recent<M>> all = new ArrayList<>(recent);
    for (Sent<M> entry : left) {
      all.removeIf(old -> old.content().equals(entry.content()));
      all.add(new Recent<>(entry.content(), at.live()));
    }
    return all;
  }

  private Delivery<M> forgetting(Moment at) {
    return new Delivery<>(
        series,
        next,
        pending,
        sent,
        marked,
        links,
        recent.stream().filter(old -> at.live() - old.at() < Windows.REPEAT_MILLIS).toList(),
        finals.stream().filter(old -> at.live() - old.at() < Windows.FINALS_MILLIS).toList());
  }

  private Delivery<M> withPending(Pending<M> unresolved) {
    return new Delivery<>(series, next, unresolved, sent, marked, links, recent, finals);
  }

  private Step<M> unchanged() {
    return new Step<>(this, List.of());
  }
}
