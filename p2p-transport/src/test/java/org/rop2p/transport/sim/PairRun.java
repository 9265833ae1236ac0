package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.probe.ProbeLimits;
import org.rop2p.transport.probing.ProbeSettings;

/**
 * What became of two players who were introduced.
 *
 * @param linked nanoseconds until both had a path; empty if both said that there is none
 * @param path the one they had when the wait for the wanted one was over; with loss it may change
 *     again
 */
record PairRun(OptionalLong linked, Optional<LinkPath> path) {
  static final int PORT = 5_000;
  private static final long SETUP = 20 * SimNetwork.SECOND;

  /** With an attempt to probe, which begins after five seconds and takes twenty at most. */
  private static final long LONGEST_SETUP = 40 * SimNetwork.SECOND;

  /** Addresses for documentation are nobody's, but here they are the internet. */
  static ProbeSettings probing(ProbeLimits limits) {
    return new ProbeSettings(limits, Duration.ofSeconds(5), ip -> true);
  }

  private static final ProbeSettings PROBING = probing(ProbeLimits.defaults());

  private static final long SIGNALLING = 30 * SimNetwork.MILLI;

  /**
   * Eight rounds in which a direct path is looked for while one is relayed: with loss it comes and
   * goes.
   */
  private static final long DIRECT = 120 * SimNetwork.SECOND;

  private static final IceSettings SETTINGS =
      IceSettings.of(Duration.ofNanos(SETUP), Duration.ofSeconds(5), Duration.ofSeconds(15), 8);

  /** Two agents that hear of each other. */
  record Agents(AgentOnHost left, AgentOnHost right) {
    static Agents introduced(Topology topology) {
      return introduced(topology, PROBING);
    }

    static Agents introduced(Topology topology, ProbeSettings probing) {
      AgentOnHost left = agent(topology, topology.left(), IceRole.CONTROLLING, probing);
      AgentOnHost right = agent(topology, topology.right(), IceRole.CONTROLLED, probing);
      AgentOnHost.introduce(left, right, SIGNALLING);
      return new Agents(left, right);
    }

    private static AgentOnHost agent(
        Topology topology, Host host, IceRole role, ProbeSettings probing) {
      AgentOnHost agent =
          new AgentOnHost(
              host,
              PORT,
              SETTINGS,
              role,
              topology.stunServers(),
              topology.turnServers(),
              Optional.of(probing));
      topology.mapped(host, PORT).ifPresent(agent::mapped);
      return agent;
    }

    private boolean failed() {
      return left.failure().isPresent() && right.failure().isPresent();
    }

    private boolean linked() {
      return left.selected().isPresent() && right.selected().isPresent();
    }

    private boolean over(LinkPath path) {
      return left.path().equals(Optional.of(path)) && right.path().equals(Optional.of(path));
    }
  }

  /**
   * Introduces them and waits; their path is then shown to lead to each other.
   *
   * @param wanted waited for for a while, should they link over another
   */
  static PairRun of(Topology topology, Optional<LinkPath> wanted) {
    return of(topology, wanted, PROBING);
  }

  static PairRun of(Topology topology, Optional<LinkPath> wanted, ProbeSettings probing) {
    SimNetwork network = topology.network();
    Agents agents = Agents.introduced(topology, probing);
    network.runUntil(() -> agents.linked() || agents.failed(), LONGEST_SETUP);
    if (!agents.linked()) {
      // With loss, probing may give a path to one side that the other never hears of.
      assertTrue(agents.failed(), "Both must say that there is no path: " + network);
      return new PairRun(OptionalLong.empty(), Optional.empty());
    }
    long at = network.now();
    wanted.ifPresent(path -> network.runUntil(() -> agents.over(path), DIRECT));
    Optional<LinkPath> path = agents.left.path();
    network.weather().loss(0);
    agents.left.send(new byte[] {'l'});
    agents.right.send(new byte[] {'r'});
    network.run(SimNetwork.SECOND);
    assertEquals('r', agents.left.payloads().get(0)[0], "" + network);
    assertEquals('l', agents.right.payloads().get(0)[0], "" + network);
    return new PairRun(OptionalLong.of(at), path);
  }
}
