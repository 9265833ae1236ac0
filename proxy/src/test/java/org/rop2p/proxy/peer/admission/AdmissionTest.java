package org.rop2p.proxy.peer.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.proxy.peer.admission.AdmissionCommand.Join;
import org.rop2p.proxy.routing.Lane;
import org.rop2p.proxy.routing.ZoneLanes;

/** Bob's way into prontera, told in short words: what he hears is what the machine commands. */
class AdmissionTest {
  private static final ZoneLanes MIRROR = new ZoneLanes(Lane.MIRROR, Lane.MIRROR, Lane.MIRROR);
  private static final ZoneLanes MIXED = new ZoneLanes(Lane.OFFLOAD, Lane.MIRROR, Lane.SERVER);
  private static final int NO_ANSWER = -1;

  private final Admission bob = new Admission("Bob", true, Duration.ofSeconds(5), () -> 0.5);
  private final List<String> said = new ArrayList<>();
  private long now = 1_000;
  private int attempt;

  @Test
  void straightIn() {
    assertEquals("allow:off login", enter("prontera"));
    assertEquals("join:prontera", does(bob.loggedIn(attempt, "jwt")));
    assertEquals("connect", does(bob.admitted(attempt, "ticket", MIRROR)));
    assertEquals("present:ticket", does(bob.connected(attempt)));
    assertFalse(bob.joined());
    assertEquals("begin allow:on say", does(bob.sessionJoined("prontera")));
    assertTrue(bob.joined());
  }

  @Test
  void theNextZoneNeedsNeitherLoginNorSocket() {
    straightIn();
    assertEquals("allow:off join:geffen", enter("geffen"));
    assertEquals("present:again", does(bob.admitted(attempt, "again", MIRROR)));
    assertEquals("", does(bob.sessionJoined("prontera")), "a late answer for the old one");
    assertEquals("begin allow:on say", does(bob.sessionJoined("geffen")));
  }

  @Test
  void aZoneHeDoesNotWantIsLeftFor() {
    straightIn();
    assertEquals("allow:off leave", does(bob.entered("cellar", false, now)));
    assertEquals(AdmissionState.OUT, bob.state());
    now += 1_000_000;
    assertEquals("", tick());
  }

  @Test
  void answersToWhatWasGivenUpAreIgnored() {
    enter("prontera");
    int old = attempt;
    enter("geffen");
    assertEquals("", does(bob.loggedIn(old, "jwt")));
    assertEquals("", does(bob.failed(old, 401, "", "no", now)));
    assertFalse(bob.isCurrent(old));
    assertEquals("join:geffen", does(bob.loggedIn(attempt, "jwt")));
  }

  @Test
  void aZoneWithoutP2pIsAskedForAgainEveryMinuteOrSo() {
    enter("prontera");
    does(bob.loggedIn(attempt, "jwt"));
    assertEquals("say", does(bob.failed(attempt, 403, "", "not allowed", now)));
    assertEquals(AdmissionState.WAITING, bob.state());
    now += 59_999;
    assertEquals("", tick());
    now += 1;
    assertEquals("join:prontera", tick());
    assertEquals("say", does(bob.failed(attempt, 403, "", "still not", now)));
    now += 60_000;
    assertEquals("join:prontera", tick());
    assertEquals("connect", does(bob.admitted(attempt, "ticket", MIRROR)));
  }

  @Test
  void notAllAskInTheSameSecond() {
    for (double random : new double[] {0, 0.25, 0.75, 0.999}) {
      Admission one = new Admission("Bob", true, Duration.ofSeconds(5), () -> random);
      does(one.entered("prontera", true, 0));
      does(one.loggedIn(attempt, "jwt"));
      does(one.failed(attempt, 403, "", "no", 0));
      long expected = (long) (60_000 * (0.75 + random / 2));
      assertEquals("", does(one.tick(expected - 2)));
      assertEquals("join:prontera", does(one.tick(expected + 1)));
    }
  }

  @Test
  void aPolicyForTheZoneSaysThatItIsOnNow() {
    straightIn();
    enter("geffen");
    does(bob.failed(attempt, 403, "", "not allowed", now));
    assertEquals("", does(bob.policy("payon", MIRROR, now)));
    assertEquals("join:geffen", does(bob.policy("geffen", MIRROR, now)));
    does(bob.failed(attempt, NO_ANSWER, "", "no answer", now));
    assertEquals("", does(bob.policy("geffen", MIRROR, now)), "that was another failure");
  }

