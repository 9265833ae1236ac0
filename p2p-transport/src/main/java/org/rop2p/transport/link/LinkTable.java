package org.rop2p.transport.link;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.gather.CandidateSink;
import org.rop2p.transport.gather.LocalCandidates;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.probing.Probing;
import org.rop2p.transport.quic.PeerPins;
import org.rop2p.transport.socket.DatagramRoutes;
import org.rop2p.transport.socket.QuicRoute;
import org.rop2p.transport.socket.SocketCounters;
import org.rop2p.transport.socket.VirtualAddress;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;

/**
 * The links of one endpoint by everything they are known by. Event loop only.
 *
 * <p>A link that is down loses its name and credentials at once, but keeps its number and routes
 * until its last packet is out.
 */
final class LinkTable implements DatagramRoutes, PeerPins, CandidateSink {
  private final SocketCounters counters;
  private final Map<Fingerprint, LinkSession> byPeer = new HashMap<>();
  private final Map<String, LinkSession> byUfrag = new HashMap<>();
  private final Map<Integer, LinkSession> byNumber = new HashMap<>();
  private final Map<Route, LinkSession> byRoute = new HashMap<>();
  private LocalCandidates local;
  private Probing probing = Probing.none();
  private IntSupplier baseNumbers = () -> 0;
  private int nextNumber;
  private volatile int links;
  private volatile int linksUp;

  LinkTable(SocketCounters counters) {
    this.counters = counters;
  }

  void local(LocalCandidates candidates) {
    local = candidates;
  }

  LocalCandidates local() {
    return local;
  }

  /**
   * What links need to be made by probing.
   *
   * @param numbers of bases, none twice
   */
  void probing(Probing shared, IntSupplier numbers) {
    probing = shared;
    baseNumbers = numbers;
  }

  IntSupplier baseNumbers() {
    return baseNumbers;
  }

  Probing probing() {
    return probing;
  }

  @Override
  public void added(Base base) {
    open().forEach(link -> link.base(base, true));
  }

  @Override
  public void removed(Base base) {
    open().forEach(link -> link.base(base, false));
  }

  @Override
  public void found(IceCandidate candidate) {
    open().forEach(link -> link.localCandidate(candidate));
  }

  /** Peers find out by their checks. */
  @Override
  public void withdrawn(IceCandidate candidate) {}

  @Override
  public void networkChanged() {
    open().forEach(LinkSession::networkChanged);
  }

  /** A number that no link has, and that none had for a long time. */
  int nextNumber() {
    do {
      nextNumber = (nextNumber + 1) & 0x00FFFFFF;
    } while (byNumber.containsKey(nextNumber));
    return nextNumber;
  }

  /** The links not yet down. */
  Collection<LinkSession> open() {
    return List.copyOf(byPeer.values());
  }

  /** How many links are not yet down; any thread. */
  int links() {
    return links;
  }

  /** How many links are up; any thread. */
  int linksUp() {
    return linksUp;
  }

  /** A link's state has changed. */
  void changed() {
    links = byPeer.size();
    linksUp = (int) byPeer.values().stream().filter(LinkSession::isUp).count();
  }

  Optional<LinkSession> to(Fingerprint peer) {
    return Optional.ofNullable(byPeer.get(peer));
  }

  void add(LinkSession link) {
    byPeer.put(link.peer(), link);
    renamed(link);
    byNumber.put(link.number(), link);
    changed();
  }

  /** Checks for this link come with other user names than before. */
  void renamed(LinkSession link) {
    byUfrag.values().removeIf(link::equals);
    link.ufrags().forEach(ufrag -> byUfrag.put(ufrag, link));
  }

  /** The link is down: nobody finds it any more. */
  void retire(LinkSession link) {
    byPeer.remove(link.peer(), link);
    byUfrag.values().removeIf(link::equals);
    changed();
  }

  /** The link's last packet is out. */
  void remove(LinkSession link) {
    byNumber.remove(link.number(), link);
    byRoute.values().removeIf(link::equals);
    link.gone();
  }

  /** Whether connections of links that are down still have something to say. */
  boolean isDrained() {
    return byNumber.isEmpty();
  }

  @Override
  public void stun(byte[] datagram, Route from) {
    Optional<StunMessage> decoded = StunMessage.decode(datagram);
    if (decoded.isEmpty()) {
      counters.dropped(DropReason.STUN_MALFORMED);
      return;
    }
    StunMessage message = decoded.get();
    boolean request = message.stunClass() == StunClass.REQUEST;
    if (!request && local.receive(message, from)) {
      return;
    }
    Optional<LinkSession> link = request ? requested(message) : awaiting(message, from);
    if (link.isEmpty()) {
      counters.dropped(request ? DropReason.STUN_UNKNOWN_USER : DropReason.STUN_STRAY);
      return;
    }
    switch (link.get().stun(message, from)) {
      case ACCEPTED -> claim(from, link.get());
      case UNAUTHENTICATED -> counters.dropped(DropReason.STUN_UNAUTHENTICATED);
      case STRAY -> counters.dropped(DropReason.STUN_STRAY);
    }
  }

  @Override
  public Optional<QuicRoute> behind(Route route) {
    return Optional.ofNullable(byRoute.get(route));
  }

  @Override
  public Optional<QuicRoute> named(InetSocketAddress virtual) {
    return numbered(VirtualAddress.number(virtual).orElse(-1)).map(link -> link);
  }

  Optional<LinkSession> numbered(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  @Override
  public Optional<Fingerprint> pinned(int number) {
    return numbered(number).map(LinkSession::peer);
  }

  @Override
  public void refused(int number) {
    numbered(number).ifPresent(LinkSession::certificateRefused);
  }

  /**
   * QUIC by this route is the link's from now on. Another link's selected path stays its own while
   * that link lives: a peer must not take over another's by a forged source address.
   */
  private void claim(Route from, LinkSession link) {
    if (!link.hasHeardFrom(from)) {
      return;
    }
    LinkSession owner = byRoute.get(from);
    boolean taken = owner != null && owner != link && owner.isOpen() && owner.isSelected(from);
    if (!taken && byRoute.put(from, link) != link) {
      // A link knows few routes at a time: its agent forgets the oldest, and so does this.
      byRoute
          .entrySet()
          .removeIf(one -> one.getValue() == link && !link.hasHeardFrom(one.getKey()));
    }
  }

  private Optional<LinkSession> requested(StunMessage request) {
    return request
        .username()
        .map(name -> name.substring(0, Math.max(0, name.indexOf(':'))))
        .map(byUfrag::get);
  }

  /** At most as many hash look-ups as there may be links; one for a link that is up. */
  private Optional<LinkSession> awaiting(StunMessage response, Route from) {
    LinkSession likely = byRoute.get(from);
    if (likely != null && likely.isOpen() && likely.awaits(response.id())) {
      return Optional.of(likely);
    }
    return byPeer.values().stream().filter(link -> link.awaits(response.id())).findFirst();
  }
}
