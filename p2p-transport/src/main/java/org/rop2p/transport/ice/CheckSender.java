package org.rop2p.transport.ice;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.ice.Check.Purpose;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.TransactionId;
import org.rop2p.transport.stun.Transactions;

/**
 * What one agent sends, from which bases, and the checks of it that are under way. Nothing leaves
 * from a base that it was not given. Not thread-safe.
 */
final class CheckSender {
  private final IceSettings settings;
  private final CheckPacer pacer;
  private final RandomGenerator random;
  private final Consumer<IceOutput> outputs;
  private final Transactions<Check> transactions;
  private final Set<Base> bases;

  CheckSender(
      IceSettings settings,
      CheckPacer pacer,
      List<Base> bases,
      RandomGenerator random,
      Consumer<IceOutput> outputs) {
    this.settings = settings;
    this.pacer = pacer;
    this.random = random;
    this.outputs = outputs;
    this.transactions = new Transactions<>(settings.maxRetransmit());
    this.bases = new LinkedHashSet<>(bases);
  }

  /** False if it was there. */
  boolean add(Base base) {
    return bases.add(base);
  }

  /** False if it was not there. */
  boolean remove(Base base) {
    return bases.remove(base);
  }

  boolean has(Base base) {
    return bases.contains(base);
  }

  /** The bases from which this address can be reached. */
  List<Base> reaching(InetSocketAddress remote) {
    return bases.stream().filter(base -> base.reaches(remote)).toList();
  }

  /** Sends a new check, and again until it is answered, but for one of consent. */
  Transactions.Entry<Check> send(
      CandidatePair pair,
      Purpose purpose,
      IceDescription local,
      IceDescription remote,
      RoleClaim claim,
      boolean useCandidate,
      long now) {
    TransactionId id = TransactionId.next(random);
    byte[] request =
        CheckMessages.request(id, pair.route().base(), local, remote, claim, useCandidate);
    transmit(pair.route(), request);
    var schedule =
        purpose == Purpose.CONSENT
            ? new Transactions.Schedule(now, settings.consentTimeout(), 1)
            : new Transactions.Schedule(now, settings.retransmit(), settings.sends());
    Check check = new Check(pair, claim.role(), purpose);
    return transactions.start(id, check, pair.route().remote(), request, schedule);
  }

  /** Sends these bytes, unless the base is no more: a pair may outlive it by a check under way. */
  void transmit(Route route, byte[] datagram) {
    if (has(route.base())) {
      outputs.accept(new IceOutput.Transmit(route, datagram));
    }
  }

  /** Sends again what is due, and tells of what was sent often enough. */
  void advance(long now, Consumer<Transactions.Entry<Check>> timedOut) {
    transactions.advance(
        now, pacer, entry -> transmit(entry.subject.pair().route(), entry.datagram), timedOut);
  }

  /** When to {@link #advance}; {@link Long#MAX_VALUE} for never. */
  long deadline() {
    return transactions.deadline();
  }

  /** The check that is under way with this id. */
  Optional<Check> underWay(TransactionId id) {
    return transactions.subject(id);
  }

  /** An authentic answer has come: the check is under way no longer. */
  void answered(TransactionId id, Route from) {
    transactions.complete(id, from.remote());
  }

  /** Nothing is under way any more. */
  void clear() {
    transactions.clear();
  }
}
