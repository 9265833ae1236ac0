package org.rop2p.transport.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunMethod;

/** Several servers at once, some of which die and come back. */
final class TurnAllocationsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Map<InetSocketAddress, SimulatedTurnServer> servers = new LinkedHashMap<>();
  private final TurnAllocations allocations =
      new TurnAllocations(new Random(7), TurnSettings.defaults(), new CheckPacer());
  private final List<String> events = new ArrayList<>();
  private long now = 1_000;

  @Test
  void allAreAskedAtOnceButNoMoreThanFourAndNoneTwice() {
    List<TurnServer> six = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      six.add(server(i));
    }
    six.add(1, server(1));
    assertEquals(4, allocations.add(six, now));
    run(MOMENT);
    for (int i = 1; i <= 6; i++) {
      assertEquals(i <= 4, allocations.at(server(i).address()).isPresent(), "server " + i);
    }
    assertEquals(List.of("1 up", "2 up", "3 up", "4 up"), events);
  }

  @Test
  void aServerKilledAndStartedAgainRelaysAgain() {
    allocations.add(List.of(server(1), server(2)), now);
    run(Duration.ofSeconds(3));
    servers.get(server(1).address()).kill();
    allocations.at(server(1).address()).orElseThrow().doubt(now);
    run(Duration.ofSeconds(12));
    assertEquals(List.of("1 up", "2 up", "1 UNREACHABLE"), events);
    servers.get(server(1).address()).start();
    run(Duration.ofSeconds(31));
    assertEquals("1 up", events.get(3));
    assertEquals(4, events.size(), "the other went on");
  }

  @Test
  void newCredentialsAreUsedForTheNextAllocationAndSoonWhereTheOldOnesWereRefused() {
    TurnServer right = server(1);
    TurnServer wrong = new TurnServer(right.address(), "ann", "wrong");
    allocations.add(List.of(wrong), now);
    run(Duration.ofMinutes(20)); // it is asked for each five minutes by now
    events.clear();
    assertEquals(0, allocations.add(List.of(right), now), "no other server");
    run(Duration.ofSeconds(1));
    assertEquals(List.of("1 up"), events);

    allocations.add(List.of(wrong), now);
    run(Duration.ofMinutes(20));
    assertEquals(List.of("1 up"), events, "an allocation keeps its credentials");
  }

  @Test
  void aWrongPasswordIsTriedRarelyAndEverMoreSo() {
    TurnServer wrong = new TurnServer(server(1).address(), "ann", "wrong");
    allocations.add(List.of(wrong), now);
    run(Duration.ofHours(1));
    // After 5 s, 10, 20, 40, 80, 160, and from then on each 5 minutes.
    int tries = servers.get(wrong.address()).requests(StunMethod.ALLOCATE) / 2;
    assertTrue(tries >= 15 && tries <= 18, "tries " + tries);
    assertEquals(tries, events.size());
  }

  @Test
  void afterASuccessTheWaitIsShortAgain() {
    SimulatedTurnServer server = servers.computeIfAbsent(server(1).address(), a -> sim(1));
    server.kill();
    allocations.add(List.of(server(1)), now);
    run(Duration.ofMinutes(20));
    server.start();
    run(Duration.ofMinutes(6));
    assertEquals("1 up", events.get(events.size() - 1));
    server.kill();
    server.start();
    allocations.at(server(1).address()).orElseThrow().doubt(now);
    run(Duration.ofSeconds(31));
    assertEquals("1 up", events.get(events.size() - 1));
    assertEquals("1 ALLOCATION_MISMATCH", events.get(events.size() - 2));
  }

  @Test
  void closingGivesAllBackAndAsksForNoneAgain() {
    allocations.add(List.of(server(1), server(2)), now);
    run(MOMENT);
    servers.get(server(2).address()).kill();
    allocations.close(now);
    run(Duration.ofHours(1));
    assertEquals(0, servers.get(server(1).address()).allocations(now));
    assertEquals(List.of("1 up", "2 up"), events);
    assertEquals(Long.MAX_VALUE, allocations.deadline());
    assertEquals(0, allocations.add(List.of(server(3)), now));
    assertFalse(allocations.at(server(3).address()).isPresent());
  }

  private void run(Duration duration) {
    long end = now + duration.toNanos();
    pump();
    while (allocations.deadline() <= end) {
      now = Math.max(now, allocations.deadline());
      allocations.advance(now);
      pump();
    }
    now = end;
  }

  private void pump() {
    for (var next = allocations.poll(); next.isPresent(); next = allocations.poll()) {
      TurnServer server = next.get().server();
      TurnOutput output = next.get().output();
      if (output instanceof TurnOutput.Transmit transmit) {
        deliver(servers.computeIfAbsent(transmit.to(), a -> sim(number(a))), transmit.datagram());
      } else if (output instanceof TurnOutput.Allocated) {
        events.add(number(server.address()) + " up");
      } else if (output instanceof TurnOutput.Lost lost) {
        events.add(number(server.address()) + " " + lost.reason());
      }
    }
  }

  private void deliver(SimulatedTurnServer server, byte[] datagram) {
    for (Datagram answer : server.receive(datagram, TurnScene.BASE, now)) {
      StunMessage message = StunMessage.decode(answer.payload()).orElseThrow();
      allocations.at(answer.from()).orElseThrow().receive(message, answer.from(), now);
    }
  }

  private static int number(InetSocketAddress server) {
    return server.getPort() - 3_478;
  }

  private static SimulatedTurnServer sim(int number) {
    return new SimulatedTurnServer(server(number));
  }

  private static TurnServer server(int number) {
    return new TurnServer(new InetSocketAddress("192.0.2.1", 3_478 + number), "ann", "sesame");
  }
}
