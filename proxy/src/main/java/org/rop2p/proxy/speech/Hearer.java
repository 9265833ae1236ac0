package org.rop2p.proxy.speech;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.Check;
import org.rop2p.proxy.delivery.Inbox;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.RateLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others say of one kind, by whatever lane it comes: shows a link's copy when the order is
 * sure and the checks pass, answers the author, and swallows the server's copy of what is on the
 * screen. Confined to the session's loop.
 */
final class Hearer {
  private static final Logger log = LoggerFactory.getLogger(Hearer.class);

  /** A peer can be faster than the server's packet that shows the author; no longer than this. */
  private static final long HOLD_MILLIS = 300;

  /** More authors than can be in view. */
  private static final int MAX_AUTHORS = 512;

  /** More than an author's proxy can send within the time that a line is held. */
  private static final int MAX_HELD = 64;

  /** What the session knows and does. */
  interface Session {
    /** What the checks say. */
    LineCheck check(int author, String zone, Content content, long now);

    /** What the checks of its signature say, of a line of chat that all others let be shown. */
    LineCheck signature(PeerMessage.Told told, long now);

    /** A line of chat is on the screen by its author's signed word. */
    void shownSigned(PeerMessage.Told told);

    /** Whether the author is in view. */
    boolean inView(int author);

    /** Whether the own client takes more. */
    boolean takesMore();

    /** Shows it to the own client. */
    void show(int author, Content content);

    /** A mirrored line of the author is on the screen by his word. */
    default void peerShown(int author, Content content, long now) {}

    /** Its copy has come from the server. */
    default void serverCopied(int author, Content content, long now) {}

    /** Sends an answer to the author. */
    void answer(int author, int token, int number, Answer answer);

    /** The author's proxy sent what an honest one never sends. */
    void offended(int author, String reason);
  }

  private record Held(PeerMessage.Told message, long at) {}

  private static final class Ear {
    private Inbox<Content> inbox = Inbox.fresh();
    private final Deque<Held> held = new ArrayDeque<>();
    private int lastNumber;

    /** The newest line at the server, without echo, when the author said Hello; or NONE. */
    private int openBefore;

    private boolean greeted;
  }

  private final Kind kind;
  private final KindCounters counters;
  private final Session session;
  private final RateLimit rate;
  private final Credit credit = new Credit();
  private final Map<Integer, Ear> ears = new HashMap<>();

  Hearer(Kind kind, RateLimit rate, KindCounters counters, Session session) {
    this.kind = kind;
    this.rate = rate;
    this.counters = counters;
    this.session = session;
  }

  /** Whether the author has said Hello since {@link #linkDead}. */
  boolean greeted(int author) {
    Ear ear = ears.get(author);
    return ear != null && ear.greeted;
  }

  /** A message of an author's stream, whose token is that of our latest Subscribe. */
  void received(PeerMessage.Told message, Moment at) {
    int author = message.header().author();
    Ear ear = ear(author);
    if (ear == null) {
      counters.rejected("too_many_authors");
      return;
    }
    if (ear.held.size() >= MAX_HELD) {
      // The stream is broken for us: as if its link had died, the server brings what follows.
      counters.rejected("held_too_many");
      ear.held.clear();
      ear.inbox = ear.inbox.linkDead(at);
      ear.greeted = false;
      return;
    }
    ear.held.add(new Held(message, at.now()));
    drain(author, ear, at);
  }

  /**
   * The server shows something that this author said.
   *
   * @return whether it is on the screen already
   */
  boolean serverCopy(int author, Content content, Moment at) {
    Ear ear = ear(author);
    if (ear == null) {
      return false;
    }
    boolean announced = ear.inbox.awaited().stream().anyMatch(line -> content.equals(line.mark()));
    Inbox.Copied<Content> copied = ear.inbox.serverCopy(content, at);
    ear.inbox = copied.state();
    if (copied.swallow() || announced) {
      credit.confirm(author);
    }
    if (copied.swallow()) {
      counters.count(kind, Count.SERVER_COPY_DROPPED);
      session.serverCopied(author, content, at.now());
    }
    return copied.swallow();
  }

  /** Nothing more comes from the author, or what comes no longer follows what came before. */
  void linkDead(int author, Moment at) {
    Ear ear = ears.get(author);
    if (ear != null) {
      ear.held.clear();
      ear.greeted = false;
      ear.inbox = ear.inbox.linkDead(at);
    }
  }

  /** As {@link #linkDead} for everybody. */
  void allLinksDead(Moment at) {
    new ArrayList<>(ears.keySet()).forEach(author -> linkDead(author, at));
  }

  /** The server has answered what the own client asked at {@code askedAt}. */
  void ownAnswer(long askedAt, Moment at) {
    ears.values().forEach(ear -> ear.inbox = ear.inbox.ownAnswer(askedAt, at));
  }

