package org.rop2p.proxy.words;

import java.util.Optional;

/**
 * How things stand with one character's P2P.
 *
 * @param zone map name without {@code .gat}
 * @param met players in sight to whom the coordinator has introduced the character
 * @param linked those of them whom a link reaches
 * @param trouble what keeps the character out and what to do, as the log has it; empty if nothing
 *     is wrong
 */
public record Standing(State state, String zone, int met, int linked, Optional<String> trouble) {
  /** How far it has come, or why it goes no further. */
  public enum State {
    /** No P2P in this zone, by the coordinator's list or the player's own. */
    NOT_HERE,
    /** On the way in. */
    JOINING,
    UP,
    /** The coordinator does not answer, or has no place; links that are up stay. */
    COORDINATOR_LOST,
    OFF_BY_ADMIN,
    OFF_BY_PLAYER,
    /** The admin has thrown the player out for a while, or another proxy plays the account. */
    HELD_OFF,
    /** The coordinator does not believe who the player is. */
    REFUSED
  }

  /** Nothing is wrong. */
  public Standing(State state, String zone, int met, int linked) {
    this(state, zone, met, linked, Optional.empty());
  }

  /** Before anything is known. */
  public static Standing unknown(String zone) {
    return new Standing(State.JOINING, zone, 0, 0);
  }

  /** Whether somebody is near who should be reached by a link, and nobody is. */
  boolean alone() {
    return state == State.UP && met > 0 && linked == 0;
  }

  /** One sentence for the player, ASCII. */
  public String sentence() {
    return switch (state) {
      case NOT_HERE -> "There is no P2P in " + zone + ": everything goes over the server.";
      case JOINING -> "P2P is being set up in " + zone + ".";
      case UP -> alone() ? aloneSentence() : "P2P is up in " + zone + ".";
      case COORDINATOR_LOST ->
          "The P2P coordinator does not answer or has no place: links stay while they last, all else"
              + " goes over the server. It is asked again and again.";
      case OFF_BY_ADMIN -> "The admin has switched P2P off: everything goes over the server.";
      case OFF_BY_PLAYER -> "You have switched P2P off: everything goes over the server.";
      case HELD_OFF ->
          "P2P is off for you for some minutes: everything goes over the server. The proxy's log"
              + " says why.";
      case REFUSED ->
          "The P2P coordinator does not believe who you are: everything goes over the server. Log"
              + " in again.";
    };
  }

  private String aloneSentence() {
    return "P2P is up in " + zone + ", but no link to anybody near: the server carries everything.";
  }
}
