package org.rop2p.testbed.oracle;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rop2p.codec.view.Cell;

/** Where one player was at any time, as the server knew it. Immutable once built. */
public final class Presence {
  private final NavigableMap<Long, Optional<Place>> places;
  private final NavigableSet<Long> changes;

  private Presence(NavigableMap<Long, Optional<Place>> places, NavigableSet<Long> changes) {
    this.places = places;
    this.changes = changes;
  }

  /** A cell of a map. */
  public record Place(String zone, Cell cell) {}

  public static Builder builder() {
    return new Builder();
  }

  /** The place at a time, empty while the player was on no map. */
  public Optional<Place> at(long nanos) {
    Map.Entry<Long, Optional<Place>> entry = places.floorEntry(nanos);
    return entry == null ? Optional.empty() : entry.getValue();
  }

  /** Whether the player came to a map or left one within {@code margin} of a time. */
  public boolean changesWithin(long nanos, long margin) {
    return !changes.subSet(nanos - margin, true, nanos + margin, true).isEmpty();
  }

  /** Collects what the server wrote down, in any order. */
  public static final class Builder {
    private final NavigableMap<Long, Optional<Place>> places = new TreeMap<>();
    private final NavigableSet<Long> changes = new TreeSet<>();

    private Builder() {}

    /** The player is on a map from now on. */
    public Builder entered(long nanos, String zone, Cell at) {
      changes.add(nanos);
      places.put(nanos, Optional.of(new Place(zone, at)));
      return this;
    }

    /** The player is at another cell of the same map. */
    public Builder moved(long nanos, String zone, Cell to) {
      places.put(nanos, Optional.of(new Place(zone, to)));
      return this;
    }

    /** The player is on no map from now on: logged out, or between two. */
    public Builder left(long nanos) {
      changes.add(nanos);
      places.put(nanos, Optional.empty());
      return this;
    }

    public Presence build() {
      return new Presence(new TreeMap<>(places), new TreeSet<>(changes));
    }
  }
}
