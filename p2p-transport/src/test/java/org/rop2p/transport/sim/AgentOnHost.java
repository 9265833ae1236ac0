package org.rop2p.transport.sim;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
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
  private final List<InetSocketAddress> selections = new ArrayList<>();
  private final List<byte[]> payloads = new ArrayList<>();
  private Consumer<IceCandidate> signalling = candidate -> {};
  private Optional<IceOutput.Reason> failure = Optional.empty();

  /** Asks these STUN servers from now on, and waits to be introduced. */
  public AgentOnHost(
      Host host,
      int port,
      IceSettings settings,
      IceRole role,
      List<InetSocketAddress> stunServers) {
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
    host.drive(this);
  }

  /** Lets two hear each other's description and every candidate, each so much later. */
  public static void introduce(AgentOnHost left, AgentOnHost right, long delayNanos) {
    left.tell(right, delayNanos);
    right.tell(left, delayNanos);
  }

  public IceAgent agent() {
    return agent;
  }

  /** The latest selection. */
  public Optional<InetSocketAddress> selected() {
    return selections.isEmpty()
        ? Optional.empty()
        : Optional.of(selections.get(selections.size() - 1));
  }

  /** All selections, in their order. */
  public List<InetSocketAddress> selections() {
    return List.copyOf(selections);
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
    socket.send(selected().orElseThrow(), payload);
  }

  @Override
  public long deadline() {
    return Math.min(agent.deadline(), discovery.deadline());
  }

  @Override
  public void advance() {
    discovery.advance(now());
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
    Optional<StunMessage> message = StunMessage.decode(datagram);
    if (message.isEmpty()) {
      payloads.add(datagram);
    } else if (discovery.awaits(message.get().id())) {
      discovery
          .receive(message.get(), new Route(BASE, from))
          .ifPresent(change -> found(CandidateType.SRFLX, change.now()));
    } else {
      agent.receive(message.get(), new Route(BASE, from), now());
    }
    drain();
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
        socket.send(transmit.route().remote(), transmit.datagram());
      } else if (output instanceof IceOutput.Selected selected) {
        selections.add(selected.route().remote());
      } else if (output instanceof IceOutput.Failed failed) {
        failure = Optional.of(failed.reason());
      }
    }
  }

  private long now() {
    return host.network().now();
  }
}
