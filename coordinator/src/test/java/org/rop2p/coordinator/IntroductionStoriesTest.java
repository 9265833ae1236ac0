package org.rop2p.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.coordinator.api.ClientMessage;
import org.rop2p.coordinator.api.Joined;
import org.rop2p.coordinator.api.ServerMessage;
import org.rop2p.coordinator.config.Capacity;

/**
 * Anna, Bert and Cara walk about. A story is a list of steps; after it, what each heard about the
 * others is compared: {@code A+B} means Anna heard that Bert joined, {@code A-B:why} that he left.
 */
class IntroductionStoriesTest {
  private static TestCoordinator test;

  /** Every story has players of its own: accounts are never used twice. */
  private static int nextAccount = 2_000_000;

  @BeforeAll
  static void start() {
    // Two players a session, so that a zone of three spans two.
    test =
        new TestCoordinator(
            TestCoordinator.CONFIG.with(draft -> draft.capacity = new Capacity(1_000, 2)));
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  static Stream<Arguments> stories() {
    return Stream.of(
        Arguments.of("nobody sees anybody", "A:p B:p", ""),
        Arguments.of("one-sided sight is no introduction", "A:p B:p A>B", ""),
        Arguments.of("mutual sight is one", "A:p B:p A>B B>A", "A+B B+A"),
        Arguments.of("whoever looks first", "A:p B:p B>A A>B", "A+B B+A"),
        Arguments.of("looking twice changes nothing", "A:p B:p A>B B>A A>B B>A", "A+B B+A"),
        Arguments.of("across sessions of a zone", "A:p B:p C:p A>C C>A", "A+C C+A"),
        Arguments.of("not across zones", "A:p B:g A>B B>A", ""),
        Arguments.of(
            "losing sight ends it for both", "A:p B:p A>B B>A A<B", "A+B A-B:sight B+A B-A:sight"),
        Arguments.of(
            "and looking back begins it again",
            "A:p B:p A>B B>A A<B A>B",
            "A+B A-B:sight A+B B+A B-A:sight B+A"),
        Arguments.of("losing sight of a stranger is nothing", "A:p B:p A>B A<B", ""),
        Arguments.of(
            "a walk into another zone ends it",
            "A:p B:p A>B B>A A:g",
            "A+B A-B:moved B+A B-A:moved"),
        Arguments.of(
            "a way back begins with nobody in view",
            "A:p B:p A>B B>A A:g A:p",
            "A+B A-B:moved B+A B-A:moved"),
        Arguments.of(
            "until he looks", "A:p B:p A>B B>A A:g A:p A>B", "A+B A-B:moved A+B B+A B-A:moved B+A"),
        Arguments.of("leaving ends it", "A:p B:p A>B B>A A:leave", "A+B A-B:left B+A B-A:left"),
        Arguments.of(
            "leaving by REST ends it", "A:p B:p A>B B>A A:rest", "A+B A-B:left B+A B-A:left"),
        Arguments.of(
            "joining the same zone anew goes on, and is told once more",
            "A:p B:p A>B B>A A:p A>B",
            "A+B A+B B+A"),
        Arguments.of("going on without looking keeps it", "A:p B:p A>B B>A A:p", "A+B A+B B+A"),
        Arguments.of(
            "looking elsewhere after that ends it",
            "A:p B:p A>B B>A A:p A>C",
            "A+B A+B A-B:sight B+A B-A:sight"),
        Arguments.of(
            "who reports nobody is introduced to nobody", "A:p B:p C:p B>A C>A B>C C>B", "B+C C+B"),
        Arguments.of(
            "a third is not concerned",
            "A:p B:p C:p C>A C>B A>B B>A A<B",
            "A+B A-B:sight B+A B-A:sight"),
        Arguments.of("one look at a crowd", "A:p B:p C:p B>A C>A A>BC", "A+B A+C B+A C+A"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("stories")
  void playersMeetWhileEachSeesTheOther(String name, String steps, String expected) {
    Map<Character, TestPlayer> players = new TreeMap<>();
    Map<Integer, Character> names = new TreeMap<>();
    for (char who : "ABC".toCharArray()) {
      TestPlayer player = new TestPlayer(test.coordinator, ++nextAccount);
      players.put(who, player);
      names.put(player.accountId, who);
    }
    Map<Character, String> sessions = new TreeMap<>();
    Map<Character, List<ServerMessage>> heard = new TreeMap<>();
    for (String step : steps.split(" ", -1)) {
      char who = step.charAt(0);
      TestPlayer actor = players.get(who);
      String what = step.substring(2);
      switch (step.charAt(1)) {
        case '>' -> actor.sees(accounts(players, what));
        case '<' -> actor.losesSightOf(accounts(players, what));
        default -> walk(who, actor, what, sessions);
      }
      // The actor first: what the step caused is on its way before anybody else is asked.
      heard.computeIfAbsent(who, key -> new ArrayList<>()).addAll(actor.settle());
      for (char other : sessions.keySet()) {
        heard.get(other).addAll(players.get(other).settle());
      }
    }
    assertEquals(expected, told(heard, names, players));
    sessions.keySet().forEach(who -> players.get(who).close());
  }

  private static void walk(
      char who, TestPlayer actor, String what, Map<Character, String> sessions) {
    switch (what) {
      case "leave" -> actor.send(new ClientMessage.Leave());
      case "rest" -> actor.leaveByRest(sessions.get(who));
      default -> {
        if (!sessions.containsKey(who)) {
          actor.login();
          actor.open();
        }
        Joined joined = actor.reserve(what.equals("p") ? "prontera" : "geffen");
        sessions.put(who, joined.sessionId());
        actor.send(new ClientMessage.Join(joined.ticket()));
      }
    }
  }

  private static int[] accounts(Map<Character, TestPlayer> players, String names) {
    return names.chars().map(name -> players.get((char) name).accountId).toArray();
  }

  private static String told(
      Map<Character, List<ServerMessage>> heard,
      Map<Integer, Character> names,
      Map<Character, TestPlayer> players) {
    List<String> told = new ArrayList<>();
    for (char who : heard.keySet()) {
      for (ServerMessage message : heard.get(who)) {
        if (message instanceof ServerMessage.PeerJoined joined) {
          assertEquals(players.get(names.get(joined.accountId())).asPeer(), joined);
          told.add(who + "+" + names.get(joined.accountId()));
        } else if (message instanceof ServerMessage.PeerLeft left) {
          told.add(who + "-" + names.get(left.accountId()) + ":" + left.reason());
        } else if (message instanceof ServerMessage.Refused) {
          told.add(who + "!");
        }
      }
    }
    return String.join(" ", told);
  }
}
