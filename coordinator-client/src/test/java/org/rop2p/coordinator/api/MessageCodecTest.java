package org.rop2p.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  private static final String FINGERPRINT = "0123456789abcdef".repeat(4);
  private static final String SIGNING_KEY = "A".repeat(43) + "=";
  private static final String TICKET = "AAAABBBBCCCCDDDD_-";
  private static final String PWD = "abcdefghijklmnopqrstuv";

  static Stream<Arguments> clientMessages() {
    return Stream.of(
        Arguments.of(
            new ClientMessage.Join(TICKET), "{'type':'join','ticket':'AAAABBBBCCCCDDDD_-'}"),
        Arguments.of(new ClientMessage.Leave(), "{'type':'leave'}"),
        Arguments.of(
            new ClientMessage.Sees(List.of(2_000_001, 2_000_002), List.of(2_000_003)),
            "{'type':'sees','added':[2000001,2000002],'removed':[2000003]}"),
        Arguments.of(
            new ClientMessage.SignalTo(2_000_001, new Signal.Offer("ufra", PWD)),
            "{'type':'offer','to':2000001,'version':2,'ufrag':'ufra','pwd':'abcdefghijklmnopqrstuv'}"),
        Arguments.of(
            new ClientMessage.SignalTo(2_000_001, new Signal.Answer("ufra", PWD)),
            "{'type':'answer','to':2000001,'version':2,'ufrag':'ufra','pwd':'abcdefghijklmnopqrstuv'}"),
        Arguments.of(
            new ClientMessage.SignalTo(
                2_000_001, new Signal.Offer(2, "ufra", PWD, Optional.of("their"))),
            "{'type':'offer','to':2000001,'version':2,'ufrag':'ufra','pwd':'abcdefghijklmnopqrstuv','restarts':'their'}"),
        Arguments.of(
            new ClientMessage.SignalTo(
                2_000_001, new Signal.Answer(2, "ufra", PWD, Optional.of("their"))),
            "{'type':'answer','to':2000001,'version':2,'ufrag':'ufra','pwd':'abcdefghijklmnopqrstuv','restarts':'their'}"),
        Arguments.of(
            new ClientMessage.SignalTo(2_000_001, new Signal.IceCandidate("candidate:1 1 udp")),
            "{'type':'ice-candidate','to':2000001,'candidate':'candidate:1 1 udp'}"),
        Arguments.of(
            new ClientMessage.SignalTo(2_000_001, new Signal.Probe("probe:1 end")),
            "{'type':'probe','to':2000001,'probe':'probe:1 end'}"),
        Arguments.of(
            new ClientMessage.Stats(Map.of("links.direct", 3L)),
            "{'type':'stats','counters':{'links.direct':3}}"));
  }

  @ParameterizedTest
  @MethodSource("clientMessages")
  void whatClientsSay(ClientMessage message, String json) throws MalformedMessageException {
    assertEquals(json.replace('\'', '"'), MessageCodec.encode(message));
    assertEquals(message, MessageCodec.decodeClientMessage(json.replace('\'', '"')));
  }

  static Stream<Arguments> serverMessages() {
    return Stream.of(
        Arguments.of(
            new ServerMessage.SessionJoined("abc123", "prontera", true),
            "{'type':'session-joined','session_id':'abc123','zone':'prontera','resumed':true}"),
        Arguments.of(
            new ServerMessage.PeerJoined(2_000_001, FINGERPRINT, SIGNING_KEY),
            "{'type':'peer-joined','account_id':2000001,'fingerprint':'"
                + FINGERPRINT
                + "','signing_key':'"
                + SIGNING_KEY
                + "'}"),
        Arguments.of(
            new ServerMessage.Switched(false, "tonight only"),
            "{'type':'p2p','on':false,'message':'tonight only'}"),
        Arguments.of(
            new ServerMessage.Muted(7, true), "{'type':'mute','account_id':7,'muted':true}"),
        Arguments.of(
            new ServerMessage.TokenRenewed("a.b.c", Instant.ofEpochSecond(1_800_000_000)),
            "{'type':'token','jwt':'a.b.c','expires':1800000000}"),
        Arguments.of(
            new ServerMessage.PeerLeft(2_000_001, PartReason.SIGHT),
            "{'type':'peer-left','account_id':2000001,'reason':'sight'}"),
        Arguments.of(
            new ServerMessage.SignalFrom(7, FINGERPRINT, new Signal.Offer("ufra", PWD)),
            "{'type':'offer','from':7,'fingerprint':'"
                + FINGERPRINT
                + "','version':2,'ufrag':'ufra','pwd':'abcdefghijklmnopqrstuv'}"),
        Arguments.of(
            new ServerMessage.SignalFrom(7, FINGERPRINT, new Signal.Answer("ufra", PWD)),
            "{'type':'answer','from':7,'fingerprint':'"
                + FINGERPRINT
                + "','version':2,'ufrag':'ufra','pwd':'abcdefghijklmnopqrstuv'}"),
        Arguments.of(
            new ServerMessage.SignalFrom(7, FINGERPRINT, new Signal.IceCandidate("c")),
            "{'type':'ice-candidate','from':7,'fingerprint':'"
                + FINGERPRINT
                + "','candidate':'c'}"),
        Arguments.of(
            new ServerMessage.SignalFrom(
                7, FINGERPRINT, new Signal.Probe("p"), Optional.of("2001:db8::1")),
            "{'type':'probe','from':7,'fingerprint':'"
                + FINGERPRINT
                + "','seen_from':'2001:db8::1','probe':'p'}"),
        Arguments.of(
            new ServerMessage.PolicyChanged("prontera", ZonePolicy.DEFAULT),
            "{'type':'policy','zone':'prontera',"
                + "'chat':'offload','emote':'offload','movement':'mirror'}"),
        Arguments.of(
            new ServerMessage.Refused("not-joined", "Join a session first"),
            "{'type':'error','code':'not-joined','message':'Join a session first'}"));
  }

  @ParameterizedTest
  @MethodSource("serverMessages")
  void whatTheCoordinatorSays(ServerMessage message, String json) throws MalformedMessageException {
    assertEquals(json.replace('\'', '"'), MessageCodec.encode(message));
    assertEquals(message, MessageCodec.decodeServerMessage(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @MethodSource("clientMessages")
  void everyTruncationIsOneClearError(ClientMessage message, String json) {
    String whole = json.replace('\'', '"');
    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      MalformedMessageException e =
          assertThrows(
              MalformedMessageException.class, () -> MessageCodec.decodeClientMessage(cut), cut);
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                   | Not a JSON object",
        "{}                                                   | \"type\" must be a string",
        "{\"type\":1}                                         | \"type\" must be a string",
        "{\"type\":\"join\"}                                  | \"ticket\" must be a string",
        "{\"type\":\"join\",\"ticket\":\"short\"}             | ticket must be 16 to 64",
        "{\"type\":\"leave\"}{}                               | Not JSON",
        "{\"type\":\"leave\",\"type\":\"join\"}               | Not JSON",
        "{\"type\":\"sees\",\"added\":1}                      | \"added\" must be a list",
        "{\"type\":\"sees\",\"added\":[\"1\"]}                | must be a whole number",
        "{\"type\":\"sees\",\"added\":[1.0]}                  | must be a whole number",
        "{\"type\":\"sees\",\"added\":[0]}                    | account_id must be a positive",
        "{\"type\":\"sees\",\"added\":[-1]}                   | must be a whole number",
        "{\"type\":\"sees\",\"added\":[4294967296]}           | must be a whole number",
        "{\"type\":\"offer\",\"to\":1,\"version\":256,\"ufrag\":\"abcd\",\"pwd\":\"\"} | version must be 0 to 255",
        "{\"type\":\"offer\",\"to\":1,\"ufrag\":\"abcd\",\"pwd\":\"\"} | \"version\" must be a whole number",
        "{\"type\":\"offer\",\"to\":1,\"version\":2,\"ufrag\":\"abc\",\"pwd\":\"\"} | ufrag must be 4 to 256",
        "{\"type\":\"offer\",\"to\":1,\"version\":2,\"ufrag\":\"abcd\",\"pwd\":\"abcdefghijklmnopqrstuv\",\"restarts\":\"a\"} | ufrag must be 4 to 256",
        "{\"type\":\"offer\",\"to\":1,\"version\":2,\"ufrag\":\"abcd\",\"pwd\":\"abcdefghijklmnopqrstuv\",\"restarts\":1} | \"restarts\" must be a string",
        "{\"type\":\"ice-candidate\",\"to\":1,\"candidate\":\"a\\nb\"} | printable ASCII",
        "{\"type\":\"stats\",\"counters\":[]}                 | \"counters\" must be an object",
        "{\"type\":\"stats\",\"counters\":{\"a\":\"1\"}}      | \"a\" must be a whole number",
        "{\"type\":\"stats\",\"counters\":{\"A b\":1}}        | counter name must be",
        "[[[[[[[[[[[[]]]]]]]]]]]]                             | Not JSON",
      })
  void whatIsMalformedSaysWhy(String json, String reason) {
    MalformedMessageException e =
        assertThrows(MalformedMessageException.class, () -> MessageCodec.decodeClientMessage(json));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void whereSomebodyIsSeenIsAnAddress() {
    for (String from : List.of("home", "1.2.3.4 ", "1".repeat(46), "")) {
      String json =
          "{\"type\":\"probe\",\"from\":7,\"fingerprint\":\"%s\",\"seen_from\":\"%s\",\"probe\":\"p\"}"
              .formatted(FINGERPRINT, from);
      assertThrows(
          MalformedMessageException.class, () -> MessageCodec.decodeServerMessage(json), from);
    }
  }

  @Test
  void aTypeOfLaterVersionsIsUnknownNotWrong() throws MalformedMessageException {
    String json = "{\"type\":\"dance\",\"with\":{\"whom\":[1]}}";
    assertEquals(new UnknownMessage("dance"), MessageCodec.decodeClientMessage(json));
    assertEquals(new UnknownMessage("dance"), MessageCodec.decodeServerMessage(json));
  }

  @Test
  void theLargestMessagesFitIntoAFrame() throws MalformedMessageException {
    List<Integer> crowd =
        IntStream.range(0, Limits.MAX_SEES).mapToObj(i -> Integer.MAX_VALUE - i).toList();
    Map<String, Long> counters = new TreeMap<>();
    for (int i = 0; i < Limits.MAX_COUNTERS; i++) {
      counters.put("c".repeat(60) + i, Long.MAX_VALUE);
    }
    for (ClientMessage message :
        List.of(
            new ClientMessage.Sees(crowd, crowd),
            new ClientMessage.Stats(counters),
            new ClientMessage.SignalTo(
                Integer.MAX_VALUE, new Signal.IceCandidate("\"".repeat(512))))) {
      String json = MessageCodec.encode(message);
      assertTrue(
          json.getBytes(StandardCharsets.UTF_8).length <= Limits.MAX_FRAME_BYTES, message.type());
      assertEquals(message, MessageCodec.decodeClientMessage(json));
    }
  }

  @Test
  void whatIsTooLargeIsRefusedUnread() {
    String json = "{\"type\":\"leave\"}" + " ".repeat(Limits.MAX_FRAME_BYTES);
    MalformedMessageException e =
        assertThrows(MalformedMessageException.class, () -> MessageCodec.decodeServerMessage(json));
    assertTrue(e.getMessage().contains("at most 16384"), e.getMessage());
    List<Integer> tooMany = IntStream.rangeClosed(1, Limits.MAX_SEES + 1).boxed().toList();
    assertThrows(IllegalArgumentException.class, () -> new ClientMessage.Sees(tooMany, List.of()));
  }

  @Test
  void secretsStayOutOfLogs() {
    for (Object record :
        List.of(
            new ClientMessage.Join(TICKET),
            new Signal.Offer("ufra", PWD),
            new Signal.Answer("ufra", PWD),
            new LoginRequest(1, "s3cr3tToken"),
            new Joined("abc", TICKET, "prontera", ZonePolicy.DEFAULT))) {
      String shown = record.toString();
      assertFalse(shown.contains(TICKET) || shown.contains(PWD) || shown.contains("s3cr3t"), shown);
    }
  }
}