  @Test
  void aPolicyOfTheZoneHeIsInHoldsAtOnceAndEachChangeIsSaidOnce() {
    straightIn();
    said.clear();
    assertEquals("allow:on", does(bob.policy("prontera", MIRROR, now)), "what holds already");
    assertEquals("allow:off say", does(bob.policy("prontera", ZoneLanes.OFF, now)));
    assertEquals("allow:off", does(bob.policy("prontera", ZoneLanes.OFF, now)));
    assertEquals("", does(bob.policy("geffen", MIRROR, now)));
    assertEquals("allow:on say", does(bob.policy("prontera", MIXED, now)));
    assertEquals("allow:on", does(bob.policy("prontera", MIXED, now)));
    assertEquals(
        List.of(
            "NEWS The coordinator has switched P2P off in zone prontera: everything goes over the"
                + " server",
            "NEWS The coordinator has changed P2P in zone prontera: chat offload, emote mirror,"
                + " movement server"),
        said);
  }

  @Test
  void aPolicyThatChangedWhileTheCoordinatorWasAwayIsSaidToo() {
    aLostSocketIsOpenedAgain();
    does(bob.connected(attempt));
    assertEquals("begin allow:on say", does(bob.sessionJoined("prontera")), "the same as before");
    does(bob.disconnected("code 1006", now));
    now += 1_000;
    tick();
    does(bob.admitted(attempt, "ticket", MIXED));
    does(bob.connected(attempt));
    assertEquals("begin allow:on say say", does(bob.sessionJoined("prontera")));
    enter("geffen");
    does(bob.admitted(attempt, "ticket", MIRROR));
    assertEquals("begin allow:on say", does(bob.sessionJoined("geffen")), "that is another zone");
  }

  @Test
  void aLoginIsTriedThreeTimes() {
    enter("prontera");
    for (int i = 0; i < 2; i++) {
      assertEquals("", does(bob.failed(attempt, 401, "", "not online", now)));
      now += 1_999;
      assertEquals("", tick());
      now += 1;
      assertEquals("login", tick());
    }
    assertEquals("say", does(bob.failed(attempt, 401, "", "not online", now)));
    assertEquals(AdmissionState.REFUSED, bob.state());
    now += 1_000_000;
    assertEquals("", tick());
    assertEquals("allow:off", enter("geffen"), "for good");
  }

  @Test
  void withoutATokenThereIsNothingToWaitFor() {
    Admission nobody = new Admission("Bob", false, Duration.ofSeconds(5), () -> 0.5);
    does(nobody.entered("prontera", true, now));
    assertEquals("say", does(nobody.failed(attempt, 401, "", "no token", now)));
    assertEquals(AdmissionState.REFUSED, nobody.state());
  }

  @Test
  void anExpiredLoginIsRenewed() {
    straightIn();
    enter("geffen");
    assertEquals("say", does(bob.failed(attempt, 401, "", "expired", now)));
    now += 1_000;
    assertEquals("login", tick());
  }

  @Test
  void aCoordinatorThatFailsIsTriedAgainMoreAndMoreSlowlyAndSaidOnce() {
    enter("prontera");
    assertEquals("say", does(bob.failed(attempt, NO_ANSWER, "", "no answer", now)));
    now += 749;
    assertEquals("", tick());
    now += 1;
    assertEquals("login", tick());
    assertEquals("", does(bob.failed(attempt, 503, "", "no answer", now)));
    now += 1_499;
    assertEquals("", tick());
    now += 1;
    assertEquals("login", tick());
  }

