package org.rop2p.transport.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.turn.TurnScene.SERVER;

import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.transport.stun.LongTermKey;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunMethod;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** Somebody on the way, who sees our requests and answers in the server's name. */
final class HostileAnswersTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("203.0.113.5", 6_000);
  private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.66", 3_478);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final byte[] KEY =
      LongTermKey.of(
          TurnScene.CREDENTIALS.username(),
          SimulatedTurnServer.REALM,
          TurnScene.CREDENTIALS.password());
  private static final byte[] WRONG_KEY = LongTermKey.of("ann", "nowhere", "guess");

  /** An answer to a refresh, and what is made of it. */
  record Forgery(String story, Answer answer, TurnVerdict verdict, InetSocketAddress from) {
    interface Answer {
      StunWriter to(TransactionId id);
    }

    @Override
    public String toString() {
      return story;
    }
  }

  static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery(
            "401 with another realm",
            id ->
                error(id, 401)
                    .text(StunAttribute.REALM, "elsewhere")
                    .text(StunAttribute.NONCE, "n"),
            TurnVerdict.UNAUTHENTICATED,
            SERVER),
        new Forgery("437 unsigned", id -> error(id, 437), TurnVerdict.UNAUTHENTICATED, SERVER),
        new Forgery(
            "437 signed with another key",
            id -> error(id, 437).integrity(WRONG_KEY),
            TurnVerdict.UNAUTHENTICATED,
            SERVER),
        new Forgery(
            "300 unsigned",
            id -> error(id, 300).alternateServer(ELSEWHERE),
            TurnVerdict.UNAUTHENTICATED,
            SERVER),
        new Forgery("438 without nonce", id -> error(id, 438), TurnVerdict.UNAUTHENTICATED, SERVER),
        new Forgery(
            "438 with a nonce too long",
            id -> error(id, 438).text(StunAttribute.NONCE, "n".repeat(128)),
            TurnVerdict.UNAUTHENTICATED,
            SERVER),
        new Forgery(
            "438 with a wrong nonce",
            id -> error(id, 438).text(StunAttribute.NONCE, "wrong"),
            TurnVerdict.ACCEPTED,
            SERVER),
        new Forgery(
            "success unsigned",
            id -> answer(StunClass.SUCCESS, StunMethod.REFRESH, id).lifetime(0),
            TurnVerdict.UNAUTHENTICATED,
            SERVER),
        new Forgery(
            "success signed with another key",
            id ->
                answer(StunClass.SUCCESS, StunMethod.REFRESH, id).lifetime(0).integrity(WRONG_KEY),
            TurnVerdict.UNAUTHENTICATED,
            SERVER),
        new Forgery(
            "success from another address",
            id -> answer(StunClass.SUCCESS, StunMethod.REFRESH, id).lifetime(0).integrity(KEY),
            TurnVerdict.STRAY,
            ELSEWHERE),
        new Forgery(
            "success for another method",
            id -> answer(StunClass.SUCCESS, StunMethod.ALLOCATE, id).lifetime(0).integrity(KEY),
            TurnVerdict.STRAY,
            SERVER),
        new Forgery(
            "success to nothing asked",
            id -> answer(StunClass.SUCCESS, StunMethod.REFRESH, new TransactionId(1, 1)),
            TurnVerdict.STRAY,
            SERVER),
        new Forgery(
            "an indication",
            id -> answer(StunClass.INDICATION, StunMethod.REFRESH, id).integrity(KEY),
            TurnVerdict.STRAY,
            SERVER),
        new Forgery(
            "our own request",
            id -> answer(StunClass.REQUEST, StunMethod.REFRESH, id).integrity(KEY),
            TurnVerdict.STRAY,
            SERVER));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void noForgeryEndsOrChangesAnAllocation(Forgery forgery) {
    TurnScene scene = new TurnScene().allocated().run(Duration.ofSeconds(3));
    var relayed = scene.allocation.relayed();
    // The forger is faster than the server, each time.
    scene.loses = datagram -> true;
    scene.allocation.doubt(scene.now);
    scene.run(MOMENT);
    byte[] forged = forgery.answer.to(scene.lastSent().id()).toBytes();
    assertEquals(forgery.verdict, scene.deliver(forged, forgery.from));
    assertEquals(relayed, scene.allocation.relayed());
    scene.loses = datagram -> false;
    scene.run(Duration.ofMinutes(2));
    assertEquals(relayed, scene.allocation.relayed());
    assertEquals(1, scene.events.size());
    assertEquals(Optional.empty(), scene.allocation.alternate());
  }

  @Test
  void aSuccessToTheBareRequestIsNotTrusted() {
    TurnScene scene = new TurnScene();
    scene.loses = datagram -> true;
    scene.run(MOMENT);
    byte[] forged =
        answer(StunClass.SUCCESS, StunMethod.ALLOCATE, scene.lastSent().id())
            .lifetime(600)
            .xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, ELSEWHERE)
            .xorMappedAddress(TurnScene.BASE)
            .toBytes();
    assertEquals(TurnVerdict.UNAUTHENTICATED, scene.deliver(forged, SERVER));
    assertEquals(Optional.empty(), scene.allocation.relayed());
    scene.loses = datagram -> false;
    scene.run(Duration.ofSeconds(1)).allocated();
  }

  @Test
  void aServerThatAnswersWithoutARelayedAddressIsOfNoUse() {
    TurnScene scene = new TurnScene();
    scene.loses =
        datagram ->
            datagram.from().equals(SERVER)
                && StunMessage.decode(datagram.payload()).orElseThrow().stunClass()
                    == StunClass.SUCCESS;
    scene.run(MOMENT);
    byte[] poor =
        answer(StunClass.SUCCESS, StunMethod.ALLOCATE, scene.lastSent().id())
            .lifetime(600)
            .integrity(KEY)
            .toBytes();
    assertEquals(TurnVerdict.ACCEPTED, scene.deliver(poor, SERVER));
    scene.pump();
    assertEquals(List.of(new TurnOutput.Lost(LostReason.UNSUPPORTED)), scene.events);
  }

  @Test
  void theLongestRealmAndNonceFitIntoARequest() {
    TurnScene scene = new TurnScene();
    scene.loses = datagram -> true;
    scene.run(MOMENT);
    byte[] challenge =
        answer(StunClass.ERROR, StunMethod.ALLOCATE, scene.lastSent().id())
            .error(401, "")
            .text(StunAttribute.REALM, "\u20AC".repeat(127))
            .text(StunAttribute.NONCE, "\u20AC".repeat(127))
            .toBytes();
    assertEquals(TurnVerdict.ACCEPTED, scene.deliver(challenge, SERVER));
    scene.run(MOMENT);
    assertTrue(scene.lastSent().has(StunAttribute.MESSAGE_INTEGRITY));
  }

  @Test
  void anUnansweredRefreshAfterAnUnproven401IsToldAsSuch() {
    TurnScene scene = new TurnScene().allocated().run(Duration.ofSeconds(3));
    scene.loses = datagram -> true;
    scene.allocation.doubt(scene.now);
    scene.run(MOMENT);
    scene.deliver(error(scene.lastSent().id(), 401).toBytes(), SERVER);
    scene.run(Duration.ofSeconds(12));
    assertEquals(Optional.of(LostReason.UNAUTHORIZED), scene.lost(), "expired, most likely");
  }

  @Test
  void everyTruncatedPrefixOfEveryAnswerIsHarmless() {
    TurnScene scene = new TurnScene();
    scene.loses =
        datagram -> {
          if (datagram.from().equals(SERVER)) {
            byte[] whole = datagram.payload();
            for (int length = 0; length < whole.length; length++) {
              byte[] prefix = Arrays.copyOf(whole, length);
              assertEquals(TurnVerdict.STRAY, scene.deliver(prefix, SERVER));
              scene.allocation.unwrap(Unpooled.wrappedBuffer(prefix));
              if (length >= 20 && length % 4 == 0) {
                // With a length that fits, so that it is a message.
                prefix[2] = (byte) ((length - 20) >> 8);
                prefix[3] = (byte) (length - 20);
                boolean signed = length > whole.length - 32;
                if (!signed) {
                  deliverIfNotAct(scene, prefix);
                }
              }
            }
          }
          return false;
        };
    scene.allocated();
    scene.allocation.bind(PEER, scene.now);
    scene.run(Duration.ofMinutes(10));
    assertEquals(Optional.empty(), scene.lost());
    assertTrue(scene.allocation.relayed().isPresent());
  }

  @Test
  void noiseInTheServersNameNeverThrows() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TurnScene scene = new TurnScene().allocated();
    scene.allocation.bind(PEER, scene.now);
    scene.run(MOMENT);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      if (noise.length > 4 && random.nextBoolean()) {
        noise[0] = 0x40;
        noise[1] = 0;
        noise[2] = 0;
      }
      scene.unwrap(noise).ifPresent(text -> assertTrue(text.startsWith("203.0.113.5:6000 ")));
      assertEquals(TurnVerdict.STRAY, scene.deliver(noise, SERVER), "seed " + seed);
    }
  }

  /** Without its integrity a success is nothing; the bare 401 loses its realm or nonce. */
  private static void deliverIfNotAct(TurnScene scene, byte[] prefix) {
    StunMessage message = StunMessage.decode(prefix).orElse(null);
    if (message != null && message.stunClass() == StunClass.SUCCESS) {
      assertEquals(TurnVerdict.UNAUTHENTICATED, scene.deliver(prefix, SERVER));
    }
  }

  private static StunWriter error(TransactionId id, int code) {
    return answer(StunClass.ERROR, StunMethod.REFRESH, id).error(code, "no");
  }

  private static StunWriter answer(StunClass stunClass, int method, TransactionId id) {
    return new StunWriter(stunClass, method, id);
  }
}
