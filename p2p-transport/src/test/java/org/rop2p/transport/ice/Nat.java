package org.rop2p.transport.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A NAT by its two properties of RFC 4787; forgets nothing until it is flushed. */
final class Nat {
  /** RFC 4787 section 4.1. */
  enum Mapping {
    ENDPOINT_INDEPENDENT,
    ADDRESS_AND_PORT_DEPENDENT
  }

  /** RFC 4787 section 5. */
  enum Filtering {
    ENDPOINT_INDEPENDENT,
    ADDRESS_DEPENDENT,
    ADDRESS_AND_PORT_DEPENDENT
  }

  /** The kinds by their old names. */
  enum Kind {
    FULL_CONE(Mapping.ENDPOINT_INDEPENDENT, Filtering.ENDPOINT_INDEPENDENT),
    RESTRICTED(Mapping.ENDPOINT_INDEPENDENT, Filtering.ADDRESS_DEPENDENT),
    PORT_RESTRICTED(Mapping.ENDPOINT_INDEPENDENT, Filtering.ADDRESS_AND_PORT_DEPENDENT),
    SYMMETRIC(Mapping.ADDRESS_AND_PORT_DEPENDENT, Filtering.ADDRESS_AND_PORT_DEPENDENT);

    private final Mapping mapping;
    private final Filtering filtering;

    Kind(Mapping mapping, Filtering filtering) {
      this.mapping = mapping;
      this.filtering = filtering;
    }
  }

  private final Kind kind;
  private final InetAddress outside;
  private final Map<List<InetSocketAddress>, Integer> ports = new HashMap<>();
  private final Map<Integer, InetSocketAddress> insides = new HashMap<>();
  private final Map<Integer, Set<InetSocketAddress>> spokenTo = new HashMap<>();
  private int nextPort = 40_000;

  Nat(Kind kind, InetAddress outside) {
    this.kind = kind;
    this.outside = outside;
  }

  InetAddress outside() {
    return outside;
  }

  /** The address a packet leaves with. */
  InetSocketAddress out(InetSocketAddress from, InetSocketAddress to) {
    List<InetSocketAddress> key =
        kind.mapping == Mapping.ENDPOINT_INDEPENDENT ? List.of(from) : List.of(from, to);
    int port = ports.computeIfAbsent(key, k -> nextPort++);
    insides.put(port, from);
    spokenTo.computeIfAbsent(port, p -> new HashSet<>()).add(to);
    return new InetSocketAddress(outside, port);
  }

  /** Who gets a packet that came to this port; empty if it is not let in. */
  Optional<InetSocketAddress> in(int port, InetSocketAddress from) {
    Set<InetSocketAddress> known = spokenTo.getOrDefault(port, Set.of());
    boolean pass =
        switch (kind.filtering) {
          case ENDPOINT_INDEPENDENT -> true;
          case ADDRESS_DEPENDENT ->
              known.stream().anyMatch(peer -> peer.getAddress().equals(from.getAddress()));
          case ADDRESS_AND_PORT_DEPENDENT -> known.contains(from);
        };
    return pass ? Optional.ofNullable(insides.get(port)) : Optional.empty();
  }

  /** Forgets every mapping; ports are not used again. */
  void flush() {
    ports.clear();
    insides.clear();
    spokenTo.clear();
  }
}
