package org.rop2p.transport.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.ProbeSignal;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.gather.NatView;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.IceOutput;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.probing.ProbeAttempt;
import org.rop2p.transport.probing.ProbeSettings;
import org.rop2p.transport.probing.Probing;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/** An agent and a discovery on one socket of a host, with what they said and found. */
public final class AgentOnHost implements Driven, ProbeAttempt.Link {
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
  private final Fingerprint peer;
  private final ProbesOnHost probes;
  private final ProbeAttempt attempt;
  private Consumer<ProbeSignal> probeSignalling = signal -> {};

  /** Asks these servers from now on, and waits to be introduced. */
  public AgentOnHost(
      Host host,
      int port,
      IceSettings settings,
      IceRole role,
      List<InetSocketAddress> stunServers,
      List<TurnServer> turnServers,
      Optional<ProbeSettings> probing) {
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
    this.peer = new Fingerprint((role == IceRole.CONTROLLING ? "ff" : "00").repeat(32));
    this.probes = new ProbesOnHost(host, socket, BASE, this::receive);
    this.attempt =
        new ProbeAttempt(
            probes,
            new Probing(probing.orElseGet(ProbeSettings::defaults), this::nat, BASE),
            this,
            probing.isPresent());
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

  @Override
  public IceAgent agent() {
    return agent;
  }

  @Override
  public Fingerprint peer() {
    return peer;
  }

  @Override
  public boolean isDescribed() {
    return agent.remote().isPresent();
  }

  @Override
  public boolean isDirect() {
    return path().equals(Optional.of(LinkPath.DIRECT)) && agent.selected().isPresent();
  }

  @Override
  public void say(ProbeSignal signal) {
    probeSignalling.accept(signal);
  }

  @Override
  public void changed() {
    agent.patientUntil(attempt.patientUntil());
    drain();
  }

  /** Sockets that it has beside the main one. */
  public int probeSockets() {
    return probes.sockets().size();
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
    return Math.min(
        Math.min(agent.deadline(), probes.deadline()),
        Math.min(discovery.deadline(), relays.deadline()));
  }

  @Override
  public void advance() {
    discovery.advance(now());
    relays.advance();
    if (probes.deadline() <= now()) {
      probes.wakeAt(Long.MAX_VALUE);
      attempt.advance();
    }
    agent.patientUntil(attempt.patientUntil());
    agent.advance(now());
    drain();
  }

  /** The NAT as the STUN servers show it, as the endpoint judges it. */
  private NatView nat() {
    return NatView.of(
        host.addresses().stream().map(ip -> new InetSocketAddress(ip, socket.port())).toList(),
        discovery.mapped());
  }

  /** Where a coordinator sees this player. */
  private List<InetAddress> seenAt() {
    return discovery.mapped().values().stream().map(InetSocketAddress::getAddress).toList();
  }

  private void tell(AgentOnHost peer, long delay) {
    host.network().after(delay, () -> peer.hear(agent.local()));
    signalling = candidate -> host.network().after(delay, () -> peer.hear(candidate));
    probeSignalling = signal -> host.network().after(delay, () -> peer.hear(signal, this.seenAt()));
    candidates.forEach(signalling);
  }

  private void hear(IceDescription description) {
    agent.remoteDescription(description);
    attempt.start();
    advance();
  }

  private void hear(ProbeSignal signal, List<InetAddress> seenAt) {
    attempt.heard(signal, seenAt);
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
    } else if (attempt.receive(message.get(), from).isEmpty()
        && agent.receive(message.get(), from, now()) == Verdict.ACCEPTED) {
      attempt.accepted(from);
    }
    agent.patientUntil(attempt.patientUntil());
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
    } else if (!route.base().equals(BASE)) {
      probes.send(route, datagram);
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
