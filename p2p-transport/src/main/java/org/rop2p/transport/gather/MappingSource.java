package org.rop2p.transport.gather;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.mapping.Gateways;
import org.rop2p.transport.mapping.MappingKeeper;
import org.rop2p.transport.mapping.MappingListener;
import org.rop2p.transport.mapping.MappingOutput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket's port at the home router, mapped by PCP or NAT-PMP, else by UPnP; the addresses of
 * mappings are server-reflexive candidates (RFC 8445 section 5.1.1.2). Event loop only.
 *
 * <p>One protocol at a time has a mapping, and peers are told of it only where anybody on the
 * internet could reach it.
 */
public final class MappingSource implements CandidateSource {
  private static final Logger LOG = LoggerFactory.getLogger(MappingSource.class);

  /** Other than that of what STUN servers see: another server (RFC 8445 section 5.1.1.3). */
  private static final int LOCAL_PREFERENCE = 65_534;

  /** Until the network is looked at anew: a router that is starting is there by then. */
  private static final Duration RETRY = Duration.ofMinutes(5);

  /** Each is told to all peers, so a router that moves the mapping on and on has to pause. */
  private static final int MAX_MOVES = 8;

  private final CandidatePolicy policy;
  private final Gateways gateways;
  private final EventLoop loop;
  private final CandidateSink sink;
  private final List<MappingKeeper> dropped = new ArrayList<>();
  private Optional<MappingKeeper> pcp = Optional.empty();
  private Optional<MappingKeeper> upnp = Optional.empty();
  private Optional<IceCandidate> told = Optional.empty();
  private Optional<ScheduledFuture<?>> retry = Optional.empty();
  private int moves;
  private boolean finding;
  private boolean findAgain;
  private boolean behindTwoNats;
  private boolean closed;

  /** Asks nobody yet. */
  public MappingSource(
      CandidatePolicy policy, Gateways gateways, EventLoop loop, CandidateSink sink) {
    this.policy = policy;
    this.gateways = gateways;
    this.loop = loop;
    this.sink = sink;
  }

  @Override
  public void start() {
    begin();
  }

  /** Takes back what the network before had mapped, and asks the router that is there now. */
  @Override
  public void networkChanged() {
    if (!closed) {
      behindTwoNats = false;
      begin();
    }
  }

  /** Gives the mapping back, too; {@link #isReleased} tells when that is done. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      told = Optional.empty();
      forget();
    }
  }

  /**
   * Whether after {@link #close} all routers have taken their mappings back, or cannot be waited
   * for; true within seconds, and not worth more than one of waiting.
   */
  public boolean isReleased() {
    return closed && dropped.stream().allMatch(MappingKeeper::isReleased);
  }

  private void begin() {
    forget();
    findAgain = finding;
    if (!finding) {
      finding = true;
      gateways.find(this::found);
    }
  }

  private void found(Optional<Inet4Address> gateway) {
    finding = false;
    if (closed) {
      return;
    }
    if (findAgain) {
      begin();
    } else if (gateway.isEmpty()) {
      LOG.debug("No default gateway is known: no port is mapped");
      later();
    } else {
      MappingKeeper keeper = gateways.pcp(gateway.get(), new Pcp(gateway.get()));
      pcp = Optional.of(keeper);
      keeper.start();
    }
  }

  private void later() {
    retry = Optional.of(loop.schedule(this::begin, RETRY.toNanos(), TimeUnit.NANOSECONDS));
  }

  private void askUpnp(Inet4Address gateway) {
    if (upnp.isEmpty()) {
      MappingKeeper keeper = gateways.upnp(gateway, new Upnp(gateway));
      upnp = Optional.of(keeper);
      keeper.start();
    }
  }

  private void forget() {
    withdraw();
    dropPcp();
    dropUpnp();
    retry.ifPresent(timer -> timer.cancel(false));
    moves = 0;
  }

  private void dropPcp() {
    pcp.ifPresent(this::drop);
    pcp = Optional.empty();
  }

  private void dropUpnp() {
    upnp.ifPresent(this::drop);
    upnp = Optional.empty();
  }

  private void drop(MappingKeeper keeper) {
    keeper.close();
    dropped.removeIf(MappingKeeper::isReleased);
    dropped.add(keeper);
  }

  private void tell(Inet4Address gateway, InetSocketAddress external) {
    if (moves == MAX_MOVES) {
      LOG.info("The router {} moves our port on and on: it is left alone for a while", gateway);
      forget();
      later();
    } else if (policy.allows(external)) {
      moves++;
      LOG.debug("The router {} lets peers in at {}", gateway, external);
      IceCandidate candidate = IceCandidate.of(CandidateType.SRFLX, LOCAL_PREFERENCE, external);
      told = Optional.of(candidate);
      sink.found(candidate);
    }
  }

  private void withdraw() {
    Optional<IceCandidate> before = told;
    told = Optional.empty();
    before.ifPresent(sink::withdrawn);
  }

  private void secondNat(Inet4Address gateway) {
    if (!behindTwoNats) {
      behindTwoNats = true;
      LOG.info(
          "The router {} has no public address itself, so that no port of it lets peers in: "
              + "another router or the provider's NAT comes behind it",
          gateway.getHostAddress());
    }
  }

  /** Goes on asking by itself, and is dropped where UPnP has a mapping or nobody answered. */
  private final class Pcp implements MappingListener {
    private final Inet4Address gateway;

    Pcp(Inet4Address gateway) {
      this.gateway = gateway;
    }

    @Override
    public void mapped(InetSocketAddress external) {
      dropUpnp();
      tell(gateway, external);
    }

    @Override
    public void withdrawn(InetSocketAddress external) {
      withdraw();
    }

    @Override
    public void unavailable(MappingOutput.Reason reason) {
      switch (reason) {
        case DOUBLE_NAT -> secondNat(gateway);
        case REFUSED -> askUpnp(gateway);
        case SILENT -> {
          dropPcp();
          askUpnp(gateway);
        }
      }
    }
  }

  /** Ends with the first failure. */
  private final class Upnp implements MappingListener {
    private final Inet4Address gateway;

    Upnp(Inet4Address gateway) {
      this.gateway = gateway;
    }

    @Override
    public void mapped(InetSocketAddress external) {
      dropPcp();
      tell(gateway, external);
    }

    @Override
    public void withdrawn(InetSocketAddress external) {
      withdraw();
    }

    @Override
    public void unavailable(MappingOutput.Reason reason) {
      dropUpnp();
      if (reason == MappingOutput.Reason.DOUBLE_NAT) {
        secondNat(gateway);
      }
      if (pcp.isEmpty()) {
        later();
      }
    }
  }
}
