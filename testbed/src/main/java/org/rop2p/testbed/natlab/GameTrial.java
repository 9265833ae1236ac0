package org.rop2p.testbed.natlab;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rop2p.testbed.demo.Demo;
import org.rop2p.testbed.demo.DemoReport;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.Programs;

/**
 * A game in the lab: a player behind each kind of NAT, all in sight of each other, and one without
 * a proxy.
 */
final class GameTrial {
  private static final long SEED = 20_261_127;

  /** Everybody sees everybody, wherever he walks. */
  private static final int FIELD = 10;

  private final Lab lab;
  private final Programs programs;

  GameTrial(Lab lab, Programs programs) {
    this.lab = lab;
    this.programs = programs;
  }

  /** One of each kind, and both hosts of the LAN. */
  static List<Host> everybody() {
    List<Host> hosts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      hosts.add(new Host(kind, Side.LEFT));
    }
    hosts.add(new Host(Kind.LAN, Side.RIGHT));
    return hosts;
  }

  /** Those between whom links are direct, relayed, and none. */
  static List<Host> few() {
    return List.of(
        new Host(Kind.OPEN, Side.LEFT),
        new Host(Kind.PORT_RESTRICTED, Side.LEFT),
        new Host(Kind.SYMMETRIC, Side.LEFT),
        new Host(Kind.CARRIER, Side.LEFT));
  }

  /** Where somebody plays. */
  record Host(Kind kind, Side side) {
    String name() {
      return "peer-" + kind.label() + "-" + side.label();
    }
  }

  /**
   * Plays; takes some seconds more than {@code duration}.
   *
   * @param out gets what happens, as of any demo
   */
  GameResult play(List<Host> hosts, Duration duration, PrintStream out)
      throws IOException, InterruptedException {
    DemoOptions options =
        DemoOptions.defaults(SEED)
            .withPlayers(hosts.size(), 1)
            .withField(FIELD)
            .withDuration(duration);
    DemoReport report =
        Demo.run(options, programs, lab.site(hosts.stream().map(Host::name).toList()), out);
    return GameResult.of(
        hosts.stream().map(host -> host.kind().label()).toList(), linked(hosts), report);
  }

  /** To all others the two hosts of the LAN are behind what is between it and the internet. */
  private static Pair pair(Kind one, Kind other) {
    return one == Kind.LAN && other == Kind.LAN
        ? new Pair(one, other)
        : new Pair(
            one == Kind.LAN ? Kind.PORT_RESTRICTED : one,
            other == Kind.LAN ? Kind.PORT_RESTRICTED : other);
  }

  /** How many pairs of them link, as the table of expectations has it with TURN. */
  private static int linked(List<Host> hosts) {
    int linked = 0;
    for (int i = 0; i < hosts.size(); i++) {
      for (int j = 0; j < i; j++) {
        Pair pair = pair(hosts.get(j).kind(), hosts.get(i).kind());
        linked += Expectations.of(pair, Means.TURN) == Outcome.NONE ? 0 : 1;
      }
    }
    return linked;
  }
}
