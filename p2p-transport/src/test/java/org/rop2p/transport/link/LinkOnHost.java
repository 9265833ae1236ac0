package org.rop2p.transport.link;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.IceRestart;
import org.rop2p.transport.LinkTimes;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceGenerations;
import org.rop2p.transport.ice.IceOutput;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.sim.Driven;
import org.rop2p.transport.sim.Host;
import org.rop2p.transport.sim.SimNetwork;
import org.rop2p.transport.sim.SimSocket;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/**
 * One side of a link on a host of the simulated network, as {@link LinkSession} drives it: its
 * generations, its signs of life, and numbered datagrams where QUIC would be. Its clock stands
 * while the host sleeps.
 */
final class LinkOnHost implements Driven {
  private static final Base BASE = new Base(0, false, true, true);
  private static final LinkTimes TIMES = LinkTimes.USUAL;
  private static final long DATA_EVERY = 50 * SimNetwork.MILLI;
  private static final long ASK_EVERY = SimNetwork.SECOND;
  private static final int MAX_CANDIDATES = 32;
  private static final IceSettings SETTINGS =
      IceSettings.of(
          TIMES.setup(),
          TIMES.ping().multipliedBy(5).dividedBy(2),
          TIMES.silence().multipliedBy(3),
          MAX_CANDIDATES);

  private static final byte DATA = 'd';
  private static final byte PING = 'p';
  private static final byte PONG = 'q';

  /** What it says to the other side. */
  interface Signals {
    void description(IceDescription description);

    void candidate(IceCandidate candidate);

    void restart(IceRestart restart);
  }

  private final Host host;
  private final SimSocket socket;
  private final ReflexiveDiscovery discovery;
  private final Map<InetSocketAddress, IceCandidate> known = new LinkedHashMap<>();
  private final IceGenerations ice;
  private final List<IceRestart> restarts = new ArrayList<>();
  private final TreeSet<Long> heard = new TreeSet<>();
  private final List<Long> heardAt = new ArrayList<>();
  private Optional<Signals> signals = Optional.empty();
  private Predicate<StunMessage> deaf = message -> false;
  private Optional<LinkHealth> health = Optional.empty();
  private boolean restartable = true;
  private boolean down;
  private long slept;
  private long asleepSince;
  private boolean asleep;
  private long askNotBefore;
  private long sent;
  private long nextDataAt;
  private int checks;
  private int doubled;

  LinkOnHost(Host host, int port, IceRole role, List<InetSocketAddress> stunServers) {
    SimNetwork network = host.network();
    CheckPacer pacer = new CheckPacer();
    this.host = host;
    this.socket = host.open(port, this::receive);
    this.ice =
        new IceGenerations(SETTINGS, pacer, role, () -> List.of(BASE), network.random(), now());
    this.discovery = new ReflexiveDiscovery(BASE, SETTINGS, pacer, network.random());
    hosts();
    discovery.add(stunServers, now());
    host.drive(this);
  }

  IceGenerations ice() {
    return ice;
  }

  /** Says what it knows, and from now on what it finds. */
  void speak(Signals to) {
    signals = Optional.of(to);
    to.description(ice.current().local());
    known.values().forEach(candidate -> tell(candidate, ice.current().local().ufrag()));
  }

  /** Nothing but signs of life goes by it. */
  void quiet() {
    nextDataAt = Long.MAX_VALUE;
  }

  /** It restarts nothing by itself, nor takes part. */
  void neverRestart() {
    restartable = false;
  }

  /** What STUN messages of peers it does not hear. */
  void deafTo(Predicate<StunMessage> messages) {
    deaf = messages;
  }

  void hear(IceDescription description) {
    ice.describedBy(description, now());
    advance();
  }

  void hear(IceCandidate candidate) {
    ice.remoteCandidate(IceCandidate.parse(candidate.toSdp()), now());
    advance();
  }

  boolean hear(IceRestart restart) {
    boolean taken = ice.restart(restart, isRestartable(), now());
    advance();
    return taken;
  }

  /** The watch has seen that addresses have come and gone, or that the host has slept. */
  void networkChanged() {
    known.clear();
    hosts();
    discovery.addresses().forEach(seen -> found(CandidateType.SRFLX, seen));
    ice.networkChanged(now());
    discovery.askAgain(now());
    advance();
  }

  void sleep() {
    asleep = true;
    asleepSince = host.network().now();
    host.sleep();
  }

  void wake() {
    slept += host.network().now() - asleepSince;
    asleep = false;
    host.wake();
  }

  boolean isUp() {
    return health.isPresent() && !down;
  }

  /** What it has said of restarts. */
  List<IceRestart> restarts() {
    return restarts;
  }

  /** Checks sent so far, not their answers. */
  int checks() {
    return checks;
  }

  /** How many datagrams came more than once. */
  int doubled() {
    return doubled;
  }

  /** The longest time without a datagram since then. */
  long longestGapSince(long since) {
    long longest = 0;
    long before = since;
    for (long at : heardAt) {
      if (at > since) {
        longest = Math.max(longest, at - before);
        before = at;
      }
    }
    return Math.max(longest, host.network().now() - before);
  }

