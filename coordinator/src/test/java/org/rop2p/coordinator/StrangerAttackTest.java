package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.ErrorCode;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.api.MessageCodec;
import org.rop2p.coordinator.api.PartReason;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.api.Signal;

/** Anna, with a login of her own, tries to find, unmask, address or disconnect Bert. */
class StrangerAttackTest {
  private static final int ANNA = 2_000_001;
  private static final int BERT = 2_000_002;
  private static final int CARA = 2_000_003;
  private static final Signal OFFER = new Signal.Offer("anna", "a".repeat(22));

  private TestCoordinator test;

  @BeforeEach
  void start() {
    test = new TestCoordinator(TestCoordinator.CONFIG);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void toClaimToSeeHimRevealsNothing() {
    TestPlayer bert = player(BERT);
    TestPlayer anna = player(ANNA);
    anna.sees(BERT, CARA, ANNA);
    assertEquals(List.of(), anna.settle(), "no word whether he is there");
    assertEquals(List.of(), bert.settle(), "nor does he hear of it");
  }

  /** His proxy reports nobody while he hides. */
  @Test
  void aHiddenPlayerIsIntroducedToNobodyHoweverManySeeHim() {
    TestPlayer hidden = player(BERT);
    TestPlayer cara = player(CARA);
    for (TestPlayer seeker : List.of(player(ANNA), cara)) {
      seeker.sees(IntStream.range(BERT, BERT + Limits.MAX_SEES).toArray());
      assertEquals(List.of(), seeker.settle());
    }
    hidden.sees(CARA);
    assertEquals(hidden.asPeer(), cara.next());
    hidden.losesSightOf(CARA);
    assertEquals(new ServerMessage.PeerLeft(BERT, PartReason.SIGHT), cara.next());
    cara.losesSightOf(BERT);
    cara.sees(BERT);
    assertEquals(List.of(), cara.settle(), "gone again, he is not to be found");
  }

  @Test
  void enumerationStallsAfterOneScreen() {
    TestPlayer anna = player(ANNA);
    int[] screen = IntStream.range(1, 1 + Limits.MAX_SEES).toArray();
    anna.sees(screen);
    anna.losesSightOf(screen);
    assertEquals(List.of(), anna.settle());
    TestPlayer bert = player(BERT);
    bert.sees(ANNA);
    anna.sees(IntStream.range(BERT - 500, BERT + 2).toArray());
    assertEquals(List.of(), anna.settle(), "not in this moment, although he sees her");
    TestPlayer cara = player(CARA);
    cara.sees(BERT);
    bert.sees(CARA);
    assertEquals(cara.asPeer(), bert.next(), "others are not held up");
  }

  @Test
  void whoIsThereAndWhoIsNotAreRefusedAlike() {
    player(BERT);
    TestPlayer anna = player(ANNA);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    ServerMessage there = anna.next();
    anna.send(new ClientMessage.SignalTo(CARA, OFFER));
    ServerMessage.Refused absent = assertInstanceOf(ServerMessage.Refused.class, anna.next());
    assertEquals(
        there,
        new ServerMessage.Refused(absent.code(), absent.message().replace("" + CARA, "" + BERT)));
  }

  @Test
  void anOfferReachesNobodyWhoDoesNotSeeHer() {
    TestPlayer bert = player(BERT);
    TestPlayer anna = player(ANNA);
    anna.sees(BERT);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    anna.send(new ClientMessage.SignalTo(BERT, new Signal.Probe("probe")));
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
    assertEquals(List.of(), bert.settle());
  }

  @Test
  void afterPartingNothingMoreReachesHim() {
    TestPlayer bert = player(BERT);
    TestPlayer anna = player(ANNA);
    anna.meet(bert);
    bert.losesSightOf(ANNA);
    assertEquals(new ServerMessage.PeerLeft(ANNA, PartReason.SIGHT), bert.next());
    assertEquals(new ServerMessage.PeerLeft(BERT, PartReason.SIGHT), anna.next());
    anna.losesSightOf(BERT);
    anna.sees(BERT);
    anna.send(new ClientMessage.SignalTo(BERT, OFFER));
    assertEquals(ErrorCode.NOT_INTRODUCED, anna.refusal());
    assertEquals(List.of(), bert.settle());
  }

  @Test
  void fromIsWhatTheServerSays() {
    TestPlayer bert = player(BERT);
    TestPlayer cara = player(CARA);
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    RawSocket raw = new RawSocket(test.coordinator, anna.jwt(), true);
    raw.send(MessageCodec.encode(new ClientMessage.Join(anna.reserve("prontera").ticket())));
    raw.send(MessageCodec.encode(new ClientMessage.Sees(List.of(BERT), List.of())));
    bert.sees(ANNA);
    assertEquals(anna.asPeer(), bert.next());
    raw.send(
        "{\"type\":\"ice-candidate\",\"to\":%d,\"from\":%d,\"account_id\":%d,\"fingerprint\":\"%s\",\"candidate\":\"c\"}"
            .formatted(BERT, CARA, CARA, cara.fingerprint()));
    assertEquals(
        new ServerMessage.SignalFrom(ANNA, anna.fingerprint(), new Signal.IceCandidate("c")),
        bert.next());
    raw.send("{\"type\":\"peer-left\",\"account_id\":%d,\"reason\":\"left\"}".formatted(CARA));
    assertEquals(List.of(), bert.settle());
  }

  @Test
  void hisOffersAreSwallowedByNobody() {
    TestPlayer bert = player(BERT);
    TestPlayer cara = player(CARA);
    bert.meet(cara);
    TestPlayer anna = player(ANNA);
    anna.sees(BERT, CARA);
    bert.send(new ClientMessage.SignalTo(CARA, OFFER));
    assertEquals(new ServerMessage.SignalFrom(BERT, bert.fingerprint(), OFFER), cara.next());
    assertEquals(List.of(), anna.settle());
  }

  @Test
  void hisTicketIsGoodForHimOnlyAndStaysSo() {
    TestPlayer bert = new TestPlayer(test.coordinator, BERT);
    bert.login();
    bert.open();
    Joined his = bert.reserve("prontera");
    TestPlayer anna = player(ANNA);
    anna.send(new ClientMessage.Join(his.ticket()));
    assertEquals(ErrorCode.BAD_TICKET, anna.refusal());
    bert.send(new ClientMessage.Join(his.ticket()));
    assertInstanceOf(ServerMessage.SessionJoined.class, bert.next());
    assertInstanceOf(ServerMessage.PolicyChanged.class, bert.next());
    bert.send(new ClientMessage.Join(his.ticket()));
    assertEquals(ErrorCode.BAD_TICKET, bert.refusal(), "and once only");
  }

  @Test
  void herLeavingHisSessionLeavesHimThere() {
    TestPlayer bert = player(BERT);
    TestPlayer cara = player(CARA);
    bert.meet(cara);
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    Joined same = anna.reserve("prontera");
    anna.leaveByRest(same.sessionId());
    anna.leaveByRest("another");
    anna.open();
    anna.send(new ClientMessage.Leave());
    assertEquals(List.of(), bert.settle());
    assertEquals(List.of(), cara.settle());
    bert.send(new ClientMessage.SignalTo(CARA, OFFER));
    assertInstanceOf(ServerMessage.SignalFrom.class, cara.next());
  }

  @Test
  void noListNamesAnybody() throws Exception {
    TestPlayer bert = new TestPlayer(test.coordinator, BERT);
    bert.login();
    bert.open();
    String session = bert.enter("prontera").sessionId();
    TestPlayer anna = new TestPlayer(test.coordinator, ANNA);
    anna.login();
    for (String path :
        List.of(
            "sessions/list",
            "sessions/" + session,
            "sessions/discover?zone=prontera",
            "zones",
            "health",
            "client-config")) {
      String body = get(path, anna.jwt());
      assertFalse(body.contains("" + BERT), path);
      assertFalse(body.contains(bert.fingerprint()), path);
    }
    assertTrue(get("sessions/list", anna.jwt()).contains(session), "it lists what there is");
  }

  private String get(String path, String jwt) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + test.coordinator.port() + "/api/v1/" + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + jwt).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private TestPlayer player(int accountId) {
    return TestPlayer.in(test.coordinator, accountId, "prontera");
  }
}
