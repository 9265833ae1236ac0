package org.rop2p.coordinator.session;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.api.ClientMessage.Sees;

/**
 * All that coordinators must agree on. Each operation is atomic; what has expired at {@code now}
 * does not exist for it. A future fails only if the store itself does.
 */
public interface SessionStore {
  /**
   * Reserves a place in a zone until the ticket is redeemed or expires. The account's membership,
   * if it has one, goes on until then; an earlier reservation of the account is void.
   */
  Future<Reservation> reserve(int accountId, String zone, String fingerprint, Instant now);

  /**
   * Turns a ticket into a membership, once. It begins with nobody in view and ends the account's
   * earlier one.
   *
   * @param account the only account whose ticket will do; empty: any
   * @return empty if there is no such ticket
   */
  Future<Optional<Redeemed>> redeem(String ticket, Optional<Integer> account, Instant now);

  /** Applies a report of who is in view. */
  Future<Sighted> sees(Membership membership, Sees report);

  /** The sender's fingerprint if the two are introduced. */
  Future<Optional<String>> introduced(Membership from, int to);

  /** Ends a membership. Ending it again is no error: nobody is parted then. */
  Future<Ended> leave(Membership membership, Instant now);

  /** Ends what the account has in that session: membership and reservation. */
  Future<Ended> leave(int accountId, String sessionId, Instant now);

  /** Every session; those that expired are removed. */
  Future<List<SessionInfo>> sessions(Instant now);

  /** The answer to {@link #reserve}. */
  sealed interface Reservation {
    /**
     * A place, and the ticket for it.
     *
     * @param newSession true if the session was made for this player
     */
    record Reserved(String ticket, String sessionId, boolean newSession) implements Reservation {}

    /** No place. */
    record Full() implements Reservation {}
  }

  /** The new membership, and what ended with the earlier one. */
  record Redeemed(Membership membership, Ended replaced) {}

  /** A membership's end: the players who were introduced to it. */
  record Ended(List<Integer> parted) {
    static final Ended NOTHING = new Ended(List.of());
  }

  /** The answer to {@link #sees}. */
  sealed interface Sighted {
    /** The view changed. */
    record Changed(List<Peer> introduced, List<Integer> parted) implements Sighted {}

    /** The membership has ended. */
    record NotJoined() implements Sighted {}

    /** More players in view than a client's screen can hold; the view stays as it was. */
    record TooMany() implements Sighted {}
  }

  /** Somebody met. */
  record Peer(int accountId, String fingerprint) {}
}
