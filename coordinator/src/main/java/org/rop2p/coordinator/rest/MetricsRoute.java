package org.rop2p.coordinator.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.LongSupplier;
import org.rop2p.coordinator.admin.AdminToken;
import org.rop2p.coordinator.admin.AdminToken.Verdict;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.metrics.Metrics;
import org.rop2p.coordinator.session.SessionStore;

/** What Prometheus reads: by the admin's token, or where one develops on this machine. */
final class MetricsRoute {
  static final String PATH = "/metrics";

  /** Prometheus' text format. */
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Metrics metrics;
  private final AdminToken admin;
  private final SessionStore sessions;
  private final LongSupplier nanos;

  MetricsRoute(Metrics metrics, AdminToken admin, SessionStore sessions, LongSupplier nanos) {
    this.metrics = metrics;
    this.admin = admin;
    this.sessions = sessions;
    this.nanos = nanos;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::answer);
  }

  private void answer(RoutingContext context) {
    Verdict verdict = admin.check(Callers.bearer(context), Callers.ip(context), nanos.getAsLong());
    if (!Callers.isLocal(context) && !(verdict instanceof Verdict.Admin)) {
      context.fail(
          new Refusal(
              403,
              ErrorCode.NOT_ADMIN,
              "Metrics are read with the admin's token: security.admin_token in the configuration,"
                  + " and Authorization: Bearer TOKEN in the call"));
      return;
    }
    sessions
        .sessions()
        .otherwise(List.of())
        .onSuccess(
            open ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, TYPE)
                    .end(metrics.scrape(open)));
  }
}
