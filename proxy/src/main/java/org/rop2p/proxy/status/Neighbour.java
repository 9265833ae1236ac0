package org.rop2p.proxy.status;

import java.util.OptionalInt;

/**
 * A player in view.
 *
 * @param name as the server displays it
 * @param x cell where he is drawn now
 * @param y cell where he is drawn now
 * @param rttMillis to his proxy; empty while not linked or not measured
 * @param earlierMillis how much earlier than the server's his steps and words were shown, by the
 *     last that both brought; empty until then
 */
public record Neighbour(
    int accountId,
    String name,
    int x,
    int y,
    Way way,
    OptionalInt rttMillis,
    OptionalInt earlierMillis) {

  /** By which way somebody's steps and words come. */
  public enum Way {
    /** A direct link. */
    DIRECT,
    /** A link by a TURN server. */
    RELAY,
    /** The game server alone. */
    SERVER
  }
}
