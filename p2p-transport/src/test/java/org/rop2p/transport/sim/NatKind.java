package org.rop2p.transport.sim;

/**
 * How a NAT behaves, in the terms of RFC 4787.
 *
 * @param hairpin whether one inside can speak to another's outside address (section 6)
 * @param timeout nanoseconds without outgoing traffic until a mapping is forgotten (section 4.3)
 */
public record NatKind(
    String name,
    Dependence mapping,
    Dependence filtering,
    PortAllocation ports,
    boolean hairpin,
    long timeout) {

  /** On what of the remote end a mapping (section 4.1) or a filter (section 5) depends. */
  public enum Dependence {
    ENDPOINT_INDEPENDENT,
    ADDRESS_DEPENDENT,
    ADDRESS_AND_PORT_DEPENDENT
  }

  /** Which outside port a new mapping gets (section 4.2). */
  public enum PortAllocation {
    /** The inside port, else the next one that is free. */
    PRESERVING,
    /** One after the other. */
    SEQUENTIAL,
    /** Any from 1024 up. */
    RANDOM,
    /** As Linux does with {@code --random-fully}: 16 random bits modulo the size of the range. */
    RANDOM_FULLY,
    /** Any of a block that an inside address has for itself (RFC 7422). */
    RANDOM_IN_BLOCK
  }

  /** What routers were seen to keep a UDP mapping for at least; RFC 4787 asks for two minutes. */
  public static final long TIMEOUT = 30 * SimNetwork.SECOND;

  public static final NatKind FULL_CONE =
      of(
          "full cone",
          Dependence.ENDPOINT_INDEPENDENT,
          Dependence.ENDPOINT_INDEPENDENT,
          PortAllocation.PRESERVING);
  public static final NatKind ADDRESS_RESTRICTED =
      of(
          "address-restricted",
          Dependence.ENDPOINT_INDEPENDENT,
          Dependence.ADDRESS_DEPENDENT,
          PortAllocation.PRESERVING);
  public static final NatKind PORT_RESTRICTED =
      of(
          "port-restricted",
          Dependence.ENDPOINT_INDEPENDENT,
          Dependence.ADDRESS_AND_PORT_DEPENDENT,
          PortAllocation.PRESERVING);
  public static final NatKind SYMMETRIC =
      of(
          "symmetric",
          Dependence.ADDRESS_AND_PORT_DEPENDENT,
          Dependence.ADDRESS_AND_PORT_DEPENDENT,
          PortAllocation.RANDOM);
  public static final NatKind SYMMETRIC_SEQUENTIAL =
      SYMMETRIC.ports(PortAllocation.SEQUENTIAL).named("symmetric sequential");

  /** Without hairpin, as most are that players have, and with the usual timeout. */
  public static NatKind of(
      String name, Dependence mapping, Dependence filtering, PortAllocation ports) {
    return new NatKind(name, mapping, filtering, ports, false, TIMEOUT);
  }

  public NatKind named(String newName) {
    return new NatKind(newName, mapping, filtering, ports, hairpin, timeout);
  }

  public NatKind ports(PortAllocation newPorts) {
    return new NatKind(name, mapping, filtering, newPorts, hairpin, timeout);
  }

  public NatKind withHairpin() {
    return new NatKind(name, mapping, filtering, ports, true, timeout);
  }

  public NatKind timeout(long nanos) {
    return new NatKind(name, mapping, filtering, ports, hairpin, nanos);
  }

  @Override
  public String toString() {
    return name;
  }
}
