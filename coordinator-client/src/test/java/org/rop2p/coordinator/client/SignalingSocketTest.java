package org.rop2p.coordinator.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;
import org.rop2p.coordinator.api.UnknownMessage;
import org.rop2p.coordinator.client.SignalingSocket.Closed;

class SignalingSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** No ping disturbs the frames that a test counts. */
  private static final Duration NEVER = Duration.ofHours(1);

  private final BlockingQueue<ServerMessage> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<Closed> closed = new LinkedBlockingQueue<>();
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private RawWebSocketServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawWebSocketServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    executor.shutdownNow();
  }

  @Test
  void manyThreadsSendWholeMessagesEachInItsOrder() throws Exception {
    SignalingSocket socket = open(NEVER);
    int threads = 4;
    int each = 200;
    List<Thread> senders = new ArrayList<>();
    for (int sender = 1; sender <= threads; sender++) {
      int account = sender;
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  socket.send(
                      new ClientMessage.SignalTo(account, new Signal.IceCandidate("c" + i)));
                }
              });
      thread.start();
      senders.add(thread);
    }
    Map<Integer, Integer> next = new HashMap<>();
    for (int i = 0; i < threads * each; i++) {
      RawWebSocketServer.Frame frame = server.read();
      assertEquals(RawWebSocketServer.TEXT, frame.opcode());
      ClientMessage.SignalTo signal =
          (ClientMessage.SignalTo) MessageCodec.decodeClientMessage(frame.payload());
      int expected = next.merge(signal.to(), 1, Integer::sum) - 1;
      assertEquals(new Signal.IceCandidate("c" + expected), signal.signal());
    }
    for (Thread sender : senders) {
      sender.join();
    }
  }

  @Test
  void messagesInAnyNumberOfFramesArriveInOrder() throws Exception {
    open(NEVER);
    server.send(
        RawWebSocketServer.TEXT,
        true,
        "{\"type\":\"peer-left\",\"account_id\":1,\"reason\":\"gone\"}");
    server.send(RawWebSocketServer.TEXT, false, "{\"type\":\"peer-left\",");
    server.send(RawWebSocketServer.PING, true, "still there?");
    server.send(0, true, "\"account_id\":2,\"reason\":\"sight\"}");
    server.send(RawWebSocketServer.TEXT, true, "{\"type\":\"dance\"}");
    assertEquals(new ServerMessage.PeerLeft(1, PartReason.GONE), take(heard));
    assertEquals(new ServerMessage.PeerLeft(2, PartReason.SIGHT), take(heard));
    assertEquals(new UnknownMessage("dance"), take(heard));
    assertEquals(new RawWebSocketServer.Frame(0xA, "still there?"), server.read());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "not a message, 1, 1, nonsense",
    "a message out of bounds, 1, 1, '{\"type\":\"peer-left\",\"account_id\":0,\"reason\":\"gone\"}'",
    "a binary frame, 2, 1, {}",
    "a message too big, 1, 20, BIG",
  })
  void aCoordinatorThatBreaksTheProtocolIsLeft(String name, int opcode, int frames, String payload)
      throws Exception {
    SignalingSocket socket = open(NEVER);
    String sent = payload.equals("BIG") ? " ".repeat(Limits.MAX_FRAME_BYTES / 16) : payload;
    for (int i = 1; i <= frames; i++) {
      server.send(i == 1 ? opcode : 0, i == frames, sent);
    }
    assertEquals(1008, take(closed).code());
    RawWebSocketServer.Frame goodbye = server.read();
    assertEquals(RawWebSocketServer.CLOSE, goodbye.opcode());
    assertFalse(socket.send(new ClientMessage.Leave()));
    server.hangUp();
    assertToldOnce();
  }

  @Test
  void silenceClosesTheSocket() throws Exception {
    open(Duration.ofMillis(50));
    for (int i = 0; i < SignalingSocket.SILENT_INTERVALS; i++) {
      assertEquals(RawWebSocketServer.PING, server.read().opcode());
    }
    Closed how = take(closed);
    assertEquals(Closed.ABNORMAL, how.code());
    assertTrue(how.reason().contains("nothing heard for 150 ms"), how.reason());
    assertToldOnce();
  }

  @Test
  void aLostConnectionIsToldOnce() throws Exception {
    SignalingSocket socket = open(NEVER);
    server.hangUp();
    assertEquals(Closed.ABNORMAL, take(closed).code());
    socket.close();
    assertToldOnce();
  }

  @Test
  void closingSaysWhatWasSentBefore() throws Exception {
    SignalingSocket socket = open(NEVER);
    assertTrue(socket.send(new ClientMessage.Leave()));
    socket.close();
    socket.close();
    assertFalse(socket.send(new ClientMessage.Leave()));
    assertEquals("{\"type\":\"leave\"}", server.read().payload());
    assertEquals(RawWebSocketServer.CLOSE, server.read().opcode());
    assertEquals(1000, take(closed).code());
    server.hangUp();
    assertToldOnce();
  }

  @Test
  void aListenerWithADefectIsHeardNoWorseAfterwards() throws Exception {
    CompletableFuture<SignalingSocket> opening =
        client(NEVER)
            .openSignaling("a.b.c", 
                task -> executor.execute(() -> survive(task)),
                new SignalingSocket.Listener() {
                  @Override
                  public void onMessage(ServerMessage message) {
                    heard.add(message);
                    throw new IllegalStateException("a defect");
                  }

                  @Override
                  public void onClosed(Closed how) {
                    closed.add(how);
                  }
                });
    server.accept();
    opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    server.send(
        RawWebSocketServer.TEXT,
        true,
        "{\"type\":\"peer-left\",\"account_id\":1,\"reason\":\"gone\"}");
    server.send(
        RawWebSocketServer.TEXT,
        true,
        "{\"type\":\"peer-left\",\"account_id\":2,\"reason\":\"sight\"}");
    assertEquals(new ServerMessage.PeerLeft(1, PartReason.GONE), take(heard));
    assertEquals(new ServerMessage.PeerLeft(2, PartReason.SIGHT), take(heard));
  }

  private static void survive(Runnable task) {
    try {
      task.run();
    } catch (IllegalStateException e) {
      assertEquals("a defect", e.getMessage());
    }
  }

  private CoordinatorClient client(Duration pingInterval) {
    ClientSettings usual = ClientSettings.of(server.restUri(), PATIENCE);
    return new CoordinatorClient(
        new ClientSettings(
            usual.restApiUrl(),
            usual.websocketUrl(),
            PATIENCE,
            true,
            usual.tlsVersions(),
            pingInterval));
  }

  private SignalingSocket open(Duration pingInterval) throws Exception {
    CompletableFuture<SignalingSocket> opening =
        client(pingInterval)
            .openSignaling("a.b.c", 
                executor,
                new SignalingSocket.Listener() {
                  @Override
                  public void onMessage(ServerMessage message) {
                    heard.add(message);
                  }

                  @Override
                  public void onClosed(Closed how) {
                    closed.add(how);
                  }
                });
    server.accept();
    return opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Nothing more was told by the time the executor has done all it was given. */
  private void assertToldOnce() throws Exception {
    executor.submit(() -> {}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertTrue(closed.isEmpty(), "closed is told once");
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    T element = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertNotNull(element, "nothing came");
    return element;
  }
}
