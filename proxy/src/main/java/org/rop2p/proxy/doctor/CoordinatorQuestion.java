package org.rop2p.proxy.doctor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.CoordinatorClient.Pulse;
import org.rop2p.proxy.config.PlainHttp;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.peer.CoordinatorSettings;

/** Asks coordinators how they are, and what they want of proxies. No token is sent. */
final class CoordinatorQuestion {
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  /** The date of an answer has whole seconds: on the average it is this much younger. */
  private static final Duration HALF_SECOND = Duration.ofMillis(500);

  private CoordinatorQuestion() {}

  /** Asks all that tokens may be sent to, at once; answers in their order. Blocks. */
  static List<CoordinatorAnswer> ask(ProxyConfig.P2p config, InstantSource clock) {
    return PlainHttp.check(config).usable().stream()
        .map(url -> ask(config, url, clock))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static CompletableFuture<CoordinatorAnswer> ask(
      ProxyConfig.P2p config, URI url, InstantSource clock) {
    CoordinatorClient client;
    try {
      client = new CoordinatorClient(CoordinatorSettings.of(config, url, TIMEOUT));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(CoordinatorAnswer.useless(url, e.getMessage()));
    }
    Instant asked = clock.instant();
    CompletableFuture<Optional<ClientConfig>> wanted =
        client.clientConfig().thenApply(Optional::of).exceptionally(unanswered -> Optional.empty());
    return client
        .pulse()
        .thenApply(pulse -> new Heard(pulse, clock.instant()))
        .thenCombine(
            wanted,
            (heard, told) ->
                new CoordinatorAnswer(
                    url,
                    Optional.of(heard.pulse().health()),
                    told,
                    heard.pulse().date().map(date -> ahead(date, asked, heard.at())),
                    Optional.empty()))
        .exceptionally(problem -> CoordinatorAnswer.useless(url, sentence(problem)))
        .completeOnTimeout(
            CoordinatorAnswer.useless(
                url, "Coordinator %s does not answer".formatted(url.getAuthority())),
            TIMEOUT.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private record Heard(Pulse pulse, Instant at) {}

  /** The answer was dated somewhere between asking and hearing. */
  static Duration ahead(Instant date, Instant asked, Instant heard) {
    Instant middle = asked.plus(Duration.between(asked, heard).dividedBy(2));
    return Duration.between(middle, date.plus(HALF_SECOND));
  }

  private static String sentence(Throwable problem) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
