package org.rop2p.coordinator.rest;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.rop2p.coordinator.config.Network;

/** Who calls: from where, and by which token. */
final class Callers {
  private static final String BEARER = "Bearer ";
  private static final String SEEN = ClientAddress.class.getName();
  private static final String LOCAL = SEEN + ".local";

  /** Headers that reverse proxies add, besides those that name the client. Lower case. */
  private static final Set<String> OF_PROXIES =
      Set.of("via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip");

  private static final String OF_PROXIES_BEGIN = "x-forwarded-";

  private Callers() {}

  /**
   * Goes before all others, which then see callers through these reverse proxies.
   *
   * @param localIsEnough whether who is on this machine needs no token. A reverse proxy may forward
   *     strangers without any sign of it, so that is for development only.
   */
  static Handler<RoutingContext> through(List<Network> trusted, boolean localIsEnough) {
    return context -> {
      ClientAddress seen = address(context, trusted);
      context.put(SEEN, seen);
      context.put(LOCAL, localIsEnough && seen.isThisMachine());
      context.next();
    };
  }

  /** Empty if there is none. */
  static String bearer(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
  }

  /** The client's address behind trusted proxies, without an IPv6 zone; empty if there is none. */
  static String ip(RoutingContext context) {
    return address(context).ip().orElse("");
  }

  /**
   * Whether the call is from this machine and of this machine, where that is enough: what a reverse
   * proxy forwards is not.
   */
  static boolean isLocal(RoutingContext context) {
    return Boolean.TRUE.equals(context.get(LOCAL));
  }

  private static ClientAddress address(RoutingContext context) {
    ClientAddress seen = context.get(SEEN);
    return seen != null ? seen : address(context, List.of());
  }

  private static ClientAddress address(RoutingContext context, List<Network> trusted) {
    MultiMap headers = context.request().headers();
    ClientAddress address =
        ClientAddress.of(
            Optional.ofNullable(context.request().remoteAddress()).map(SocketAddress::hostAddress),
            headers.getAll("X-Forwarded-For"),
            headers.getAll("Forwarded"),
            trusted);
    return headers.names().stream().anyMatch(Callers::isOfProxies) ? address.forwarded() : address;
  }

  private static boolean isOfProxies(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return OF_PROXIES.contains(name) || name.startsWith(OF_PROXIES_BEGIN);
  }
}
