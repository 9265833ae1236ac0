package org.rop2p.proxy.speech;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.AuthorCommand;
import org.rop2p.proxy.delivery.Delivery;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.delivery.Way;
import org.rop2p.proxy.delivery.Windows;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.LineSignature;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.Coverage;
import org.rop2p.proxy.routing.Decision;
import org.rop2p.proxy.routing.KindCounters;
import org.rop2p.proxy.routing.KindCounters.Count;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.routing.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the own client says of one kind: carries out what {@link Delivery} commands, and knows
 * whether the server has shown that it passes this kind on. Confined to the session's loop.
 */
final class Speaker {
  private static final Logger log = LoggerFactory.getLogger(Speaker.class);

  /** A trip to the server and back at least: what it answers now it took so long ago, or later. */
  private static final long LEAST_TRIP_MILLIS = 300;

  /** For so long whoever left a line unanswered is not relied on. */
  private static final long SLOW_MILLIS = 10_000;

  /** More lines than are ever without an echo. */
  private static final int MAX_EXPECTED = 512;

  private final Kind kind;
  private final PeerLane peers;
  private final KindCounters counters;
  private final RequestOrder order;
  private final OwnSide own;
  private final Notary notary;
  private final Supplier<PeerMessage.Header> header;

  /** Tokens of those who want to hear this kind and may. */
  private final Map<Integer, Integer> listeners = new TreeMap<>();

