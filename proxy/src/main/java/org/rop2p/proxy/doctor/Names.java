package org.rop2p.proxy.doctor;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Looks names up, with a limit: name servers that do not answer take their time. */
final class Names {
  private static final int STUN_PORT = 3478;
  private static final String STUN = "stun:";

  private Names() {}

  /** The address; empty if the name is not known, or nobody has said so in time. Blocks. */
  static Optional<InetSocketAddress> lookUp(InetSocketAddress name, Duration patience) {
    if (!name.isUnresolved()) {
      return Optional.of(name);
    }
    try {
      InetSocketAddress address =
          CompletableFuture.supplyAsync(
                  () -> new InetSocketAddress(name.getHostString(), name.getPort()))
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return address.isUnresolved() ? Optional.empty() : Optional.of(address);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** As {@link #lookUp}, all of them at once, without those that are not known. Blocks. */
  static List<InetSocketAddress> lookUpAll(List<InetSocketAddress> names, Duration patience) {
    return names.stream()
        .distinct()
        .map(name -> CompletableFuture.supplyAsync(() -> lookUp(name, patience)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** The server of {@code stun:host:port}, unresolved; none if it is written in another way. */
  static Stream<InetSocketAddress> ofStunUrl(String url) {
    String address = url.startsWith(STUN) ? url.substring(STUN.length()) : url;
    int colon = address.endsWith("]") ? -1 : address.lastIndexOf(':');
    try {
      return Stream.of(
          colon < 0
              ? InetSocketAddress.createUnresolved(address, STUN_PORT)
              : InetSocketAddress.createUnresolved(
                  address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
