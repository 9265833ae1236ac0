package org.rop2p.proxy.speech;

import java.util.function.IntPredicate;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.routing.AnswerTime;
import org.rop2p.proxy.routing.Coverage;
import org.rop2p.proxy.routing.RoutingRules;
import org.rop2p.proxy.world.PlayerInView;
import org.rop2p.proxy.world.WorldView;

/**
 * Who hears or sees what the own character says, as far as can be known from here and now. Confined
 * to the session's loop.
 */
final class Earshot {
  private final WorldView world;
  private final RoutingRules rules;
  private final AnswerTime answerTime;
  private long serverSpokeAt = Long.MAX_VALUE;

  Earshot(WorldView world, RoutingRules rules, AnswerTime answerTime) {
    this.world = world;
    this.rules = rules;
    this.answerTime = answerTime;
  }

  /** Something has come from the server, whatever it is. */
  void serverSpoke(long now) {
    serverSpokeAt = now;
  }

  /** When the server last said anything; {@link Long#MAX_VALUE} before it has. */
  long serverSpokeAt() {
    return serverSpokeAt;
  }

  /** The cells within which others hear or see a kind. */
  int range(Kind kind) {
    return kind == Kind.CHAT ? rules.chatRange() : rules.viewRange();
  }

  /** The most cells at which somebody counts as possibly in range of a kind. */
  int farthest(Kind kind) {
    return Coverage.farthest(range(kind), answerTime.millis());
  }

  /**
   * Who is possibly in range.
   *
   * @param reached accounts that can be told the kind by links
   */
  Coverage coverage(Kind kind, IntPredicate reached, long now) {
    return Coverage.of(range(kind), world, answerTime.millis(), serverSpokeAt, now, reached);
  }

  /**
   * Whether somebody who appears may have stood there all the time; whom no link reaches may have
   * come at the edge, too: the server would have told him.
   */
  boolean mayHaveMissed(Kind kind, int account, IntPredicate reached, long now) {
    return Coverage.surelyWithin(range(kind), world, account, now)
        || (!reached.test(account)
            && Coverage.possiblyWithin(range(kind), world, account, answerTime.millis(), now));
  }

  /**
   * Whether anybody may have missed what was said.
   *
   * @param told accounts that were told by links
   */
  boolean anybodyMayHaveMissed(Kind kind, IntPredicate told, IntPredicate reached, long now) {
    return world.players().stream()
        .map(PlayerInView::accountId)
        .filter(account -> !told.test(account))
        .anyMatch(account -> mayHaveMissed(kind, account, reached, now));
  }
}
