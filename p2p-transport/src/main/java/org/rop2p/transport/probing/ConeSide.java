package org.rop2p.transport.probing;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.probe.ConeProber;
import org.rop2p.transport.probe.ProbeLimits;
import org.rop2p.transport.probe.ProbeOrder;
import org.rop2p.transport.probe.ProbeTalk;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;

/** Probes from the main socket; who is met there is a peer-reflexive candidate like any other. */
final class ConeSide implements ProbeSide {
  private final Base main;
  private final ProbeTalk.Intent.Probe task;
  private final ConeProber prober;
  private final ProbeChecks checks;
  private final Consumer<Boolean> ended;
  private boolean told;

  /**
   * Starts with the first {@link #advance}.
   *
   * @param main the main socket
   * @param ended told once whether the peer was met
   */
  ConeSide(
      ProbeNet net,
      Supplier<IceAgent> agent,
      Base main,
      ProbeTalk.Intent.Probe task,
      ProbeLimits limits,
      Consumer<Boolean> ended) {
    this.main = main;
    this.task = task;
    this.ended = ended;
    this.checks = new ProbeChecks(net, agent);
    ProbeOrder order = ProbeOrder.of(task.allocation(), task.probes(), net.random());
    this.prober = new ConeProber(task.target(), order, limits, net.now());
  }

  @Override
  public void advance(long now) {
    prober.advance(now);
    for (var next = prober.poll(); next.isPresent(); next = prober.poll()) {
      checks.send(new Route(main, next.get().to()));
    }
    if (!told && prober.outcome().isPresent()) {
      told = true;
      ended.accept(prober.hit().isPresent());
    }
  }

  @Override
  public long deadline() {
    return prober.deadline();
  }

  @Override
  public boolean awaits(TransactionId id) {
    return checks.awaits(id);
  }

  @Override
  public Optional<Verdict> receive(StunMessage message, Route from, long now) {
    if (!checks.awaits(message.id())) {
      return Optional.empty();
    }
    Verdict verdict = checks.verdict(message);
    if (verdict == Verdict.ACCEPTED) {
      accepted(from, now);
    }
    return Optional.of(verdict);
  }

  @Override
  public void accepted(Route from, long now) {
    if (from.base().equals(main)
        && from.remote().getAddress().equals(task.target().ip())
        && prober.hit(from.remote())) {
      advance(now);
    }
  }

  @Override
  public void cancel() {
    told = true;
    prober.cancel();
  }
}
