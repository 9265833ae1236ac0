package org.rop2p.transport.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.ice.IceOutput;
import org.rop2p.transport.ice.IceRole;
import org.rop2p.transport.ice.IceSettings;

/**
 * What became of two players who were introduced.
 *
 * @param linked nanoseconds until both had a path; empty if both said that there is none
 * @param path the one they had in the end
 */
record PairRun(OptionalLong linked, Optional<LinkPath> path) {
  static final int PORT = 5_000;
  private static final long SETUP = 20 * SimNetwork.SECOND;
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
      AgentOnHost left = agent(topology, topology.left(), IceRole.CONTROLLING);
      AgentOnHost right = agent(topology, topology.right(), IceRole.CONTROLLED);
      AgentOnHost.introduce(left, right, SIGNALLING);
      return new Agents(left, right);
    }

    private static AgentOnHost agent(Topology topology, Host host, IceRole role) {
      AgentOnHost agent =
          new AgentOnHost(
              host, PORT, SETTINGS, role, topology.stunServers(), topology.turnServers());
      topology.mapped(host, PORT).ifPresent(agent::mapped);
      return agent;
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
    SimNetwork network = topology.network();
    Agents agents = Agents.introduced(topology);
    if (!network.runUntil(agents::linked, SETUP + SimNetwork.SECOND)) {
      Optional<IceOutput.Reason> noPath = Optional.of(IceOutput.Reason.NO_PATH);
      assertEquals(
          List.of(noPath, noPath),
          List.of(agents.left.failure(), agents.right.failure()),
          "" + network);
      return new PairRun(OptionalLong.empty(), Optional.empty());
    }
    long at = network.now();
    wanted.ifPresent(path -> network.runUntil(() -> agents.over(path), DIRECT));
    network.weather().loss(0);
    agents.left.send(new byte[] {'l'});
    agents.right.send(new byte[] {'r'});
    network.run(SimNetwork.SECOND);
    assertEquals('r', agents.left.payloads().get(0)[0], "" + network);
    assertEquals('l', agents.right.payloads().get(0)[0], "" + network);
    return new PairRun(OptionalLong.of(at), agents.left.path());
  }
}
