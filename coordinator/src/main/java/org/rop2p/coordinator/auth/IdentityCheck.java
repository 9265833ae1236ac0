package org.rop2p.coordinator.auth;

import io.vertx.core.Future;
import org.rop2p.coordinator.api.LoginRequest;

/** Finds out whether a player is who he says. */
@FunctionalInterface
public interface IdentityCheck {
  /** Believes everybody: development only. */
  IdentityCheck NONE = request -> Future.succeededFuture(Verdict.CONFIRMED);

  /** Never fails: not being able to tell is {@link Verdict#UNAVAILABLE}. */
  Future<Verdict> check(LoginRequest request);

  /** Whether it is true, and if not, one sentence for the player. */
  record Verdict(Outcome outcome, String sentence) {
    /** It is true. */
    public static final Verdict CONFIRMED = new Verdict(Outcome.CONFIRMED, "");

    public static Verdict refused(String sentence) {
      return new Verdict(Outcome.REFUSED, sentence);
    }

    public static Verdict unavailable(String sentence) {
      return new Verdict(Outcome.UNAVAILABLE, sentence);
    }
  }

  /** The three answers. */
  enum Outcome {
    CONFIRMED,
    REFUSED,
    /** Nobody could tell; trying again later makes sense. */
    UNAVAILABLE
  }
}
