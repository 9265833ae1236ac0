package org.rop2p.coordinator.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.api.ClientMessage.Sees;
import org.rop2p.coordinator.api.Limits;
import org.rop2p.coordinator.config.Capacity;
import org.rop2p.coordinator.session.SessionStore.Reservation;
import org.rop2p.coordinator.session.SessionStore.Sighted;

/** What every {@link SessionStore} does. Subclasses bring the worlds. */
public abstract class SessionStoreContract {
  private static final Capacity LARGE = new Capacity(10, 50);
  private final List<ContractWorld> worlds = new ArrayList<>();

  /** A fresh world, empty. */
  protected abstract ContractWorld world(Capacity capacity);

  @AfterEach
  void closeWorlds() {
    worlds.forEach(ContractWorld::close);
  }

  private StoreStory story(Capacity capacity, int nodes) {
    ContractWorld world = world(capacity);
    worlds.add(world);
    return new StoreStory(world, nodes);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          nobody sees anybody                   | A1:p B1:p                             | ''
          one-sided sight is no introduction    | A1:p B1:p A>B                         | ''
          mutual sight is one                   | A1:p B1:p A>B B>A                     | A+B B+A
          looking twice changes nothing         | A1:p B1:p A>B B>A A>B B>A             | A+B B+A
          not across zones                      | A1:p B1:g A>B B>A                     | ''
          losing sight ends it for both         | A1:p B1:p A>B B>A A<B                 | A+B B+A A-B:sight B-A:sight
          and looking back begins it again      | A1:p B1:p A>B B>A A<B A>B             | A+B B+A A-B:sight B-A:sight A+B B+A
          one look at a crowd                   | A1:p B1:p C1:p B>A C>A A>BC           | A+B A+C B+A C+A
          a walk into another zone ends it      | A1:p B1:p A>B B>A A1:g                | A+B B+A A=replaced B-A:moved
          and a way back begins with nobody     | A1:p B1:p A>B B>A A1:g A1:p           | A+B B+A A=replaced B-A:moved A=replaced
          leaving ends it                       | A1:p B1:p A>B B>A A.leave             | A+B B+A B-A:left
          leaving again is no error             | A1:p B1:p A>B B>A A.leave A.leave     | A+B B+A B-A:left
          leaving by REST is told him, too      | A1:p B1:p A>B B>A A.rest              | A+B B+A A=left B-A:left
          thrown out                            | A1:p B1:p A>B B>A A.expel             | A+B B+A A=kicked B-A:kicked
          who is out sees nobody                | A1:p B1:p A.leave A>B                 | A:out
          signals between the introduced        | A1:p B1:p A>B B>A A~B B~A             | A+B B+A B<A A<B
          not before                            | A1:p B1:p A>B A~B                     | A:no
          nor after                             | A1:p B1:p A>B B>A B<A A~B             | A+B B+A A-B:sight B-A:sight A:no
          nor to somebody else                  | A1:p B1:p C1:p A>B B>A A~C            | A+B B+A A:no
          another proxy takes over              | A1:p B1:p A>B B>A A1!p                | A+B B+A A=replaced B-A:replaced
          and begins with nobody in view        | A1:p B1:p A>B B>A A1!p A>B            | A+B B+A A=replaced B-A:replaced A+B B+A
          the same proxy on a new socket goes on | A1:p B1:p A>B B>A A1:p               | A+B B+A A+B A:resumed A=replaced
          a broken socket is not told for 30 s  | A1:p B1:p A>B B>A A.break +29         | A+B B+A
          but then                              | A1:p B1:p A>B B>A A.break +30         | A+B B+A B-A:gone
          resumed in time nobody heard          | A1:p B1:p A>B B>A A.break +29 A1:p +60 | A+B B+A A+B A:resumed
          the first report then is the whole view | A1:p B1:p C1:p A>BC B>A C>A A.break A1:p A>C | A+B B+A A+C C+A A+B A+C A:resumed A-B:sight B-A:sight
          whom he meets while away he hears of  | A1:p B1:p A>B A.break B>A A1:p        | B+A A+B A:resumed
          whom he loses while away he does not  | A1:p B1:p A>B B>A A.break B<A A1:p    | A+B B+A B-A:sight A:resumed
          resumed too late is begun anew        | A1:p B1:p A>B B>A A.break +30 A1:p    | A+B B+A B-A:gone
          resumed through another proxy he is not | A1:p B1:p A>B B>A A.break A1!p      | A+B B+A B-A:replaced
          signals to one away are lost, no error | A1:p B1:p A>B B>A A.break B~A        | A+B B+A
          what a node holds is made so          | A1:p B1:p B>A A.hold=B                | A+B B+A
          and told once more                    | A1:p B1:p A>B B>A A.hold=             | A+B B+A A-B:sight B-A:sight
          not against a newer membership        | A1:p A1!p A.hold=                     | A=replaced
          """)
  void onOneNode(String name, String steps, String heard) {
    assertEquals(heard, story(LARGE, 1).run(steps), name);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          they meet across nodes                | A1:p B2:p A>B B>A                     | A+B B+A
          and part                              | A1:p B2:p A>B B>A B<A                 | A+B B+A A-B:sight B-A:sight
          signals cross                         | A1:p B2:p A>B B>A A~B B~A             | A+B B+A B<A A<B
          a second login elsewhere takes over   | A1:p B2:p A>B B>A A2!p                | A+B B+A A=replaced B-A:replaced
          a new socket elsewhere goes on        | A1:p B2:p A>B B>A A2:p A~B            | A+B B+A A+B A:resumed A=replaced B<A
          what the old socket says late is nothing | A1:p B2:p A>B B>A A2:p A>B B~A     | A+B B+A A+B A:resumed A=replaced A<B
          thrown out at whichever node          | A2:p B2:p A>B B>A A.expel             | A+B B+A A=kicked B-A:kicked
          a dead node's players have their time | A1:p B2:p A>B B>A kill1 +14 +15 +14   | A+B B+A
          and then are gone                     | A1:p B2:p A>B B>A kill1 +14 +15 +30   | A+B B+A B-A:gone
          or come back through another          | A1:p B2:p A>B B>A kill1 +14 +15 A2:p A>B +60 | A+B B+A A+B A:resumed
          at once, before anybody knows         | A1:p B2:p A>B B>A kill1 A2:p A>B +60  | A+B B+A A+B A:resumed
          """)
  void onTwoNodes(String name, String steps, String heard) {
    assertEquals(heard, story(LARGE, 2).run(steps), name);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          two sessions of one player each       | A1:p B1:p C1:p                        | C:full
          by whichever node                     | A1:p B2:p C2:p                        | C:full
          a ticket holds a place                | A1?p B1?p C2:p                        | C:full
          for 30 s                              | A1?p B1?p +29 C2:p                    | C:full
          but no longer                         | A1?p B1?p +30 C2:p                    | ''
          who leaves makes room                 | A1:p B2:p A.leave C2:p                | ''
          who is thrown out does                | A1:p B2:p A.expel C2:p                | A=kicked
          who goes elsewhere does               | A1:p B2:p A1:g C2:p                   | A=replaced
          who is away keeps his place           | A1:p B2:p A.break +29 C2:p            | C:full
          for so long                           | A1:p B2:p A.break +30 C2:p            | ''
          a place changed for another is free   | A1:p B1:p A1?p A.hold= A1:p A.leave C1:p | A:resumed A=replaced
          who asks again has his place          | A1:p B2:p A1?p A1:p                   | A:resumed A=replaced
          other zones have room                 | A1:p B2:p C2:g                        | ''
          """)
  void aZoneHasSoManyPlaces(String name, String steps, String heard) {
    assertEquals(heard, story(new Capacity(2, 1), 2).run(steps), name);
  }

  @Test
  void aTicketIsGoodOnceForItsOwnerAndHalfAMinute() {
    StoreStory story = story(LARGE, 2);
    SessionStore store = story.store(1);
    Player anna = new Player(1, "a".repeat(64), "key");
    String ticket = reserve(store, anna);
    assertEquals(Optional.empty(), StoreStory.await(store.redeem(ticket, 2, "another")));
    assertEquals(Optional.empty(), StoreStory.await(store.redeem("no-such-ticket-at-all", 1, "x")));
    assertTrue(StoreStory.await(story.store(2).redeem(ticket, 1, "first")).isPresent());
    assertEquals(Optional.empty(), StoreStory.await(store.redeem(ticket, 1, "second")));
    String older = reserve(store, anna);
    String newer = reserve(story.store(2), anna);
    assertEquals(Optional.empty(), StoreStory.await(store.redeem(older, 1, "third")));
    assertTrue(StoreStory.await(store.redeem(newer, 1, "fourth")).isPresent());
    String late = reserve(store, anna);
    worlds.get(0).pass(SessionStore.TICKET_LIFETIME);
    assertEquals(Optional.empty(), StoreStory.await(store.redeem(late, 1, "fifth")));
  }

  @Test
  void aViewHoldsAsManyAsAScreen() {
    StoreStory story = story(LARGE, 1);
    story.run("A1:p B1:p B>A");
    SessionStore store = story.store(1);
    Membership anna = story.membership('A');
    List<Integer> most = new ArrayList<>();
    for (int account = 1; account <= Limits.MAX_SEES; account++) {
      most.add(account);
    }
    assertEquals(Sighted.DONE, StoreStory.await(store.sees(anna, new Sees(most, List.of()))));
    Sees onePlus = new Sees(List.of(Limits.MAX_SEES + 1), List.of());
    assertEquals(Sighted.TOO_MANY, StoreStory.await(store.sees(anna, onePlus)));
    Sees oneFor = new Sees(List.of(Limits.MAX_SEES + 1), List.of(1));
    assertEquals(Sighted.DONE, StoreStory.await(store.sees(anna, oneFor)), "it stayed as it was");
  }

  @Test
  void everybodyMaySeeHowManyAreWhereButNotWho() {
    StoreStory story = story(new Capacity(10, 2), 2);
    story.run("A1:p B2:p C1:p D2:g");
    for (int node = 1; node <= 2; node++) {
      List<SessionInfo> sessions = new ArrayList<>(StoreStory.await(story.store(node).sessions()));
      sessions.sort((a, b) -> (a.zone() + a.players()).compareTo(b.zone() + b.players()));
      assertEquals(
          List.of("geffen 1", "prontera 1", "prontera 2"),
          sessions.stream().map(session -> session.zone() + " " + session.players()).toList());
      SessionInfo one = sessions.get(2);
      assertEquals(Optional.of(one), StoreStory.await(story.store(node).session(one.sessionId())));
      assertEquals(Optional.empty(), StoreStory.await(story.store(node).session("none")));
      assertEquals(
          List.of(
              List.of(story.membership('A').accountId(), story.membership('B').accountId()),
              List.of(),
              List.of(story.membership('A').accountId(), story.membership('B').accountId())),
          StoreStory.await(
                  story.store(node).accounts(List.of(one.sessionId(), "none", one.sessionId())))
              .stream()
              .map(accounts -> accounts.stream().sorted().toList())
              .toList());
      assertEquals(List.of(), StoreStory.await(story.store(node).accounts(List.of())));
    }
  }

  @Test
  void theAdminSeesWhoIsWherePageByPage() {
    StoreStory story = story(LARGE, 2);
    story.run("A1:p B2:p A>B B>A +10 C1:g D1?p A.break");
    int anna = story.membership('A').accountId();
    SessionStore store = story.store(2);
    List<Member> all = StoreStory.await(store.members(0, 10));
    assertEquals(
        List.of("prontera 1 away", "prontera 1 here", "geffen 0 here"),
        all.stream()
            .map(one -> one.zone() + " " + one.introduced() + (one.connected() ? " here" : " away"))
            .toList(),
        "who has a ticket only is not in yet");
    assertEquals(story.membership('A').player(), all.get(0).player());
    assertEquals(story.membership('A').sessionId(), all.get(0).sessionId());
    assertEquals(Duration.ofSeconds(10), Duration.between(all.get(0).since(), all.get(2).since()));
    assertEquals(all.subList(1, 2), StoreStory.await(store.members(anna, 1)));
    assertEquals(List.of(), StoreStory.await(store.members(Integer.MAX_VALUE, 10)));
    story.run("+9 A2:p");
    assertEquals(
        all.get(0).since(),
        StoreStory.await(store.members(0, 1)).get(0).since(),
        "the same proxy on a new socket goes on");
  }

  @Test
  void aNodeThatEndsLeavesItsPlayersTheirTime() {
    StoreStory story = story(LARGE, 2);
    assertEquals("A+B B+A", story.run("A1:p B2:p A>B B>A"));
    StoreStory.await(story.store(1).close());
    assertEquals("", story.run("kill1 +29"));
    assertEquals("B-A:gone", story.run("+1"));
  }

  @Test
  void generationsOfAPairOnlyGrow() {
    StoreStory story = story(LARGE, 2);
    StringBuilder steps = new StringBuilder("A1:p B2:p B>A");
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      steps.append(" A>B A<B");
      // If they did not grow, the story would drop what is not news.
      Collections.addAll(heard, "A+B", "B+A", "A-B:sight", "B-A:sight");
    }
    assertEquals(String.join(" ", heard), story.run(steps.toString()));
  }

  private static String reserve(SessionStore store, Player player) {
    Reservation reservation = StoreStory.await(store.reserve(player, "prontera"));
    return assertInstanceOf(Reservation.Reserved.class, reservation).ticket();
  }
}
