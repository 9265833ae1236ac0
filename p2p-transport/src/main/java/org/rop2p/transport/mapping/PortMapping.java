package org.rop2p.transport.mapping;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.rop2p.transport.address.SpecialPurpose;

/**
 * A mapping of one UDP port at the gateway, asked for by PCP (RFC 6887) and, of a gateway that does
 * not speak it, by NAT-PMP (RFC 6886); renewed as long as it is wanted.
 *
 * <p>Not thread-safe and without I/O. {@link #advance} is to be called at once, and then at each
 * {@link #deadline}; {@link #poll} after every other call until it is empty. Times are nanoseconds
 * of any one clock.
 */
public final class PortMapping {
  /** Where a gateway listens for both protocols. */
  public static final int GATEWAY_PORT = 5351;

  /** A shorter mapping would be renewed all the time. RFC 6887 section 15 has 120 s at least. */
  private static final long MIN_LIFETIME = Duration.ofSeconds(30).toNanos();

  /** The longest that RFC 6887 section 15 has; who grants more is asked again after half of it. */
  private static final long MAX_LIFETIME = Duration.ofHours(24).toNanos();

  /** RFC 6887 section 11.2.1: renewals must not be closer together. */
  private static final long MIN_RENEWAL = Duration.ofSeconds(4).toNanos();

  /** A gateway may not keep us from asking for longer by the lifetime of its error. */
  private static final long MAX_ERROR = Duration.ofHours(1).toNanos();

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private enum Stage {
    /** For the time to ask: the first time, to renew, or after a failure. */
    WAITING,
    PCP,
    NAT_PMP_ADDRESS,
    NAT_PMP_PORT,
    RELEASING,
    RELEASED
  }

  private record Granted(boolean byPcp, InetSocketAddress external, long expires) {}

  private final InetSocketAddress gateway;
  private final InetSocketAddress internal;
  private final RandomGenerator random;
  private final MappingSettings settings;
  private final PcpNonce nonce;
  private final GatewayEpoch epoch = new GatewayEpoch();
  private final Queue<MappingOutput> outputs = new ArrayDeque<>();
  private Stage stage = Stage.WAITING;
  private long wakeAt;
  private Optional<Retransmission> request = Optional.empty();
  private Optional<Granted> granted = Optional.empty();
  private InetSocketAddress suggested;
  private InetAddress natPmpAddress;

  /**
   * Asks for nothing before {@link #advance}.
   *
   * @param gateway resolved; {@link #GATEWAY_PORT} but in rehearsals
   * @param internal the address we send from to the gateway, and the port to map
   * @param random not guessable
   */
  public PortMapping(
      InetSocketAddress gateway,
      InetSocketAddress internal,
      RandomGenerator random,
      MappingSettings settings,
      long now) {
    this.gateway = gateway;
    this.internal = internal;
    this.random = random;
    this.settings = settings;
    this.nonce = PcpNonce.next(random);
    this.wakeAt = now;
    this.suggested = new InetSocketAddress(unspecified(internal.getAddress()), internal.getPort());
    this.natPmpAddress = suggested.getAddress();
  }

