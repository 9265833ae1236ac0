package org.rop2p.proxy.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the author's side; the last step of a story and what it commands. */
class DeliveryTest {
  /** Linked with A and B; line 1 has come back, so the order is sure. */
  private static final String MARKED = "up A; up B; both a; echo a; ";

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on a new link the order is unsure    | up A; peers x                             | UNMARKED: A both 1 x, server 1
          what only the server gets marks not  | up A; server a; echo a; peers x           | UNMARKED: A both 2 x, server 2
          a line with text that comes back     | up A; both a; echo a; peers x             | OFFLOADED: own x, A peer 2 x
          not with a notice behind it          | up A; both a; server b; echo a; peers x   | BUSY: A both 3 x, server 3
          nor when that has come back, too     | up A; both a; server b; echo a; echo b; peers x | UNMARKED: A both 3 x, server 3
          every new link unmarks               | up A; both a; echo a; up B; peers x       | UNMARKED: AB both 2 x, server 2
          an echo still to come                | up A; both a; echo a; both b; peers x     | BUSY: A both 3 x, server 3
          policy says both                     | up A; both x                              | BOTH: A both 1 x, server 1
          policy says server                   | up A; server x                            | SERVER: A notice 1, server 1
          nobody linked, the server only       | both x                                    | BOTH: server 1
          """)
  void whichWay(String rule, String story, String then) {
    assertEquals(then, new AuthorStory().run(story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          equal to one at the server            | both x; peers x                     | REPEATED: AB notice 3, server 3
          equal to one answered 9,999 ms ago    | both x; echo x; wait 9999; peers x  | REPEATED: AB notice 3, server 3
          answered 10 s ago                     | both x; echo x; wait 10000; peers x | OFFLOADED: own x, AB peer 3 x
          the clock stands while the server is silent | both x; echo x; stall 60000; peers x | REPEATED: AB notice 3, server 3
          equal to the unresolved one           | peers x; peers x                    | REPEATED: AB notice 3 late 2, server 2, server 3
          to one that never went to the server  | peers x; ack A 2; ack B 2; caught; peers x | OFFLOADED: own x, AB peer 3 x
          a refused one counts as well          | both x; outlived 2; peers x         | REPEATED: AB notice 3, server 3
          """)
  void anEqualTextGoesToTheServerOnly(String rule, String story, String then) {
    assertEquals(then, new AuthorStory().run(MARKED + story), rule);
  }

  @ParameterizedTest(name = "{0}: peers x; {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          one of two has answered              | ack A 2                          |
          both have, the view may be older     | ack A 2; ack B 2                 |
          and time shows nothing               | ack A 2; ack B 2; wait 60000     |
          both have and it has caught up       | ack A 2; ack B 2; caught         | AB final 2
          the answer comes after it            | caught; ack A 2; ack B 2         | AB final 2
          refused by one                       | ack A 2; nack B 2                | AB late 2, server 2
          one does not answer in time          | ack A 2; wait 300                | AB late 2, server 2
          time-outs need no server             | stall 300                        | AB late 2, server 2
          just in time                         | ack A 2; wait 299                |
          a recipient's link dies              | down A                           | B late 2, server 2
          also when it has answered            | ack A 2; down A                  | B late 2, server 2
          somebody who was not there may have been | flush                        | AB late 2, server 2
          another line                         | both y                           | BOTH: AB both 3 y late 2, server 2, server 3
          a command                            | server y                         | SERVER: AB notice 3 late 2, server 2, server 3
          an answer about another line         | nack A 1                         |
          an answer of somebody not asked      | nack C 2                         |
          a second answer                      | ack A 2; ack A 2                 |
          an answer after it is late           | flush; nack A 2                  |
          an answer after it is final          | unsent; nack A 2                 |
          final twice                          | unsent; unsent                   |
          the map is left                      | left                             | AB final 2
          """)
  void theUnresolvedLine(String rule, String story, String then) {
    assertEquals(
        then == null ? "" : then, new AuthorStory().run(MARKED + "peers x; " + story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          of a line of both lanes            | both x; echo x               | pass, AB settled 2
          of one that the own client has     | peers x; flush; echo x       | swallow, AB settled 2
          of nothing that was sent           | both x; echo z               | pass
          proves that those before were refused | both x; both y; both z; echo z | pass, AB refused 2, AB refused 3, AB settled 4
          twice                              | both x; echo x; echo x       | pass
          of the first of two equal ones     | both x; both y; server x; echo x | pass, AB settled 2
          after the map was left             | both x; left; echo x         | pass
          """)
  void theEcho(String rule, String story, String then) {
    assertEquals(then, new AuthorStory().run(MARKED + story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          of something sent after both lines | both x; both y; outlived 3 | AB refused 2, AB refused 3
          of something sent between them     | both x; both y; outlived 2 | AB refused 2
          of something sent before           | both x; outlived 1         |
          leaves the unresolved one alone    | peers x; outlived 2        |
          """)
  void anAnswerToSomethingLater(String rule, String story, String then) {
    assertEquals(then == null ? "" : then, new AuthorStory().run(MARKED + story), rule);
  }

  @ParameterizedTest(name = "{0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing to tell              | up C                                  | C hello 9 []
          a line that stayed with peers | peers x; unsent; up C                | C hello 9 [2]
          29,999 ms later              | peers x; unsent; wait 29999; up C     | C hello 9 [2]
          30 s later                   | peers x; unsent; wait 30000; up C     | C hello 9 []
          not one that is late         | peers x; flush; up C                  | C hello 9 []
          back again                   | down A; up A                          | A hello 9 []
          """)
  void aNewLinkBeginsWithHello(String rule, String story, String then) {
    assertEquals(then, new AuthorStory().run(MARKED + story), rule);
  }

  @Test
  void onlyWhoMayHearIsToldTheText() {
    AuthorStory ann = new AuthorStory();
    ann.run(MARKED);
    Delivery.Said<String> said =
        ann.state().say("x", Way.BOTH, new TreeSet<>(Set.of(1, 3)), 1, new Moment(0, 0));
    assertEquals(
        List.of(
            new AuthorCommand.Tell<>(Set.of(1), new ToReceivers.BothLine<>(2, "x", 0)),
            new AuthorCommand.Tell<>(Set.of(2), new ToReceivers.Notice<String>(2, 0)),
            new AuthorCommand.ToServer<String>(2)),
        said.step().commands(),
        "B hears that something was said, C is not linked");
  }

  @Test
  void whatIsAtTheServerIsBounded() {
    AuthorStory ann = new AuthorStory();
    for (int i = 0; i < 1_000; i++) {
      ann.run("both " + i);
    }
    assertEquals(256, ann.state().sent().size());
    assertEquals("pass", ann.run("echo 1"), "long forgotten");
  }
}
