package org.rop2p.coordinator.rest;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rop2p.coordinator.Event;
import org.rop2p.coordinator.Tally;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.KeyProof;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.RestCodec;
import org.rop2p.coordinator.auth.IdentityCheck;
import org.rop2p.coordinator.auth.IdentityCheck.Verdict;
import org.rop2p.coordinator.auth.Nonces;
import org.rop2p.coordinator.auth.ProofCheck;
import org.rop2p.coordinator.auth.Tokens;
import org.rop2p.coordinator.limits.LimitBook;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.policy.AuditEntry;
import org.rop2p.coordinator.policy.RuleStore;
import org.rop2p.coordinator.policy.Rules;
import org.rop2p.coordinator.session.Player;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who calls: logs players in, and knows them again by their tokens. Used on one event loop only.
 */
public final class Logins {
  private static final Logger log = LoggerFactory.getLogger(Logins.class);

  /** Where one logs in. */
  static final String PATH = RestApi.ROOT + "/auth/login";

  /** Keys known to be on record; of more the oldest are recorded once more. */
  private static final int MOST_KEYS = 32_768;

  private final IdentityCheck identity;
  private final Tokens tokens;
  private final Nonces nonces;
  private final ProofCheck proofs;
  private final LimitBook limits;
  private final RuleStore record;
  private final Metrics metrics;
  private final InstantSource clock;
  private final Tally tally;
  private final Map<Integer, Player> recorded =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Player> eldest) {
          return size() > MOST_KEYS;
        }
      };
  private Rules rules;

  /**
   * Nobody has logged in.
   *
   * @param rules that hold until {@link #rules(Rules)}
   * @param record gets which key belongs to which account from when
   */
  public Logins(
      IdentityCheck identity,
      Tokens tokens,
      Nonces nonces,
      LimitBook limits,
      Rules rules,
      RuleStore record,
      Metrics metrics,
      InstantSource clock,
      Tally tally) {
    this.identity = identity;
    this.tokens = tokens;
    this.nonces = nonces;
    this.proofs = new ProofCheck(nonces);
    this.limits = limits;
    this.rules = rules;
    this.record = record;
    this.metrics = metrics;
    this.clock = clock;
    this.tally = tally;
  }

  /** Other rules hold from now on. */
  public void rules(Rules next) {
    rules = next;
  }

  void mount(Router router) {
    router.get(RestApi.ROOT + "/auth/nonce").handler(Answers.of(this::nonce));
    router.post(PATH).handler(Answers.of(this::login));
  }

  private Future<String> nonce(RoutingContext context) {
    return Future.succeededFuture(RestCodec.encode(nonces.issue(clock.instant())));
  }

  private Future<String> login(RoutingContext context) {
    LoginRequest request =
        Answers.body(context, text -> RestCodec.decodeLoginRequest(text, Callers.bearer(context)));
    int account = request.accountId();
    limits
        .loginFrom(Callers.ip(context), account, System.nanoTime())
        .ifPresent(
            wait -> {
              metrics.login("limited");
              throw tooOften("logins", wait);
            });
    // First, as it costs the game server nothing.
    Optional<Player> player = request.proof().map(proof -> proven(account, proof));
    return identity.check(request).map(verdict -> answer(account, player, verdict));
  }

  private String answer(int account, Optional<Player> player, Verdict verdict) {
    return switch (verdict.outcome()) {
      case CONFIRMED -> {
        metrics.login("confirmed");
        player.ifPresent(this::putOnRecord);
        yield RestCodec.encode(player.map(tokens::issue).orElseGet(() -> tokens.issue(account)));
      }
      case REFUSED -> throw refused(verdict.sentence());
      case UNAVAILABLE -> {
        metrics.login("unavailable");
        throw new Refusal(503, ErrorCode.UNAVAILABLE, verdict.sentence());
      }
    };
  }

  private Player proven(int accountId, KeyProof proof) {
    return proofs
        .check(accountId, proof, clock.instant())
        .orElseThrow(
            () -> refused("The proof of the certificate's key is wrong, or its nonce is too old"));
  }

  private Refusal refused(String sentence) {
    tally.count(Event.LOGIN_REFUSED);
    metrics.login("refused");
    return new Refusal(401, ErrorCode.UNAUTHORIZED, sentence);
  }

  /** So that a signed line can be shown to be an account's long after. */
  private void putOnRecord(Player player) {
    if (player.equals(recorded.put(player.accountId(), player))) {
      return;
    }
    record
        .record(
            new AuditEntry(
                clock.instant(),
                "login",
                "key",
                "account_id=%d, fingerprint=%s, signing_key=%s"
                    .formatted(player.accountId(), player.fingerprint(), player.signingKey())))
        .onFailure(
            e -> {
              recorded.remove(player.accountId(), player);
              log.warn("The key of account {} is not on record", player.accountId(), e);
            });
  }

  /** One more request to join by that account. */
  void countJoin(RoutingContext context, int account) {
    limits
        .joinFrom(Callers.ip(context), account, System.nanoTime())
        .ifPresent(
            wait -> {
              throw tooOften("changes of zone", wait);
            });
  }

  Future<Integer> account(RoutingContext context) {
    return claims(context).map(Tokens.Claims::accountId);
  }

  Future<Player> player(RoutingContext context) {
    return claims(context).map(Logins::player);
  }

  static Player player(Tokens.Claims claims) {
    return claims
        .player()
        .orElseThrow(
            () ->
                new Refusal(
                    403,
                    ErrorCode.NO_KEY,
                    "This login proved no key of a proxy: log in with a proof"));
  }

  /** What the caller's token says; fails with a {@link Refusal} if it is none that counts. */
  Future<Tokens.Claims> claims(RoutingContext context) {
    String token = Callers.bearer(context);
    return token.isEmpty()
        ? Future.failedFuture(unauthorized())
        : tokens
            .read(token)
            .recover(e -> Future.failedFuture(unauthorized()))
            .map(
                claims -> {
                  if (!rules.admits(claims.accountId(), claims.issued())) {
                    throw unauthorized();
                  }
                  return claims;
                });
  }

  private Refusal tooOften(String what, Duration wait) {
    tally.count(Event.RATE_LIMITED);
    return new Refusal(
        429,
        ErrorCode.RATE_LIMITED,
        "More " + what + " than anybody needs: try again in " + (wait.toSeconds() + 1) + " s",
        wait);
  }

  private static Refusal unauthorized() {
    return new Refusal(
        401,
        ErrorCode.UNAUTHORIZED,
        "The bearer token is missing, wrong, expired or void: log in again");
  }
}