  @Test
  void anotherReasonIsSaidTooAndTheLatestHoldsUntilHeIsIn() {
    enter("prontera");
    assertEquals(Optional.empty(), bob.trouble());
    does(bob.failed(attempt, NO_ANSWER, "", "A does not answer", now));
    now += 1_000;
    tick();
    does(bob.failed(attempt, NO_ANSWER, "", "A does not answer", now));
    now += 2_000;
    tick();
    assertEquals("say", does(bob.failed(attempt, 503, "", "A is full", now)));
    assertEquals(
        List.of(
            "WARNING A does not answer; the game goes on over the server, trying again",
            "WARNING A is full; the game goes on over the server, trying again"),
        said);
    String latest = "A is full; the game goes on over the server, trying again";
    assertEquals(Optional.of(latest), bob.trouble());
    now += 4_000;
    tick();
    does(bob.loggedIn(attempt, "jwt"));
    assertEquals(Optional.of(latest), bob.trouble(), "not in yet");
    does(bob.admitted(attempt, "ticket", MIRROR));
    does(bob.connected(attempt));
    does(bob.sessionJoined("prontera"));
    assertEquals(Optional.empty(), bob.trouble());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          refused  | P2P is off for Bob: no
          replaced | Another proxy plays Bob now: P2P is off here, tried again in 10 minutes
          kicked   | The admin has thrown Bob out of P2P: everything goes over the server, tried again in 10 minutes
          slow     | Joining zone prontera took longer than 5000 ms: the game goes on over the server, trying again
          lost     |
          """)
  void whatKeepsHimOutIsWhatWasSaidOfIt(String what, String sentence) {
    if (what.equals("refused") || what.equals("slow")) {
      enter("prontera");
    } else {
      straightIn();
    }
    switch (what) {
      case "refused" -> {
        for (int times = 0; times < Admission.MAX_REFUSALS; times++) {
          does(bob.failed(attempt, 401, "", "no", now));
          now += Admission.REFUSAL_WAIT_MILLIS;
          tick();
        }
      }
      case "slow" -> {
        now += 5_000;
        tick();
      }
      case "lost" -> does(bob.disconnected("code 1006", now));
      default -> does(bob.refused(what, "because", now));
    }
    assertEquals(Optional.ofNullable(sentence), bob.trouble());
    assertTrue(sentence == null || said.contains("WARNING " + sentence), said.toString());
  }

  @Test
  void aZoneWithoutP2pAndOneHeDoesNotWantAreNoTrouble() {
    enter("prontera");
    does(bob.failed(attempt, NO_ANSWER, "", "no answer", now));
    does(bob.entered("cellar", false, now));
    assertEquals(Optional.empty(), bob.trouble());
    enter("prontera");
    does(bob.loggedIn(attempt, "jwt"));
    does(bob.failed(attempt, 403, "", "not allowed", now));
    assertEquals(Optional.empty(), bob.trouble());
  }

  @Test
  void whoseTimeOutsideIsOverIsNotOutAnyMore() {
    straightIn();
    does(bob.refused("kicked", "because", now));
    now += Admission.KICKED_WAIT_MILLIS;
    assertEquals("login", tick());
    assertEquals(Optional.empty(), bob.trouble());
  }

  @Test
  void whatTakesTooLongIsBegunAnew() {
    enter("prontera");
    int old = attempt;
    now += 4_999;
    assertEquals("", tick());
    now += 1;
    assertEquals("elsewhere say", tick());
    assertEquals(AdmissionState.WAITING, bob.state());
    assertEquals("", does(bob.loggedIn(old, "jwt")));
    now += 1_000;
    assertEquals("login", tick());
  }

  @Test
  void aLostSocketIsOpenedAgain() {
    straightIn();
    assertEquals("say", does(bob.disconnected("code 1006", now)));
    assertFalse(bob.joined());
    now += 1_000;
    assertEquals("join:prontera", tick());
    assertEquals("connect", does(bob.admitted(attempt, "new", MIRROR)));
  }

  @Test
  void aTicketThatIsNotTakenIsAskedForAnew() {
    enter("prontera");
    does(bob.loggedIn(attempt, "jwt"));
    does(bob.admitted(attempt, "ticket", MIRROR));
    does(bob.connected(attempt));
    assertEquals("say", does(bob.refused("bad-ticket", "too old", now)));
    now += 1_000;
    assertEquals("join:prontera", tick());
    assertEquals("present:new", does(bob.admitted(attempt, "new", MIRROR)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          # code       ; at once              ; and when the socket closes ; millis ; then
          replaced     ; part allow:off say   ;                            ; 600000 ; join:prontera
          kicked       ; part allow:off say   ;                            ; 600000 ; login
          stopping     ; elsewhere            ; say                        ; 250    ; join:prontera
          rate-limited ;                      ; say                        ; 24000  ; join:prontera
          not-joined   ;                      ; say                        ; 750    ; join:prontera
          of-later     ;                      ; say                        ; 750    ; join:prontera
          """)
  void aSocketThatIsEndedWithAWord(
      String code, String atOnce, String closed, long millis, String then) {
    straightIn();
    assertEquals(text(atOnce), does(bob.refused(code, "because", now)));
    assertEquals(text(closed), does(bob.disconnected("code 1000", now)));
    assertFalse(bob.joined());
    now += millis - 1;
    assertEquals("", tick());
    now += 1;
    assertEquals(then, tick());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"replaced", "kicked"})
  void whoIsOutStaysOutInEveryZone(String code) {
    straightIn();
    does(bob.refused(code, "because", now));
    does(bob.disconnected("code 1000", now));
    now += 1_000;
    assertEquals("allow:off", enter("geffen"));
    assertEquals("", does(bob.policy("geffen", MIRROR, now)), "nor does a policy let him in");
    now += 598_999;
    assertEquals("", tick());
    now += 1;
    assertFalse(tick().isEmpty());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "403, kicked, 600000, login, part allow:off say",
    "503, p2p-off, 60000, join:prontera, say",
    "403, zone-not-allowed, 60000, join:prontera, say",
    "429, rate-limited, 24000, join:prontera, say",
    "401, unauthorized, 750, login, say",
    "503, unavailable, 750, join:prontera, say"
  })
  void aJoinThatIsRefused(int status, String code, long millis, String then, String atOnce) {
    enter("prontera");
    does(bob.loggedIn(attempt, "jwt"));
    assertEquals(atOnce, does(bob.failed(attempt, status, code, "because", now)));
    now += millis - 1;
    assertEquals("", tick());
    now += 1;
    assertEquals(then, tick());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bad-ticket, 750",
    "zone-full, 750",
    "unavailable, 750",
    "zone-not-allowed, 60000",
    "p2p-off, 60000"
  })
  void aTicketThatIsRefused(String code, long millis) {
    enter("prontera");
    does(bob.loggedIn(attempt, "jwt"));
    does(bob.admitted(attempt, "ticket", MIRROR));
    does(bob.connected(attempt));
    assertEquals("say", does(bob.refused(code, "because", now)));
    now += millis - 1;
    assertEquals("", tick());
    now += 1;
    assertEquals("join:prontera", tick());
  }

  @Test
  void theAdminsSwitch() {
    straightIn();
    said.clear();
    assertEquals("", does(bob.switched(true, "", now)), "it is on");
    assertEquals("switch:off allow:off say", does(bob.switched(false, "maintenance", now)));
    assertEquals("", does(bob.switched(false, "maintenance", now)), "said once");
    assertEquals("allow:off", does(bob.policy("prontera", MIRROR, now)), "no policy opens it");
    assertEquals("switch:on allow:on say", does(bob.switched(true, "", now)));
    assertEquals(
        List.of(
            "NEWS The admin has switched P2P off; everything goes over the server: maintenance",
            "NEWS The admin has switched P2P on again"),
        said);
  }

  @Test
  void whoEntersWhileItIsOffIsToldSoOrFindsItOn() {
    straightIn();
    does(bob.switched(false, "", now));
    does(bob.disconnected("code 1006", now));
    now += 1_000;
    tick();
    does(bob.failed(attempt, 403, "p2p-off", "off", now));
    assertEquals("join:prontera", does(bob.switched(true, "", now)));
    does(bob.admitted(attempt, "ticket", MIRROR));
    does(bob.connected(attempt));
    assertEquals("begin switch:on allow:on say", does(bob.sessionJoined("prontera")));
    enter("geffen");
    does(bob.admitted(attempt, "ticket", MIRROR));
    assertEquals("", does(bob.switched(false, "", now)), "before he is in");
    assertEquals("begin switch:off allow:off say", does(bob.sessionJoined("geffen")));
  }

  @Test
  void aRenewedTokenIsShownFromThenOn() {
    straightIn();
    bob.renewed("newer");
    Join join = (Join) bob.entered("geffen", true, now).get(1);
    assertEquals("newer", join.jwt());
  }

  private static String text(String cell) {
    return cell == null ? "" : cell;
  }

  private String enter(String zone) {
    return does(bob.entered(zone, true, now));
  }

  private String tick() {
    return does(bob.tick(now));
  }

  private String does(List<AdmissionCommand> commands) {
    List<String> words = new ArrayList<>();
    for (AdmissionCommand command : commands) {
      if (command instanceof AdmissionCommand.LogIn logIn) {
        attempt = logIn.attempt();
        words.add("login");
      } else if (command instanceof AdmissionCommand.Join join) {
        attempt = join.attempt();
        words.add("join:" + join.zone());
      } else if (command instanceof AdmissionCommand.Connect) {
        words.add("connect");
      } else if (command instanceof AdmissionCommand.Present present) {
        words.add("present:" + present.ticket());
      } else if (command instanceof AdmissionCommand.Leave) {
        words.add("leave");
      } else if (command instanceof AdmissionCommand.Begin) {
        words.add("begin");
      } else if (command instanceof AdmissionCommand.Part) {
        words.add("part");
      } else if (command instanceof AdmissionCommand.Switch change) {
        words.add(change.on() ? "switch:on" : "switch:off");
      } else if (command instanceof AdmissionCommand.Elsewhere) {
        words.add("elsewhere");
      } else if (command instanceof AdmissionCommand.Allow allow) {
        words.add(allow.lanes().equals(ZoneLanes.OFF) ? "allow:off" : "allow:on");
      } else {
        AdmissionCommand.Say say = (AdmissionCommand.Say) command;
        said.add(say.importance() + " " + say.sentence());
        words.add("say");
      }
    }
    return String.join(" ", words);
  }
}
