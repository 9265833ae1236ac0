package org.rop2p.transport.probing;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.probe.FanOut;
import org.rop2p.transport.probe.FanOut.Output;
import org.rop2p.transport.probe.ProbeLimits;
import org.rop2p.transport.probe.ProbeTalk;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/**
 * Opens sockets that send to the cone side. A socket that hears a check of the peer becomes a base
 * of the link's agent, which answers and checks back; the first that is proven both ways stays.
 */
final class SymmetricSide implements ProbeSide {
  /** How it ended. */
  interface Ending {
    void ended(FanOut.Outcome outcome, int opened);
  }

  private static final int NOBODY = -1;

  private final ProbeNet net;
  private final Supplier<IceAgent> agent;
  private final InetSocketAddress cone;
  private final InetSocketAddress server;
  private final long answerWait;
  private final FanOut fan;
  private final ProbeChecks checks;
  private final Ending ending;

  /** By their index; closed ones keep their place. */
  private final List<Base> bases = new ArrayList<>();

  /** Those that the agent was given. */
  private final Set<Base> handed = new HashSet<>();

  private final TransactionId question;

  /** The one that the peer was heard at, and until when no other is listened to. */
  private int heardAt = NOBODY;

  private long heardUntil;
  private boolean told;

  /**
   * Starts with the first {@link #advance}.
   *
   * @param server asked for our address, to see whether the carrier lets us out
   * @param ending told once
   */
  SymmetricSide(
      ProbeNet net,
      Supplier<IceAgent> agent,
      ProbeTalk.Intent.Open task,
      InetSocketAddress server,
      ProbeLimits limits,
      Ending ending) {
    this.net = net;
    this.agent = agent;
    this.cone = task.cone();
    this.server = server;
    this.answerWait = limits.answerWait();
    this.ending = ending;
    this.fan = new FanOut(task.sockets(), limits, net.now());
    this.checks = new ProbeChecks(net, agent);
    this.question = TransactionId.next(net.random());
  }

  @Override
  public void advance(long now) {
    fan.advance(now);
    drain();
  }

  @Override
  public long deadline() {
    return fan.deadline();
  }

  @Override
  public boolean awaits(TransactionId id) {
    return checks.awaits(id) || question.equals(id);
  }

  @Override
  public Optional<Verdict> receive(StunMessage message, Route from, long now) {
    int index = bases.indexOf(from.base());
    if (index == NOBODY) {
      return Optional.empty();
    }
    if (checks.awaits(message.id())) {
      // The check that follows from the peer says as much, and the agent can take that.
      return Optional.of(checks.verdict(message));
    }
    if (message.id().equals(question)) {
      boolean answer = message.isBinding(StunClass.SUCCESS) && from.remote().equals(server);
      if (answer) {
        fan.addressAnswered();
      }
      return Optional.of(answer ? Verdict.ACCEPTED : Verdict.STRAY);
    }
    if (handed.contains(from.base())) {
      return Optional.empty();
    }
    if (!agent.get().isAuthentic(message)) {
      return Optional.of(Verdict.UNAUTHENTICATED);
    }
    if (fan.outcome().isPresent() || (heardAt != NOBODY && now < heardUntil)) {
      return Optional.of(Verdict.STRAY);
    }
    heardAt = index;
    heardUntil = now + answerWait;
    fan.heard(index, now);
    handed.add(from.base());
    agent.get().addBase(from.base());
    return Optional.empty();
  }

  @Override
  public void accepted(Route from, long now) {
    int index = handed.contains(from.base()) ? bases.indexOf(from.base()) : NOBODY;
    if (index != NOBODY && agent.get().hasAnswered(from) && fan.confirmed(index)) {
      drain();
    }
  }

  @Override
  public void cancel() {
    told = true;
    fan.cancel();
    drain();
  }

  private void drain() {
    for (var next = fan.poll(); next.isPresent(); next = fan.poll()) {
      act(next.get());
    }
    if (!told && fan.outcome().isPresent()) {
      told = true;
      ending.ended(fan.outcome().get(), fan.opened());
    }
  }

  private void act(Output output) {
    if (output instanceof Output.OpenAndSend next) {
      int index = next.socketIndex();
      bases.add(net.open(open -> opened(index, open)));
    } else if (output instanceof Output.Refresh refresh) {
      checks.send(new Route(bases.get(refresh.socketIndex()), cone));
    } else if (output instanceof Output.AskAddress ask) {
      byte[] request = new StunWriter(StunClass.REQUEST, question).fingerprint().toBytes();
      Route route = new Route(bases.get(ask.socketIndex()), server);
      net.send(route, request);
    } else if (output instanceof Output.CloseOthers others) {
      close(Optional.of(bases.get(others.kept())));
    } else if (output instanceof Output.CloseAll) {
      close(Optional.empty());
    }
  }

  private void opened(int index, boolean open) {
    if (open) {
      checks.send(new Route(bases.get(index), cone));
    } else {
      fan.openFailed(index, net.now());
      drain();
    }
  }

  private void close(Optional<Base> kept) {
    long now = net.now();
    for (Base base : bases) {
      if (kept.filter(base::equals).isEmpty()) {
        if (handed.remove(base)) {
          agent.get().removeBase(base, now);
        }
        net.close(base);
      }
    }
  }
}
