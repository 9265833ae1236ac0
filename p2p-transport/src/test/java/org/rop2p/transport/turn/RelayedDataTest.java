package org.rop2p.transport.turn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.turn.SimulatedTurnServer.channelData;
import static org.rop2p.transport.turn.SimulatedTurnServer.indication;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.stun.CheckPacer;

/** Data through the relay, and who may not use it. */
final class RelayedDataTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.5", 6_000);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.66", 6_000);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int FIRST = ChannelNumbers.FIRST;

  private final TurnScene scene = new TurnScene().allocated();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 1_199, 1_280, 1_400})
  void everyLengthGoesBothWaysWithAndWithoutAChannel(int length) {
    byte[] payload = new byte[length];
    new Random(length).nextBytes(payload);
    scene.allocation.permit(PEER.getAddress(), scene.now);
    scene.run(MOMENT);
    for (String form : new String[] {"Send indication", "ChannelData"}) {
      byte[] wrapped = scene.wrap(PEER, payload).orElseThrow();
      var out = scene.server.receive(wrapped, TurnScene.BASE, scene.now);
      assertArrayEquals(payload, out.get(0).payload(), form);
      assertEquals(PEER, out.get(0).to(), form);
      InetSocketAddress relayed = scene.allocation.relayed().orElseThrow();
      var in = scene.server.relay(payload, PEER, relayed, scene.now);
      ByteBuf datagram = Unpooled.wrappedBuffer(in.get(0).payload());
      assertTrue(TurnAllocation.carriesData(datagram), form);
      Relayed read = scene.allocation.unwrap(datagram).orElseThrow();
      assertEquals(PEER, read.peer(), form);
      assertEquals(Unpooled.wrappedBuffer(payload), read.payload(), form);
      assertEquals(form.equals("ChannelData"), wrapped.length == length + 4, form);
      scene.allocation.bind(PEER, scene.now);
      scene.run(MOMENT);
    }
  }

  @Test
  void nothingIsCopiedAndEveryReferenceIsCounted() {
    scene.allocation.bind(PEER, scene.now);
    scene.run(MOMENT);
    ByteBuf payload = Unpooled.buffer().writeBytes("as it is".getBytes(UTF_8));
    ByteBuf wrapped =
        scene.allocation.wrap(PEER, payload, UnpooledByteBufAllocator.DEFAULT).orElseThrow();
    assertEquals(2, payload.refCnt());
    payload.setByte(0, 'A');
    assertEquals("As it is", wrapped.toString(4, 8, UTF_8), "the very same bytes");
    wrapped.release();
    assertEquals(1, payload.refCnt());
    assertEquals(8, payload.readableBytes(), "the payload was not read from");

    ByteBuf datagram = Unpooled.wrappedBuffer(channelData(FIRST, "in".getBytes(UTF_8)));
    ByteBuf slice = scene.allocation.unwrap(datagram).orElseThrow().payload();
    assertSame(datagram, slice.unwrap());
    assertEquals(1, datagram.refCnt());
    slice.release();
    payload.release();
    assertEquals(0, datagram.refCnt(), "one count for both");
  }

  @Test
  void aDatagramInTheMiddleOfABufferIsReadFromThere() {
    scene.allocation.bind(PEER, scene.now);
    scene.run(MOMENT);
    for (byte[] datagram :
        new byte[][] {
          channelData(FIRST, "in".getBytes(UTF_8)), indication(PEER, "in".getBytes(UTF_8))
        }) {
      ByteBuf buffer = Unpooled.buffer().writeZero(9).writeBytes(datagram);
      buffer.skipBytes(9);
      assertEquals("in", scene.allocation.unwrap(buffer).orElseThrow().payload().toString(UTF_8));
    }
  }

  @Test
  void nothingGoesOutWithoutPermission() {
    assertEquals(Optional.empty(), scene.wrap(PEER, new byte[1]));
    scene.server.kill();
    scene.allocation.permit(PEER.getAddress(), scene.now);
    scene.run(MOMENT);
    assertEquals(Optional.empty(), scene.wrap(PEER, new byte[1]), "asked for is not granted");
  }

  @Test
  void whatIsTooLargeForOneDatagramIsNotSent() {
    scene.allocation.permit(PEER.getAddress(), scene.now);
    scene.run(MOMENT);
    assertEquals(Optional.empty(), scene.wrap(PEER, new byte[1_401]));
  }

  @Test
  void aStrangersDataIsRefusedThoughItComesFromTheServer() {
    scene.allocation.bind(PEER, scene.now);
    scene.run(MOMENT);
    byte[] payload = "let me in".getBytes(UTF_8);
    assertEquals(Optional.empty(), scene.sendFrom(STRANGER, "let me in"), "the server's refusal");
    assertEquals(Optional.empty(), scene.unwrap(indication(STRANGER, payload)));
    assertEquals(Optional.empty(), scene.unwrap(channelData(FIRST + 1, payload)));
    assertEquals(Optional.empty(), scene.unwrap(channelData(ChannelNumbers.LAST, payload)));
    assertTrue(scene.unwrap(channelData(FIRST, payload)).isPresent());
    assertTrue(scene.unwrap(indication(PEER, payload)).isPresent());
  }

  @Test
  void dataThatOvertakesTheAnswerToOurRequestIsTaken() {
    scene.loses = datagram -> datagram.from().equals(TurnScene.SERVER);
    scene.allocation.bind(PEER, scene.now);
    scene.run(MOMENT);
    assertEquals(Optional.of("203.0.113.5:6000 early"), scene.sendFrom(PEER, "early"));
  }

  @Test
  void paddingOverUdpIsOptional() {
    scene.allocation.bind(PEER, scene.now);
    scene.run(MOMENT);
    byte[] bare = channelData(FIRST, "five!".getBytes(UTF_8));
    for (int padding = 0; padding <= 4; padding++) {
      byte[] padded = Arrays.copyOf(bare, bare.length + padding);
      assertEquals(padding <= 3, scene.unwrap(padded).isPresent(), "padding " + padding);
    }
  }

  @Test
  void noTruncatedPrefixIsData() {
    scene.allocation.bind(PEER, scene.now);
    scene.run(MOMENT);
    byte[] payload = "a payload".getBytes(UTF_8);
    for (byte[] whole : new byte[][] {channelData(FIRST, payload), indication(PEER, payload)}) {
      for (int length = 0; length < whole.length; length++) {
        byte[] prefix = Arrays.copyOf(whole, length);
        assertEquals(Optional.empty(), scene.unwrap(prefix), "prefix of " + length);
      }
      assertTrue(scene.unwrap(whole).isPresent());
    }
  }

  @Test
  void theLeastUsedGoesWhenThereIsNoRoom() {
    TurnSettings small =
        new TurnSettings(
            500_000_000L,
            2_000_000_000L,
            7,
            600_000_000_000L,
            20_000_000_000L,
            240_000_000_000L,
            480_000_000_000L,
            3);
    TurnScene few = new TurnScene(TurnScene.CREDENTIALS, small).allocated();
    for (int i = 1; i <= 3; i++) {
      few.allocation.bind(peer(i), few.now);
    }
    few.run(Duration.ofSeconds(1));
    assertTrue(few.sendFrom(peer(1), "still here").isPresent());
    few.allocation.bind(peer(4), few.now);
    few.run(Duration.ofSeconds(1));
    assertTrue(few.send(peer(1), "kept").isPresent());
    assertFalse(few.send(peer(2), "gone").isPresent());
    assertTrue(few.send(peer(3), "kept").isPresent());
    assertTrue(few.send(peer(4), "new").isPresent());
    assertEquals(Optional.empty(), few.sendFrom(peer(2), "a stranger again"));
  }

  @Test
  void manyPeersAreAskedForNoFasterThanThePace() {
    for (int i = 1; i <= 200; i++) {
      scene.allocation.bind(peer(i), scene.now);
    }
    int before = scene.sent.size();
    scene.run(Duration.ofMillis(500));
    assertTrue(
        scene.sent.size() - before <= 100 + CheckPacer.BURST + 1,
        "sent " + (scene.sent.size() - before));
    scene.run(Duration.ofSeconds(3));
    for (int i = 1; i <= 200; i++) {
      assertEquals(5, scene.wrap(peer(i), new byte[1]).orElseThrow().length, "channel " + i);
    }
  }

  private static InetSocketAddress peer(int number) {
    return new InetSocketAddress("203.0.113." + number, 6_000);
  }
}
