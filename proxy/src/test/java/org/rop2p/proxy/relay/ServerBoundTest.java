package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.obfuscation.ObfuscatedIds;

/** What reaches the server when, in virtual time. Frames are told apart by their lengths. */
class ServerBoundTest {
  private final EmbeddedChannel server = new EmbeddedChannel();
  private final List<String> events = new ArrayList<>();
  private final ServerBound bound = new ServerBound(server, ObfuscatedIds.plain(), () -> {});

  @BeforeEach
  void stopTheClock() {
    server.freezeTime();
  }

  @AfterEach
  void release() {
    bound.release();
    server.finishAndReleaseAll();
  }

  @Test
  void whatOneReadBringsGoesOnAtItsEnd() {
    write(10, 20, 30);
    assertEquals(List.of(), written());
    bound.flush();
    assertEquals(List.of(10, 20, 30), written());
  }

  @Test
  void beyondAThousandBytesOneFrameEveryFiftyMilliseconds() {
    write(600, 400, 1, 2, 3);
    bound.flush();
    assertEquals(List.of(600, 400), written());
    assertEquals(List.of(), after(49));
    assertEquals(List.of(1), after(1));
    assertEquals(List.of(2), after(50));
    assertEquals(List.of(3), after(50));
    assertEquals(List.of(), after(1_000));
  }

  @Test
  void afterAStallOfTheLoopTheHeldDoNotGoInOneBurst() {
    write(1_000, 1, 2, 3);
    bound.flush();
    assertEquals(List.of(1_000), written());
    assertEquals(List.of(1), after(8_000));
    assertEquals(List.of(), after(49));
    assertEquals(List.of(2), after(1));
    assertEquals(List.of(3), after(50));
  }

  @Test
  void bytesThatCannotBeFramedGoAsTheyCome() {
    write(600);
    unread(5_000, 1);
    bound.flush();
    assertEquals(List.of(600, 5_000, 1), written());
  }

  @Test
  void bytesThatCannotBeFramedStayBehindWhatIsHeldAndThenGoAtOnce() {
    write(1_000, 7, 8);
    unread(5_000, 1);
    bound.flush();
    assertEquals(List.of(1_000), written());
    assertEquals(List.of(7), after(50));
    assertEquals(List.of(8, 5_000, 1), after(50));
    unread(2);
    bound.flush();
    assertEquals(List.of(2), written());
  }

  @Test
  void bytesThatCannotBeFramedWaitForTheAnswerToAFrameThatMustBeAlone() {
    bound.writeAlone(frame(23));
    unread(3, 4);
    assertEquals(List.of(23), written());
    assertEquals(List.of(), after(10_000));
    bound.answered();
    assertEquals(List.of(3, 4), after(50));
  }

  @Test
  void noFrameOvertakesAHeldOne() {
    write(900, 200);
    bound.flush();
    write(5);
    bound.flush();
    assertEquals(List.of(900), written());
    assertEquals(List.of(200), after(50));
    assertEquals(List.of(5), after(50));
  }

  @Test
  void onceNothingIsHeldFramesGoOnAtOnceAgain() {
    write(900, 200);
    bound.flush();
    after(50);
    after(50);
    write(5);
    bound.flush();
    assertEquals(List.of(5), written());
  }

  @Test
  void aFrameLargerThanABatchGoesAlone() {
    write(1_500, 3);
    bound.flush();
    assertEquals(List.of(1_500), written());
    assertEquals(List.of(3), after(50));
  }

  @Test
  void behindAFrameThatMustBeAloneNothingGoesUntilTheAnswer() {
    bound.writeAlone(frame(23));
    write(2, 6);
    bound.flush();
    assertEquals(List.of(23), written());
    assertEquals(List.of(), after(10_000));
    bound.answered();
    assertEquals(List.of(2), after(50));
    assertEquals(List.of(6), after(50));
  }

  @Test
  void aFrameThatMustBeAloneWaitsItsTurn() {
    write(990, 20);
    bound.writeAlone(frame(23));
    write(2);
    bound.flush();
    assertEquals(List.of(990), written());
    assertEquals(List.of(20), after(50));
    assertEquals(List.of(23), after(50));
    assertEquals(List.of(), after(10_000));
    bound.answered();
    assertEquals(List.of(2), after(50));
  }

  @Test
  void theEndComesBehindEverythingHeld() {
    write(1_000, 7);
    bound.flush();
    bound.whenDrained(() -> events.add("end"));
    assertEquals(List.of(), events);
    assertEquals(List.of(1_000, 7), after(50));
    after(50);
    assertEquals(List.of("end"), events);
  }

  @Test
  void anEndWithNothingHeldComesAtOnce() {
    bound.writeAlone(frame(23));
    bound.whenDrained(() -> events.add("end"));
    assertEquals(List.of("end"), events);
  }

  @Test
  void readingStopsAboveTheHighWaterMark() {
    write(1_000);
    for (int i = 0; i < 32; i++) {
      write(1_024);
    }
    assertFalse(bound.overHighWater());
    write(1);
    assertTrue(bound.overHighWater());
    after(50);
    assertFalse(bound.overHighWater());
  }

  @Test
  void framesGoTogetherWhileNothingIsHeldAndTheBatchHasRoom() {
    assertTrue(bound.takesTogether(1_000));
    assertFalse(bound.takesTogether(1_001));
    write(400);
    assertTrue(bound.takesTogether(600));
    assertFalse(bound.takesTogether(601), "the batch of this read has begun");
    bound.flush();
    assertTrue(bound.takesTogether(1_000));
    bound.writeAlone(frame(23));
    assertFalse(bound.takesTogether(2), "the answer to CZ_ENTER is out");
    write(2);
    bound.answered();
    assertFalse(bound.takesTogether(2), "one is held");
    after(50);
    after(50);
    assertTrue(bound.takesTogether(2));
  }

  private void write(int... lengths) {
    for (int length : lengths) {
      bound.write(frame(length));
    }
  }

  private void unread(int... lengths) {
    for (int length : lengths) {
      bound.writeUnread(frame(length));
    }
  }

  private static ByteBuf frame(int length) {
    return Unpooled.wrappedBuffer(new byte[length]);
  }

  private List<Integer> after(long millis) {
    server.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    server.runScheduledPendingTasks();
    return written();
  }

  private List<Integer> written() {
    List<Integer> lengths = new ArrayList<>();
    ByteBuf frame = server.readOutbound();
    while (frame != null) {
      lengths.add(frame.readableBytes());
      frame.release();
      frame = server.readOutbound();
    }
    return lengths;
  }
}
