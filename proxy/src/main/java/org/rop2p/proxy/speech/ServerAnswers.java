package org.rop2p.proxy.speech;

import java.util.Optional;
import org.rop2p.codec.event.ClientEvent;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.delivery.Moment;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.world.WorldView;

/**
 * What goes to the server in order, the proxy's own questions among it, and what its answers show.
 * Confined to the session's loop.
 */
final class ServerAnswers {
  /** The least time between two of our questions; an answer makes the server live as long. */
  private static final long ASK_MILLIS = 1_000;

  /** Takes what an answer has shown. */
  interface Shown {
    void shows(RequestOrder.Proof proof, Moment at);
  }

  private final RequestOrder order = new RequestOrder();
  private final WorldView world;
  private final AnswerTime answerTime;
  private final OwnSide own;
  private final Shown shown;
  private Cell lastGranted;
  private long askedAt = Long.MIN_VALUE / 2;
  private long askedForOthersAt = Long.MIN_VALUE / 2;

  ServerAnswers(WorldView world, AnswerTime answerTime, OwnSide own, Shown shown) {
    this.world = world;
    this.answerTime = answerTime;
    this.own = own;
    this.shown = shown;
  }

  /** Takes the lines that go to the server. */
  RequestOrder order() {
    return order;
  }

  /** The map is left, or another place of it entered. */
  void mapLeft() {
    order.clear();
    lastGranted = null;
  }

  /** The client's CZ_REQUEST_TIME goes to the server. */
  void timeAsked(Moment at) {
    asked(new RequestOrder.Request.Time(false), at);
  }

  /** CZ_REQUEST_MOVE goes to the server. */
  void walkAsked(Cell to, Moment at) {
    asked(new RequestOrder.Request.Walk(to), at);
  }

  private void asked(RequestOrder.Request request, Moment at) {
    if (!world.own().loading()) { // meanwhile rAthena answers nothing
      order.sent(request, at.now());
    }
  }

  /**
   * Whether something that is always answered was sent after that time, and is not answered yet.
   */
  boolean expectsAnswerTo(long time) {
    return order.newestSure() > time;
  }

  /** Asks for the time, unless that has been asked a short time ago. */
  void askTime(Moment at) {
    if (at.now() - askedAt >= ASK_MILLIS && ask(at)) {
      askedAt = at.now();
    }
  }

  /** The same for what others have said: no line of the own has to wait longer for it. */
  void askTimeForOthers(Moment at) {
    if (at.now() - askedForOthersAt >= ASK_MILLIS && ask(at)) {
      askedForOthersAt = at.now();
    }
  }

  private boolean ask(Moment at) {
    if (world.own().loading()) {
      return false;
    }
    order.sent(new RequestOrder.Request.Time(true), at.now());
    world.asked(new ClientEvent.TimeAsked(), at.now());
    own.askTime();
    return true;
  }

  /**
   * ZC_NOTIFY_TIME has come.
   *
   * @return whether the client is to get it: it has asked
   */
  boolean timeAnswered(Moment at) {
    return atOnce(new RequestOrder.Request.Time(false), at)
        .map(proof -> !new RequestOrder.Request.Time(true).equals(proof.request()))
        .orElse(true);
  }

  /** A line was echoed, or refused in so many words. */
  void lineAnswered(Kind kind, int number, Moment at) {
    atOnce(new RequestOrder.Request.Line(kind, number), at);
  }

  /** ZC_NOTIFY_PLAYERMOVE has come. rAthena repeats it to who has been hit: that shows nothing. */
  void walkGranted(Cell to, Moment at) {
    boolean again = to.equals(lastGranted);
    lastGranted = to;
    if (!again) {
      answered(new RequestOrder.Request.Walk(to), at);
    }
  }

  private Optional<RequestOrder.Proof> answered(RequestOrder.Request request, Moment at) {
    Optional<RequestOrder.Proof> proof = order.answered(request);
    proof.ifPresent(what -> shown.shows(what, at));
    return proof;
  }

  private Optional<RequestOrder.Proof> atOnce(RequestOrder.Request request, Moment at) {
    Optional<RequestOrder.Proof> proof = answered(request, at);
    proof.ifPresent(what -> answerTime.measured(at.now() - what.askedAt()));
    return proof;
  }
}
