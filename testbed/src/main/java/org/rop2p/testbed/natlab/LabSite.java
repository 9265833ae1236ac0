package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rop2p.testbed.demo.world.Site;
import org.rop2p.transport.TurnServer;

/**
 * A demo in the lab: the servers are in its internet, each player's proxy on a host of its own. The
 * players' clients are here, and reach their proxies by a cable beside the internet, with
 * link-local addresses, by which no proxy looks for another.
 */
record LabSite(
    List<InetSocketAddress> stun, TurnServer turn, List<String> hosts, List<InetAddress> machines)
    implements Site {
  /** As {@code scripts/lib/natlab/topology.sh} names that cable. */
  private static final String CABLE = "control";

  private static final Pattern IPV4 = Pattern.compile("inet (169\\.254\\.[0-9.]+)/");

  /**
   * Finds the hosts.
   *
   * @param hosts names of their namespaces, one a player
   * @throws IOException in words for people
   */
  static LabSite of(List<InetSocketAddress> stun, TurnServer turn, List<String> hosts)
      throws IOException {
    List<InetAddress> machines = new ArrayList<>();
    for (String host : hosts) {
      machines.add(addressOf(host));
    }
    return new LabSite(stun, turn, List.copyOf(hosts), machines);
  }

  private static InetAddress addressOf(String host) throws IOException {
    Process ip =
        new ProcessBuilder("ip", "-n", host, "-4", "-o", "addr", "show", "dev", CABLE)
            .redirectErrorStream(true)
            .start();
    String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher found = IPV4.matcher(said);
    if (!found.find()) {
      throw new IOException("The host " + host + " has no cable for players: " + said.strip());
    }
    return InetAddress.getByName(found.group(1));
  }

  @Override
  public InetAddress servers() {
    return stun.get(0).getAddress();
  }

  @Override
  public Map<String, String> coordinator() {
    String relay =
        "[{url: \"turn:%s:%d\", username: %s, credential: %s}]"
            .formatted(
                turn.address().getAddress().getHostAddress(),
                turn.address().getPort(),
                turn.username(),
                turn.password());
    return Map.of("stun_servers", "[]", "turn_servers", relay);
  }

  @Override
  public boolean apart() {
    return true;
  }

  @Override
  public List<String> before(int player) {
    return List.of("ip", "netns", "exec", hosts.get(player));
  }

  @Override
  public InetAddress listen(int player) {
    return machines.get(player);
  }

  /** The coordinator is at another machine, and nobody else is in this internet to read. */
  @Override
  public List<String> options(int player) {
    return List.of("--allow-plain-http");
  }
}
