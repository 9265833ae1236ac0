package org.rop2p.coordinator.rest;

import static java.time.ZoneOffset.UTC;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.rop2p.coordinator.api.ApiError;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.RestCodec;
import org.rop2p.coordinator.session.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every endpoint has in common: JSON in, JSON out, one sentence for every refusal. */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private static final String STORE_AWAY =
      "The coordinator cannot reach its store at the moment: try again in a few seconds";

  /** RFC 9110 section 5.6.7; by it proxies notice that their own clock is wrong. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private Answers() {}

  /** The body of a call; what is malformed is refused with status 400. */
  static <T> T body(RoutingContext context, BodyReader<T> reader) {
    String text = context.body().asString();
    try {
      return reader.read(text == null ? "" : text);
    } catch (MalformedMessageException e) {
      throw new Refusal(400, ErrorCode.BAD_MESSAGE, e.getMessage());
    }
  }

  /** A whole number from one to another; anything else is refused with status 400. */
  static int number(String what, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      log.debug("No number: {}", e.getMessage());
    }
    throw new Refusal(
        400, ErrorCode.BAD_MESSAGE, what + " must be a whole number from " + least + " to " + most);
  }

  /** The handler of an endpoint that answers with JSON text, or fails. */
  static Handler<RoutingContext> of(Function<RoutingContext, Future<String>> endpoint) {
    return context ->
        endpoint
            .apply(context)
            .onSuccess(json -> send(context, 200, json))
            .onFailure(context::fail);
  }

  /** Answers what failed: a {@link Refusal} as it says, the rest by its status. */
  static void fail(RoutingContext context) {
    Throwable cause = context.failure();
    if (cause instanceof Refusal refusal) {
      if (!refusal.retryAfter.isZero()) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(refusal.waitSeconds()));
      }
      send(context, refusal.status, error(refusal.code, refusal.getMessage(), refusal.status));
      return;
    }
    if (cause instanceof StoreUnavailableException) {
      send(context, 503, error(ErrorCode.UNAVAILABLE, STORE_AWAY, 503));
      return;
    }
    int status = context.statusCode() < 400 ? 500 : context.statusCode();
    if (status >= 500) {
      log.error("{} {} failed", context.request().method(), context.normalizedPath(), cause);
      send(
          context,
          status,
          error(ErrorCode.INTERNAL, "The coordinator failed: its log says why", status));
    } else if (status == 404) {
      send(
          context,
          status,
          error(ErrorCode.NOT_FOUND, "No such address: the API is under " + RestApi.ROOT, status));
    } else {
      send(
          context,
          status,
          error(ErrorCode.BAD_MESSAGE, "Refused with HTTP status " + status, status));
    }
  }

  private static String error(String code, String sentence, int status) {
    return RestCodec.encode(new ApiError(code, sentence), status);
  }

  private static void send(RoutingContext context, int status, String json) {
    if (!context.response().ended() && !context.response().closed()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader(
              HttpHeaders.CONTENT_TYPE,
              status < 400 ? "application/json" : "application/problem+json")
          .putHeader(HttpHeaders.DATE, HTTP_DATE.format(ZonedDateTime.now(UTC)))
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store") // tokens, passwords, or soon untrue
          .end(json)
          .onFailure(e -> log.debug("Answer not delivered: {}", e.getMessage()));
    }
  }

  /** Reads one body. */
  interface BodyReader<T> {
    T read(String text) throws MalformedMessageException;
  }
}
