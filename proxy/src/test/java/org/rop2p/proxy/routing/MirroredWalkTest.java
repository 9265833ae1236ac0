package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.world.Motion;

/**
 * Ann walks, Bea watches, in virtual time. The server looks at requests at the next cell only,
 * takes the last one, refuses some. In the end Bea sees Ann go where the server says.
 */
class MirroredWalkTest {
  private static final int ANN = 2_000_001;
  private static final int CELL_MILLIS = 150;
  private static final long PATIENCE = 1_500;

  private record Request(int gap, int peerDelay, int serverDelay, boolean granted, boolean lost) {}

  private record Shown(Cell to, boolean rollback) {}

  @Property(tries = 2_000)
  void aDestinationIsShownOnceWhenThePeerLaneKeepsOrder(@ForAll("walks") List<Request> walks) {
    Watch watch = new Watch(true);
    watch.of(walks);
    for (Cell confirmed : watch.confirmed) {
      long times =
          watch.screen.stream().filter(s -> s.to().equals(confirmed) && !s.rollback()).count();
      assertEquals(1, times, confirmed + " on " + watch.screen);
    }
    watch.assertServerIsRight();
  }

  @Property(tries = 2_000)
  void theServerIsRightInTheEndWhateverThePeerLaneDoes(@ForAll("walks") List<Request> walks) {
    Watch watch = new Watch(false);
    watch.of(walks);
    for (Cell confirmed : watch.confirmed) {
      long times =
          watch.screen.stream().filter(s -> s.to().equals(confirmed) && !s.rollback()).count();
      assertTrue(times >= 1 && times <= 2, confirmed + " on " + watch.screen);
    }
    watch.assertServerIsRight();
  }

  @Provide
  Arbitrary<List<Request>> walks() {
    return Combinators.combine(
            Arbitraries.integers().between(20, 900),
            Arbitraries.integers().between(0, 400),
            Arbitraries.integers().between(0, 400),
            Arbitraries.frequency(Tuple.of(6, true), Tuple.of(1, false)),
            Arbitraries.frequency(Tuple.of(6, false), Tuple.of(1, true)))
        .as(Request::new)
        .list()
        .ofMaxSize(25);
  }

  private static final class Watch {
    private record Event(long at, int number, Runnable action) {}

    private final PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::number));
    private final boolean inOrder;
    private final WalkLedger ledger = new WalkLedger();
    private final List<Shown> screen = new ArrayList<>();
    private final List<Cell> confirmed = new ArrayList<>();
    private Motion byServer = Motion.standing(new Cell(1, 1), CELL_MILLIS);
    private Request pending;
    private Cell pendingTo;
    private long now;
    private int eventNumber;
    private int sequence;
    private long lastPeerArrival;
    private long lastServerArrival;

    Watch(boolean inOrder) {
      this.inOrder = inOrder;
    }

    void of(List<Request> walks) {
      long at = 0;
      for (Request walk : walks) {
        at += walk.gap();
        schedule(at, () -> request(walk));
      }
      for (long cell = 0; cell < at + 5_000; cell += CELL_MILLIS) {
        schedule(cell, this::serverLooks);
      }
      for (long tick = 0; tick < at + 10_000; tick += 100) {
        schedule(tick, this::tick);
      }
      while (!events.isEmpty()) {
        Event next = events.poll();
        now = next.at();
        next.action().run();
      }
    }

    void assertServerIsRight() {
      if (!screen.isEmpty()) {
        Cell truth = confirmed.isEmpty() ? new Cell(1, 1) : Collections.max(confirmed, BY_NUMBER);
        assertEquals(truth, screen.get(screen.size() - 1).to(), screen.toString());
        assertEquals(truth, ledger.displayed(ANN, byServer).to());
      }
    }

    private static final Comparator<Cell> BY_NUMBER = Comparator.comparingInt(Cell::x);

    private void request(Request walk) {
      sequence++;
      int number = sequence;
      Cell to = new Cell(1 + number * 10, 1);
      pending = walk;
      pendingTo = to;
      if (inOrder || !walk.lost()) {
        long arrival = now + walk.peerDelay();
        if (inOrder) {
          lastPeerArrival = Math.max(lastPeerArrival, arrival);
          arrival = lastPeerArrival;
        }
        schedule(arrival, () -> peerBrings(number, to));
      }
    }

    private void serverLooks() {
      if (pending != null && pending.granted()) {
        Cell to = pendingTo;
        confirmed.add(to);
        lastServerArrival = Math.max(lastServerArrival, now + pending.serverDelay());
        schedule(lastServerArrival, () -> serverBrings(to));
      }
      pending = null;
    }

    private void peerBrings(int number, Cell to) {
      Cell from = ledger.displayed(ANN, byServer).at(now);
      if (!from.equals(to)
          && ledger.peerWalk(ANN, 1, number, from, to, CELL_MILLIS, PATIENCE, now)) {
        screen.add(new Shown(to, false));
      }
    }

    private void serverBrings(Cell to) {
      boolean known = ledger.serverWalkIsKnown(ANN, to, true, now);
      byServer = new Motion(byServer.at(now), to, now, CELL_MILLIS);
      if (!known) {
        screen.add(new Shown(to, false));
      }
    }

    private void tick() {
      if (!ledger.overdue(now).isEmpty()) {
        screen.add(new Shown(byServer.to(), true));
      }
    }

    private void schedule(long at, Runnable action) {
      events.add(new Event(at, eventNumber++, action));
    }
  }
}
