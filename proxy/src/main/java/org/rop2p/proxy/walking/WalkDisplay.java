package org.rop2p.proxy.walking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.walking.PeerVerdict.Outcome;
import org.rop2p.proxy.world.Motion;

/**
 * How one client draws the other players' walks. A peer's word is shown before the server's; the
 * server owns positions: its word confirms what is drawn, and is then swallowed, or replaces it, by
 * walking on from where the unit is drawn rather than by a jump, or passes as it stands. What the
 * server never confirms is taken back once. Pure but for its own state; confined to one thread.
 *
 * <p>Every frame of the server's about another player's place must come by here, in order, and what
 * comes back must reach the client in that frame's place.
 */
public final class WalkDisplay {
  /** More authors than a screen holds; those beyond are left to the server. */
  private static final int MAX_AUTHORS = 512;

  /**
   * A walk that only a peer has told.
   *
   * @param frames what takes it back
   */
  public record TakenBack(int author, List<UnitFrame> frames) {}

  private final Map<Integer, AuthorWalks> authors = new HashMap<>();

  private boolean smooth;

  /**
   * An entry shows a unit that stands, or that was not in view; it passes.
   *
   * @param to equal to {@code from} when it stands
   * @param speed milliseconds per cell, above 0
   * @param tick the server's when it said so, at the latest
   */
  public void serverShows(int author, Cell from, Cell to, int speed, int tick, long now) {
    AuthorWalks known = authors.get(author);
    if (known == null && authors.size() < MAX_AUTHORS) {
      known = new AuthorWalks();
      authors.put(author, known);
    }
    if (known != null && speed > 0) {
      known.serverShows(from, to, speed, tick, now);
    } else {
      authors.remove(author);
    }
  }

  /** The server tells of a walk. */
  public Verdict serverWalks(int author, ServerWalk walk, long now) {
    AuthorWalks known = authors.get(author);
    if (known == null) {
      if (walk.entry()) {
        serverShows(author, walk.from(), walk.to(), walk.speed(), walk.tick(), now);
      }
      return Verdict.PASS;
    }
    return known.serverWalks(walk, smooth, now);
  }

  /** ZC_STOPMOVE. */
  public Verdict serverStops(int author, Cell at, long now) {
    AuthorWalks known = authors.get(author);
    return known == null ? Verdict.PASS : known.serverStops(at, now);
  }

  /** ZC_HIGHJUMP or ZC_FASTMOVE; it passes. */
  public void serverPuts(int author, Cell at, long now) {
    AuthorWalks known = authors.get(author);
    if (known != null) {
      known.serverPuts(at, now);
    }
  }

  /** The unit hides; what the server tells next of its place passes. */
  public void hides(int author) {
    AuthorWalks known = authors.get(author);
    if (known != null) {
      known.hides();
    }
  }

  /**
   * Milliseconds until a unit that the client shows walking to where the server has stopped it gets
   * there: to sit down before would put it there at once. 0 if it is there, or far off.
   */
  public long reachesStopIn(int author, long now) {
    AuthorWalks known = authors.get(author);
    return known == null ? 0 : known.reachesStopIn(now);
  }

  /**
   * The server shows a unit sitting down, or dying; that passes.
   *
   * @return what the client must be shown before it
   */
  public List<UnitFrame> serverRests(int author, long now) {
    AuthorWalks known = authors.get(author);
    return known == null ? List.of() : known.serverRests(now);
  }

  /**
   * Whether nobody jumps from now on where a bare move says the same; else every frame of the
   * server's that no peer was ahead of stays as it is. At first not.
   */
  public void smooth(boolean wanted) {
    smooth = wanted;
  }

  /** A peer tells of a walk; checked already ({@link WalkCheck}). */
  public PeerVerdict peerSays(int author, PeerWord word, Patience patience, long now) {
    AuthorWalks known = authors.get(author);
    return known == null
        ? PeerVerdict.of(Outcome.NOT_IN_VIEW)
        : known.peerSays(word, patience, now);
  }

  /**
   * Walks that the server has not confirmed in time; each is told once, and costs its author trust.
   *
   * @param serverSpokeAt when the latest packet, about anything, came from the server
   */
  public List<TakenBack> overdue(long now, long serverSpokeAt) {
    List<TakenBack> back = new ArrayList<>();
    authors.forEach(
        (author, known) -> {
          List<UnitFrame> frames = known.takeBack(now, serverSpokeAt);
          if (!frames.isEmpty()) {
            back.add(new TakenBack(author, frames));
          }
        });
    return back;
  }

  /** The cell where the client draws a unit now, as far as it is known. */
  public Optional<Cell> displayed(int author, long now) {
    return Optional.ofNullable(authors.get(author)).map(known -> known.displayed(now));
  }

  /** The latest the server has told, or has let the author know. */
  public Optional<Motion> told(int author) {
    return Optional.ofNullable(authors.get(author)).map(AuthorWalks::told);
  }

  /** Whether a cell is on the way that the server has told of an author. */
  public boolean passes(int author, Cell cell) {
    AuthorWalks known = authors.get(author);
    return known != null && known.passes(cell);
  }

  /** The unit is not on the screen any more. */
  public void forget(int author) {
    authors.remove(author);
  }

  public void clear() {
    authors.clear();
  }
}
