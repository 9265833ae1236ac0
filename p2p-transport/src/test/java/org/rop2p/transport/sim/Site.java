package org.rop2p.transport.sim;

import java.util.List;
import java.util.stream.Stream;
import org.rop2p.transport.sim.NatKind.Dependence;
import org.rop2p.transport.sim.NatKind.PortAllocation;

/**
 * Where a player is.
 *
 * @param nats from the nearest to the outermost
 */
public record Site(String name, List<NatKind> nats, boolean udpBlocked) {
  public static final Site PUBLIC = new Site("public", List.of(), false);
  public static final Site FULL_CONE = behind(NatKind.FULL_CONE);
  public static final Site ADDRESS_RESTRICTED = behind(NatKind.ADDRESS_RESTRICTED);
  public static final Site PORT_RESTRICTED = behind(NatKind.PORT_RESTRICTED);
  public static final Site SYMMETRIC = behind(NatKind.SYMMETRIC);
  public static final Site SYMMETRIC_SEQUENTIAL = behind(NatKind.SYMMETRIC_SEQUENTIAL);

  /** A home router behind a carrier's symmetric NAT that gives each home a block of ports. */
  public static final Site CARRIER_SYMMETRIC =
      new Site(
          "carrier symmetric",
          List.of(NatKind.PORT_RESTRICTED, NatKind.SYMMETRIC.ports(PortAllocation.RANDOM_IN_BLOCK)),
          false);

  /** A home router behind a carrier's NAT as RFC 6888 wants it. */
  public static final Site CARRIER_CONE =
      new Site(
          "carrier cone",
          List.of(
              NatKind.ADDRESS_RESTRICTED,
              NatKind.FULL_CONE.ports(PortAllocation.RANDOM_IN_BLOCK).withHairpin()),
          false);

  public static final Site UDP_BLOCKED =
      new Site("UDP blocked", List.of(NatKind.PORT_RESTRICTED), true);

  public static Site behind(NatKind nat) {
    return new Site(nat.name(), List.of(nat), false);
  }

  /** All of the above. */
  public static Stream<Site> all() {
    return Stream.of(
        PUBLIC,
        FULL_CONE,
        ADDRESS_RESTRICTED,
        PORT_RESTRICTED,
        SYMMETRIC,
        SYMMETRIC_SEQUENTIAL,
        CARRIER_CONE,
        CARRIER_SYMMETRIC,
        UDP_BLOCKED);
  }

  /** Whether the address that one remote end sees is not the one that another sees. */
  public boolean isSymmetric() {
    return nats.stream().anyMatch(nat -> nat.mapping() != Dependence.ENDPOINT_INDEPENDENT);
  }

  /** Whether only the very address that was spoken to is let in. */
  public boolean isStrict() {
    return nats.stream().anyMatch(nat -> nat.filtering() == Dependence.ADDRESS_AND_PORT_DEPENDENT);
  }

  @Override
  public String toString() {
    return name;
  }
}
