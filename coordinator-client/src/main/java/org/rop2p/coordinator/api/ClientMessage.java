package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A WebSocket message from a client to the coordinator. */
public sealed interface ClientMessage
    permits ClientMessage.Join,
        ClientMessage.Leave,
        ClientMessage.Sees,
        ClientMessage.SignalTo,
        ClientMessage.Stats,
        UnknownMessage {
  /** The {@code type} field on the wire. */
  String type();

  /**
   * Binds this socket to the membership that {@code POST sessions/join} created. On a socket that
   * is bound already it replaces the old membership: that is how a player changes zones.
   */
  record Join(String ticket) implements ClientMessage {
    public Join {
      Limits.ticket(ticket);
    }

    @Override
    public String type() {
      return "join";
    }

    /** Leaves the ticket out. */
    @Override
    public String toString() {
      return "Join[]";
    }
  }

  /** Ends the membership and keeps the socket, e.g. while the player is in a zone without P2P. */
  record Leave() implements ClientMessage {
    @Override
    public String type() {
      return "leave";
    }
  }

  /**
   * Which players came into and went out of this player's view since the last one; a new membership
   * starts with nobody in view. At most one a second; each list at most {@link Limits#MAX_SEES}
   * long.
   */
  record Sees(List<Integer> added, List<Integer> removed) implements ClientMessage {
    public Sees(Collection<Integer> added, Collection<Integer> removed) {
      this(Limits.accountIds("added", added), Limits.accountIds("removed", removed));
    }

    public Sees {
      added = Limits.accountIds("added", added);
      removed = Limits.accountIds("removed", removed);
    }

    @Override
    public String type() {
      return "sees";
    }
  }

  /** A signal to a player to whom this one is introduced; refused with an error otherwise. */
  record SignalTo(int to, Signal signal) implements ClientMessage {
    public SignalTo {
      Limits.accountId(to);
      requireNonNull(signal, "signal");
    }

    @Override
    public String type() {
      return signal.type();
    }
  }

  /** What this client counted since it started, every 10 s: monotonic counters by name. */
  record Stats(Map<String, Long> counters) implements ClientMessage {
    public Stats {
      if (counters.size() > Limits.MAX_COUNTERS) {
        throw new IllegalArgumentException(
            "stats has " + counters.size() + " counters; at most " + Limits.MAX_COUNTERS);
      }
      counters.forEach(
          (name, value) -> {
            Limits.counter(name);
            if (value < 0) {
              throw new IllegalArgumentException("counter " + name + " must not be negative");
            }
          });
      counters = Map.copyOf(counters);
    }

    @Override
    public String type() {
      return "stats";
    }
  }
}
