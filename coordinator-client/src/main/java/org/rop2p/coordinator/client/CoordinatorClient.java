package org.rop2p.coordinator.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.rop2p.coordinator.api.ApiError;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Health;
import org.rop2p.coordinator.api.IceServers;
import org.rop2p.coordinator.api.JoinRequest;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.LeaveRequest;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.Login;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.MalformedMessageException;
import org.rop2p.coordinator.api.RestCodec;

/**
 * The coordinator's REST API and the way to its signalling socket. One instance serves all players
 * of a process. Thread-safe; no method blocks. A failed future's exception is a {@link
 * CoordinatorException}, itself, not wrapped (stages derived from it wrap it, as always, in {@link
 * CompletionException}). Futures complete on a thread of the HTTP client: hop to your own.
 */
public final class CoordinatorClient {
  private static final int UNAUTHORIZED = 401;

  private final ClientSettings settings;
  private final HttpClient http;

  public CoordinatorClient(ClientSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    SSLParameters tls = new SSLParameters();
    tls.setProtocols(settings.tlsVersions().toArray(String[]::new));
    builder.sslParameters(tls);
    if (!settings.certificateValidation()) {
      builder.sslContext(UncheckedTls.context());
    }
    this.http = builder.build();
  }

  /**
   * {@code POST auth/login}. Status 401: the server does not confirm it; 503: it cannot be asked
   * now.
   */
  public CompletableFuture<Login> login(LoginRequest request) {
    HttpRequest.Builder call = post("auth/login", RestCodec.encode(request));
    return call(
        request.serviceToken().isEmpty() ? call : bearer(call, request.serviceToken()),
        RestCodec::decodeLogin);
  }

  /** As {@link #login(LoginRequest)}, with a proof of the key by which sessions are joined. */
  public CompletableFuture<Login> login(LoginRequest request, PlayerKey key) {
    return call(request("auth/nonce").GET(), RestCodec::decodeNonce)
        .thenCompose(
            nonce ->
                login(
                    new LoginRequest(
                        request.accountId(),
                        request.webAuthToken(),
                        request.serviceToken(),
                        Optional.of(key.prove(nonce.nonce(), request.accountId())))));
  }

  /**
   * {@code POST sessions/join}: asks for admission to a zone. The membership begins with the
   * ticket's {@code join} on the socket. Status 401: log in again; 403: no P2P there; 409: the zone
   * is full.
   *
   * @param jwt of a login with a proof
   */
  public CompletableFuture<Joined> join(String jwt, String zone) {
    String body = RestCodec.encode(new JoinRequest(zone));
    return call(bearer(post("sessions/join", body), jwt), RestCodec::decodeJoined);
  }

  /** {@code POST sessions/leave}: for a player without a socket; with one, send {@code leave}. */
  public CompletableFuture<Void> leave(String jwt, String sessionId) {
    String body = RestCodec.encode(new LeaveRequest(sessionId));
    return call(bearer(post("sessions/leave", body), jwt), text -> null);
  }

  /** {@code GET client-config}. */
  public CompletableFuture<ClientConfig> clientConfig() {
    return call(request("client-config").GET(), RestCodec::decodeClientConfig);
  }

  /** {@code GET ice-servers}: with passwords of one's own. Status 401: log in again. */
  public CompletableFuture<IceServers> iceServers(String jwt) {
    return call(bearer(request("ice-servers").GET(), jwt), RestCodec::decodeIceServers);
  }

  /**
   * Signs of life.
   *
   * @param date of the clock of the coordinator, or of what stands before it, whole seconds
   */
  public record Pulse(Health health, Optional<Instant> date) {}

  /** {@code GET health}, with the clock on the wall there. */
  public CompletableFuture<Pulse> pulse() {
    return answer(
        request("health").GET(),
        response -> new Pulse(RestCodec.decodeHealth(response.body()), date(response)));
  }

