package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What bytes the map server puts up with. */
final class FramingTest {
  private StandInServer server = builder().start();

  private static StandInBuilder builder() {
    return StandInServer.builder().account("anna", "secret", "Anna", 'F');
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> deadly() {
    return Stream.of(
        Arguments.of("half a walk", Frames.hex("5f0326"), "torn packet 035F"),
        Arguments.of("two thirds of a chat", Frames.hex("f3001000416e6e61"), "torn packet 00F3"),
        Arguments.of("a whole emote, half a walk", Frames.hex("bf00035f0326"), "torn packet 035F"),
        Arguments.of("an id nobody knows", Frames.hex("ffff0000"), "unknown packet FFFF"),
        Arguments.of("a server's packet", Frames.hex("87000000"), "unknown packet 0087"),
        Arguments.of("a server's login", Frames.hex("f82a0000"), "unknown packet 2AF8"),
        Arguments.of("a length below four", Frames.hex("f3000300"), "unknown packet 00F3"),
        Arguments.of(
            "2,048 bytes", Unpooled.wrappedBuffer(pings(1024)), "2,048 unprocessed bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deadly")
  void endsTheSession(String what, ByteBuf bytes, String reason) throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(bytes);
      anna.map.untilClosed();
      ServerEvent.Kicked kick = Logs.await(server, ServerEvent.Kicked.class);
      assertEquals(reason, kick.reason(), what);
      assertEquals(anna.account, kick.account());
    }
  }

  @Test
  void aSingleByteOrAVariablePacketsFirstThreeAreWaitedFor() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      ByteBuf time = Frames.time(1);
      anna.map.send(time.slice(0, 1));
      anna.map.send(time.slice(1, 5));
      anna.map.until(0x007F);
      ByteBuf chat = Frames.chat("Anna : hi");
      anna.map.send(chat.slice(0, 3));
      anna.map.send(chat.slice(3, chat.readableBytes() - 3));
      anna.map.until(0x008E);
    }
  }

  @Test
  void almost2048BytesInOneWritePassAndAreServedThreeACycle() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      long start = System.nanoTime();
      anna.map.send(Unpooled.wrappedBuffer(pings(24)), Frames.time(1));
      anna.map.until(0x007F);
      long millis = (System.nanoTime() - start) / 1_000_000;
      // 25 packets: eight pauses between nine servings of three
      assertTrue(millis >= 110 + 7 * 52, "took only " + millis + " ms");

      ByteBuf[] time = new ByteBuf[341];
      Arrays.fill(time, Frames.time(1));
      anna.map.send(time);
      for (int answers = 0; answers < 9; answers++) {
        anna.map.until(0x007F);
      }
      assertTrue(server.log().all(ServerEvent.Kicked.class).isEmpty(), "2,046 bytes pass");
    }
  }

  /** As measured on a running rAthena, which took 216 and 1,061 ms. */
  @ParameterizedTest
  @CsvSource({"12, 215", "60, 1060"})
  void aBacklogTakesAsLongAsMeasured(int packets, int atLeastMillis) throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      ByteBuf[] time = new ByteBuf[packets];
      Arrays.fill(time, Frames.time(1));
      long start = System.nanoTime();
      anna.map.send(time);
      for (int answers = 0; answers < packets; answers++) {
        anna.map.until(0x007F);
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis >= atLeastMillis, "took only " + millis + " ms");
      assertTrue(millis < 3L * atLeastMillis, "took " + millis + " ms");
    }
  }

  @Test
  void unprocessedBytesAddUp() throws Exception {
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      anna.map.send(Unpooled.wrappedBuffer(pings(900)));
      anna.map.send(Unpooled.wrappedBuffer(pings(900)));
      anna.map.untilClosed();
      assertEquals(
          "2,048 unprocessed bytes", Logs.await(server, ServerEvent.Kicked.class).reason());
    }
  }

  @Test
  void enterMustComeAlone() throws Exception {
    TestPlayer anna = TestPlayer.connect(server, "anna", "Anna");
    anna.map.send(Frames.loaded(), Frames.quit());
    anna.map.until(0x018B);
    anna.close();
    try (RawClient client = new RawClient(server.mapPort())) {
      client.send(Frames.mapEnter(anna.account, anna.charId, anna.authCode), Frames.loaded());
      List<ByteBuf> answers = client.untilClosed();
      assertEquals(List.of("006A"), RawClient.ids(answers));
      assertEquals(23, answers.get(0).readableBytes());
    }
  }

  @Test
  void anEnterNobodyAnnouncedIsRefused() throws Exception {
    try (RawClient client = new RawClient(server.mapPort())) {
      client.send(Frames.mapEnter(2_000_000, 150_000, 1));
      assertEquals(List.of("0283", "0081"), RawClient.ids(client.untilClosed()));
    }
    try (TestPlayer anna = TestPlayer.enter(server, "anna", "Anna");
        RawClient twin = new RawClient(server.mapPort())) {
      twin.send(Frames.mapEnter(anna.account, anna.charId, anna.authCode));
      List<ByteBuf> answers = twin.untilClosed();
      assertEquals(List.of("0081"), RawClient.ids(answers), "not even the account id");
      assertEquals(8, answers.get(0).getByte(2));
    }
  }

  @Test
  void anythingBeforeEnterIsIgnored() throws Exception {
    try (RawClient client = new RawClient(server.mapPort())) {
      client.send(Frames.walk(1, 1), Frames.loaded());
      client.send(Frames.mapEnter(2_000_000, 150_000, 1));
      assertEquals(List.of("0283", "0081"), RawClient.ids(client.untilClosed()));
    }
  }

  @Test
  void companyOfAnEnterThatABusyServerHasNotLookedAtIsDeadly() throws Exception {
    server.close();
    server =
        builder()
            .timing(Timing.DEFAULT.withEntry(Duration.ofMillis(300), Duration.ofMillis(1)))
            .start();
    try (RawClient client = new RawClient(server.mapPort())) {
      client.send(Frames.mapEnter(server.accountId("anna"), 150_000, 1));
      client.send(Frames.loaded());
      assertEquals(List.of("006A"), RawClient.ids(client.untilClosed()));
      assertEquals(
          "company behind CZ_ENTER", Logs.await(server, ServerEvent.Kicked.class).reason());
    }
  }

  @Test
  void whatComesWhileAnEntryIsPendingIsIgnoredButForTheLoadedMap() throws Exception {
    server.close();
    server =
        builder().timing(Timing.DEFAULT.withEntry(Duration.ZERO, Duration.ofMillis(300))).start();
    int account = server.accountId("anna");
    try (TestPlayer anna = TestPlayer.announced(server, "anna", "Anna")) {
      anna.map.send(Frames.mapEnter(account, anna.charId, anna.authCode));
      assertEquals(0x0283, RawClient.id(anna.map.next()));
      anna.map.send(Frames.walk(157, 186), Frames.emote(3), Frames.loaded());
      List<String> ids = RawClient.ids(List.of(anna.map.until(0x02EB)));
      assertEquals(List.of("02EB"), ids);
      anna.map.until(0x099B); // loaded without being told again
      ids = RawClient.ids(anna.map.fence());
      assertFalse(ids.contains("0087"), "walk");
      assertFalse(ids.contains("00C0"), "emote");
      assertEquals(account, Logs.await(server, ServerEvent.MapEntered.class).account());
    }
  }

  @Test
  void enterIsAnsweredInTheUsualOrderAndNothingCountsBeforeTheMapIsLoaded() throws Exception {
    try (TestPlayer anna = TestPlayer.connect(server, "anna", "Anna")) {
      assertEquals(0x0201, RawClient.id(anna.map.next()));
      assertEquals(0x008E, RawClient.id(anna.map.next()));
      ByteBuf move = anna.map.next();
      assertEquals("9100" + "70726f6e746572612e67617400000000" + "9c00b900", RawClient.hex(move));
      anna.map.send(Frames.walk(157, 186), Frames.emote(3), Frames.quit());
      anna.map.send(Frames.loaded());
      anna.map.until(0x099B);
      List<String> ids = RawClient.ids(anna.map.fence());
      assertFalse(ids.contains("0087"), "walk");
      assertFalse(ids.contains("00C0"), "emote");
      assertFalse(ids.contains("018B"), "quit");
    }
  }

  @Test
  void aSilentClientIsClosedAndATalkingOneNot() throws Exception {
    server.close();
    server =
        builder()
            .account("bert", "secret", "Bert", 'M')
            .timing(Timing.DEFAULT.withStall(Duration.ofSeconds(1)))
            .start();
    try (TestPlayer bert = TestPlayer.enter(server, "bert", "Bert");
        TestPlayer anna = TestPlayer.enter(server, "anna", "Anna")) {
      Duration pause = Duration.ofMillis(100);
      for (int ping = 0; ping < 100; ping++) {
        bert.map.fence();
        if (server.log().await(ServerEvent.Kicked.class, event -> true, pause).isPresent()) {
          break;
        }
      }
      ServerEvent.Kicked kick = Logs.await(server, ServerEvent.Kicked.class);
      assertEquals("silent for 1 s", kick.reason());
      assertEquals(anna.account, kick.account());
    }
  }

  /** Packets of two bytes that the server takes without an answer. */
  private static byte[] pings(int count) {
    byte[] bytes = new byte[2 * count];
    for (int i = 0; i < count; i++) {
      bytes[2 * i] = 0x1C;
      bytes[2 * i + 1] = 0x0B;
    }
    return bytes;
  }
}
