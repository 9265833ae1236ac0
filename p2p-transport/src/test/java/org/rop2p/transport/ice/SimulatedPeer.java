package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/** An agent with its place in the network. */
final class SimulatedPeer {
  static final Base BASE = new Base(0, false, true, true);
  static final Base RELAY = new Base(1, true, true, false);
  private static final InetSocketAddress STUN = new InetSocketAddress("203.0.113.250", 3478);

  private final SimulatedNetwork network;
  private final InetSocketAddress inside;
  private final Optional<Nat> nat;
  private Optional<InetSocketAddress> relay = Optional.empty();
  final IceAgent agent;
  final List<InetSocketAddress> selections = new ArrayList<>();
  final List<LinkPath> paths = new ArrayList<>();
  final List<Verdict> verdicts = new ArrayList<>();
  Optional<IceOutput.Reason> failure = Optional.empty();
  long failedAt;
  final List<Route> routes = new ArrayList<>();

  SimulatedPeer(
      SimulatedNetwork network,
      IceSettings settings,
      IceRole role,
      InetSocketAddress inside,
      Optional<Nat> nat) {
    this(network, settings, new CheckPacer(), role, inside, nat);
  }

  SimulatedPeer(
      SimulatedNetwork network,
      IceSettings settings,
      CheckPacer pacer,
      IceRole role,
      InetSocketAddress inside,
      Optional<Nat> nat) {
    this.network = network;
    this.inside = inside;
    this.nat = nat;
    this.agent =
        new IceAgent(
            settings,
            pacer,
            role,
            IceDescription.generate(network.random()),
            List.of(BASE),
            network.random(),
            network.now());
    network.join(this);
  }

  /** What this peer would tell: its own address, and the one a STUN server sees. */
  List<IceCandidate> candidates() {
    IceCandidate host = IceCandidate.of(CandidateType.HOST, 65_535, inside);
    return nat.map(
            box ->
                List.of(host, IceCandidate.of(CandidateType.SRFLX, 65_535, box.out(inside, STUN))))
        .orElse(List.of(host));
  }

  /** Has a relay that lets everybody in, at this address. */
  IceCandidate relay(InetSocketAddress address) {
    relay = Optional.of(address);
    agent.addBase(RELAY);
    return IceCandidate.of(CandidateType.RELAY, 65_535, address);
  }

  int sent() {
    return routes.size();
  }

  /** How much left from this base. */
  long sentFrom(Base base) {
    return routes.stream().filter(route -> route.base().equals(base)).count();
  }

  Optional<InetSocketAddress> selected() {
    return selections.isEmpty()
        ? Optional.empty()
        : Optional.of(selections.get(selections.size() - 1));
  }

  void hear(IceDescription description) {
    agent.remoteDescription(description);
    advance();
  }

  void hear(IceCandidate candidate) {
    agent.remoteCandidate(candidate);
    advance();
  }

  InetSocketAddress seenBy(InetSocketAddress to) {
    return nat.map(box -> box.out(inside, to)).orElse(inside);
  }

  boolean gets(InetSocketAddress to, InetSocketAddress from) {
    return relay.filter(to::equals).isPresent() || getsDirectly(to, from);
  }

  private boolean getsDirectly(InetSocketAddress to, InetSocketAddress from) {
    return nat.map(
            box ->
                box.outside().equals(to.getAddress())
                    && box.in(to.getPort(), from).filter(inside::equals).isPresent())
        .orElse(inside.equals(to));
  }

  void receive(byte[] datagram, InetSocketAddress from) {
    receive(datagram, new Route(BASE, from));
  }

  /** A datagram comes to an address of this peer. */
  void arrives(byte[] datagram, InetSocketAddress from, InetSocketAddress to) {
    receive(datagram, new Route(relay.filter(to::equals).isPresent() ? RELAY : BASE, from));
  }

  void receive(byte[] datagram, Route from) {
    StunMessage message = StunMessage.decode(datagram).orElseThrow();
    verdicts.add(agent.receive(message, from, network.now()));
    drain();
  }

  void advance() {
    agent.advance(network.now());
    drain();
  }

  long deadline() {
    return agent.deadline();
  }

  private void drain() {
    for (var next = agent.poll(); next.isPresent(); next = agent.poll()) {
      IceOutput output = next.get();
      if (output instanceof IceOutput.Transmit transmit) {
        InetSocketAddress to = transmit.route().remote();
        boolean relayed = transmit.route().base().equals(RELAY);
        routes.add(transmit.route());
        network.send(relayed ? relay.orElseThrow() : seenBy(to), to, transmit.datagram());
      } else if (output instanceof IceOutput.Selected selected) {
        selections.add(selected.route().remote());
        paths.add(selected.path());
      } else if (output instanceof IceOutput.Failed failed) {
        failure = Optional.of(failed.reason());
        failedAt = network.now();
      }
    }
  }
}
