package org.rop2p.coordinator.signaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.session.Membership;
import org.rop2p.coordinator.session.Notice;

/**
 * A membership's socket, from before the store knows of it. What the store notices before the
 * membership is confirmed waits until then. Used on one event loop only.
 */
final class Seat {
  /** More introductions than a view holds cannot be waiting. */
  private static final int MAX_WAITING = 2_048;

  private final PlayerSocket socket;
  private final NewestOnly newest = new NewestOnly();
  private final List<Notice> waiting = new ArrayList<>();
  private Optional<Membership> membership = Optional.empty();

  Seat(PlayerSocket socket) {
    this.socket = socket;
  }

  PlayerSocket socket() {
    return socket;
  }

  Optional<Membership> membership() {
    return membership;
  }

  /** What came before, in order, now that the membership stands. */
  List<Notice> taken(Membership confirmed) {
    membership = Optional.of(confirmed);
    List<Notice> came = List.copyOf(waiting);
    waiting.clear();
    return came;
  }

  /** True if the notice has to wait, and does. */
  boolean waits(Notice notice) {
    if (membership.isEmpty() && waiting.size() < MAX_WAITING) {
      waiting.add(notice);
    }
    return membership.isEmpty();
  }

  /** As {@link NewestOnly#isNews}. */
  boolean isNews(int peer, long generation) {
    return newest.isNews(peer, generation);
  }
}
