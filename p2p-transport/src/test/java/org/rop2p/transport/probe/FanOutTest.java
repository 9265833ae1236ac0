package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rop2p.transport.probe.SimulatedMeeting.MILLI;
import static org.rop2p.transport.probe.SimulatedMeeting.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.probe.FanOut.Outcome;
import org.rop2p.transport.probe.FanOut.Output;
import org.rop2p.transport.probe.FanOut.Output.AskAddress;
import org.rop2p.transport.probe.FanOut.Output.CloseAll;
import org.rop2p.transport.probe.FanOut.Output.CloseOthers;
import org.rop2p.transport.probe.FanOut.Output.Keep;
import org.rop2p.transport.probe.FanOut.Output.OpenAndSend;
import org.rop2p.transport.probe.FanOut.Output.Refresh;

/** When sockets open, send again and close. */
final class FanOutTest {
  private static final ProbeLimits LIMITS = ProbeLimits.defaults();
  private static final long START = 5 * SECOND;

  private final FanOut fan = new FanOut(4, LIMITS, START);
  private long now = START;

  @Test
  void socketsOpenOneAfterAnotherAndTheLastAsksAServer() {
    assertEquals(START, fan.deadline());
    assertEquals(
        List.of(
            new OpenAndSend(0),
            new OpenAndSend(1),
            new OpenAndSend(2),
            new OpenAndSend(3),
            new AskAddress(3)),
        until(START + 100 * MILLI));
    assertEquals(4, fan.opened());
  }

  @Test
  void eachIsRefreshedTenSecondsAfterItWasOpened() {
    until(START + 100 * MILLI);
    fan.addressAnswered();
    assertEquals(List.of(), until(START + LIMITS.refresh() - 1));
    assertEquals(List.of(new Refresh(0)), until(START + LIMITS.refresh()));
    assertEquals(
        List.of(new Refresh(1), new Refresh(2), new Refresh(3)),
        until(START + LIMITS.refresh() + 100 * MILLI));
  }

  @Test
  void theOneThatIsConfirmedStays() {
    until(START + 100 * MILLI);
    fan.heard(2, now);
    assertTrue(fan.confirmed(2));
    assertEquals(List.of(new Keep(2), new CloseOthers(2)), until(START + 60 * SECOND));
    assertEquals(Optional.of(Outcome.LINKED), fan.outcome());
    assertEquals(Long.MAX_VALUE, fan.deadline());
    assertFalse(fan.confirmed(1));
    fan.cancel();
    assertEquals(List.of(), until(now + SECOND));
  }

  @Test
  void whileThePeerIsHeardNoMoreAreOpened() {
    fan.advance(START);
    assertEquals(Optional.of(new OpenAndSend(0)), fan.poll());
    fan.heard(0, START);
    assertEquals(List.of(), until(START + LIMITS.answerWait() - 1));
    // It was heard, but its confirmation did not come.
    assertEquals(4, until(START + LIMITS.answerWait() + 100 * MILLI).size());
    assertEquals(4, fan.opened());
  }

  @Test
  void socketsThatAreNotOpenHearNothing() {
    fan.advance(START);
    fan.heard(3, START);
    assertFalse(fan.confirmed(3));
    assertEquals(5, until(START + 100 * MILLI).size());
  }

  @Test
  void withoutAnAnswerOfTheServerAllIsClosed() {
    List<Output> outputs = until(START + 10 * SECOND);
    assertEquals(5, outputs.stream().filter(AskAddress.class::isInstance).count());
    assertEquals(new CloseAll(Outcome.SESSION_LIMIT), outputs.get(outputs.size() - 1));
    assertEquals(Optional.of(Outcome.SESSION_LIMIT), fan.outcome());
    // After the last question, as long as between two.
    assertTrue(now <= START + 3 * SECOND, "took " + (now - START));
  }

  @Test
  void whoIsHeardJustThenMayConfirm() {
    until(START + 2_400 * MILLI);
    fan.heard(1, now);
    until(START + 3_500 * MILLI);
    assertEquals(Optional.empty(), fan.outcome());
    assertTrue(fan.confirmed(1));
  }

  @Test
  void oneAnswerIsEnough() {
    until(START + 600 * MILLI);
    fan.addressAnswered();
    assertEquals(List.of(), until(START + 9 * SECOND));
  }

  @Test
  void timeEndsIt() {
    until(START + 100 * MILLI);
    fan.addressAnswered();
    List<Output> outputs = until(START + 60 * SECOND);
    assertEquals(new CloseAll(Outcome.TIME_UP), outputs.get(outputs.size() - 1));
    assertTrue(now <= START + 16 * SECOND, "took " + (now - START));
  }

  @Test
  void aLoopThatSleepsClosesBeforeAnythingElse() {
    fan.advance(START);
    fan.advance(START + 60 * SECOND);
    assertEquals(Optional.of(new CloseAll(Outcome.TIME_UP)), fan.poll());
    assertEquals(Optional.empty(), fan.poll());
  }

  @Test
  void whatIsCancelledClosesWhatItHasOpened() {
    fan.advance(START);
    fan.cancel();
    assertEquals(Optional.of(new CloseAll(Outcome.CANCELLED)), fan.poll());
    assertEquals(Optional.empty(), fan.poll());
  }

  @Test
  void ofASystemWithoutMoreSocketsTheOpenOnesAreUsed() {
    fan.advance(START);
    fan.advance(START + 6 * MILLI);
    assertEquals(Optional.of(new OpenAndSend(0)), fan.poll());
    assertEquals(Optional.of(new OpenAndSend(1)), fan.poll());
    assertEquals(Optional.of(new OpenAndSend(2)), fan.poll());
    fan.openFailed(2, START + 6 * MILLI);
    now = START + 6 * MILLI;
    assertEquals(List.of(new AskAddress(1)), until(START + 100 * MILLI));
    fan.addressAnswered();
    assertEquals(List.of(new Refresh(0), new Refresh(1)), until(START + LIMITS.refresh() + SECOND));
  }

  @Test
  void ofASystemWithoutAnySocketNothingIsExpected() {
    fan.advance(START);
    fan.poll();
    fan.openFailed(0, START);
    assertEquals(Optional.of(Outcome.NO_SOCKET), fan.outcome());
    assertEquals(Optional.of(new CloseAll(Outcome.NO_SOCKET)), fan.poll());
    assertThrows(IllegalArgumentException.class, () -> new FanOut(0, LIMITS, START));
  }

  /** Everything it wants done until then, at the times it asks for. */
  private List<Output> until(long end) {
    List<Output> outputs = new ArrayList<>();
    drain(outputs);
    while (fan.deadline() <= end) {
      now = fan.deadline();
      fan.advance(now);
      assertTrue(fan.deadline() > now, "asks to be woken up at once");
      drain(outputs);
    }
    return outputs;
  }

  private void drain(List<Output> outputs) {
    for (var next = fan.poll(); next.isPresent(); next = fan.poll()) {
      outputs.add(next.get());
    }
  }
}
