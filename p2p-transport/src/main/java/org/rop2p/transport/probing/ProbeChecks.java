package org.rop2p.transport.probing;

import java.util.Optional;
import java.util.function.Supplier;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.ice.IceAgent;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.TransactionId;

/**
 * The checks of one attempt: each is sent once and none is remembered, as all ids have one random
 * half. Event loop only.
 */
final class ProbeChecks {
  private final ProbeNet net;
  private final Supplier<IceAgent> agent;
  private final long half;
  private int sent;

  ProbeChecks(ProbeNet net, Supplier<IceAgent> agent) {
    this.net = net;
    this.agent = agent;
    this.half = net.random().nextLong();
  }

  /** Sends a check there, with the link's credentials. */
  void send(Route route) {
    agent
        .get()
        .untracked(route.base(), new TransactionId(sent++, half))
        .ifPresent(check -> net.send(route, check));
  }

  boolean awaits(TransactionId id) {
    return id.low() == half && id.high() >= 0 && id.high() < sent;
  }

  /** What an answer to one of these checks is worth: only the peer can have made an intact one. */
  Verdict verdict(StunMessage answer) {
    Optional<String> password = agent.get().remote().map(IceDescription::pwd);
    if (password.filter(answer::isIntact).isEmpty()) {
      return Verdict.UNAUTHENTICATED;
    }
    return answer.isBinding(StunClass.SUCCESS) ? Verdict.ACCEPTED : Verdict.STRAY;
  }
}
