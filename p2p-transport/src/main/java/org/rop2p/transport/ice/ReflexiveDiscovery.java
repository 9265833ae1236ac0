package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;
import org.rop2p.transport.stun.Transactions;

/**
 * Asks STUN servers how they see our socket (RFC 8445 section 5.1.1.2), and asks again so that the
 * NAT keeps the mapping and a new one is noticed.
 *
 * <p>Not thread-safe and without I/O. The links of one socket share the answer.
 */
public final class ReflexiveDiscovery {
  /** Below the 30 s after which some NATs forget a UDP mapping, with a try to spare. */
  private static final long REFRESH = 12_000_000_000L;

  /** As many as a coordinator may name. */
  static final int MAX_SERVERS = 16;

  private final Base base;
  private final IceSettings settings;
  private final CheckPacer pacer;
  private final RandomGenerator random;
  private final Map<InetSocketAddress, Long> refreshAt = new LinkedHashMap<>();
  private final Map<InetSocketAddress, InetSocketAddress> mapped = new LinkedHashMap<>();

  /** Servers that were asked often enough since they last answered. */
  private final Set<InetSocketAddress> silent = new HashSet<>();

  private final Transactions<InetSocketAddress> transactions;
  private final Queue<IceOutput.Transmit> outputs = new ArrayDeque<>();

  /**
   * No server to ask yet.
   *
   * @param base the socket that is to be seen
   */
  public ReflexiveDiscovery(
      Base base, IceSettings settings, CheckPacer pacer, RandomGenerator random) {
    this.base = base;
    this.settings = settings;
    this.pacer = pacer;
    this.random = random;
    this.transactions = new Transactions<>(settings.maxRetransmit());
  }

  /**
   * Asks these servers, too, from the next {@link #advance} on; at most {@link #MAX_SERVERS} in
   * all.
   *
   * @param servers resolved addresses; those asked already are not asked twice
   */
  public void add(List<InetSocketAddress> servers, long now) {
    for (InetSocketAddress server : servers) {
      if (refreshAt.size() < MAX_SERVERS) {
        refreshAt.putIfAbsent(server, now);
      }
    }
  }

  /** The socket that is to be seen. */
  public Base base() {
    return base;
  }

  /** Asks all servers anew from the next {@link #advance} on. */
  public void askAgain(long now) {
    refreshAt.replaceAll((server, at) -> Math.min(at, now));
  }

  /** What each server sees that has answered when it was asked last, first answer first. */
  public Map<InetSocketAddress, InetSocketAddress> mapped() {
    Map<InetSocketAddress, InetSocketAddress> current = new LinkedHashMap<>(mapped);
    current.keySet().removeAll(silent);
    return current;
  }

  /** Whether servers were asked, and none of them answers any more. */
  public boolean isInVain() {
    return !refreshAt.isEmpty() && silent.containsAll(refreshAt.keySet());
  }

  /** The addresses known now. */
  public Set<InetSocketAddress> addresses() {
    return Set.copyOf(mapped.values());
  }

  public Optional<IceOutput.Transmit> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  public boolean awaits(TransactionId id) {
    return transactions.subject(id).isPresent();
  }

  /**
   * What a server sees now that it did not see before.
   *
   * @param before what it saw last, if it has answered before
   */
  public record Change(Optional<InetSocketAddress> before, InetSocketAddress now) {}

  /**
   * Takes a response.
   *
   * @return what is new in it
   */
  public Optional<Change> receive(StunMessage message, Route from) {
    if (!from.base().equals(base)) {
      return Optional.empty();
    }
    return transactions
        .complete(message.id(), from.remote())
        .filter(entry -> message.isBinding(StunClass.SUCCESS))
        .flatMap(entry -> message.xorMappedAddress())
        .filter(address -> address.getPort() != 0)
        .flatMap(address -> seen(from.remote(), address));
  }

  private Optional<Change> seen(InetSocketAddress server, InetSocketAddress address) {
    silent.remove(server);
    Optional<InetSocketAddress> before = Optional.ofNullable(mapped.put(server, address));
    return before.filter(address::equals).isPresent()
        ? Optional.empty()
        : Optional.of(new Change(before, address));
  }

  /** Sends what is due. */
  public void advance(long now) {
    transactions.advance(
        now, pacer, entry -> transmit(entry.to, entry.datagram), entry -> silent.add(entry.to));
    for (var entry : refreshAt.entrySet()) {
      if (now >= entry.getValue()) {
        ask(entry.getKey(), now);
        entry.setValue(now + REFRESH);
      }
    }
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    long due = refreshAt.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    return Math.min(due, transactions.deadline());
  }

  private void ask(InetSocketAddress server, long now) {
    TransactionId id = TransactionId.next(random);
    byte[] request = new StunWriter(StunClass.REQUEST, id).fingerprint().toBytes();
    transmit(server, request);
    transactions.start(
        id,
        server,
        server,
        request,
        new Transactions.Schedule(now, settings.retransmit(), settings.sends()));
  }

  private void transmit(InetSocketAddress to, byte[] datagram) {
    outputs.add(new IceOutput.Transmit(new Route(base, to), datagram));
  }
}
