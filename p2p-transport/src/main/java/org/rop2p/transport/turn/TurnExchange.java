package org.rop2p.transport.turn;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;
import org.rop2p.transport.stun.Transactions;

/**
 * Questions to one server and its answers, with long-term credentials (RFC 8489 section 9.2).
 *
 * <p>Servers cannot sign 401 and 438, so anybody on the way may forge them. An error that is not
 * proven changes nothing but a nonce, a bounded number of times; should no proven answer come, it
 * tells why. Only before the server has proven itself at all, 401 is taken at its word: the
 * password is wrong, and asking on would be hammering.
 */
final class TurnExchange {
  /** New nonces for one question: a server that tells more has none that lasts. */
  private static final int MAX_STALE = 3;

  /** What becomes of the questions. */
  interface Listener {
    /** The server has done what it was asked for. */
    void granted(TurnRequest request, StunMessage answer, long now);

    /** The server has refused it, with this code. */
    void denied(TurnRequest request, int code, StunMessage answer, long now);

    /**
     * No proven answer came.
     *
     * @param alone whether the server has answered another question meanwhile
     */
    void unanswered(TurnRequest request, LostReason reason, boolean alone, long now);
  }

  private static final class Attempt {
    private final TurnRequest request;
    private final boolean signed;
    private final int stale;
    private final long startedAt;
    private LostReason unproven = LostReason.UNREACHABLE;

    private Attempt(TurnRequest request, boolean signed, int stale, long now) {
      this.request = request;
      this.signed = signed;
      this.stale = stale;
      this.startedAt = now;
    }
  }

  private final InetSocketAddress server;
  private final TurnSettings settings;
  private final CheckPacer pacer;
  private final RandomGenerator random;
  private final Consumer<byte[]> transmit;
  private final Listener listener;
  private final Credentials credentials;
  private final Transactions<Attempt> transactions;

  /** When the last answer came that proved to be the server's. */
  private long heardAt = Long.MIN_VALUE;

  TurnExchange(
      TurnServer server,
      TurnSettings settings,
      CheckPacer pacer,
      RandomGenerator random,
      Consumer<byte[]> transmit,
      Listener listener) {
    this.server = server.address();
    this.settings = settings;
    this.pacer = pacer;
    this.random = random;
    this.transmit = transmit;
    this.listener = listener;
    this.credentials = new Credentials(server);
    this.transactions = new Transactions<>(settings.maxRetransmit());
  }

  /** Sends a question, signed if the server has told its realm. */
  void ask(TurnRequest request, long now) {
    ask(request, 0, now);
  }

  /** Whether the server knows who we say we are, so that it may hold something for us. */
  boolean isChallenged() {
    return credentials.areKnown();
  }

  /** Whether a proven answer came at this time or later. */
  boolean heardSince(long time) {
    return heardAt >= time;
  }

  boolean awaits(TransactionId id) {
    return transactions.subject(id).isPresent();
  }

  TurnVerdict receive(StunMessage message, InetSocketAddress from, long now) {
    StunClass stunClass = message.stunClass();
    Attempt attempt = transactions.subject(message.id()).orElse(null);
    if (attempt == null
        || !from.equals(server)
        || message.method() != attempt.request.method()
        || (stunClass != StunClass.SUCCESS && stunClass != StunClass.ERROR)) {
      return TurnVerdict.STRAY;
    }
    boolean proven = attempt.signed && credentials.prove(message);
    int code = code(message);
    if (proven) {
      heardAt = now;
    }
    if (code == TurnError.STALE_NONCE && attempt.signed) {
      return stale(attempt, message, now);
    }
    if (code == TurnError.UNAUTHORIZED && !attempt.signed) {
      return challenged(attempt, message, now);
    }
    boolean wrongPassword = code == TurnError.UNAUTHORIZED && heardAt == Long.MIN_VALUE;
    if (proven || wrongPassword || (code != 0 && !attempt.signed)) {
      transactions.complete(message.id(), from);
      if (code == 0) {
        listener.granted(attempt.request, message, now);
      } else {
        listener.denied(attempt.request, code, message, now);
      }
      return TurnVerdict.ACCEPTED;
    }
    return unproven(attempt, code);
  }

  /** Sends again what is due, and gives up what was sent often enough. */
  void advance(long now) {
    transactions.advance(
        now,
        pacer,
        entry -> transmit.accept(entry.datagram),
        entry -> {
          Attempt attempt = entry.subject;
          boolean alone = heardSince(attempt.startedAt);
          listener.unanswered(attempt.request, attempt.unproven, alone, now);
        });
  }

  long deadline() {
    return transactions.deadline();
  }

  /** Forgets what is under way. */
  void clear() {
    transactions.clear();
  }

  private void ask(TurnRequest request, int stale, long now) {
    TransactionId id = TransactionId.next(random);
    StunWriter writer = request.writer(id);
    credentials.sign(writer);
    byte[] datagram = writer.fingerprint().toBytes();
    transmit.accept(datagram);
    transactions.start(
        id,
        new Attempt(request, credentials.areKnown(), stale, now),
        server,
        datagram,
        new Transactions.Schedule(now, settings.retransmit(), settings.sends()));
  }

  private TurnVerdict stale(Attempt attempt, StunMessage message, long now) {
    if (attempt.stale == MAX_STALE || !credentials.renew(message)) {
      return unproven(attempt, TurnError.STALE_NONCE);
    }
    transactions.complete(message.id(), server);
    ask(attempt.request, attempt.stale + 1, now);
    return TurnVerdict.ACCEPTED;
  }

  private TurnVerdict challenged(Attempt attempt, StunMessage message, long now) {
    if (!credentials.challenge(message)) {
      return unproven(attempt, TurnError.UNAUTHORIZED);
    }
    transactions.complete(message.id(), server);
    ask(attempt.request, now);
    return TurnVerdict.ACCEPTED;
  }

  private static TurnVerdict unproven(Attempt attempt, int code) {
    if (code != 0) {
      attempt.unproven = LostReason.of(code);
    }
    return TurnVerdict.UNAUTHENTICATED;
  }

  /** The error of an answer, 0 for success; what we cannot understand is an error, too. */
  private static int code(StunMessage message) {
    if (!message.unknownRequired().isEmpty()) {
      return TurnError.UNKNOWN_ATTRIBUTE;
    }
    return message.stunClass() == StunClass.SUCCESS
        ? 0
        : message.errorCode().orElse(TurnError.BAD_REQUEST);
  }
}
