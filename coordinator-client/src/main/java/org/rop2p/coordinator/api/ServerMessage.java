package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A WebSocket message from the coordinator to a client. */
public sealed interface ServerMessage
    permits ServerMessage.SessionJoined,
        ServerMessage.PeerJoined,
        ServerMessage.PeerLeft,
        ServerMessage.SignalFrom,
        ServerMessage.PolicyChanged,
        ServerMessage.Refused,
        UnknownMessage {
  /** The {@code type} field on the wire. */
  String type();

  /** The answer to {@code join}. It names no members: players learn only of whom they see. */
  record SessionJoined(String sessionId, String zone) implements ServerMessage {
    public SessionJoined {
      Limits.sessionId(sessionId);
      Limits.zone(zone);
    }

    @Override
    public String type() {
      return "session-joined";
    }
  }

  /**
   * Both players list each other in view: they may signal from now on.
   *
   * @param fingerprint SHA-256 of the certificate of the proxy instance that plays this account, as
   *     it was presented with that account's authenticated join
   */
  record PeerJoined(int accountId, String fingerprint) implements ServerMessage {
    public PeerJoined {
      Limits.accountId(accountId);
      Limits.fingerprint(fingerprint);
    }

    @Override
    public String type() {
      return "peer-joined";
    }
  }

  /**
   * The introduction is over. What it has led to may last a while only if the two have merely lost
   * sight of each other.
   *
   * @param reason one of {@link PartReason}'s constants, or one that this version does not know yet
   */
  record PeerLeft(int accountId, String reason) implements ServerMessage {
    public PeerLeft {
      Limits.accountId(accountId);
      Limits.code(reason);
    }

    @Override
    public String type() {
      return "peer-left";
    }
  }

  /**
   * A signal from a player to whom this one is introduced.
   *
   * @param fingerprint as in {@link PeerJoined}, attested by the coordinator, not by the sender
   * @param seenFrom the IP address from which the coordinator sees the sender, not by the sender's
   *     word; told with a {@link Signal.Probe} only
   */
  record SignalFrom(int from, String fingerprint, Signal signal, Optional<String> seenFrom)
      implements ServerMessage {
    /** Without a word of where the sender is. */
    public SignalFrom(int from, String fingerprint, Signal signal) {
      this(from, fingerprint, signal, Optional.empty());
    }

    public SignalFrom {
      seenFrom.ifPresent(ip -> Limits.ip("seen_from", ip));
      Limits.accountId(from);
      Limits.fingerprint(fingerprint);
      requireNonNull(signal, "signal");
    }

    @Override
    public String type() {
      return signal.type();
    }
  }

  /**
   * The policies of the zone from now on; sent after {@code session-joined} and on every change.
   */
  record PolicyChanged(String zone, ZonePolicy policy) implements ServerMessage {
    public PolicyChanged {
      Limits.zone(zone);
      requireNonNull(policy, "policy");
    }

    @Override
    public String type() {
      return "policy";
    }
  }

  /**
   * A request was refused; the socket stays open unless its close follows.
   *
   * @param code one of {@link ErrorCode}'s constants, or one that this version does not know yet
   * @param message one sentence for people
   */
  record Refused(String code, String message) implements ServerMessage {
    public Refused {
      Limits.code(code);
      message = Limits.sentence(message);
    }

    @Override
    public String type() {
      return "error";
    }
  }
}
