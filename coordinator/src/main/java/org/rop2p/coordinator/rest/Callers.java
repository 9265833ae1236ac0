package org.rop2p.coordinator.rest;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.rop2p.coordinator.config.Network;

/** Who calls: from where, and by which token. */
final class Callers {
  private static final String BEARER = "Bearer ";
  private static final String SEEN = ClientAddress.class.getName();

  private Callers() {}

  /** Goes before all others, which then see callers through these reverse proxies. */
  static Handler<RoutingContext> through(List<Network> trusted) {
    return context -> {
      context.put(SEEN, address(context, trusted));
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
   * Whether the call is from this machine and of this machine: what a reverse proxy forwards is
   * not.
   */
  static boolean isLocal(RoutingContext context) {
    return address(context).isThisMachine();
  }

  private static ClientAddress address(RoutingContext context) {
    ClientAddress seen = context.get(SEEN);
    return seen != null ? seen : address(context, List.of());
  }

  private static ClientAddress address(RoutingContext context, List<Network> trusted) {
    MultiMap headers = context.request().headers();
    return ClientAddress.of(
        Optional.ofNullable(context.request().remoteAddress()).map(SocketAddress::hostAddress),
        headers.getAll("X-Forwarded-For"),
        headers.getAll("Forwarded"),
        trusted);
  }
}
