package org.rop2p.coordinator.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** A WebSocket message from the coordinator to a client. */
public sealed interface ServerMessage
    permits ServerMessage.SessionJoined,
        ServerMessage.PeerJoined,
        ServerMessage.PeerLeft,
        ServerMessage.SignalFrom,
        ServerMessage.PolicyChanged,
        ServerMessage.Switched,
        ServerMessage.Muted,
        ServerMessage.TokenRenewed,
        ServerMessage.Refused,
        UnknownMessage {
  /** The {@code type} field on the wire. */
  String type();

  /**
   * The answer to {@code join}. It names no members: players learn only of whom they see.
   *
   * @param resumed whether the membership goes on that another connection of the same proxy held:
   *     the introductions that still stand follow, and nobody was told that he had gone. The next
   *     {@code sees} is the whole view either way
   */
  record SessionJoined(String sessionId, String zone, boolean resumed) implements ServerMessage {
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
   *     it was proven at that account's login
   * @param signingKey the player's Ed25519 public key, 32 bytes in Base64, proven with it
   */
  record PeerJoined(int accountId, String fingerprint, String signingKey)
      implements ServerMessage {
    public PeerJoined {
      Limits.accountId(accountId);
      Limits.signingKey(signingKey);
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
   * The admin's switch for all of P2P. While it is off nothing goes to peers, nothing of theirs is
   * shown, and their links are closed; the game goes on over the server.
   *
   * @param sentence why, for people; may be empty
   */
  record Switched(boolean on, String sentence) implements ServerMessage {
    public Switched {
      sentence = Limits.sentence(sentence);
    }

    @Override
    public String type() {
      return "p2p";
    }
  }

  /**
   * What the admin lets a player say to peers: told to himself and to those who are introduced to
   * him. While muted, his chat and emotes go to the server only, and nobody shows them from him.
   */
  record Muted(int accountId, boolean muted) implements ServerMessage {
    public Muted {
      Limits.accountId(accountId);
    }

    @Override
    public String type() {
      return "mute";
    }
  }

  /** A new token in the place of the one that this socket was opened with, before that expires. */
  record TokenRenewed(String jwt, Instant expires) implements ServerMessage {
    public TokenRenewed {
      if (jwt.isEmpty()) {
        throw new IllegalArgumentException("jwt must not be empty");
      }
      requireNonNull(expires, "expires");
    }

    @Override
    public String type() {
      return "token";
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
      return "TokenRenewed[expires=" + expires + "]";
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
