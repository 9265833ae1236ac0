package org.rop2p.transport.sim;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.rop2p.transport.TurnServer;

/**
 * Players and where they are, in one line: {@code of(seed).behind(PORT_RESTRICTED).and(SYMMETRIC)}.
 *
 * <p>Two STUN servers are there, too. The n-th player's outermost address is 198.51.100.n, a home
 * is 192.168.n.0/24, a carrier's network 100.64.n.0/24.
 */
public final class Topology {
  private static final int FIRST_IN_HOME = 2;

  private static final long MAPPED = 3_600 * SimNetwork.SECOND;

  private final SimNetwork network;
  private final List<Host> hosts = new ArrayList<>();
  private final List<AddressRealm> homes = new ArrayList<>();
  private final List<InetSocketAddress> stunServers;
  private final List<TurnServer> turnServers = new ArrayList<>();
  private boolean portMapping;

  private Topology(long seed) {
    network = new SimNetwork(seed);
    stunServers =
        Stream.of("203.0.113.250", "203.0.113.251")
            .map(ip -> new SimStunServer(network.internet().host(ip)).address())
            .toList();
  }

  public static Topology of(long seed) {
    return new Topology(seed);
  }

  /** A player here. */
  public Topology behind(Site site) {
    int n = hosts.size() + 1;
    AddressRealm realm = network.internet();
    String address = "198.51.100." + n;
    for (int i = site.nats().size() - 1; i >= 0; i--) {
      String inner = i == 0 ? "192.168." + n + "." : "100." + (63 + i) + "." + n + ".";
      realm = realm.nat(site.nats().get(i), address, inner + "1").inner();
      address = inner + FIRST_IN_HOME;
    }
    homes.add(realm);
    hosts.add(realm.host(address).blockUdp(site.udpBlocked()));
    return this;
  }

  /** One more player, here. */
  public Topology and(Site site) {
    return behind(site);
  }

  /** One more player, whose machine has an address of a carrier behind this NAT. */
  public Topology andInACarriersNetwork(NatKind nat) {
    int n = hosts.size() + 1;
    String inner = "100.64." + n + ".";
    AddressRealm realm = network.internet().nat(nat, "198.51.100." + n, inner + "1").inner();
    homes.add(realm);
    hosts.add(realm.host(inner + FIRST_IN_HOME));
    return this;
  }

  /** One more player, on the LAN of the one before, who has to be behind a NAT. */
  public Topology andOnTheSameLan() {
    AddressRealm home = homes.get(homes.size() - 1);
    String gateway = home.gateway().orElseThrow().inside().getHostAddress();
    String prefix = gateway.substring(0, gateway.lastIndexOf('.') + 1);
    long neighbours = homes.stream().filter(home::equals).count();
    homes.add(home);
    hosts.add(home.host(prefix + (FIRST_IN_HOME + neighbours)));
    return this;
  }

  /** A TURN server, which all players know. */
  public Topology withTurn() {
    turnServers.add(new SimTurnServer(network.internet().host("203.0.113.249")).credentials());
    return this;
  }

  /** Every home router lets players in when asked (RFC 6887), a carrier's does not. */
  public Topology withPortMapping() {
    portMapping = true;
    return this;
  }

  /** The address at which this port of a player is open to everybody, if it is. */
  public Optional<InetSocketAddress> mapped(Host player, int port) {
    Optional<NatBox> router =
        player.nat().filter(nat -> portMapping && nat.outer() == network.internet());
    return router.flatMap(
        nat -> {
          var inside = new InetSocketAddress(player.addresses().get(0), port);
          OptionalInt outside = nat.map(inside, port, MAPPED);
          return outside.isPresent()
              ? Optional.of(new InetSocketAddress(nat.outside(), outside.getAsInt()))
              : Optional.empty();
        });
  }

  public SimNetwork network() {
    return network;
  }

  /** The first player. */
  public Host left() {
    return hosts.get(0);
  }

  /** The second player. */
  public Host right() {
    return hosts.get(1);
  }

  /** All players, in the order they were named. */
  public List<Host> hosts() {
    return List.copyOf(hosts);
  }

  public List<InetSocketAddress> stunServers() {
    return stunServers;
  }

  public List<TurnServer> turnServers() {
    return List.copyOf(turnServers);
  }
}