  private static Optional<Instant> date(HttpResponse<?> response) {
    try {
      return response
          .headers()
          .firstValue("Date")
          .map(text -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code GET health}. */
  public CompletableFuture<Health> health() {
    return call(request("health").GET(), RestCodec::decodeHealth);
  }

  /**
   * Opens a signalling socket; the first message on it must be a {@code join}. Status 401: log in
   * again.
   *
   * @param jwt of a login with a proof
   * @param deliverOn where the listener is called, one call after the other; if it rejects a task
   *     the socket is closed
   */
  public CompletableFuture<SignalingSocket> openSignaling(
      String jwt, Executor deliverOn, SignalingSocket.Listener listener) {
    SignalingSocket socket = new SignalingSocket(settings.pingInterval(), deliverOn, listener);
    CompletableFuture<SignalingSocket> opened = new CompletableFuture<>();
    URI uri = settings.websocketUrl();
    CompletableFuture<?> unused =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + jwt)
            .connectTimeout(settings.timeout())
            .buildAsync(uri, socket.receiver())
            .whenComplete(
                (webSocket, failure) -> {
                  if (failure == null) {
                    opened.complete(socket);
                  } else {
                    opened.completeExceptionally(noAnswer(uri, failure));
                  }
                });
    return opened;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(settings.endpoint(path)).timeout(settings.timeout());
  }

  private HttpRequest.Builder post(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder bearer(HttpRequest.Builder request, String jwt) {
    return request.header("Authorization", "Bearer " + jwt);
  }

  private <T> CompletableFuture<T> call(HttpRequest.Builder builder, BodyReader<T> reader) {
    return answer(builder, response -> reader.read(response.body()));
  }

  private <T> CompletableFuture<T> answer(HttpRequest.Builder builder, AnswerReader<T> reader) {
    HttpRequest request = builder.build();
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletableFuture<?> unused =
        http.sendAsync(request, info -> new BoundedBody(Limits.MAX_BODY_BYTES))
            .whenComplete(
                (response, failure) -> {
                  if (failure != null) {
                    result.completeExceptionally(noAnswer(request.uri(), failure));
                  } else {
                    complete(result, response, reader);
                  }
                });
    return result;
  }

  private static <T> void complete(
      CompletableFuture<T> result, HttpResponse<String> response, AnswerReader<T> reader) {
    if (response.statusCode() / 100 != 2) {
      result.completeExceptionally(refused(response));
      return;
    }
    try {
      result.complete(reader.read(response));
    } catch (MalformedMessageException e) {
      result.completeExceptionally(
          new CoordinatorException(
              response.statusCode(),
              ErrorCode.BAD_MESSAGE,
              response.uri()
                  + " does not answer like a coordinator ("
                  + e.getMessage()
                  + "): check rest_api_url",
              e));
    }
  }

  private static CoordinatorException refused(HttpResponse<String> response) {
    try {
      ApiError error = RestCodec.decodeApiError(response.body());
      return new CoordinatorException(response.statusCode(), error.code(), error.message(), null);
    } catch (MalformedMessageException e) {
      return new CoordinatorException(
          response.statusCode(),
          ErrorCode.UNAVAILABLE,
          response.uri()
              + " answered with HTTP status "
              + response.statusCode()
              + ": check rest_api_url and what stands before the coordinator",
          e);
    }
  }

  private CoordinatorException noAnswer(URI uri, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String place = uri.getScheme() + "://" + uri.getAuthority();
    if (cause instanceof WebSocketHandshakeException handshake) {
      return notOpened(place, handshake);
    }
    return new CoordinatorException(
        CoordinatorException.NO_ANSWER,
        ErrorCode.UNAVAILABLE,
        "Coordinator " + place + " " + reason(cause),
        cause);
  }

  /** The JDK keeps the answer's body to itself: the status says all. */
  private static CoordinatorException notOpened(String place, WebSocketHandshakeException refusal) {
    int status = refusal.getResponse().statusCode();
    return new CoordinatorException(
        status,
        status == UNAUTHORIZED ? ErrorCode.UNAUTHORIZED : ErrorCode.UNAVAILABLE,
        "Coordinator "
            + place
            + " opens no signalling socket (HTTP status "
            + status
            + "): "
            + (status == UNAUTHORIZED
                ? "the login is not good for it, or no longer"
                : "check websocket_url and what stands before the coordinator"),
        refusal);
  }

  private String reason(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "did not answer within " + settings.timeout().toMillis() + " ms: is it overloaded?";
    }
    if (cause.getCause() instanceof UnresolvedAddressException) {
      return "cannot be found: check the host name in its URL";
    }
    if (cause instanceof ConnectException) {
      return "does not accept connections: is it running, and is the port right?";
    }
    if (cause instanceof SSLException) {
      return "cannot be trusted: " + Distrust.reason(cause);
    }
    if (cause instanceof IOException) {
      return "broke the connection ("
          + cause.getMessage()
          + "): check the port, and whether its address begins with https://";
    }
    return "cannot be asked (" + cause + ")";
  }

  /** Reads one answer. */
  private interface AnswerReader<T> {
    T read(HttpResponse<String> response) throws MalformedMessageException;
  }

  /** Reads one body. */
  private interface BodyReader<T> {
    T read(String body) throws MalformedMessageException;
  }
}
