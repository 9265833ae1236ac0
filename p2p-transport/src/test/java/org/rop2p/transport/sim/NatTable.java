package org.rop2p.transport.sim;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/** The mappings of one NAT, and who may use them (RFC 4787 sections 4 and 5). */
final class NatTable {
  /** Answers to one that comes from outside: to whom it goes, or why to nobody. */
  record Entrance(Optional<InetSocketAddress> inside, Fate fate) {
    static Entrance refused(Fate fate) {
      return new Entrance(Optional.empty(), fate);
    }
  }

  private static final class Mapping {
    final InetSocketAddress inside;
    final int port;

    /** When was last sent to whom. */
    final Map<InetSocketAddress, Long> spokenTo = new HashMap<>();

    long lastOut = Long.MIN_VALUE;

    /** Asked for by its host: kept without traffic until then, and open to everybody. */
    long requestedUntil = Long.MIN_VALUE;

    Mapping(InetSocketAddress inside, int port) {
      this.inside = inside;
      this.port = port;
    }
  }

  private final NatKind kind;
  private final PortAllocator ports;
  private final Map<List<Object>, Mapping> byKey = new HashMap<>();
  private final Map<Integer, Mapping> byPort = new HashMap<>();
  private final Set<Integer> retired = new HashSet<>();

  NatTable(NatKind kind, Random random) {
    this.kind = kind;
    this.ports = new PortAllocator(kind.ports(), random);
  }

  /** The outside port for one who sends; empty if none is free. */
  OptionalInt out(InetSocketAddress inside, InetSocketAddress remote, long now) {
    expire(now);
    Mapping mapping = requested(inside, now).orElseGet(() -> byKey.get(key(inside, remote)));
    if (mapping == null) {
      OptionalInt port = ports.allocate(inside, this::isFree);
      if (port.isEmpty()) {
        return port;
      }
      mapping = new Mapping(inside, port.getAsInt());
      byKey.put(key(inside, remote), mapping);
      byPort.put(mapping.port, mapping);
    }
    mapping.lastOut = now;
    mapping.spokenTo.put(remote, now);
    return OptionalInt.of(mapping.port);
  }

  Entrance in(int port, InetSocketAddress remote, long now) {
    expire(now);
    Mapping mapping = byPort.get(port);
    if (mapping == null) {
      return Entrance.refused(Fate.UNMAPPED);
    }
    return mapping.requestedUntil > now || admits(mapping, remote)
        ? new Entrance(Optional.of(mapping.inside), Fate.DELIVERED)
        : Entrance.refused(Fate.FILTERED);
  }

  /**
   * A mapping that its host asks for (RFC 6887 section 11), or asks to keep; one that serves all
   * its traffic already is kept.
   *
   * @param lifetime nanoseconds; 0 ends it
   * @param wanted the outside port; another one if that is not free
   */
  OptionalInt request(InetSocketAddress inside, int wanted, long lifetime, long now) {
    expire(now);
    Optional<Mapping> known =
        requested(inside, now).or(() -> Optional.ofNullable(byKey.get(List.of(inside))));
    if (known.isEmpty()) {
      OptionalInt port =
          isFree(wanted) ? OptionalInt.of(wanted) : ports.allocate(inside, this::isFree);
      if (port.isEmpty()) {
        return port;
      }
      known = Optional.of(new Mapping(inside, port.getAsInt()));
      byPort.put(port.getAsInt(), known.get());
    }
    known.get().requestedUntil = now + lifetime;
    return OptionalInt.of(known.get().port);
  }

  /** Forgets all. No port is given a second time, so that a path over an old one is dead. */
  void reboot() {
    retired.addAll(byPort.keySet());
    byKey.clear();
    byPort.clear();
    ports.reboot();
  }

  private boolean admits(Mapping mapping, InetSocketAddress remote) {
    return switch (kind.filtering()) {
      case ENDPOINT_INDEPENDENT -> true;
      case ADDRESS_DEPENDENT ->
          mapping.spokenTo.keySet().stream()
              .anyMatch(known -> known.getAddress().equals(remote.getAddress()));
      case ADDRESS_AND_PORT_DEPENDENT -> mapping.spokenTo.containsKey(remote);
    };
  }

  private List<Object> key(InetSocketAddress inside, InetSocketAddress remote) {
    return switch (kind.mapping()) {
      case ENDPOINT_INDEPENDENT -> List.of(inside);
      case ADDRESS_DEPENDENT -> List.of(inside, remote.getAddress());
      case ADDRESS_AND_PORT_DEPENDENT -> List.of(inside, remote);
    };
  }

  private Optional<Mapping> requested(InetSocketAddress inside, long now) {
    return byPort.values().stream()
        .filter(mapping -> mapping.requestedUntil > now)
        .filter(mapping -> mapping.inside.equals(inside))
        .findFirst();
  }

  private boolean isFree(int port) {
    return !byPort.containsKey(port) && !retired.contains(port);
  }

  /** A filter has the timer of its own traffic, a mapping that of all of it. */
  private void expire(long now) {
    byPort
        .values()
        .removeIf(mapping -> isOver(mapping.lastOut, now) && mapping.requestedUntil <= now);
    byKey.values().removeIf(mapping -> isOver(mapping.lastOut, now));
    byPort.values().forEach(m -> m.spokenTo.values().removeIf(at -> isOver(at, now)));
  }

  private boolean isOver(long lastOut, long now) {
    return lastOut == Long.MIN_VALUE || now - lastOut >= kind.timeout();
  }
}
