package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.ice.CandidatePair.State;

/** Which pair a full list forgets. */
final class ChecklistTest {
  private final Checklist list = new Checklist(3);
  private final CandidatePair first = add(1, State.SUCCEEDED, 10);
  private final CandidatePair second = add(2, State.SUCCEEDED, 20);

  @Test
  void nothingWhileThereIsRoom() {
    list.makeRoom(pair -> false);
    assertEquals(2, list.all().size());
  }

  @Test
  void theOneThatAnsweredLongestAgo() {
    CandidatePair third = add(3, State.SUCCEEDED, 30);
    list.makeRoom(pair -> false);
    assertEquals(Optional.empty(), list.at(first.remote()));
    assertEquals(Optional.of(third), list.at(third.remote()));
  }

  @Test
  void onesThatHaveFailedBefore() {
    CandidatePair failed = add(3, State.FAILED, 30);
    list.makeRoom(pair -> false);
    assertEquals(Optional.empty(), list.at(failed.remote()));
  }

  @Test
  void noneThatIsNeededOrMayYetAnswer() {
    CandidatePair undecided = add(3, State.WAITING, 0);
    list.trigger(second);
    list.makeRoom(pair -> pair == first);
    assertEquals(3, list.all().size());
    assertEquals(Optional.of(undecided), list.at(undecided.remote()));
    assertEquals(
        Optional.empty(),
        list.atOrNew(new InetSocketAddress("10.0.0.1", 4), CandidateType.PRFLX, 1));
  }

  private CandidatePair add(int port, State state, long answeredAt) {
    CandidatePair pair =
        list.atOrNew(new InetSocketAddress("10.0.0.1", port), CandidateType.PRFLX, 1).orElseThrow();
    pair.state = state;
    pair.answeredAt = answeredAt;
    return pair;
  }
}