  @Override
  public long deadline() {
    if (down) {
      return Long.MAX_VALUE;
    }
    long due = Math.min(ice.deadline(), discovery.deadline());
    if (health.isPresent()) {
      due = Math.min(due, Math.min(health.get().deadline(), nextDataAt));
    }
    return due == Long.MAX_VALUE ? due : due + slept;
  }

  @Override
  public void advance() {
    if (down) {
      return;
    }
    long now = now();
    discovery.advance(now);
    ice.advance(isRestartable() && !health.orElseThrow().isSlow(), now);
    drain();
    health.ifPresent(signs -> live(signs, now));
    drain();
  }

  private void live(LinkHealth signs, long now) {
    if (signs.isSilent(now)) {
      down = true;
      return;
    }
    OptionalLong ping = signs.ping(now);
    if (ping.isPresent()) {
      send(PING, ping.getAsLong());
      if (signs.isDoubtful()) {
        ice.doubt(now);
        ask(now);
      }
    }
    if (now >= nextDataAt) {
      send(DATA, sent++);
      nextDataAt = now + DATA_EVERY;
    }
  }

  private boolean isRestartable() {
    return restartable && isUp();
  }

  private void ask(long now) {
    if (now >= askNotBefore) {
      askNotBefore = now + ASK_EVERY;
      discovery.askAgain(now);
    }
  }

  private void send(byte type, long number) {
    ByteBuffer payload = ByteBuffer.allocate(1 + 1 + Long.BYTES);
    payload.put((byte) 0x80).put(type).putLong(number);
    ice.path().ifPresent(route -> socket.send(route.remote(), payload.array()));
  }

  private void receive(byte[] datagram, InetSocketAddress from) {
    if (down) {
      return;
    }
    Route route = new Route(BASE, from);
    Optional<StunMessage> message = StunMessage.decode(datagram);
    if (message.isEmpty()) {
      if (ice.hasHeardFrom(route)) {
        health.ifPresent(signs -> payload(ByteBuffer.wrap(datagram), signs));
      }
    } else if (discovery.awaits(message.get().id())) {
      discovery.receive(message.get(), route).ifPresent(this::seen);
    } else if (!deaf.test(message.get())) {
      ice.receive(message.get(), route, now());
    }
    advance();
  }

  private void payload(ByteBuffer bytes, LinkHealth signs) {
    bytes.get();
    byte type = bytes.get();
    long number = bytes.getLong();
    signs.heard(now());
    ice.heard();
    switch (type) {
      case DATA -> {
        doubled += heard.add(number) ? 0 : 1;
        heardAt.add(host.network().now());
      }
      case PING -> send(PONG, number);
      default -> signs.pong(number, now());
    }
  }

  private void seen(ReflexiveDiscovery.Change change) {
    change.before().filter(old -> !discovery.addresses().contains(old)).ifPresent(known::remove);
    found(CandidateType.SRFLX, change.now());
  }

  private void hosts() {
    host.addresses()
        .forEach(
            ip -> found(CandidateType.HOST, new InetSocketAddress(ip, socket.address().getPort())));
  }

  private void found(CandidateType type, InetSocketAddress address) {
    if (!known.containsKey(address)) {
      IceCandidate candidate = IceCandidate.of(type, 65_535, address);
      known.put(address, candidate);
      ice.ufrags().forEach(ufrag -> tell(candidate, ufrag));
    }
  }

  private void tell(IceCandidate candidate, String ufrag) {
    signals.ifPresent(to -> to.candidate(candidate.withUfrag(ufrag)));
  }

  private void drain() {
    for (var next = discovery.poll(); next.isPresent(); next = discovery.poll()) {
      socket.send(next.get().route().remote(), next.get().datagram());
    }
    for (var next = ice.poll(); next.isPresent(); next = ice.poll()) {
      act(next.get());
    }
  }

  private void act(IceOutput output) {
    if (output instanceof IceOutput.Transmit transmit) {
      StunMessage message = StunMessage.decode(transmit.datagram()).orElseThrow();
      checks += message.username().isPresent() ? 1 : 0;
      socket.send(transmit.route().remote(), transmit.datagram());
    } else if (output instanceof IceOutput.Selected) {
      if (health.isPresent()) {
        health.get().pathChanged();
      } else {
        up();
      }
    } else if (output instanceof IceOutput.Restart restart) {
      restarts.add(restart.restart());
      signals.orElseThrow().restart(restart.restart());
      String ufrag = restart.restart().description().ufrag();
      List.copyOf(known.values()).forEach(candidate -> tell(candidate, ufrag));
      ask(now());
    } else if (output instanceof IceOutput.Failed) {
      down = true;
    }
  }

  private void up() {
    long now = now();
    nextDataAt = now;
    health = Optional.of(new LinkHealth(TIMES.ping().toNanos(), TIMES.silence().toNanos(), now));
  }

  private long now() {
    return (asleep ? asleepSince : host.network().now()) - slept;
  }

  /** Signals that somebody carries to the other side. */
  static Signals wire(LinkOnHost to, Consumer<Runnable> carry) {
    return new Signals() {
      @Override
      public void description(IceDescription description) {
        carry.accept(() -> to.hear(description));
      }

      @Override
      public void candidate(IceCandidate candidate) {
        carry.accept(() -> to.hear(candidate));
      }

      @Override
      public void restart(IceRestart restart) {
        carry.accept(() -> to.hear(restart));
      }
    };
  }
}
