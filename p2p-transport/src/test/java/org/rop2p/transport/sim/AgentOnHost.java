package org.rop2p.transport.sim;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.IceOutput;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/** An agent and a discovery on one socket of a host, with what they said and found. */
public final class AgentOnHost implements Driven {
  private static final Base BASE = new Base(0, false, true, true);
  private static final int LOCAL_PREFERENCE = 65_535;

  private final Host host;
  private final SimSocket socket;
  private final IceAgent agent;
  private final ReflexiveDiscovery discovery;
  private final List<IceCandidate> candidates = new ArrayList<>();
  private final RelaysOnHost relays;
  private final List<IceOutput.Selected> selections = new ArrayList<>();
  private final List<byte[]> payloads = new ArrayList<>();
  private Consumer<IceCandidate> signalling = candidate -> {};
  private Optional<IceOutput.Reason> failure = Optional.empty();

  /** Asks these servers from now on, and waits to be introduced. */
  public AgentOnHost(
      Host host,
      int port,
      IceSettings settings,
      IceRole role,
      List<InetSocketAddress> stunServers,
      List<TurnServer> turnServers) {
    SimNetwork network = host.network();
    CheckPacer pacer = new CheckPacer();
    IceDescription own = IceDescription.generate(network.random());
    this.host = host;
    this.socket = host.open(port, this::receive);
    this.agent =
        new IceAgent(settings, pacer, role, own, List.of(BASE), network.random(), network.now());
    this.discovery = new ReflexiveDiscovery(BASE, settings, pacer, network.random());
    host.addresses()
        .forEach(ip -> found(CandidateType.HOST, new InetSocketAddress(ip, socket.port())));
    discovery.add(stunServers, network.now());
    this.relays = new RelaysOnHost(network, socket, turnServers, pacer, this::relayed);
    host.drive(this);
  }

  /** Lets two hear each other's description and every candidate, each so much later. */
  public static void introduce(AgentOnHost left, AgentOnHost right, long delayNanos) {
    left.tell(right, delayNanos);
    right.tell(left, delayNanos);
  }

  /** Its router lets everybody in there. */
  public void mapped(InetSocketAddress address) {
    found(CandidateType.SRFLX, address);
  }

  public IceAgent agent() {
    return agent;
  }

  /** The latest selection. */
  public Optional<InetSocketAddress> selected() {
    return latest().map(chosen -> chosen.route().remote());
  }

  /** What the latest selection leads over. */
  public Optional<LinkPath> path() {
    return latest().map(IceOutput.Selected::path);
  }

  /** All selections, in their order. */
  public List<InetSocketAddress> selections() {
    return selections.stream().map(chosen -> chosen.route().remote()).toList();
  }

  public Optional<IceOutput.Reason> failure() {
    return failure;
  }

  /** What came over the socket and was not STUN. */
  public List<byte[]> payloads() {
    return List.copyOf(payloads);
  }

  /** Sends over the selected path. */
  public void send(byte[] payload) {
    send(latest().orElseThrow().route(), payload);
  }

  @Override
  public long deadline() {
    return Math.min(Math.min(agent.deadline(), discovery.deadline()), relays.deadline());
  }

  @Override
  public void advance() {
    discovery.advance(now());
    relays.advance();
    agent.advance(now());
    drain();
  }

  private void tell(AgentOnHost peer, long delay) {
    host.network().after(delay, () -> peer.hear(agent.local()));
    signalling = candidate -> host.network().after(delay, () -> peer.hear(candidate));
    candidates.forEach(signalling);
  }

  private void hear(IceDescription description) {
    agent.remoteDescription(description);
    advance();
  }

  private void hear(IceCandidate candidate) {
    agent.remoteCandidate(candidate);
    advance();
  }

  private void receive(byte[] datagram, InetSocketAddress from) {
    relays
        .unwrap(datagram, from)
        .ifPresentOrElse(
            relayed -> receive(relayed.getValue(), relayed.getKey()),
            () -> receive(datagram, new Route(BASE, from)));
  }

  private void receive(byte[] datagram, Route from) {
    Optional<StunMessage> message = StunMessage.decode(datagram);
    if (message.isEmpty()) {
      payloads.add(datagram);
    } else if (relays.receive(message.get(), from.remote())) {
      advance();
    } else if (discovery.awaits(message.get().id())) {
      discovery
          .receive(message.get(), from)
          .ifPresent(change -> found(CandidateType.SRFLX, change.now()));
    } else {
      agent.receive(message.get(), from, now());
    }
    drain();
  }

  private Optional<IceOutput.Selected> latest() {
    return selections.isEmpty()
        ? Optional.empty()
        : Optional.of(selections.get(selections.size() - 1));
  }

  private void relayed(Base base, InetSocketAddress address) {
    agent.addBase(base);
    found(CandidateType.RELAY, address);
  }

  private void send(Route route, byte[] datagram) {
    if (route.base().relay()) {
      relays.send(route, datagram);
    } else {
      socket.send(route.remote(), datagram);
    }
  }

  private void found(CandidateType type, InetSocketAddress address) {
    if (candidates.stream().noneMatch(known -> known.address().equals(address))) {
      IceCandidate candidate = IceCandidate.of(type, LOCAL_PREFERENCE, address);
      candidates.add(candidate);
      signalling.accept(candidate);
    }
  }

  private void drain() {
    for (var next = discovery.poll(); next.isPresent(); next = discovery.poll()) {
      socket.send(next.get().route().remote(), next.get().datagram());
    }
    for (var next = agent.poll(); next.isPresent(); next = agent.poll()) {
      IceOutput output = next.get();
      if (output instanceof IceOutput.Transmit transmit) {
        send(transmit.route(), transmit.datagram());
      } else if (output instanceof IceOutput.Selected selected) {
        selections.add(selected);
      } else if (output instanceof IceOutput.Failed failed) {
        failure = Optional.of(failed.reason());
      }
    }
  }

  private long now() {
    return host.network().now();
  }
}
