package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.ice.CandidatePair.State;

/** Which pair a full list forgets. */
final class ChecklistTest {
  private static final Base BASE = new Base(0, false, true, true);

  private final Checklist list = new Checklist(3);
  private final CandidatePair first = add(1, State.SUCCEEDED, 10);
  private final CandidatePair second = add(2, State.SUCCEEDED, 20);

  @Test
  void nothingWhileThereIsRoom() {
    list.makeRoom(BASE, pair -> false);
    assertEquals(2, list.all().size());
  }

  @Test
  void theOneThatAnsweredLongestAgo() {
    CandidatePair third = add(3, State.SUCCEEDED, 30);
    list.makeRoom(BASE, pair -> false);
    assertEquals(Optional.empty(), list.at(first.route()));
    assertEquals(Optional.of(third), list.at(third.route()));
  }

  @Test
  void onesThatHaveFailedBefore() {
    CandidatePair failed = add(3, State.FAILED, 30);
    list.makeRoom(BASE, pair -> false);
    assertEquals(Optional.empty(), list.at(failed.route()));
  }

  @Test
  void noneThatIsNeededOrMayYetAnswer() {
    CandidatePair undecided = add(3, State.WAITING, 0);
    list.trigger(second);
    list.makeRoom(BASE, pair -> pair == first);
    assertEquals(3, list.all().size());
    assertEquals(Optional.of(undecided), list.at(undecided.route()));
    assertEquals(Optional.empty(), list.atOrNew(at(4), CandidateType.PRFLX, 1));
  }

  @Test
  void noneOfAnotherBase() {
    add(3, State.SUCCEEDED, 30);
    Base relay = new Base(1, true, true, false);
    list.makeRoom(relay, pair -> false);
    assertEquals(3, list.all().size());
    Route there = new Route(relay, at(9).remote());
    assertEquals(there, list.atOrNew(there, CandidateType.PRFLX, 1).orElseThrow().route());
    list.remove(relay);
    assertEquals(3, list.all().size());
  }

  @Test
  void anAddressIsIdleWhenNoneOfItsPairsIsOfUse() {
    CandidatePair waiting = add(3, State.WAITING, 0);
    InetSocketAddress remote = waiting.route().remote();
    assertFalse(list.isIdle(remote, false, pair -> false), "it may yet answer");
    assertTrue(list.isIdle(remote, true, pair -> false), "beside a path it will not be asked");
    assertFalse(list.isIdle(remote, true, pair -> pair == waiting));
    list.trigger(waiting);
    assertFalse(list.isIdle(remote, true, pair -> false));
    list.remove(remote);
    assertTrue(list.isIdle(remote, false, pair -> false), "nothing is left of it");
    assertFalse(list.hasTriggered());
    assertFalse(list.isIdle(first.route().remote(), true, pair -> false), "it works");
  }

  private static Route at(int port) {
    return new Route(BASE, new InetSocketAddress("10.0.0.1", port));
  }

  private CandidatePair add(int port, State state, long answeredAt) {
    CandidatePair pair = list.atOrNew(at(port), CandidateType.PRFLX, 1).orElseThrow();
    pair.state = state;
    pair.answeredAt = answeredAt;
    return pair;
  }
}
