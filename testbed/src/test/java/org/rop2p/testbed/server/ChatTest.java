package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.server.ServerEvent.Reach;
import org.rop2p.testbed.server.ServerEvent.Refusal;

/** Who hears what. Anna speaks, Bert stands two cells off, Greta is a game master beside them. */
final class ChatTest {
  private final StandInServer server =
      StandInServer.builder()
          .account("anna", "secret", "Anna", 'F')
          .account("bert", "secret", "Bert", 'M')
          .spawn("prontera", 158, 185)
          .account("greta", "secret", "Greta", 'F')
          .spawn("prontera", 157, 185)
          .gameMaster()
          .account("carl", "secret", "Carl", 'M')
          .spawn("prontera", 165, 194)
          .account("dora", "secret", "Dora", 'F')
          .spawn("prontera", 166, 185)
          .start();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestPlayer anna() throws Exception {
    return TestPlayer.enter(server, "anna", "Anna");
  }

  private TestPlayer bert() throws Exception {
    return TestPlayer.enter(server, "bert", "Bert");
  }

  private TestPlayer greta() throws Exception {
    return TestPlayer.enter(server, "greta", "Greta");
  }

  private static List<String> heard(TestPlayer player) throws Exception {
    return player.map.fence(0x008D).stream()
        .map(frame -> Chat.readOther(frame).text().toString())
        .toList();
  }

  private static List<String> echoed(TestPlayer player) throws Exception {
    return player.map.fence(0x008E).stream()
        .map(frame -> Chat.readOwn(frame).text().toString())
        .toList();
  }

