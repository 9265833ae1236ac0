package org.rop2p.proxy.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the receiver's side; the last step of a story and what it does. */
class InboxTest {
  /** Line 1 has come by the server as announced: the order is sure. */
  private static final String SYNCED = "hello; both 1 a; copy a; ";

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unsure on a new link                     | hello; peer 1 x                       | NACK
          nor is a line of both lanes shown        | hello; both 1 x                       |
          an announced copy makes sure             | hello; both 1 a; copy a; peer 2 x     | show x, ACK
          a copy that nobody announced does not    | hello; copy a; peer 1 x               | NACK
          nor one after a notice                   | hello; notice 1; copy a; peer 2 x     | NACK
          the author's echo and an own answer make sure | hello; notice 1; settled 1; wait 9; answer 5; peer 2 x | show x, ACK
          not an answer to something asked before  | hello; notice 1; wait 9; settled 1; answer 5; peer 2 x | NACK
          nor the echo alone                       | hello; notice 1; settled 1; peer 2 x  | NACK
          nor where a copy is ahead of its message | hello; copy z; notice 1; settled 1; wait 9; answer 5; peer 2 x | NACK
          nor where one came shortly before the hello | copy z; hello; notice 1; settled 1; wait 9; answer 5; peer 2 x | NACK
          but long before                          | copy z; wait 10001; hello; notice 1; settled 1; wait 9; answer 5; peer 2 x | show x, ACK
          and an announced copy makes sure again   | copy z; hello; both 2 b; copy b; peer 3 x | show x, ACK
          a refused line that comes late makes sure | hello; peer 1 a; late 1; copy a; peer 2 x | show x, ACK
          """)
  void sure(String rule, String story, String then) {
    assertEquals(then == null ? "" : then, new ReceiverStory().run(story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          shown and answered                  | peer 2 x                               | show x, ACK
          out of range                        | far 2 x                                | ACK
          refused by a check                  | bad 2 x                                | NACK
          a line of both lanes                | both 2 x                               | show x
          behind something not shown          | bad 2 x; peer 3 y                      | NACK
          behind a notice                     | notice 2; peer 3 y                     | NACK
          behind a line rightly not shown     | far 2 x; peer 3 y                      | show y, ACK
          which is late all the same          | far 2 x; late 2; peer 3 y              | NACK
          and has come                        | far 2 x; late 2; copy x; peer 3 y      | show y, ACK
          or never will                       | far 2 x; late 2; refused 2; peer 3 y   | show y, ACK
          the server has just brought an equal one | peer 2 a                          | NACK
          9,999 ms ago                        | wait 9999; peer 2 a                    | NACK
          10 s ago                            | wait 10000; peer 2 a                   | show a, ACK
          10 s ago of a silent server         | stall 60000; peer 2 a                  | NACK
          """)
  void aLineOfALink(String rule, String story, String then) {
    assertEquals(then, new ReceiverStory().run(SYNCED + story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          of a line of both lanes            | both 2 x; copy x                         | swallow
          only one                           | both 2 x; copy x; copy x                 | pass
          of a late line                     | peer 2 x; late 2; copy x                 | swallow
          before it is said to be late       | peer 2 x; copy x                         | swallow
          and only one                       | peer 2 x; copy x; late 2; copy x         | pass
          late by the next line              | peer 2 x; both 3 y late 2; copy x        | swallow
          late by a notice                   | peer 2 x; notice 3 late 2; copy x        | swallow
          of a final line                    | peer 2 x; final 2; copy x                | pass
          of a refused line                  | both 2 x; refused 2; copy x              | pass
          of a line not shown                | bad 2 x; copy x                          | pass
          one that overtakes says the earlier was refused | both 2 x; both 3 y; copy y; copy x | pass
          an unknown one, too                | both 2 x; copy z; copy x                 | pass
          a pending one has no copy any more | peer 2 x; copy z; copy x                 | pass
          not even when it comes late        | peer 2 x; copy z; late 2; copy x         | pass
          """)
  void theServersCopy(String rule, String story, String then) {
    assertEquals(then, new ReceiverStory().run(SYNCED + story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an equal copy came, it was another line | peer 2 x; copy x; final 2           | show x
          the order is not sure after that        | peer 2 x; copy x; final 2; peer 3 y | NACK
          nor may an equal line be shown          | peer 2 x; copy x; final 2; both 3 b; copy b; peer 4 x | NACK
          nothing came                            | peer 2 x; final 2                   |
          of a line that was not shown            | bad 2 x; final 2                    |
          """)
  void theLineIsFinal(String rule, String story, String then) {
    assertEquals(then == null ? "" : then, new ReceiverStory().run(SYNCED + story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing is sure                        | dead; peer 2 x                        | NACK
          a shown line may still come            | both 2 x; dead; copy x                | swallow
          an unresolved one, too                 | peer 2 x; dead; copy x                | swallow
          what was swallowed is not owed         | peer 2 x; copy x; dead; copy x        | pass
          unless the new link says it was final  | peer 2 x; dead; hello 2; copy x       | pass
          the new link says so of another        | peer 2 x; dead; hello 3; copy x       | swallow
          what was awaited is awaited no more    | bad 2 x; dead; hello; both 3 y; copy y; peer 4 z | show z, ACK
          seen texts stay seen                   | dead; hello; both 2 b; copy b; peer 3 a | NACK
          an answer to a request of that minute ends nothing | both 2 x; dead; wait 60000; answer 1; copy x | swallow
          one asked a minute after it does       | both 2 x; dead; wait 60001; answer 1; copy x | pass
          an answer to something older does not  | both 2 x; dead; wait 90000; answer 60001; copy x | swallow
          another numbering, the same lines      | both 2 x; again 7; copy x             | swallow
          of which no number means anything      | both 2 x; again 7; refused 2; copy x  | swallow
          """)
  void theLinkIsDead(String rule, String story, String then) {
    assertEquals(then, new ReceiverStory().run(SYNCED + story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          by itself ends no wait                 | notice 2; settled 2; peer 3 x          | NACK
          an answer to something asked since does | notice 2; settled 2; wait 9; answer 5; peer 3 x | show x, ACK
          not to something asked before          | notice 2; wait 9; settled 2; answer 5; peer 3 x | NACK
          up to that number                      | notice 2; notice 3; settled 2; wait 9; answer 5; peer 4 x | NACK
          a shown line that was not for us       | both 2 x; settled 2; wait 9; answer 5; copy x | pass
          leaves unresolved ones alone           | peer 2 x; settled 2; wait 9; answer 5; copy x | swallow
          leaves refused ones alone              | bad 2 x; settled 2; wait 9; answer 5; peer 3 y | NACK
          """)
  void theAuthorHasItsEcho(String rule, String story, String then) {
    assertEquals(then, new ReceiverStory().run(SYNCED + story), rule);
  }

  @Test
  void whatIsOpenIsBoundedAndTheServerBringsTheRest() {
    ReceiverStory bob = new ReceiverStory();
    bob.run(SYNCED);
    int shown = 0;
    for (int i = 2; i < 200; i++) {
      shown += bob.run("both " + i + " t" + i).isEmpty() ? 0 : 1;
    }
    assertEquals(64, shown);
    assertEquals(64, bob.state().shown().size());
    assertEquals(64, bob.state().awaited().size());
    assertEquals("NACK", bob.run("peer 200 x"));
    for (int i = 2; i < 200; i++) {
      assertEquals(i < 66 ? "swallow" : "pass", bob.run("copy t" + i));
    }
  }

  @Test
  void nothingIsRememberedOfWhoSaysNothing() {
    ReceiverStory bob = new ReceiverStory();
    assertTrue(bob.state().isEmpty());
    bob.run("hello; copy x");
    assertFalse(bob.state().isEmpty());
    bob.run("wait 10000; answer 0");
    assertTrue(bob.state().isEmpty());
  }
}
