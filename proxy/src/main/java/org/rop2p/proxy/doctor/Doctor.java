package org.rop2p.proxy.doctor;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything that playing needs, at once. */
public final class Doctor {
  private static final Logger log = LoggerFactory.getLogger(Doctor.class);

  /** Nobody waits longer in front of a button. */
  private static final Duration LIMIT = Duration.ofSeconds(9);

  private Doctor() {}

  /**
   * Examines; blocks for ten seconds at most, and never throws. Costs the game server one
   * connection without a byte.
   */
  public static Diagnosis examine(Patient patient) {
    ExecutorService threads =
        Executors.newCachedThreadPool(new DefaultThreadFactory("doctor", true));
    try (Examination examination = new Examination(patient, threads)) {
      List<CompletableFuture<Check>> all = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        all.add(look(topic, () -> examination.look(topic), threads));
      }
      List<Check> checks = all.stream().map(CompletableFuture::join).toList();
      return new Diagnosis(
          Verdict.of(checks), Verdict.sentence(checks), checks, AdminText.of(patient, checks));
    } finally {
      threads.shutdownNow();
    }
  }

  private static CompletableFuture<Check> look(
      Topic topic, Supplier<Check> check, ExecutorService threads) {
    return CompletableFuture.supplyAsync(check, threads)
        .exceptionally(problem -> broken(topic, problem))
        .completeOnTimeout(late(topic), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Check late(Topic topic) {
    return Check.warn(
        topic,
        "No answer within %d seconds.".formatted(LIMIT.toSeconds()),
        "Try again; if it stays so, look at this machine's network.");
  }

  private static Check broken(Topic topic, Throwable problem) {
    log.debug("Looking at {} failed", topic, problem);
    return Check.warn(
        topic,
        "This could not be looked at (%s).".formatted(problem),
        "Please report it: it is a defect of ro-p2p.");
  }
}
