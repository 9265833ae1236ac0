package org.rop2p.proxy.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
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

  private static final int TRIES = 2_000;

  @Test
  void aDestinationIsShownOnceWhenThePeerLaneKeepsOrder() {
    Random random = random();
    for (int i = 0; i < TRIES; i++) {
      Watch watch = new Watch(true);
      watch.of(walks(random));
      for (Cell confirmed : watch.confirmed) {
        assertEquals(1, watch.timesShown(confirmed), confirmed + " on " + watch.screen);
      }
      watch.assertServerIsRight();
    }
  }

  @Test
  void theServerIsRightInTheEndWhateverThePeerLaneDoes() {
    Random random = random();
    for (int i = 0; i < TRIES; i++) {
      Watch watch = new Watch(false);
      watch.of(walks(random));
      for (Cell confirmed : watch.confirmed) {
        long times = watch.timesShown(confirmed);
        assertTrue(times >= 1 && times <= 2, confirmed + " on " + watch.screen);
      }
      watch.assertServerIsRight();
    }
  }

  private static Random random() {
    long seed = Long.getLong("rop2p.seed", System.nanoTime());
    System.out.println("MirroredWalkTest rop2p.seed=" + seed);
    return new Random(seed);
  }

  private static List<Request> walks(Random random) {
    List<Request> walks = new ArrayList<>();
    int number = random.nextInt(26);
    for (int i = 0; i < number; i++) {
      walks.add(
          new Request(
              20 + random.nextInt(881),
              random.nextInt(401),
              random.nextInt(401),
              random.nextInt(7) > 0,
              random.nextInt(7) == 0));
    }
    return walks;
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

    long timesShown(Cell cell) {
      return screen.stream().filter(s -> s.to().equals(cell) && !s.rollback()).count();
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
