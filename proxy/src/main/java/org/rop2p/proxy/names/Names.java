package org.rop2p.proxy.names;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks names up, with a limit: name servers that do not answer take their time. */
public final class Names {
  private Names() {}

  /** The address; empty if the name is not known, or nobody has said so in time. Blocks. */
  public static Optional<InetSocketAddress> lookUp(InetSocketAddress name, Duration patience) {
    return known(begin(name, patience).join());
  }

  /**
   * As {@link #lookUp}, all of them at once, each address once. Blocks.
   *
   * @param unknown told of those that are left out
   */
  public static List<InetSocketAddress> lookUpAll(
      List<InetSocketAddress> names, Duration patience, Consumer<InetSocketAddress> unknown) {
    List<CompletableFuture<InetSocketAddress>> answers =
        names.stream().distinct().map(name -> begin(name, patience)).toList();
    return answers.stream()
        .map(CompletableFuture::join)
        .filter(
            answer -> {
              if (answer.isUnresolved()) {
                unknown.accept(answer);
              }
              return !answer.isUnresolved();
            })
        .distinct()
        .toList();
  }

  /** Completes with what is still unresolved where nobody knows it. */
  private static CompletableFuture<InetSocketAddress> begin(
      InetSocketAddress name, Duration patience) {
    return name.isUnresolved()
        ? CompletableFuture.supplyAsync(
                () -> new InetSocketAddress(name.getHostString(), name.getPort()))
            .completeOnTimeout(name, patience.toMillis(), TimeUnit.MILLISECONDS)
        : CompletableFuture.completedFuture(name);
  }

  private static Optional<InetSocketAddress> known(InetSocketAddress answer) {
    return answer.isUnresolved() ? Optional.empty() : Optional.of(answer);
  }
}
