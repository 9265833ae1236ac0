package org.rop2p.proxy.play;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.words.Standing;

/**
 * One character and the players it sees, at one moment, for pages and programs. Immutable.
 *
 * @param account its account id
 * @param name in the client's charset
 * @param zone map name without {@code .gat}
 * @param at its own cell; empty until the server has placed it
 * @param standing how things stand with its P2P
 * @param lanes the widest lane of each kind that the admin and the player allow here
 * @param players in view
 */
public record CharacterView(
    int account,
    RawText name,
    String zone,
    Optional<Cell> at,
    Standing standing,
    ZoneLanes lanes,
    List<Seen> players) {
  /**
   * A player in view.
   *
   * @param name as displayed, in the client's charset; empty while the server has not told
   * @param at where the client draws it
   * @param rttMillis of the link; empty without one, and before the first measurement
   * @param earlierMillis how much earlier than the server's copy its walks and lines were shown:
   *     the median of the latest nine; empty before the first
   */
  public record Seen(
      int account,
      RawText name,
      Cell at,
      Presence.Reach reach,
      OptionalInt rttMillis,
      OptionalInt earlierMillis) {}

  public CharacterView {
    players = List.copyOf(players);
  }
}
