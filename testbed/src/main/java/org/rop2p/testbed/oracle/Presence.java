package org.rop2p.testbed.oracle;

import java.util.ArrayList;
import java.util.List;
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
  private final NavigableMap<Long, Boolean> hidden;

  private Presence(
      NavigableMap<Long, Optional<Place>> places,
      NavigableSet<Long> changes,
      NavigableMap<Long, Boolean> hidden) {
    this.places = places;
    this.changes = changes;
    this.hidden = hidden;
  }

  /** A cell of a map. */
  public record Place(String zone, Cell cell) {}

  /** The least and the most cells between two players in some time, on one map all the while. */
  public record Distances(int least, int most) {}

  /** A place that was not left for some time. */
  public record Stop(long nanos, Place place) {}

  public static Builder builder() {
    return new Builder();
  }

  /** The place at a time, empty while the player was on no map. */
  public Optional<Place> at(long nanos) {
    Map.Entry<Long, Optional<Place>> entry = places.floorEntry(nanos);
    return entry == null ? Optional.empty() : entry.getValue();
  }

  /** Whether the player came to a map or left one between two times. */
  public boolean changesWithin(long from, long to) {
    return !changes.subSet(from, true, to, true).isEmpty();
  }

  /** Whether nobody could see the player at some moment between two times. */
  public boolean hiddenWithin(long from, long to) {
    Map.Entry<Long, Boolean> before = hidden.floorEntry(from);
    return (before != null && before.getValue())
        || hidden.subMap(from, true, to, true).containsValue(true);
  }

  /** Whether the player hid or came out of hiding between two times. */
  boolean hidesOrShowsWithin(long from, long to) {
    return !hidden.subMap(from, true, to, true).isEmpty();
  }

  /** Between two times; empty if the two were not on one map at its beginning. */
  Optional<Distances> distances(Presence other, long from, long to) {
    NavigableSet<Long> moments = new TreeSet<>(places.subMap(from, true, to, true).keySet());
    moments.addAll(other.places.subMap(from, true, to, true).keySet());
    moments.add(from);
    int least = Integer.MAX_VALUE;
    int most = -1;
    for (long moment : moments) {
      Optional<Place> here = at(moment);
      Optional<Place> there = other.at(moment);
      if (here.isPresent() && there.isPresent() && here.get().zone().equals(there.get().zone())) {
        int distance = here.get().cell().distance(there.get().cell());
        least = Math.min(least, distance);
        most = Math.max(most, distance);
      }
    }
    return most < 0 ? Optional.empty() : Optional.of(new Distances(least, most));
  }

  /** Every place that was not left for {@code rest}, looking no further than {@code end}. */
  List<Stop> stops(long rest, long end) {
    List<Stop> stops = new ArrayList<>();
    for (Map.Entry<Long, Optional<Place>> entry : places.entrySet()) {
      long since = entry.getKey();
      Long next = places.higherKey(since);
      if (entry.getValue().isPresent() && since + rest < (next == null ? end : next)) {
        stops.add(new Stop(since, entry.getValue().get()));
      }
    }
    return stops;
  }

  /** Collects what the server wrote down, in any order. */
  public static final class Builder {
    private final NavigableMap<Long, Optional<Place>> places = new TreeMap<>();
    private final NavigableSet<Long> changes = new TreeSet<>();
    private final NavigableMap<Long, Boolean> hidden = new TreeMap<>();

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

    /** Others see the player from now on, or not any more. */
    public Builder hidden(long nanos, boolean value) {
      hidden.put(nanos, value);
      return this;
    }

    public Presence build() {
      return new Presence(new TreeMap<>(places), new TreeSet<>(changes), new TreeMap<>(hidden));
    }
  }
}
