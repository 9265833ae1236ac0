package org.rop2p.coordinator.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Who calls: from where, and by which token. */
final class Callers {
  private static final String BEARER = "Bearer ";

  private Callers() {}

  /** Empty if there is none. */
  static String bearer(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
  }

  /** Without an IPv6 zone. */
  static String ip(RoutingContext context) {
    return context.request().remoteAddress().hostAddress().replaceFirst("%.*", "");
  }

  /**
   * Whether the call is from this machine and of this machine: what a reverse proxy forwards is
   * not.
   */
  static boolean isLocal(RoutingContext context) {
    String ip = ip(context);
    return (ip.startsWith("127.") || ip.equals("::1") || ip.equals("0:0:0:0:0:0:0:1"))
        && !context.request().headers().contains("X-Forwarded-For")
        && !context.request().headers().contains("Forwarded");
  }
}
