package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.rop2p.proxy.Hex;

/** Half-close, reset and back-pressure of one side reach the other. */
class EndingsTest extends RelayFixture {
  @Test
  void theClientFinishesTheServerStillAnswers() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    client.send(LOGIN).finish();
    server.expect(LOGIN);
    server.expectEnd();
    server.send("8100 08");
    client.expect("8100 08");
    server.close();
    client.expectEnd();
  }

  @Test
  void theServerFinishesTheClientStillSpeaks() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    server.send("8100 08").finish();
    client.expect("8100 08");
    client.expectEnd();
    client.send(TICK);
    server.expect(TICK);
    client.close();
    server.expectEnd();
  }

  @Test
  void aTornFrameAtTheEndIsPassedOn() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    client.send("6400 3700").finish();
    server.expect("6400 3700");
    server.expectEnd();
  }

  @Test
  void aBacklogArrivesBeforeTheEnd() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    byte[] batch = Hex.bytes(TICK.repeat(175));
    client.send(batch).finish();
    server.expect(batch);
    server.expectEnd();
  }

  @Test
  void whoEntersAndLeavesAtOnceLeavesTheServerToo() throws Exception {
    FakeServer map = server();
    Wire client = client(mapListener(map));
    client.send(MAP_ENTER).finish();
    Wire server = accept(map);
    server.expect(MAP_ENTER);
    server.expectEnd();
  }

  @Test
  void aResetOfTheClientResetsTheServer() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    client.send(TICK);
    server.expect(TICK);
    client.reset();
    server.expectReset();
  }

  @Test
  void aResetOfTheServerResetsTheClient() throws Exception {
    Wire client = client();
    Wire server = met(client, loginServer);
    client.send(TICK);
    server.expect(TICK);
    server.reset();
    client.expectReset();
  }

  @Test
  void aClientThatDoesNotReadHoldsTheServerBackThenGetsEverything() throws Exception {
    Wire client = Wire.slowTo(proxy.listenAddress());
    open.add(client);
    Wire server = met(client, loginServer);
    int total = 24 << 20;
    AtomicLong written = new AtomicLong();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int at = 0; at < total; at += 3 * 1_024) {
                  server.send(numbered(at, 3 * 1_024));
                  written.addAndGet(3 * 1_024);
                }
                server.finish();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    long before = untilStill(written);
    assertTrue(before < total / 2, before + " bytes taken from the server for a client asleep");
    int at = 0;
    byte[] piece = client.readSome(65_536);
    while (piece.length > 0) {
      assertArrayEquals(numbered(at, piece.length), piece);
      at += piece.length;
      piece = client.readSome(65_536);
    }
    assertEquals(total, at);
    sending.get();
  }

  @Test
  void aClientThatFinishedGetsTheBacklogOfAServerThatFinished() throws Exception {
    Wire client = Wire.slowTo(proxy.listenAddress());
    open.add(client);
    Wire server = met(client, loginServer);
    byte[] answer = numbered(0, 3 << 20);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              try {
                server.send(answer).finish();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    client.expect(Arrays.copyOf(answer, 3));
    client.finish();
    client.expect(Arrays.copyOfRange(answer, 3, answer.length));
    client.expectEnd();
    sending.get();
  }

  /** 0081 frames whose code counts up: any stretch of the stream says where it belongs. */
  private static byte[] numbered(int at, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int index = at + i;
      bytes[i] = index % 3 == 0 ? (byte) 0x81 : index % 3 == 1 ? 0 : (byte) (index / 3);
    }
    return bytes;
  }

  /** The count once it has stayed the same over many round trips through the proxy. */
  private long untilStill(AtomicLong count) throws IOException {
    long last = -1;
    int still = 0;
    while (still < 100) {
      roundTrip();
      long next = count.get();
      still = next == last ? still + 1 : 0;
      last = next;
    }
    return last;
  }
}
