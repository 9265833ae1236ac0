package org.rop2p.transport.gather;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceServers;
import org.rop2p.transport.NatType;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.mapping.SystemGateways;
import org.rop2p.transport.socket.Demultiplexer;
import org.rop2p.transport.socket.SocketCounters;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.turn.TurnAllocations;
import org.rop2p.transport.turn.TurnSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources of one endpoint, as its configuration has them. With relays only, neither the socket
 * is a base of links nor is anybody asked how it is seen: there is nothing to give away. Event loop
 * only, but for the constructor, {@link #nat} and {@link #natType}.
 */
public final class Gathering {
  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

  private final LocalCandidates local;
  private final Optional<HostSource> hosts;
  private final Optional<ReflexiveSource> reflexive;
  private final RelaySource relays;
  private final Optional<MappingSource> mapping;
  private final IceServers servers;
  private final IntSupplier baseNumbers;
  private final NetworkWatch watch;

  /** The addresses of this machine, told or not. */
  private volatile List<IceCandidate> seen;

  private final ScheduledExecutorService timer;

  /**
   * Does nothing yet.
   *
   * @param base the socket
   * @param bound its local address
   * @param links told of every change
   */
  public Gathering(
      EndpointConfig config,
      Base base,
      InetSocketAddress bound,
      IceSettings settings,
      CheckPacer pacer,
      RandomGenerator random,
      Demultiplexer demultiplexer,
      SocketCounters counters,
      EventLoop loop,
      LoopClock clock,
      CandidateSink links) {
    this.servers = config.servers();
    this.local = new LocalCandidates(links);
    this.baseNumbers = numbersAfter(base);
    CandidatePolicy policy = CandidatePolicy.of(config, bound.getAddress());
    boolean direct = !config.exposure().relayOnly();
    this.seen = HostAddresses.of(bound, config);
    this.hosts = direct ? Optional.of(new HostSource(base, seen, local)) : Optional.empty();
    this.reflexive =
        direct
            ? Optional.of(
                new ReflexiveSource(
                    policy,
                    new ReflexiveDiscovery(base, settings, pacer, random),
                    loop,
                    clock,
                    (route, datagram) -> demultiplexer.sendStun(route, datagram, taken -> {}),
                    local))
            : Optional.empty();
    this.watch =
        new NetworkWatch(
            () -> HostAddresses.scan(bound, config),
            System::currentTimeMillis,
            loop,
            this::hostsSeen,
            local::networkChanged);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("network-watch", true));
    this.mapping =
        direct && config.exposure().portMapping() && base.ipv4()
            ? Optional.of(
                new MappingSource(
                    policy, new SystemGateways(bound, loop, new SecureRandom()), loop, local))
            : Optional.empty();
    this.relays =
        new RelaySource(
            base,
            new TurnAllocations(random, TurnSettings.defaults(), pacer),
            policy,
            demultiplexer,
            counters,
            loop,
            clock,
            baseNumbers,
            local);
  }

  private void hostsSeen(List<IceCandidate> now) {
    boolean changed = hosts.map(source -> source.update(now)).orElse(!now.equals(seen));
    seen = now;
    if (changed) {
      LOG.debug("The addresses of this machine have changed: {}", now);
      local.networkChanged();
    }
  }

  /** What is known of this endpoint. */
  public LocalCandidates local() {
    return local;
  }

  /** What is known of the NAT before us now; nothing, with relays only. */
  public NatView nat() {
    return NatView.of(
        seen.stream().map(IceCandidate::address).toList(),
        reflexive.map(ReflexiveSource::mapped).orElse(Map.of()));
  }

  /** The kind of it, as {@link NatView} judges. */
  public NatType natType() {
    if (reflexive.filter(ReflexiveSource::isInVain).isPresent()) {
      return NatType.BLOCKED;
    }
    return switch (nat().kind()) {
      case NONE -> NatType.NONE;
      case CONE -> NatType.CONE;
      case SYMMETRIC -> NatType.SYMMETRIC;
      case UNKNOWN -> NatType.UNKNOWN;
    };
  }

  /** The number of one more base, which none has had. */
  public int nextBase() {
    return baseNumbers.getAsInt();
  }

  /** Asks the servers of the configuration, and whatever else there is to ask. */
  public void start() {
    hosts.ifPresent(local::add);
    reflexive.ifPresent(local::add);
    local.add(relays);
    mapping.ifPresent(local::add);
    // A TURN server answers as a STUN server, too (RFC 8656 section 5).
    List<InetSocketAddress> stun =
        Stream.concat(servers.stun().stream(), servers.turn().stream().map(TurnServer::address))
            .toList();
    reflexive.ifPresent(source -> source.ask(stun));
    relays.ask(servers.turn());
    watch.start(timer);
  }

  /** Asks these STUN servers, too, which somebody else names. */
  public void stunServers(List<InetSocketAddress> named) {
    reflexive.ifPresent(source -> source.askNamed(named));
  }

  /** Asks these TURN servers, too, which somebody else names. */
  public void turnServers(List<TurnServer> named) {
    reflexive.ifPresent(
        source -> source.askNamed(named.stream().map(TurnServer::address).toList()));
    relays.askNamed(named);
  }

  /** Gives port mappings back to the router; {@link #isReleased} tells when that is done. */
  public void giveBack() {
    mapping.ifPresent(MappingSource::close);
  }

  /** Whether nothing is left at the router, as far as we know. */
  public boolean isReleased() {
    return mapping.map(MappingSource::isReleased).orElse(true);
  }

  public void close() {
    timer.shutdown();
    local.close();
  }

  private static IntSupplier numbersAfter(Base base) {
    int[] last = {base.number()};
    return () -> ++last[0];
  }
}
