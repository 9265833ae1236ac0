package org.rop2p.proxy.speech.schedule;

import java.util.function.BooleanSupplier;
import org.rop2p.proxy.message.PeerMessage;

/**
 * A link between two proxies, as both sides see it: it may be broken while neither knows, and one
 * side may have lost the introduction while the other goes on.
 */
final class Wire {
  private final Timeline timeline;
  private final End author;
  private final End listener;
  private final BooleanSupplier loses;
  private boolean whole;
  private int generation;
  private boolean disturbed;

  private static final class End {
    private final Party party;
    private final Pipe out;
    private boolean linked;

    End(Party party, Pipe out) {
      this.party = party;
      this.out = out;
    }
  }

  /**
   * @param loses asked for each message that may be lost
   */
  Wire(
      Timeline timeline,
      Party author,
      Pipe toListener,
      Party listener,
      Pipe toAuthor,
      BooleanSupplier loses) {
    this.loses = loses;
    this.timeline = timeline;
    this.author = new End(author, toListener);
    this.listener = new End(listener, toAuthor);
  }

  /** Whether anything ever happened to it after it first stood. */
  boolean disturbed() {
    return disturbed;
  }

  void disturb() {
    disturbed = true;
  }

  boolean linked(Party side) {
    return of(side).linked;
  }

  void send(Party from, PeerMessage message) {
    End end = of(from);
    if (!end.linked || !whole) {
      return;
    }
    int sentIn = generation;
    End other = end == author ? listener : author;
    Runnable arrival =
        () -> {
          if (sentIn == generation && other.linked) {
            timeline.note(() -> from.name + " to " + other.party.name + ": " + message);
            other.party.hears(message);
          }
        };
    if (!message.mayBeLost()) {
      end.out.send(arrival);
    } else if (!loses.getAsBoolean()) {
      end.out.sendLoose(arrival);
    }
  }

  /** Stands, and both sides hear of it, one after the other. */
  void stand(long authorAfter, long listenerAfter) {
    if (whole || author.linked || listener.linked) {
      return; // never two at a time
    }
    whole = true;
    int upIn = ++generation;
    timeline.after(authorAfter, () -> link(author, listener, upIn));
    timeline.after(listenerAfter, () -> link(listener, author, upIn));
  }

  /**
   * Breaks.
   *
   * @param lost whether what is under way is lost
   */
  void breaks(boolean lost, long authorAfter, long listenerAfter) {
    if (!whole) {
      return;
    }
    disturbed = true;
    whole = false;
    if (lost) {
      generation++;
    }
    timeline.after(authorAfter, () -> unlink(author, listener));
    timeline.after(listenerAfter, () -> unlink(listener, author));
  }

  /** One side loses the introduction for a time, and the other does not hear of it. */
  void flap(boolean authors, long millis) {
    disturbed = true;
    End end = authors ? author : listener;
    End other = authors ? listener : author;
    if (end.linked) {
      int upIn = generation;
      unlink(end, other);
      timeline.after(millis, () -> link(end, other, upIn));
    }
  }

  private void link(End end, End other, int upIn) {
    if (whole && upIn == generation && !end.linked && end.party.online()) {
      end.linked = true;
      timeline.note(() -> end.party.name + " is linked to " + other.party.name);
      end.party.speech.linked(other.party.account, end.party.at());
    }
  }

  private void unlink(End end, End other) {
    if (end.linked) {
      end.linked = false;
      timeline.note(() -> end.party.name + " is no longer linked to " + other.party.name);
      if (end.party.online()) {
        end.party.speech.unlinked(other.party.account, end.party.at());
      }
    }
  }

  private End of(Party side) {
    return side == author.party ? author : listener;
  }
}
