package org.rop2p.proxy.play;

import java.util.Locale;
import java.util.Optional;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.proxy.routing.PeerLane;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;

/**
 * A player's presence among other players: with the coordinator in a zone, linked to those who see
 * him. All calls, the listener's included, come on the session's event loop.
 */
public interface Presence extends PeerLane {
  /** Hears of what concerns this player, in the order in which it happened. */
  interface Listener {
    /** What is allowed in the zone the player is in. */
    void lanes(ZoneLanes allowed);

    /**
     * The admin does or does not let the account, which may be the own one, chat and emote by
     * links: while muted it does so by the server only, and nobody shows such things of it from a
     * link.
     */
    void muted(int accountId, boolean muted);

    /** A message for this player, from a linked proxy attested for its author. */
    void peerSays(PeerMessage message);

    /**
     * The account is introduced and the link to its proxy open: messages may go there from now on.
     * Never twice without {@link #unlinked} between.
     */
    void linked(int accountId);

    /**
     * The introduction has ended, the link is down, or something that had to arrive was not sent.
     * Whatever was under way to or from the account is lost; nothing more comes from it.
     */
    void unlinked(int accountId);

    /** Cells to the account as seen now; {@link Integer#MAX_VALUE} when it is not in view. */
    int distance(int accountId);
  }

  /** Called once, before all else. */
  void open(Listener listener);

  /** The player enters a map (name without {@code .gat}), or another place of it. */
  void mapEntered(String zone);

  void appeared(int accountId);

  void vanished(int accountId);

  /**
   * Whether others can see the player, which they can at first. While they cannot, the coordinator
   * hears of nobody he sees: whoever claims to see him is not introduced.
   */
  void seen(boolean byOthers);

  /**
   * A message of that account failed a check that an honest proxy never fails: counts towards
   * refusing the proxy it plays through.
   *
   * @param reason as counted, lower case with underscores
   */
  void offended(int accountId, String reason);

  /** What the coordinator attested last of an account that is introduced. */
  Optional<Attested> attested(int accountId);

  /**
   * Through which proxy an account plays, and how it signs.
   *
   * @param fingerprint SHA-256 of the proxy's certificate, hex
   * @param signingKey Ed25519 public key, its 32 bytes in Base64
   */
  record Attested(String fingerprint, String signingKey) {}

  /** How things stand. */
  default Standing standing() {
    return Standing.unknown("");
  }

  /** By which lane the account is reached now. */
  default Reach reach(int accountId) {
    return linked(accountId) ? Reach.DIRECT : Reach.SERVER;
  }

  /** How an account is reached. */
  enum Reach {
    /** From proxy to proxy, or within this one. */
    DIRECT,
    /** Through a TURN server. */
    RELAY,
    /** By the game's server alone. */
    SERVER;

    /** For people and programs. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Time passes.
   *
   * @param now monotonic milliseconds
   */
  void tick(long now);

  /** Nothing is heard after it. */
  void close();
}