  /** The earliest of {@link Inbox#waitsForAnAnswerSince}. */
  long waitsForAnAnswerSince() {
    long since = Long.MAX_VALUE;
    for (Ear ear : ears.values()) {
      since = Math.min(since, ear.inbox.waitsForAnAnswerSince());
    }
    return since;
  }

  /** Time passes: what was held goes on, once its author is in view or its time is over. */
  void tick(Moment at) {
    ears.forEach((author, ear) -> drain(author, ear, at));
  }

  /**
   * In order. A line whose author is not in view yet holds what is behind it, and so does what may
   * make a line due that the client could not be shown now.
   */
  private void drain(int author, Ear ear, Moment at) {
    while (!ear.held.isEmpty()) {
      Held next = ear.held.peek();
      boolean waits =
          lineIn(next.message().message()) != null
              && !session.inView(author)
              && at.now() - next.at() < HOLD_MILLIS;
      boolean owes = next.message().message() instanceof ToReceivers.Final<Content>;
      if (waits || (owes && !session.takesMore())) {
        return;
      }
      ear.held.poll();
      take(author, ear, next.message(), at);
    }
  }

  private void take(int author, Ear ear, PeerMessage.Told told, Moment at) {
    ToReceivers<Content> message = told.message();
    if (message instanceof ToReceivers.Hello<Content> hello) {
      ear.greeted = true;
      ear.lastNumber = 0;
      ear.openBefore = hello.open();
    } else if (!ear.greeted) {
      counters.rejected("before_hello");
      return;
    }
    if (message instanceof ToReceivers.Settled<Content> settled
        && overtakes(ear, settled.number())) {
      return;
    }
    int number = numberIn(message);
    if (number != ToReceivers.NONE) {
      if (number <= ear.lastNumber) {
        counters.rejected("old_sequence");
        session.offended(author, "old_sequence");
        return;
      }
      ear.lastNumber = number;
    }
    Content line = lineIn(message);
    Check check = line == null ? Check.SHOW : check(author, ear, told, line, at);
    Inbox.Step<Content> step = ear.inbox.received(message, check, at);
    ear.inbox = step.state();
    if (step.show() != null) {
      credit.spend(author);
      counters.count(kind, Count.SHOWN_FROM_PEER);
      session.show(author, step.show());
      if (message instanceof ToReceivers.BothLine<Content>) {
        session.peerShown(author, step.show(), at.now());
      }
      if (told.signature().isPresent()) {
        session.shownSigned(told);
      }
    } else if (line != null) {
      counters.count(kind, Count.PEER_COPY_DROPPED);
      if (check == Check.SHOW) {
        counters.rejected("order_unsure");
      }
    }
    if (step.answer() != null) {
      session.answer(author, told.token(), number, step.answer());
    }
    if (line != null) {
      log.debug("{} {} of {} by P2P: {} {}", kind.label(), number, author, check, step.answer());
    }
  }

  /** It comes by datagram, and before what the stream says of that line. */
  private static boolean overtakes(Ear ear, int settled) {
    return settled > Math.max(ear.lastNumber, ear.openBefore) || ear.inbox.hasUnresolved(settled);
  }

  private Check check(int author, Ear ear, PeerMessage.Told told, Content line, Moment at) {
    LineCheck checked = session.check(author, told.header().zone(), line, at.now());
    if (checked.check() == Check.SHOW && !rate.allows(author, at.now())) {
      checked = LineCheck.refuse("too_often");
    } else if (checked.check() == Check.SHOW && !credit.has(author)) {
      checked = LineCheck.refuse("never_confirmed");
    } else if (checked.check() == Check.SHOW && told.signature().isPresent() && ear.inbox.clear()) {
      checked = session.signature(told, at.now()); // last: it costs more than all others together
    }
    if (checked.check() == Check.REFUSE) {
      counters.rejected(checked.reason());
    }
    if (checked.offence()) {
      session.offended(author, checked.reason());
    }
    return checked.check();
  }

  private Ear ear(int author) {
    Ear known = ears.get(author);
    if (known == null) {
      if (ears.size() >= MAX_AUTHORS) {
        ears.values().removeIf(ear -> ear.inbox.isEmpty() && ear.held.isEmpty() && !ear.greeted);
      }
      if (ears.size() < MAX_AUTHORS) {
        known = new Ear();
        ears.put(author, known);
      }
    }
    return known;
  }

  private static Content lineIn(ToReceivers<Content> message) {
    if (message instanceof ToReceivers.PeerLine<Content> line) {
      return line.content();
    }
    return message instanceof ToReceivers.BothLine<Content> line ? line.content() : null;
  }

  /** The number of a message that announces something new, or NONE. */
  private static int numberIn(ToReceivers<Content> message) {
    if (message instanceof ToReceivers.PeerLine<Content> line) {
      return line.number();
    }
    if (message instanceof ToReceivers.BothLine<Content> line) {
      return line.number();
    }
    return message instanceof ToReceivers.Notice<Content> notice
        ? notice.number()
        : ToReceivers.NONE;
  }
}
