package org.rop2p.transport.mapping;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

  private enum Stage {
    /** For the time to ask: the first time, to renew, or after a failure. */
    WAITING,
    PCP,
    NAT_PMP_ADDRESS,
    NAT_PMP_PORT,
    RELEASING,
    RELEASED
  }

  private final InetSocketAddress gateway;
  private final MappingTimes times;
  private final MappingRequests requests;
  private final GatewayEpoch epoch = new GatewayEpoch();
  private final Queue<MappingOutput> outputs = new ArrayDeque<>();
  private Stage stage = Stage.WAITING;
  private long wakeAt;
  private Optional<Retransmission> request = Optional.empty();
  private Optional<Grant> granted = Optional.empty();
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
    this.times = new MappingTimes(settings, random);
    this.requests = new MappingRequests(internal, PcpNonce.next(random), settings.lifetime());
    this.wakeAt = now;
    this.suggested = requests.anyAddress(internal.getPort());
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
    return Math.min(due, granted.map(Grant::expires).orElse(Long.MAX_VALUE));
  }

  /** Whether {@link #release} has come to its end. */
  public boolean isReleased() {
    return stage == Stage.RELEASED;
  }

  /** Sends what is due, and gives up what has not been answered. */
  public void advance(long now) {
    if (granted.filter(mapping -> now >= mapping.expires()).isPresent()) {
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
      if (granted.isPresent() && !granted.get().byPcp()) {
        askAddress(now);
      } else {
        ask(Stage.PCP, requests.pcp(suggested), now);
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
    boolean byPcp = granted.map(Grant::byPcp).orElse(stage == Stage.PCP);
    boolean asked = granted.isPresent() || stage == Stage.PCP || stage == Stage.NAT_PMP_PORT;
    granted = Optional.empty();
    request = Optional.empty();
    stage = Stage.RELEASED;
    if (asked) {
      ask(Stage.RELEASING, requests.end(byPcp), now);
    }
  }

  private void silent(long now) {
    request = Optional.empty();
    if (stage == Stage.RELEASING) {
      stage = Stage.RELEASED;
    } else if (granted.isPresent()) {
      stage = Stage.WAITING;
      wakeAt = times.again(granted.get(), now);
    } else if (stage == Stage.PCP) {
      fallBack(MappingOutput.Reason.SILENT, now);
    } else {
      unavailable(MappingOutput.Reason.SILENT, times.retry(now));
    }
  }

  private void fallBack(MappingOutput.Reason otherwise, long now) {
    if (gateway.getAddress() instanceof Inet4Address) {
      askAddress(now);
    } else {
      unavailable(otherwise, times.retry(now));
    }
  }

  private boolean receive(PcpMessage message, long now) {
    if (message instanceof PcpMessage.VersionRefused && stage == Stage.PCP) {
      fallBack(MappingOutput.Reason.REFUSED, now);
      return true;
    }
    if (!(message instanceof PcpMessage.MapResponse response) || !requests.isAnswered(response)) {
      return false;
    }
    if (stage == Stage.RELEASING) {
      silent(now);
      return true;
    }
    // One not asked for tells of a change (RFC 6887 section 14.2).
    if (stage != Stage.PCP && !granted.map(Grant::byPcp).orElse(false)) {
      return false;
    }
    hearEpoch(response.epoch(), now);
    if (response.result() == PcpMessage.UNSUPP_VERSION) {
      fallBack(MappingOutput.Reason.REFUSED, now);
    } else if (response.result() != PcpMessage.SUCCESS) {
      unavailable(MappingOutput.Reason.REFUSED, times.retry(response.lifetime(), now));
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
        ask(Stage.NAT_PMP_PORT, requests.natPmp(suggested.getPort()), now);
      } else {
        unavailable(MappingOutput.Reason.DOUBLE_NAT, times.retry(now));
      }
      return true;
    }
    if (message instanceof NatPmpMessage.MapResponse response && requests.isAnswered(response)) {
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
        unavailable(MappingOutput.Reason.REFUSED, times.retry(now));
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
    Grant grant = Grant.of(byPcp, external, seconds, now);
    Optional<MappingOutput.Reason> flaw = grant.flaw();
    if (flaw.isPresent()) {
      if (seconds > 0) {
        transmit(requests.end(byPcp));
      }
      unavailable(flaw.get(), times.retry(now));
      return;
    }
    if (granted.filter(before -> !before.external().equals(external)).isPresent()) {
      withdraw();
    }
    if (granted.isEmpty()) {
      outputs.add(new MappingOutput.Mapped(external, grant.lifetime()));
    }
    granted = Optional.of(grant);
    suggested = external;
    request = Optional.empty();
    stage = Stage.WAITING;
    wakeAt = times.renewal(grant, now);
  }

  private void unavailable(MappingOutput.Reason reason, long retryAt) {
    withdraw();
    request = Optional.empty();
    stage = Stage.WAITING;
    wakeAt = retryAt;
    outputs.add(new MappingOutput.Unavailable(reason));
  }

  private void withdraw() {
    granted.ifPresent(mapping -> outputs.add(new MappingOutput.Withdrawn(mapping.external())));
    granted = Optional.empty();
  }

  private void askAddress(long now) {
    ask(Stage.NAT_PMP_ADDRESS, requests.natPmpAddress(), now);
  }

  private void ask(Stage next, byte[] datagram, long now) {
    stage = next;
    request = Optional.of(times.retransmission(datagram, now));
    transmit(datagram);
  }

  private void transmit(byte[] datagram) {
    outputs.add(new MappingOutput.Transmit(gateway, datagram));
  }
}
