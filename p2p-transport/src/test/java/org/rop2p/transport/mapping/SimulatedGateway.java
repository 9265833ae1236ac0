package org.rop2p.transport.mapping;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A home gateway in memory: what it speaks, what it grants, and when it started. */
public final class SimulatedGateway {
  public enum Speaks {
    PCP,
    /** Answers PCP as RFC 6887 appendix A says. */
    NAT_PMP,
    /** Answers no version but its own, a draft's. */
    OLDER_PCP,
    /** Knows NAT-PMP and throws away what it does not know. */
    NAT_PMP_SILENT_TO_PCP,
    NOTHING
  }

  private static final long SECOND = 1_000_000_000L;

  public Speaks speaks;
  public String external = "192.0.2.7";
  public int externalPort = 50_000;
  long grants = 7_200;
  public int refuses;
  long errorLifetime = 30;
  boolean losesMapResponses;
  final List<Object> requests = new ArrayList<>();
  private long startedAt;

  /** When the mapping ends; 0 if there is none. */
  long mappedUntil;

  SimulatedGateway(Speaks speaks) {
    this.speaks = speaks;
  }

  public void reboot(long now) {
    startedAt = now;
    mappedUntil = 0;
  }

  public boolean isMapped(long now) {
    return now < mappedUntil;
  }

  /** The answers to a datagram, one at most. */
  List<byte[]> receive(byte[] datagram, long now) {
    long epoch = (now - startedAt) / SECOND + 1;
    boolean natPmp = datagram[0] == NatPmpMessage.VERSION;
    if (speaks == Speaks.NOTHING) {
      return List.of();
    }
    if (natPmp) {
      NatPmpMessage request = NatPmpMessage.decode(datagram).orElseThrow();
      requests.add(request);
      return speaks == Speaks.PCP ? List.of() : natPmp(request, epoch, now);
    }
    PcpMessage.MapRequest request =
        (PcpMessage.MapRequest) PcpMessage.decode(datagram).orElseThrow();
    requests.add(request);
    return switch (speaks) {
      case PCP -> pcp(request, epoch, now);
      case OLDER_PCP -> List.of(new PcpMessage.VersionRefused(1).toBytes());
      case NAT_PMP -> List.of(new NatPmpMessage.Refusal(1, 1, epoch).toBytes());
      case NAT_PMP_SILENT_TO_PCP, NOTHING -> List.of();
    };
  }

  private List<byte[]> pcp(PcpMessage.MapRequest request, long epoch, long now) {
    long lifetime = refuses != 0 ? errorLifetime : Math.min(grants, request.lifetime());
    if (refuses == 0) {
      mappedUntil = now + lifetime * SECOND;
    }
    return losesMapResponses
        ? List.of()
        : List.of(
            new PcpMessage.MapResponse(
                    refuses,
                    lifetime,
                    epoch,
                    request.nonce(),
                    request.internalPort(),
                    new InetSocketAddress(external(), externalPort))
                .toBytes());
  }

  private List<byte[]> natPmp(NatPmpMessage message, long epoch, long now) {
    if (refuses != 0) {
      int opcode = message instanceof NatPmpMessage.AddressRequest ? 0 : 1;
      return List.of(new NatPmpMessage.Refusal(opcode, refuses, epoch).toBytes());
    }
    if (message instanceof NatPmpMessage.AddressRequest) {
      return List.of(new NatPmpMessage.AddressResponse(epoch, external()).toBytes());
    }
    var request = (NatPmpMessage.MapRequest) message;
    long lifetime = Math.min(grants, request.lifetime());
    mappedUntil = now + lifetime * SECOND;
    return losesMapResponses
        ? List.of()
        : List.of(
            new NatPmpMessage.MapResponse(epoch, request.internalPort(), externalPort, lifetime)
                .toBytes());
  }

  private Inet4Address external() {
    try {
      return (Inet4Address) InetAddress.getByName(external);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
