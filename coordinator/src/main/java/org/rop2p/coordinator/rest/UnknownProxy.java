package org.rop2p.coordinator.rest;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rop2p.coordinator.config.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that players seem to sit on this machine, as they do behind a reverse proxy that does not
 * say for whom it calls, or is not believed. Says so once.
 */
final class UnknownProxy implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(UnknownProxy.class);

  private final AtomicBoolean said = new AtomicBoolean();

  @Override
  public void handle(RoutingContext login) {
    String ip = Callers.ip(login);
    boolean here =
        Optional.of(ip)
            .flatMap(Network::address)
            .filter(InetAddress::isLoopbackAddress)
            .isPresent();
    if (here && said.compareAndSet(false, true)) {
      log.warn(
          "Players log in from this machine ({}): if a reverse proxy is before the coordinator, let"
              + " it set X-Forwarded-For, and name it in security.trusted_proxies; until then"
              + " nobody behind it is limited by his address",
          ip);
    }
    login.next();
  }
}
