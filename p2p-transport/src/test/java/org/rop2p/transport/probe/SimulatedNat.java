package org.rop2p.transport.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;

/** A NAT that filters by address and port (RFC 4787), for sockets told by a number. */
final class SimulatedNat {
  static final int LOWEST = 1_024;
  static final int RANGE = 64_512;

  private final NatKind kind;
  private final InetAddress outside;
  private final IntSupplier allocation;
  private final int maxSessions;
  private final Map<List<Object>, Integer> ports = new HashMap<>();
  private final Map<Integer, Integer> insides = new HashMap<>();
  private final Map<Integer, Set<InetSocketAddress>> spokenTo = new HashMap<>();
  private int sessions;

  /**
   * @param allocation of external ports; one in use is asked for again
   * @param maxSessions pairs of a socket and a destination; more do not get out
   */
  SimulatedNat(NatKind kind, InetAddress outside, IntSupplier allocation, int maxSessions) {
    this.kind = kind;
    this.outside = outside;
    this.allocation = allocation;
    this.maxSessions = maxSessions;
  }

  /** Every port above 1,023 alike. */
  static IntSupplier uniform(Random random) {
    return () -> LOWEST + random.nextInt(RANGE);
  }

  /** As Linux with {@code --random-fully}: 16 random bits modulo 64,512. */
  static IntSupplier randomFully(Random random) {
    return () -> LOWEST + random.nextInt(1 << 16) % RANGE;
  }

  /** Random ports from here to the highest, as NATs that leave low ports alone. */
  static IntSupplier from(int lowest, Random random) {
    return () -> lowest + random.nextInt((1 << 16) - lowest);
  }

  static IntSupplier block(int size, Random random) {
    int lowest = LOWEST + random.nextInt(RANGE - size);
    return () -> lowest + random.nextInt(size);
  }

  /** Each flow the next port by this step, from the highest to the lowest again. */
  static IntSupplier sequential(int step, int first) {
    int[] next = {first - LOWEST};
    return () -> {
      int port = LOWEST + next[0];
      next[0] = (next[0] + step) % RANGE;
      return port;
    };
  }

  InetAddress outside() {
    return outside;
  }

  int sessions() {
    return sessions;
  }

  /** The address a packet leaves with; empty if there are too many sessions. */
  Optional<InetSocketAddress> out(int socket, InetSocketAddress to) {
    List<Object> key = kind == NatKind.CONE ? List.of(socket) : List.of(socket, to);
    Integer port = ports.get(key);
    if (port == null || !spokenTo.get(port).contains(to)) {
      if (sessions == maxSessions) {
        return Optional.empty();
      }
      sessions++;
    }
    if (port == null) {
      port = unused();
      ports.put(key, port);
      insides.put(port, socket);
      spokenTo.put(port, new HashSet<>());
    }
    spokenTo.get(port).add(to);
    return Optional.of(new InetSocketAddress(outside, port));
  }

  /** The socket that gets a packet; empty if it is not let in. */
  OptionalInt in(InetSocketAddress to, InetSocketAddress from) {
    return to.getAddress().equals(outside)
            && spokenTo.getOrDefault(to.getPort(), Set.of()).contains(from)
        ? OptionalInt.of(insides.get(to.getPort()))
        : OptionalInt.empty();
  }

  /** Another program behind this NAT opens a flow, and has the last one no longer. */
  void otherFlow() {
    ports.put(List.of("another program"), allocation.getAsInt());
  }

  private int unused() {
    int port = allocation.getAsInt();
    while (insides.containsKey(port)) {
      port = allocation.getAsInt();
    }
    return port;
  }
}
