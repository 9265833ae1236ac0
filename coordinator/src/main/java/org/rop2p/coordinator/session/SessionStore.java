package org.rop2p.coordinator.session;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.Signal;

/**
 * All that the nodes of one world must agree on, as one node sees it. Each operation is atomic;
 * what has expired does not exist for it. Whom an operation concerns is told by {@link Notice}s,
 * each to the node that holds the socket, whichever node asked; they are sent before the
 * operation's future completes, but may arrive later. A future fails only if the store itself does:
 * nothing was changed then, or all of it.
 *
 * <p>Two memberships of one zone are introduced exactly while each has the other's account in view.
 * An account has at most one membership.
 */
public interface SessionStore {
  /** How long a ticket waits for its {@code join}. */
  Duration TICKET_LIFETIME = Duration.ofSeconds(30);

  /** How long a membership without a socket is kept, with its place, view and introductions. */
  Duration GRACE = Duration.ofSeconds(30);

  /** A node that has not called {@link #beat} for so long is dead: its memberships are detached. */
  Duration NODE_LIFETIME = Duration.ofSeconds(15);

  /** Where this node's notices go; called once, before anything else. On one event loop. */
  void hear(Consumer<Notice> ear);

  /**
   * Who wants to know whether the store can be reached; called once, before {@link #hear}. Told
   * {@code false} when it is lost (every call fails then, soon) and {@code true} when it is there,
   * the first time included: notices may have been lost until then and the store may be empty, so
   * whoever holds memberships calls {@link #restore} for each. On the event loop of {@link #hear}.
   * A store that cannot be lost never says anything.
   */
  default void watch(Consumer<Boolean> ear) {}

  /**
   * Reserves a place in a zone until the ticket is redeemed or expires. The account's membership,
   * if it has one, goes on until then; an earlier reservation of the account is void.
   */
  Future<Reservation> reserve(Player player, String zone);

  /**
   * Turns a ticket into a membership of this node, once. If the account has a membership of the
   * same zone and the same fingerprint and signing key, with or without a socket, the new one goes
   * on with its session, view and introductions: nobody is told, the introductions are noticed to
   * the new one once more ({@link Notice.Met}, same generation), and the next report counts as the
   * whole view. Else the new one begins with nobody in view, and the earlier one ends ({@link
   * PartReason#MOVED} if the same proxy went elsewhere, else {@link PartReason#REPLACED}). An
   * earlier membership on another socket is told {@link Notice.Over}.
   *
   * @param accountId the only account whose ticket will do
   * @param membershipId of the new membership, as {@link Ids} makes them: its notices may come
   *     before the future completes
   * @return empty if there is no such ticket
   */
  Future<Optional<Redeemed>> redeem(String ticket, int accountId, String membershipId);

  /**
   * Applies a report of who is in view: a change, or for the first report after {@link #redeem} the
   * whole view ({@code added}).
   */
  Future<Sighted> sees(Membership membership, Sees report);

  /** Sends a signal to somebody introduced; false if he is not. */
  Future<Boolean> signal(Membership from, int to, Signal signal, Optional<String> seenFrom);

  /** The socket is gone: ends with {@link PartReason#GONE} after {@link #GRACE} unless resumed. */
  Future<Void> detach(Membership membership);

  /** Ends a membership. Ending it again is no error. */
  Future<Void> leave(Membership membership);

  /** Ends what the account has in that session: membership and reservation. */
  Future<Void> leave(int accountId, String sessionId);

  /** Ends whatever the account has, for {@link PartReason#KICKED}. */
  Future<Void> expel(int accountId);

  /**
   * What this node holds to be so: it is made so, with all notices that follow, if the store knew
   * otherwise (it lost its memory, or notices were lost): an account without a membership gets this
   * one back, as a membership of this node. All introductions that stand are noticed once more.
   * False if the account has another membership by now: the socket must be closed then.
   */
  Future<Boolean> restore(Membership membership, Set<Integer> inView);

  /** This node lives; whatever has expired, other nodes among it, is carried out. */
  Future<Void> beat();

  /** Every session. */
  Future<List<SessionInfo>> sessions();

  /** One session. */
  Future<Optional<SessionInfo>> session(String sessionId);

  /**
   * Who has a place in each of these sessions, by membership or ticket, in no order; of one that is
   * not there, nobody: for the admin alone.
   */
  Future<List<List<Integer>>> accounts(List<String> sessionIds);

  /**
   * Who is in a session, by membership, the smallest account first: for the admin alone.
   *
   * @param after only accounts greater than this
   * @param most only so many
   */
  Future<List<Member>> members(int after, int most);

  /** The node ends: its memberships are detached. */
  Future<Void> close();

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

  /**
   * The new membership.
   *
   * @param resumed whether it goes on with an earlier one's view and introductions
   */
  record Redeemed(Membership membership, boolean resumed) {}

  /** The answer to {@link #sees}. */
  enum Sighted {
    /** It is in force. */
    DONE,
    /** The membership has ended. */
    NOT_JOINED,
    /** More players in view than a client's screen can hold; the view stays as it was. */
    TOO_MANY
  }
}