  /** Generations of lines that the server is expected to echo, by number. */
  private final Map<Integer, Integer> expected =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Integer> eldest) {
          return size() > MAX_EXPECTED;
        }
      };

  /** What {@link #listeners} was last given. */
  private Map<Integer, Integer> listening = Map.of();

  private Delivery<Content> delivery;
  private byte[] pendingFrame;
  private int generation;
  private long saidAt;

  /** Of classic emotes and lines, and of others. */
  private final Set<Boolean> proven = new HashSet<>();

  /** Accounts that did not answer in time, and until when (local) they count as not reached. */
  private final Map<Integer, Long> slow = new HashMap<>();

  /**
   * The last echo was of something that only the server got: receivers are not sure of the order.
   */
  private boolean noticed;

  private long attemptedAt = Long.MIN_VALUE / 2;

  /**
   * Nothing said, nothing proven.
   *
   * @param series a number that no earlier session of this account used
   * @param header of a message of the own character, without recipients
   */
  Speaker(
      Kind kind,
      int series,
      PeerLane peers,
      KindCounters counters,
      RequestOrder order,
      OwnSide own,
      Notary notary,
      Supplier<PeerMessage.Header> header) {
    this.kind = kind;
    this.delivery = Delivery.fresh(series);
    this.peers = peers;
    this.counters = counters;
    this.order = order;
    this.own = own;
    this.notary = notary;
    this.header = header;
  }

  /**
   * Whether the server has echoed a message of this kind and form unchanged since the last reset:
   * it may know classic emotes and no others.
   */
  boolean proven(Content content) {
    return proven.contains(isClassic(content));
  }

  /** What was proven so far no longer counts, nor do echoes of what was sent before. */
  void resetProof() {
    proven.clear();
    generation++;
  }

  /** Whether links reach the account with this kind, and it answers. */
  boolean reaches(int account) {
    return listeners.containsKey(account) && !slow.containsKey(account);
  }

  /**
   * Milliseconds since the latest attempt, as the server will count them when this moment's packets
   * reach it: from when it took the attempt, which a server that stalls does later than it was
   * made. 0 while it is not known to have taken it, and while one is on links only: that one would
   * go to the server together with the next.
   */
  long sinceAttempt(long now) {
    return delivery.sent().isEmpty() && !unresolved() ? now - attemptedAt : 0;
  }

  /** Whether there is a line of which somebody may yet turn out to have missed it. */
  boolean unresolved() {
    return delivery.pending() != null;
  }

  /** Whom the unresolved line has gone to; empty if there is none. */
  Set<Integer> recipients() {
    return unresolved() ? delivery.pending().recipients() : Set.of();
  }

  /** When the unresolved line was said (local); only while there is one. */
  long unresolvedSince() {
    return saidAt;
  }

  /**
   * Whether the unresolved line waits for nothing but a sign of the server: all have answered, and
   * who was there when it was said may not be in view yet.
   */
  boolean waitsForTheServer() {
    return unresolved() && delivery.pending().waiting().isEmpty() && !delivery.pending().caughtUp();
  }

  /** As {@link Delivery#caughtUp}. */
  void caughtUp(Moment at) {
    perform(delivery.caughtUp(at), at);
  }

  /**
   * The client says something.
   *
   * @param frame its bytes, id plain; asked for only when it is kept back
   * @return whether the frame goes to the server now
   */
  boolean says(
      Content content, Decision decision, Coverage coverage, Supplier<byte[]> frame, Moment at) {
    Delivery.Said<Content> said =
        delivery.say(content, way(decision), coverage.linked(), patience(coverage.linked()), at);
    counters.decided(kind, taken(decision, said.taken()));
    attemptedAt = at.now();
    if (said.taken() == Delivery.Taken.OFFLOADED) {
      log.debug("Routing {} to P2P", kind.label());
      pendingFrame = frame.get();
      saidAt = at.now();
      perform(said.step(), at);
      return false;
    }
    if (decision.reason().echoExpected()) {
      expected.put(said.number(), generation);
    }
    perform(said.step(), at);
    return true;
  }

  /**
   * The server shows the own client something of its own.
   *
   * @return whether the client is to get it
   */
  boolean echoed(Content content, long answerMillis, Moment at) {
    List<Delivery.Sent<Content>> before = delivery.sent();
    Delivery.Echoed<Content> echoed = delivery.echoed(content, at);
    perform(echoed.step(), at);
    if (echoed.number() != ToReceivers.NONE) {
      taken(answerMillis, at);
      Integer sentIn = expected.remove(echoed.number());
      if (sentIn != null && sentIn == generation) {
        proven.add(isClassic(content));
      }
      noticed = !delivery.marked();
      disprove(before, echoed.number());
    }
    return echoed.pass();
  }

  /** The number of the oldest line at the server with this content, or NONE. */
  int numberOf(Content content) {
    return delivery.sent().stream()
        .filter(sent -> sent.content().equals(content))
        .mapToInt(Delivery.Sent::number)
        .findFirst()
        .orElse(ToReceivers.NONE);
  }

  /** The server has answered something sent after line {@code number}. */
  void outlived(int number, long answerMillis, Moment at) {
    List<Delivery.Sent<Content>> before = delivery.sent();
    perform(delivery.outlived(number, at), at);
    if (delivery.sent().size() < before.size()) {
      taken(answerMillis, at);
    }
    disprove(before, ToReceivers.NONE);
  }

  /** A receiver answers. */
  void answered(int account, PeerMessage.Answered message, Moment at) {
    Integer token = listeners.get(account);
    if (token != null && token == message.token()) {
      perform(delivery.answered(account, message.number(), message.answer(), at), at);
      if (message.answer() == Answer.NACK) {
        log.debug("{} {} refused by {}", kind.label(), message.number(), account);
      }
    }
  }

  /** The unresolved line goes to the server, if there is one. */
  void flush(Moment at) {
    perform(delivery.flush(), at);
  }

  void tick(Moment at) {
    slow.values().removeIf(until -> at.now() >= until);
    Delivery.Pending<Content> pending = delivery.pending();
    perform(delivery.passing(at), at);
    if (pending != null && delivery.pending() == null) {
      // Empty when all have answered. Lines go by the server, too, while somebody answers late.
      pending.waiting().forEach(account -> slow.put(account, at.now() + SLOW_MILLIS));
    }
  }

  /**
   * Who is to hear this kind from now on, with tokens. Those who were told before go on where they
   * are; those whose token changed begin anew.
   *
   * @param wanted never changes; the same map as the last time costs nothing
   */
  void listeners(Map<Integer, Integer> wanted, Moment at) {
    if (wanted == listening) {
      return;
    }
    listening = wanted;
    Set<Integer> gone = new TreeSet<>();
    listeners.forEach(
        (account, token) -> {
          if (!token.equals(wanted.get(account))) {
            gone.add(account);
          }
        });
    slow.keySet().removeAll(gone);
    listeners.keySet().removeAll(gone); // from here on not even LATE goes there
    gone.forEach(account -> perform(delivery.linkDown(account), at));
    for (Map.Entry<Integer, Integer> one : wanted.entrySet()) {
      if (listeners.putIfAbsent(one.getKey(), one.getValue()) == null) {
        perform(delivery.linkUp(one.getKey(), at), at);
      }
    }
  }

  /** The map is left, or another place of it entered: everybody begins anew. */
  void mapLeft(Moment at) {
    perform(delivery.mapLeft(at), at);
    pendingFrame = null;
    expected.clear();
    resetProof();
    listeners(Map.of(), at);
  }

  private static boolean isClassic(Content content) {
    return !(content instanceof Content.Emote emote) || emote.emoticon().isClassic();
  }

  private static Way way(Decision decision) {
    return switch (decision.lane()) {
      case OFFLOAD -> Way.PEERS;
      case MIRROR -> Way.BOTH;
      case SERVER ->
          decision.reason() == Reason.NOBODY_LINKED || decision.reason() == Reason.SAMPLE
              ? Way.BOTH
              : Way.SERVER;
    };
  }

  private Decision taken(Decision wanted, Delivery.Taken taken) {
    boolean server = wanted.lane() == Lane.SERVER;
    return switch (taken) {
      case OFFLOADED, BOTH, SERVER -> wanted;
      case REPEATED -> Decision.server(server ? wanted.reason() : Reason.REPEATED);
      case UNMARKED ->
          new Decision(Lane.MIRROR, noticed ? Reason.ORDER_UNSURE : Reason.NEWLY_LINKED);
      case BUSY -> new Decision(Lane.MIRROR, Reason.BUSY);
    };
  }

  private long patience(SortedSet<Integer> hearers) {
    long slowest = Windows.ANSWER_MILLIS;
    for (int account : hearers) {
      slowest = Math.max(slowest, (long) Windows.ANSWER_ROUND_TRIPS * peers.rttMillis(account));
    }
    return Math.min(Windows.LONGEST_ANSWER_MILLIS, slowest);
  }

  private void perform(Delivery.Step<Content> step, Moment at) {
    Delivery.Pending<Content> pending = delivery.pending();
    delivery = step.state();
    for (AuthorCommand<Content> command : step.commands()) {
      if (command instanceof AuthorCommand.Tell<Content> tell) {
        tell(tell);
      } else if (command instanceof AuthorCommand.ShowOwn<Content> shown) {
        own.show(header.get().author(), shown.content());
      } else if (command instanceof AuthorCommand.ToServer<Content> line) {
        own.clearTheWay();
        order.sent(new RequestOrder.Request.Line(kind, line.number()), at.now());
        attemptedAt = at.now();
        if (pending != null && pending.number() == line.number()) {
          counters.count(kind, Count.LATE_MIRRORED);
          expected.put(line.number(), generation);
          own.toServer(pendingFrame);
        }
      }
    }
    if (delivery.pending() == null) {
      pendingFrame = null;
    }
  }

  private void tell(AuthorCommand.Tell<Content> tell) {
    PeerMessage.Header from = header.get();
    Optional<LineSignature> signature = Optional.empty();
    for (int account : new TreeSet<>(tell.accounts())) {
      Integer token = listeners.get(account);
      if (token != null) {
        if (signature.isEmpty()) {
          signature = signature(from, tell.message());
        }
        PeerMessage.Header to = from.withRecipients(List.of(account));
        peers.send(new PeerMessage.Told(to, kind, token, tell.message(), signature));
      }
    }
  }

  /** The text of a line is told once, to everybody at the same time: so it is signed once. */
  private Optional<LineSignature> signature(PeerMessage.Header from, ToReceivers<Content> message) {
    return PeerMessage.Told.lineOf(from, message, notary.seconds()).map(notary::sign);
  }

  /** The server has taken an attempt, accepted or refused, a trip ago at most. */
  private void taken(long answerMillis, Moment at) {
    long trip = Math.min(answerMillis, LEAST_TRIP_MILLIS);
    attemptedAt = Math.max(attemptedAt, at.now() - trip);
  }

  /** Lines that were expected to be echoed and now never will be: the server does not pass them. */
  private void disprove(List<Delivery.Sent<Content>> before, int echoed) {
    for (Delivery.Sent<Content> sent : before) {
      boolean gone =
          sent.number() != echoed
              && delivery.sent().stream().noneMatch(left -> left.number() == sent.number());
      Integer sentIn = gone ? expected.remove(sent.number()) : null;
      if (sentIn != null && sentIn == generation) {
        log.debug("The server has not passed {} {} on", kind.label(), sent.number());
        resetProof();
      }
    }
  }
}
