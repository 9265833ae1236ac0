package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.ice.IceOutput;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.IceSettings;

/** Which two sites link without a relay, and how soon; always the same seeds, so the same table. */
final class DirectLinksTest {
  private static final int SEEDS = 10;
  private static final int PORT = 5_000;
  private static final long SETUP = 20 * SimNetwork.SECOND;
  private static final long SIGNALLING = 30 * SimNetwork.MILLI;
  private static final IceSettings SETTINGS =
      IceSettings.of(Duration.ofNanos(SETUP), Duration.ofSeconds(5), Duration.ofSeconds(15), 8);

  private record Agents(AgentOnHost left, AgentOnHost right) {}

  @ParameterizedTest(name = "{0} % loss")
  @ValueSource(ints = {0, 5, 20})
  void everySiteWithEverySite(int lossPercent) {
    Map<String, String> expected = new TreeMap<>();
    Map<String, String> actual = new TreeMap<>();
    StringBuilder table = new StringBuilder("Direct links at " + lossPercent + " % loss, ");
    table.append(SEEDS).append(" seeds, ms to link: p50/worst\n").append(cell(""));
    List<Site> sites = Site.all().toList();
    sites.forEach(site -> table.append(cell(site.name())));
    for (Site left : sites) {
      table.append('\n').append(cell(left.name()));
      for (Site right : sites) {
        List<Long> times = times(left, right, lossPercent);
        String pair = left + " and " + right;
        expected.put(pair, (isDirect(left, right) ? SEEDS : 0) + " of " + SEEDS);
        actual.put(pair, times.size() + " of " + SEEDS);
        table.append(cell(summary(times)));
      }
    }
    System.out.println(table);
    assertEquals(lines(expected), lines(actual));
  }

  @Test
  void twoOnOneLanThatDoesNotHairpinLinkInside() {
    Topology topology = Topology.of(1).behind(Site.SYMMETRIC).andOnTheSameLan();
    Agents agents = introduced(topology);
    assertTrue(link(topology.network(), agents).isPresent());
    assertEquals(List.of(Addresses.address("192.168.1.3", PORT)), agents.left.selections());
    assertEquals(List.of(Addresses.address("192.168.1.2", PORT)), agents.right.selections());
  }

  @Test
  void theSameSeedLinksInTheSameWay() {
    List<List<SimEvent>> traces = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      List<SimEvent> trace = new ArrayList<>();
      Topology topology = Topology.of(seed).behind(Site.PORT_RESTRICTED).and(Site.CARRIER_CONE);
      topology.network().observe(trace::add);
      topology.network().weather().loss(0.2).duplication(0.1).delay(5, 120);
      link(topology.network(), introduced(topology));
      traces.add(trace);
    }
    assertEquals(traces.get(0), traces.get(1));
    assertNotEquals(traces.get(0), traces.get(2));
  }

  /** One seen elsewhere by each never meets one who lets in only whom he spoke to. */
  private static boolean isDirect(Site left, Site right) {
    boolean hopeless =
        (left.isSymmetric() && right.isStrict()) || (right.isSymmetric() && left.isStrict());
    return !hopeless && !left.udpBlocked() && !right.udpBlocked();
  }

  /** Nanoseconds to the link, of those that came to one, in order. */
  private static List<Long> times(Site left, Site right, int lossPercent) {
    List<Long> times = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      Topology topology = Topology.of(seed).behind(left).and(right);
      topology.network().weather().loss(lossPercent / 100.0).delay(10, 40);
      link(topology.network(), introduced(topology)).ifPresent(times::add);
    }
    Collections.sort(times);
    return times;
  }

  private static Agents introduced(Topology topology) {
    AgentOnHost left = agent(topology, topology.left(), IceRole.CONTROLLING);
    AgentOnHost right = agent(topology, topology.right(), IceRole.CONTROLLED);
    AgentOnHost.introduce(left, right, SIGNALLING);
    return new Agents(left, right);
  }

  /** When both had selected a path; each path is then shown to lead to the other. */
  private static OptionalLong link(SimNetwork network, Agents agents) {
    AgentOnHost left = agents.left;
    AgentOnHost right = agents.right;
    boolean linked =
        network.runUntil(
            () -> left.selected().isPresent() && right.selected().isPresent(),
            SETUP + SimNetwork.SECOND);
    if (!linked) {
      Optional<IceOutput.Reason> noPath = Optional.of(IceOutput.Reason.NO_PATH);
      assertEquals(List.of(noPath, noPath), List.of(left.failure(), right.failure()), "" + network);
      return OptionalLong.empty();
    }
    long at = network.now();
    network.weather().loss(0);
    left.send(new byte[] {'l'});
    right.send(new byte[] {'r'});
    network.run(SimNetwork.SECOND);
    assertEquals('r', left.payloads().get(0)[0], "" + network);
    assertEquals('l', right.payloads().get(0)[0], "" + network);
    return OptionalLong.of(at);
  }

  private static AgentOnHost agent(Topology topology, Host host, IceRole role) {
    return new AgentOnHost(host, PORT, SETTINGS, role, topology.stunServers());
  }

  private static String summary(List<Long> times) {
    if (times.isEmpty()) {
      return "-";
    }
    long median = times.get(times.size() / 2) / SimNetwork.MILLI;
    long worst = times.get(times.size() - 1) / SimNetwork.MILLI;
    String all = median + "/" + worst;
    return times.size() == SEEDS ? all : all + " (" + times.size() + ")";
  }

  private static String cell(String text) {
    return String.format(Locale.ROOT, "%-21s", text);
  }

  private static String lines(Map<String, String> outcomes) {
    StringBuilder lines = new StringBuilder();
    outcomes.forEach((pair, outcome) -> lines.append(pair + ": " + outcome + "\n"));
    return lines.toString();
  }
}