  /** The next thing to do or to know. */
  public Optional<MappingOutput> poll() {
    return Optional.ofNullable(outputs.poll());
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  public long deadline() {
    if (stage == Stage.RELEASED) {
      return Long.MAX_VALUE;
    }
    long due = request.map(Retransmission::due).orElse(wakeAt);
    return Math.min(due, granted.map(Granted::expires).orElse(Long.MAX_VALUE));
  }

  /** Whether {@link #release} has come to its end. */
  public boolean isReleased() {
    return stage == Stage.RELEASED;
  }

  /** Sends what is due, and gives up what has not been answered. */
  public void advance(long now) {
    if (granted.filter(mapping -> now >= mapping.expires).isPresent()) {
      withdraw();
      wakeAt = Math.min(wakeAt, now);
    }
    if (request.filter(sent -> now >= sent.due()).isPresent()) {
      Retransmission sent = request.get();
      if (sent.again(now)) {
        transmit(sent.datagram());
      } else {
        silent(now);
      }
    } else if (stage == Stage.WAITING && now >= wakeAt) {
      if (granted.isPresent() && !granted.get().byPcp) {
        askAddress(now);
      } else {
        askPcp(now);
      }
    }
  }

  /** Takes what came to the socket that the requests were sent from. */
  public MappingVerdict receive(byte[] datagram, InetSocketAddress from, long now) {
    if (!from.equals(gateway)) {
      return MappingVerdict.STRAY;
    }
    boolean natPmp = datagram.length > 0 && datagram[0] == NatPmpMessage.VERSION;
    Optional<Boolean> taken =
        natPmp
            ? NatPmpMessage.decode(datagram).map(message -> receive(message, now))
            : PcpMessage.decode(datagram).map(message -> receive(message, now));
    return taken
        .map(acted -> acted ? MappingVerdict.ACCEPTED : MappingVerdict.STRAY)
        .orElse(MappingVerdict.MALFORMED);
  }

  /**
   * Gives the mapping back (RFC 6887 section 15.1); {@link #advance} is to be called on until
   * {@link #isReleased} or for as long as it is worth.
   */
  public void release(long now) {
    if (stage == Stage.RELEASING || stage == Stage.RELEASED) {
      return;
    }
    // An unanswered request may have made a mapping all the same.
    boolean byPcp = granted.map(Granted::byPcp).orElse(stage == Stage.PCP);
    boolean asked = granted.isPresent() || stage == Stage.PCP || stage == Stage.NAT_PMP_PORT;
    granted = Optional.empty();
    request = Optional.empty();
    stage = Stage.RELEASED;
    if (asked) {
      ask(Stage.RELEASING, end(byPcp), now);
    }
  }

  private void silent(long now) {
    request = Optional.empty();
    if (stage == Stage.RELEASING) {
      stage = Stage.RELEASED;
    } else if (granted.isPresent()) {
      Granted mapping = granted.get();
      stage = Stage.WAITING;
      long wait = Math.max(MIN_RENEWAL, jittered((mapping.expires - now) / 2));
      wakeAt = Math.min(mapping.expires, now + wait);
    } else if (stage == Stage.PCP) {
      fallBack(MappingOutput.Reason.SILENT, now);
    } else {
      unavailable(MappingOutput.Reason.SILENT, settings.retry(), now);
    }
  }

  private void fallBack(MappingOutput.Reason otherwise, long now) {
    if (gateway.getAddress() instanceof Inet4Address) {
      askAddress(now);
    } else {
      unavailable(otherwise, settings.retry(), now);
    }
  }

  private boolean receive(PcpMessage message, long now) {
    if (message instanceof PcpMessage.VersionRefused && stage == Stage.PCP) {
      fallBack(MappingOutput.Reason.REFUSED, now);
      return true;
    }
    if (!(message instanceof PcpMessage.MapResponse response)
        || !response.nonce().equals(nonce)
        || response.internalPort() != internal.getPort()) {
      return false;
    }
    if (stage == Stage.RELEASING) {
      silent(now);
      return true;
    }
    // One not asked for tells of a change (RFC 6887 section 14.2).
    if (stage != Stage.PCP && !granted.map(Granted::byPcp).orElse(false)) {
      return false;
    }
    hearEpoch(response.epoch(), now);
    if (response.result() == PcpMessage.UNSUPP_VERSION) {
      fallBack(MappingOutput.Reason.REFUSED, now);
    } else if (response.result() != PcpMessage.SUCCESS) {
      long pause = Math.min(response.lifetime() * SECOND, MAX_ERROR);
      unavailable(MappingOutput.Reason.REFUSED, Math.max(pause, settings.retry()), now);
    } else {
      granted(true, response.external(), response.lifetime(), now);
    }
    return true;
  }

  private boolean receive(NatPmpMessage message, long now) {
    if (message instanceof NatPmpMessage.AddressResponse response
        && stage == Stage.NAT_PMP_ADDRESS) {
      hearEpoch(response.epoch(), now);
      natPmpAddress = response.external();
      if (SpecialPurpose.isReachable(natPmpAddress)) {
        ask(Stage.NAT_PMP_PORT, natPmpRequest(suggested.getPort(), settings.lifetime()), now);
      } else {
        unavailable(MappingOutput.Reason.DOUBLE_NAT, settings.retry(), now);
      }
      return true;
    }
    if (message instanceof NatPmpMessage.MapResponse response
        && response.internalPort() == internal.getPort()) {
      if (stage == Stage.NAT_PMP_PORT) {
        hearEpoch(response.epoch(), now);
        var external = new InetSocketAddress(natPmpAddress, response.externalPort());
        granted(false, external, response.lifetime(), now);
        return true;
      }
      if (stage == Stage.RELEASING) {
        silent(now);
        return true;
      }
    }
    return message instanceof NatPmpMessage.Refusal refusal && refused(refusal, now);
  }

  private boolean refused(NatPmpMessage.Refusal refusal, long now) {
    switch (stage) {
      case PCP -> askAddress(now); // it knows NAT-PMP only (RFC 6887 appendix A)
      case RELEASING -> silent(now);
      case NAT_PMP_ADDRESS, NAT_PMP_PORT -> {
        hearEpoch(refusal.epoch(), now);
        unavailable(MappingOutput.Reason.REFUSED, settings.retry(), now);
      }
      case WAITING, RELEASED -> {
        return false;
      }
    }
    return true;
  }

  private void hearEpoch(long told, long now) {
    if (!epoch.accept(told, now)) {
      withdraw();
    }
  }

  private void granted(boolean byPcp, InetSocketAddress external, long seconds, long now) {
    long lifetime = Math.min(seconds * SECOND, MAX_LIFETIME);
    boolean global = SpecialPurpose.isReachable(external.getAddress());
    if (lifetime < MIN_LIFETIME || external.getPort() == 0 || !global) {
      if (seconds > 0) {
        transmit(end(byPcp));
      }
      unavailable(
          global ? MappingOutput.Reason.REFUSED : MappingOutput.Reason.DOUBLE_NAT,
          settings.retry(),
          now);
      return;
    }
    if (granted.filter(before -> !before.external.equals(external)).isPresent()) {
      withdraw();
    }
    if (granted.isEmpty()) {
      outputs.add(new MappingOutput.Mapped(external, lifetime));
    }
    granted = Optional.of(new Granted(byPcp, external, now + lifetime));
    suggested = external;
    request = Optional.empty();
    stage = Stage.WAITING;
    wakeAt = now + jittered(lifetime / 2);
  }

  private void unavailable(MappingOutput.Reason reason, long pause, long now) {
    withdraw();
    request = Optional.empty();
    stage = Stage.WAITING;
    wakeAt = now + jittered(pause);
    outputs.add(new MappingOutput.Unavailable(reason));
  }

  private void withdraw() {
    granted.ifPresent(mapping -> outputs.add(new MappingOutput.Withdrawn(mapping.external)));
    granted = Optional.empty();
  }

  private void askPcp(long now) {
    ask(Stage.PCP, pcpRequest(settings.lifetime(), suggested), now);
  }

  private void askAddress(long now) {
    ask(Stage.NAT_PMP_ADDRESS, new NatPmpMessage.AddressRequest().toBytes(), now);
  }

  private void ask(Stage next, byte[] datagram, long now) {
    stage = next;
    request =
        Optional.of(
            new Retransmission(datagram, settings.retransmit(), settings.sends(), random, now));
    transmit(datagram);
  }

  /** The request that ends the mapping: lifetime 0, and no port suggested. */
  private byte[] end(boolean byPcp) {
    var nowhere = new InetSocketAddress(unspecified(internal.getAddress()), 0);
    return byPcp ? pcpRequest(0, nowhere) : natPmpRequest(0, 0);
  }

  private byte[] pcpRequest(long lifetime, InetSocketAddress external) {
    return new PcpMessage.MapRequest(
            lifetime / SECOND, internal.getAddress(), nonce, internal.getPort(), external)
        .toBytes();
  }

  private byte[] natPmpRequest(int externalPort, long lifetime) {
    return new NatPmpMessage.MapRequest(internal.getPort(), externalPort, lifetime / SECOND)
        .toBytes();
  }

  private void transmit(byte[] datagram) {
    outputs.add(new MappingOutput.Transmit(gateway, datagram));
  }

  /** RFC 6887 section 11.2.1: up to a quarter later. */
  private long jittered(long time) {
    return time + (long) (time * random.nextDouble() / 4);
  }

  private static InetAddress unspecified(InetAddress family) {
    try {
      return InetAddress.getByAddress(new byte[family.getAddress().length]);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address has the length of one", e);
    }
  }
}