  @Test
  void isHeardWithinNineCells() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer carl = TestPlayer.enter(server, "carl", "Carl");
        TestPlayer dora = TestPlayer.enter(server, "dora", "Dora")) {
      anna.say("hello");
      assertEquals(List.of("Anna : hello"), echoed(anna));
      assertEquals(List.of("Anna : hello"), heard(carl), "nine cells off");
      assertEquals(List.of(), heard(dora), "ten cells off");
      ServerEvent.ChatAccepted chat = Logs.await(server, ServerEvent.ChatAccepted.class);
      assertEquals(Set.of(carl.account), chat.audience());
      assertEquals(Place.of("prontera", 156, 185), chat.at());
      assertEquals(Reach.PUBLIC, chat.reach());
    }
  }

  static Stream<Arguments> deadly() {
    return Stream.of(
        Arguments.of("another's name", "Bert : hello", "chat under another name"),
        Arguments.of("another case", "anna : hello", "chat under another name"),
        Arguments.of("no name", "hello", "chat under another name"),
        Arguments.of("no separator", "Anna: hello", "chat under another name"),
        Arguments.of("a NUL inside", "Anna : he\0llo", "NUL inside chat"),
        Arguments.of("256", "Anna : " + "x".repeat(256), "chat of more than 255 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deadly")
  void endsTheSession(String what, String text, String reason) throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer bert = bert()) {
      anna.map.send(Frames.chat(text));
      anna.map.untilClosed();
      assertEquals(reason, Logs.await(server, ServerEvent.Kicked.class).reason(), what);
      assertEquals(List.of(), heard(bert));
    }
  }

  static Stream<Arguments> fine() {
    return Stream.of(
        Arguments.of("raw bytes", "\u00b0\u00a1\u00e9\u00ff"),
        Arguments.of("255 bytes", "x".repeat(255)),
        Arguments.of("a separator", "Bert : said this"),
        Arguments.of("an unknown command", "@nosuch"),
        Arguments.of("a command not for her", "@warp prt_in 10 10"),
        Arguments.of("a command behind a language mark", "|00@where"),
        Arguments.of("a lone symbol", "#hello"),
        Arguments.of("a symbol and somebody online", "#foo Bert"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fine")
  void isOrdinaryChat(String what, String message) throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer bert = bert()) {
      anna.say(message);
      assertEquals(
          RawText.of(("Anna : " + message).getBytes(StandardCharsets.ISO_8859_1)),
          Chat.readOther(bert.map.until(0x008D)).text(),
          what);
      assertEquals(1, echoed(anna).size());
    }
  }

  @Test
  void aTrailingNulIsCut() throws Exception {
    try (TestPlayer anna = anna()) {
      anna.say("hi\0");
      ByteBuf echo = anna.map.until(0x008E);
      assertEquals("8e000e00" + "416e6e61203a20686900", RawClient.hex(echo));
    }
  }

  @Test
  void nothingSaidIsNothingHeard() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer bert = bert()) {
      anna.say("");
      assertEquals(List.of(), echoed(anna));
      assertEquals(List.of(), heard(bert));
      assertEquals(Refusal.EMPTY, Logs.await(server, ServerEvent.ChatRefused.class).why());
    }
  }

  @Test
  void aSymbolAndNobodyOnlineIsAnsweredToEverybodyAndHeardByNobody() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer bert = bert()) {
      anna.say("#foo Nobody");
      assertEquals(List.of("#foo failed. Player not found."), echoed(anna));
      assertEquals(List.of(), heard(bert));
    }
  }

  @Test
  void theMutedAreSilentWithoutBeingTold() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer bert = bert()) {
      server.faults().mute(anna.account, 5);
      ByteBuf manner = anna.map.until(0x00B0);
      assertEquals(4, manner.getShortLE(2));
      assertEquals(-5, manner.getIntLE(4));
      assertEquals(anna.account, bert.map.until(0x01AB).getIntLE(2));

      anna.say("hello?");
      assertEquals(List.of(), echoed(anna));
      assertEquals(List.of(), heard(bert));
      assertEquals(Refusal.MUTED, Logs.await(server, ServerEvent.ChatRefused.class).why());
      anna.map.send(Frames.emote(9));
      bert.map.until(0x00C0);

      server.faults().unmute(anna.account);
      assertEquals(0, anna.map.until(0x00B0).getIntLE(4));
      anna.say("hello!");
      assertEquals("Anna : hello!", Chat.readOther(bert.map.until(0x008D)).text().toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "@where, 'Greta: prontera (157,185)'",
    "|00@where, 'Greta: prontera (157,185)'",
    "@nosuch x, @nosuch is Unknown Command.",
    "#foo Anna, #foo is Unknown Command."
  })
  void aGameMastersCommandIsExecutedAndNotHeard(String command, String answer) throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer greta = greta()) {
      greta.say(command);
      assertEquals(List.of(answer), echoed(greta));
      assertEquals(List.of(), heard(anna));
      assertEquals(Reach.COMMAND, Logs.await(server, ServerEvent.ChatAccepted.class).reach());
    }
  }

  @Test
  void whoIsMadeGameMasterMayCommand() throws Exception {
    try (TestPlayer anna = anna()) {
      server.faults().gameMaster(anna.account, true);
      anna.say("@warp prt_in 10 12");
      ByteBuf move = anna.map.until(0x0091);
      assertEquals(10, move.getShortLE(18));
      assertEquals(12, move.getShortLE(20));
    }
  }

  @Test
  void theHiddenHearAndAreNotShownToNewcomers() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer greta = greta()) {
      greta.say("@hide");
      ByteBuf state = anna.map.until(0x0229);
      assertEquals(greta.account, state.getIntLE(2));
      assertEquals(0x40, state.getIntLE(10));
      try (TestPlayer bert = TestPlayer.connect(server, "bert", "Bert")) {
        bert.map.send(Frames.loaded());
        List<Integer> shown =
            bert.map.fence(0x09FF).stream().map(frame -> frame.getIntLE(5)).toList();
        assertTrue(shown.contains(anna.account));
        assertTrue(!shown.contains(greta.account));

        greta.map.send(Frames.walk(157, 187));
        greta.map.until(0x0087);
        greta.say("boo");
        anna.say("who is there?");
        anna.map.fence();
        assertEquals(List.of("Anna : who is there?"), heard(greta));
        List<ByteBuf> seen = bert.map.fence();
        assertTrue(RawClient.ids(seen).contains("008D"), "even the hidden are heard");
        assertTrue(!RawClient.ids(seen).contains("09FD"));

        greta.say("@hide");
        assertEquals(greta.account, bert.map.until(0x0229).getIntLE(2));
        List<ByteBuf> after = bert.map.fence();
        assertTrue(after.stream().anyMatch(f -> f.getIntLE(5) == greta.account));
      }
    }
  }

  @Test
  void aFakeNameComesWithoutANewEntryAndStandsBeforeChatToo() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer greta = greta()) {
      greta.say("@fakename Nobody");
      NameAnswer name = NameAnswer.read(anna.map.until(0x0A30));
      assertEquals(greta.account, name.unitId());
      assertEquals("Nobody", name.name().toString());
      greta.say("hello");
      assertEquals("Nobody : hello", Chat.readOther(anna.map.until(0x008D)).text().toString());
      assertTrue(echoed(greta).contains("Nobody : hello"), "the speaker is told so, too");
    }
  }

  @Test
  void aBoundSpeakersTextReachesTheChannelOnly() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer bert = bert();
        TestPlayer dora = TestPlayer.enter(server, "dora", "Dora")) {
      server.faults().bindChannel(anna.account, "#trade");
      server.faults().bindChannel(dora.account, "#trade");
      bert.map.fence();
      anna.say("selling");
      ByteBuf line = anna.map.until(0x02C1);
      assertEquals(0, line.getIntLE(4));
      assertEquals("#trade Anna : selling", Wire.text(line, 12, line.readableBytes() - 12));
      dora.map.until(0x02C1);
      assertEquals(List.of(), echoed(anna));
      assertEquals(List.of(), RawClient.ids(bert.map.fence()));

      server.faults().bindChannel(anna.account, null);
      anna.say("not any more");
      anna.map.fence();
      assertEquals(List.of("Anna : not any more"), heard(bert));
    }
  }

  @Test
  void aGameMasterBindsByCommand() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer greta = greta()) {
      greta.say("@channel bindto #main");
      greta.say("bound");
      greta.map.until(0x02C1);
      greta.say("@channel unbind");
      greta.say("free");
      greta.map.fence();
      assertEquals(List.of("Greta : free"), heard(anna));
    }
  }

  @Test
  void aWhisperReachesOnePerson() throws Exception {
    try (TestPlayer anna = anna();
        TestPlayer bert = bert()) {
      ByteBuf whisper = Frames.hex("96002200" + "42657274" + "00".repeat(20) + "707373742121");
      anna.map.send(whisper);
      assertEquals(0, anna.map.until(0x09DF).getByte(2));
      assertEquals("psst!!", Wire.text(bert.map.until(0x09DE), 33, 6));
    }
  }
}
