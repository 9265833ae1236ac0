package org.rop2p.proxy.words;

import java.util.Optional;
import org.rop2p.proxy.words.Standing.State;

/**
 * Which changes are worth a line in the player's game: none before the map is shown for a second,
 * none twice, none that is over before it was said, and not more than one in ten seconds. Pure:
 * monotonic milliseconds in. Not thread-safe.
 */
public final class Announcements {
  /** A game's window of chat is small. */
  static final long INTERVAL_MILLIS = 10_000;

  /** What changes back within that time is not worth a line. */
  static final long SETTLE_MILLIS = 2_000;

  /** Links come back within seconds, or not for long. */
  static final long LINKS_SETTLE_MILLIS = 7_000;

  /** The client has drawn the map by then. */
  static final long SHOWN_MILLIS = 1_000;

  private static final long NEVER = Long.MIN_VALUE;

  /** What may be said. */
  private enum News {
    NOTHING,
    UP,
    LINKS_LOST,
    NOT_HERE,
    COORDINATOR_LOST,
    OFF_BY_ADMIN,
    OFF_BY_PLAYER,
    HELD_OFF,
    REFUSED
  }

  private record Item(News news, String zone) {
    /** Whether who has heard the other need not hear this one. */
    boolean sameAs(Item other) {
      return other != null
          && news == other.news
          && (zone.equals(other.zone) || (news != News.UP && news != News.NOT_HERE));
    }
  }

  private Item said;
  private Item candidate;
  private String linkedIn = "";
  private long since;
  private long saidAt = NEVER;
  private long shownAt = NEVER;

  /**
   * What is to be said now, if anything; it then counts as said.
   *
   * @param shown whether the client shows the map
   */
  public Optional<Line> due(Standing standing, boolean shown, long now) {
    if (standing.linked() > 0) {
      linkedIn = standing.zone();
    }
    Item item = new Item(news(standing), standing.zone());
    if (!item.equals(candidate)) {
      candidate = item;
      since = now;
    }
    if (!shown) {
      shownAt = NEVER;
      return Optional.empty();
    }
    if (shownAt == NEVER) {
      shownAt = now;
    }
    long settle = item.news() == News.LINKS_LOST ? LINKS_SETTLE_MILLIS : SETTLE_MILLIS;
    if (now - since < settle
        || now - shownAt < SHOWN_MILLIS
        || (saidAt != NEVER && now - saidAt < INTERVAL_MILLIS)
        || !worthwhile(item)) {
      return Optional.empty();
    }
    boolean again = said != null && said.news() == News.OFF_BY_ADMIN && item.news() == News.UP;
    said = item;
    saidAt = now;
    return Optional.of(line(standing, again));
  }

  /** The player has just read how things stand. */
  public void told(Standing standing) {
    said = new Item(news(standing), standing.zone());
  }

  /** The player has just used his own switch. */
  public void switched(boolean on) {
    said = on ? null : new Item(News.OFF_BY_PLAYER, "");
  }

  private News news(Standing standing) {
    return switch (standing.state()) {
      case JOINING -> News.NOTHING;
      case UP -> standing.alone() && linkedIn.equals(standing.zone()) ? News.LINKS_LOST : News.UP;
      case NOT_HERE -> News.NOT_HERE;
      case COORDINATOR_LOST -> News.COORDINATOR_LOST;
      case OFF_BY_ADMIN -> News.OFF_BY_ADMIN;
      case OFF_BY_PLAYER -> News.OFF_BY_PLAYER;
      case HELD_OFF -> News.HELD_OFF;
      case REFUSED -> News.REFUSED;
    };
  }

  /** That a zone has no P2P matters only to who has had it there. */
  private boolean worthwhile(Item item) {
    return switch (item.news()) {
      case NOTHING -> false;
      case NOT_HERE ->
          said != null
              && said.zone().equals(item.zone())
              && (said.news() == News.UP || said.news() == News.LINKS_LOST);
      default -> !item.sameAs(said);
    };
  }

  private static Line line(Standing standing, boolean again) {
    boolean up = standing.state() == State.UP && !standing.alone();
    String sentence =
        up && again
            ? "The admin has switched P2P on again: it is up in " + standing.zone() + "."
            : standing.sentence();
    return Line.of(up ? Line.Tone.GOOD : Line.Tone.BAD, sentence);
  }
}
