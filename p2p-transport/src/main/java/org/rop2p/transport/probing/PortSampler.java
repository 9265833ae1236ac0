package org.rop2p.transport.probing;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.ice.Verdict;
import org.rop2p.transport.probe.PortAllocation;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** Asks one STUN server from fresh sockets which ports it sees. Event loop only. */
final class PortSampler implements ProbeSide {
  /** The shortest wait that RFC 8445 section 14.3 allows; not doubled, as time is short. */
  private static final long ASK_INTERVAL = 500_000_000L;

  private static final int ASKS = 3;

  private final ProbeNet net;
  private final InetSocketAddress server;
  private final Consumer<List<Integer>> sampled;
  private final List<Base> bases = new ArrayList<>();
  private final TransactionId[] ids = new TransactionId[PortAllocation.SAMPLES];
  private final Integer[] ports = new Integer[PortAllocation.SAMPLES];
  private int asked;
  private long nextAt;
  private boolean ended;

  /**
   * Starts with the first {@link #advance}.
   *
   * @param sampled told once of the ports seen, in the order of the sockets
   */
  PortSampler(ProbeNet net, InetSocketAddress server, Consumer<List<Integer>> sampled) {

    this.net = net;
    this.server = server;
    this.sampled = sampled;
    this.nextAt = net.now();
  }

  @Override
  public void advance(long now) {
    if (ended || now < nextAt) {
      return;
    }
    nextAt = now + ASK_INTERVAL;
    if (asked++ == ASKS) {
      finish();
    } else if (bases.isEmpty()) {
      for (int i = 0; i < ids.length; i++) {
        ids[i] = TransactionId.next(net.random());
        int index = i;
        bases.add(net.open(open -> ask(index)));
      }
    } else {
      for (int i = 0; i < ids.length; i++) {
        ask(i);
      }
    }
  }

  @Override
  public long deadline() {
    return ended ? Long.MAX_VALUE : nextAt;
  }

  @Override
  public boolean awaits(TransactionId id) {
    return !ended && Arrays.asList(ids).contains(id);
  }

  @Override
  public Optional<Verdict> receive(StunMessage message, Route from, long now) {
    int index = bases.indexOf(from.base());
    if (index < 0) {
      return Optional.empty();
    }
    boolean answer =
        message.isBinding(StunClass.SUCCESS)
            && message.id().equals(ids[index])
            && from.remote().equals(server)
            && message.xorMappedAddress().isPresent();
    if (ended || !answer) {
      return Optional.of(Verdict.STRAY);
    }
    ports[index] = message.xorMappedAddress().get().getPort();
    if (Arrays.stream(ports).allMatch(Objects::nonNull)) {
      finish();
    }
    return Optional.of(Verdict.ACCEPTED);
  }

  @Override
  public void accepted(Route from, long now) {}

  @Override
  public void cancel() {
    ended = true;
    bases.forEach(net::close);
  }

  private void ask(int index) {
    if (!ended && ports[index] == null) {
      byte[] request = new StunWriter(StunClass.REQUEST, ids[index]).fingerprint().toBytes();
      net.send(new Route(bases.get(index), server), request);
    }
  }

  private void finish() {
    cancel();
    sampled.accept(Arrays.stream(ports).filter(port -> port != null && port > 0).toList());
  }
}
