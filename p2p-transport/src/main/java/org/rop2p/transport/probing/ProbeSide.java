package org.rop2p.transport.probing;

import java.util.Optional;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;

/** What one side does in an attempt to make a link by probing. Event loop only. */
interface ProbeSide {
  /** Does what time has come for. */
  void advance(long now);

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  long deadline();

  /** Whether a response with this id would be an answer to this side. */
  boolean awaits(TransactionId id);

  /**
   * Takes a STUN message before the link's agent does.
   *
   * @return empty if the agent is to have it
   */
  Optional<Verdict> receive(StunMessage message, Route from, long now);

  /** The agent has taken a message that came by this route, and it was the peer's. */
  void accepted(Route from, long now);

  /** Ends it, if it has not ended; closes all sockets but one by which the peer was met. */
  void cancel();
}
