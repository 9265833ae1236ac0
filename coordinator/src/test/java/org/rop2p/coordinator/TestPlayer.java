package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.LoginRequest;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.coordinator.client.SignalingSocket;

/** A player with the real client, in a test's words. */
final class TestPlayer {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Nobody sees this account, so a signal to it is always refused: the end of what came before. */
  private static final int NOBODY = 99_999_999;

  final int accountId;
  final CoordinatorClient client;
  final BlockingQueue<ServerMessage> heard = new LinkedBlockingQueue<>();
  final BlockingQueue<SignalingSocket.Closed> closed = new LinkedBlockingQueue<>();
  private final TestKeys keys;
  private final URI webSocketUrl;
  private String jwt;
  private SignalingSocket socket;

  TestPlayer(Coordinator coordinator, int accountId) {
    this(coordinator, accountId, TestKeys.create());
  }

  /** Of a proxy that other players may share, or come back with. */
  TestPlayer(Coordinator coordinator, int accountId, TestKeys keys) {
    this(
        client(coordinator),
        URI.create("ws://127.0.0.1:" + coordinator.port() + "/api/v1/signaling/ws"),
        accountId,
        keys);
  }

  /** Who comes another way than straight to the coordinator. */
  TestPlayer(CoordinatorClient client, URI webSocketUrl, int accountId, TestKeys keys) {
    this.keys = keys;
    this.accountId = accountId;
    this.client = client;
    this.webSocketUrl = webSocketUrl;
  }

  static CoordinatorClient client(Coordinator coordinator) {
    URI rest = URI.create("http://127.0.0.1:" + coordinator.port() + "/api/v1");
    return new CoordinatorClient(ClientSettings.of(rest, PATIENCE));
  }

  /** Logs in, joins the zone, opens the socket and binds it. */
  static TestPlayer in(Coordinator coordinator, int accountId, String zone) {
    TestPlayer player = new TestPlayer(coordinator, accountId);
    player.login();
    player.open();
    player.enter(zone);
    return player;
  }

  void login() {
    jwt = await(client.login(new LoginRequest(accountId, ""), keys.key())).jwt();
  }

  /** With the token of another socket of the same player. */
  void loginAs(TestPlayer same) {
    jwt = same.jwt;
  }

  String jwt() {
    return jwt;
  }

  /** What others hear when they are introduced to this player. */
  ServerMessage.PeerJoined asPeer() {
    return new ServerMessage.PeerJoined(accountId, fingerprint(), keys.key().signingKey());
  }

  void open() {
    socket =
        await(
            client.openSignaling(
                jwt,
                Runnable::run,
                new SignalingSocket.Listener() {
                  @Override
                  public void onMessage(ServerMessage message) {
                    heard.add(message);
                  }

                  @Override
                  public void onClosed(SignalingSocket.Closed how) {
                    closed.add(how);
                  }
                }));
  }

  /** The HTTP status of an attempt to open a socket with the token; 101 if there is one. */
  int tryOpen() {
    try {
      HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .header("Authorization", "Bearer " + jwt)
          .buildAsync(webSocketUrl, new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      return assertInstanceOf(WebSocketHandshakeException.class, e.getCause())
          .getResponse()
          .statusCode();
    }
  }

  CompletableFuture<Joined> askToJoin(String zone) {
    return client.join(jwt, zone);
  }

  Joined reserve(String zone) {
    return await(askToJoin(zone));
  }

  Joined enter(String zone) {
    Joined joined = reserve(zone);
    send(new ClientMessage.Join(joined.ticket()));
    ServerMessage answer = next();
    while (answer instanceof ServerMessage.PeerLeft) {
      answer = next();
    }
    ServerMessage.SessionJoined session =
        assertInstanceOf(ServerMessage.SessionJoined.class, answer);
    assertEquals(joined.sessionId(), session.sessionId());
    assertEquals(new ServerMessage.PolicyChanged(zone, joined.policy()), next());
    return joined;
  }

  void leaveByRest(String sessionId) {
    await(client.leave(jwt, sessionId));
  }

  void send(ClientMessage message) {
    assertTrue(socket.send(message), "the socket is closed");
  }

  void sees(int... others) {
    send(new ClientMessage.Sees(boxed(others), List.of()));
  }

  /** Each sees the other, and both hear of it. */
  void meet(TestPlayer other) {
    sees(other.accountId);
    other.sees(accountId);
    assertEquals(other.asPeer(), next());
    assertEquals(asPeer(), other.next());
  }

  void losesSightOf(int... others) {
    send(new ClientMessage.Sees(List.of(), boxed(others)));
  }

  void close() {
    socket.close();
  }

  String fingerprint() {
    return keys.fingerprint();
  }

  ServerMessage next() {
    return take(heard);
  }

  String refusal() {
    return assertInstanceOf(ServerMessage.Refused.class, next()).code();
  }

  /** Waits until all that was sent is handled; returns what was heard until then. */
  List<ServerMessage> settle() {
    send(new ClientMessage.SignalTo(NOBODY, new Signal.IceCandidate("x")));
    List<ServerMessage> before = new ArrayList<>();
    while (true) {
      ServerMessage message = next();
      if (message instanceof ServerMessage.Refused refused
          && (refused.code().equals(ErrorCode.NOT_JOINED)
              || refused.message().contains(Integer.toString(NOBODY)))) {
        return before;
      }
      before.add(message);
    }
  }

  static <T> T take(BlockingQueue<T> queue) {
    try {
      T element = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertNotNull(element, "nothing came");
      return element;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static CoordinatorException failure(CompletableFuture<?> call) {
    try {
      throw new AssertionError("not refused: " + call.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return assertInstanceOf(CoordinatorException.class, e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Integer> boxed(int[] ids) {
    return Arrays.stream(ids).boxed().toList();
  }
}
