package org.rop2p.coordinator.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.rop2p.coordinator.api.LoginRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks rAthena's web-server with a read-only call that checks the token: {@code POST /party/info}.
 * It answers 200 with {@code Type} 1 if account and token belong together, 400 if not.
 */
public final class RathenaWebIdentity implements IdentityCheck {
  private static final Logger log = LoggerFactory.getLogger(RathenaWebIdentity.class);

  /** The check takes 1 to 5 ms; a web-server that needs longer than this is not well. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The web-server has few threads, and they serve the game's clients, too. */
  private static final int MAX_CONNECTIONS = 8;

  /** At 5 ms each, a second's worth for the connections above. */
  private static final int MAX_WAITING = 1_600;

  /** The answer holds at most one party booking. */
  private static final int MAX_ANSWER_BYTES = 16 * 1024;

  private static final Verdict UNAVAILABLE =
      Verdict.unavailable(
          "The game server's web-server cannot confirm logins at the moment: try again in a minute");

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final HttpClient http;
  private final String endpoint;
  private final String worldName;

  public RathenaWebIdentity(Vertx vertx, URI webServer, String worldName) {
    // Every request on a connection of its own: the web-server closes after 5 s or 5 requests, and
    // a
    // request that meets the closing would look like a failure.
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectTimeout((int) PATIENCE.toMillis()));
    String base = webServer.toString();
    this.endpoint =
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/party/info";
    this.worldName = worldName;
  }

  @Override
  public Future<Verdict> check(LoginRequest request) {
    if (request.webAuthToken().isEmpty()) {
      return Future.succeededFuture(WebAuthToken.MISSING);
    }
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(endpoint)
            .setTimeout(PATIENCE.toMillis());
    Future<HttpClientRequest> asked = http.request(options);
    return asked
        .compose(call -> send(call, request))
        // The request's own timeout begins anew with each byte.
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(
            failure -> {
              asked.onSuccess(HttpClientRequest::reset);
              log.warn(
                  "rAthena's web-server cannot be asked at {} ({}): is it running, and is"
                      + " auth.rathena_web_url right?",
                  endpoint,
                  failure.getMessage());
              return UNAVAILABLE;
            });
  }

  private Future<Verdict> send(HttpClientRequest call, LoginRequest request) {
    MultipartForm form =
        new MultipartForm()
            .part("AuthToken", request.webAuthToken())
            .part("AID", Integer.toString(request.accountId()))
            .part("WorldName", worldName)
            .part("QueryAID", Integer.toString(request.accountId()));
    call.putHeader(HttpHeaders.CONTENT_TYPE, form.contentType());
    return call.send(form.body())
        .compose(response -> body(response).map(body -> verdict(response.statusCode(), body)));
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > MAX_ANSWER_BYTES) {
            whole.tryFail("its answer is too long");
            response.request().reset();
          } else {
            body.appendBuffer(chunk);
          }
        });
    return whole.future();
  }

  private Verdict verdict(int status, Buffer body) {
    if (status == OK && PartyInfoAnswer.confirms(body.getBytes())) {
      return Verdict.CONFIRMED;
    }
    if (status == BAD_REQUEST) {
      return WebAuthToken.NOT_CONFIRMED;
    }
    log.warn("{} answered with HTTP status {}: is that rAthena's web-server?", endpoint, status);
    return UNAVAILABLE;
  }
}
