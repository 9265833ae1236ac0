package org.rop2p.transport.gather;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;

/** The socket itself, and the addresses of this machine by which it can be reached. */
public final class HostSource implements CandidateSource {
  private final Base base;
  private final Map<InetSocketAddress, IceCandidate> hosts = new LinkedHashMap<>();
  private final CandidateSink sink;

  /**
   * @param hosts the first addresses
   */
  public HostSource(Base base, List<IceCandidate> hosts, CandidateSink sink) {
    this.base = base;
    hosts.forEach(host -> this.hosts.put(host.address(), host));
    this.sink = sink;
  }

  @Override
  public void start() {
    sink.added(base);
    hosts.values().forEach(sink::found);
  }

  /**
   * These are the addresses now.
   *
   * @return whether any has come or gone
   */
  public boolean update(List<IceCandidate> now) {
    Set<InetSocketAddress> there =
        now.stream().map(IceCandidate::address).collect(Collectors.toSet());
    List<IceCandidate> gone =
        hosts.values().stream().filter(host -> !there.contains(host.address())).toList();
    List<IceCandidate> come =
        now.stream().filter(host -> !hosts.containsKey(host.address())).toList();
    gone.forEach(host -> hosts.remove(host.address()));
    come.forEach(host -> hosts.put(host.address(), host));
    gone.forEach(sink::withdrawn);
    come.forEach(sink::found);
    return !gone.isEmpty() || !come.isEmpty();
  }

  @Override
  public void close() {
    // Nothing is under way.
  }
}
