package org.rop2p.transport.gather;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.stun.StunMessage;

/**
 * What this endpoint knows of itself, from all its sources; the same for every link. Event loop
 * only.
 */
public final class LocalCandidates implements CandidateSink {
  private final CandidateSink links;
  private final List<CandidateSource> sources = new ArrayList<>();
  private final Set<Base> bases = new LinkedHashSet<>();

  /** What each address was found as, by several sources maybe; the first one is what is told. */
  private final Map<InetSocketAddress, List<IceCandidate>> known = new LinkedHashMap<>();

  /**
   * Knows nothing yet.
   *
   * @param links told of every change
   */
  public LocalCandidates(CandidateSink links) {
    this.links = links;
  }

  /** Listens to one more source, and starts it. */
  public void add(CandidateSource source) {
    sources.add(source);
    source.start();
  }

  /** Where checks may leave from now. */
  public List<Base> bases() {
    return List.copyOf(bases);
  }

  /** All that peers may be told now. */
  public List<IceCandidate> known() {
    return known.values().stream().map(same -> same.get(0)).toList();
  }

  /** Whether the message was meant for a source. */
  public boolean receive(StunMessage message, Route from) {
    return sources.stream().anyMatch(source -> source.receive(message, from));
  }

  /** Nothing comes to this base, though something should. */
  public void doubt(Base base) {
    sources.forEach(source -> source.doubt(base));
  }

  public void close() {
    sources.forEach(CandidateSource::close);
  }

  @Override
  public void networkChanged() {
    sources.forEach(CandidateSource::networkChanged);
    links.networkChanged();
  }

  @Override
  public void added(Base base) {
    if (bases.add(base)) {
      links.added(base);
    }
  }

  @Override
  public void removed(Base base) {
    if (bases.remove(base)) {
      links.removed(base);
    }
  }

  @Override
  public void found(IceCandidate candidate) {
    List<IceCandidate> same =
        known.computeIfAbsent(candidate.address(), address -> new ArrayList<>());
    if (same.isEmpty()) {
      links.found(candidate);
    }
    if (!same.contains(candidate)) {
      same.add(candidate);
    }
  }

  @Override
  public void withdrawn(IceCandidate candidate) {
    List<IceCandidate> same = known.getOrDefault(candidate.address(), List.of());
    int place = same.indexOf(candidate);
    if (place < 0) {
      return;
    }
    same.remove(place);
    if (same.isEmpty()) {
      known.remove(candidate.address());
    }
    if (place == 0) {
      links.withdrawn(candidate);
      same.stream().findFirst().ifPresent(links::found);
    }
  }
}
