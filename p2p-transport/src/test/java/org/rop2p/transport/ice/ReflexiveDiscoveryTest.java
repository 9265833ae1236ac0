package org.rop2p.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;

/** What each server sees counts as long as it answers: an old view would look like another NAT. */
final class ReflexiveDiscoveryTest {
  private static final Base BASE = new Base(0, false, true, true);
  private static final InetSocketAddress FIRST = new InetSocketAddress("192.0.2.1", 3_478);
  private static final InetSocketAddress SECOND = new InetSocketAddress("192.0.2.2", 3_478);
  private static final InetSocketAddress OLD = new InetSocketAddress("198.51.100.1", 1_000);
  private static final InetSocketAddress NEW = new InetSocketAddress("198.51.100.1", 2_000);
  private static final long STEP = Duration.ofMillis(100).toNanos();

  private final ReflexiveDiscovery discovery =
      new ReflexiveDiscovery(
          BASE,
          IceSettings.of(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(15), 8),
          new CheckPacer(),
          new Random(1));
  private final Set<InetSocketAddress> down = new HashSet<>();
  private InetSocketAddress seen = OLD;
  private long now;

  @Test
  void aServerThatAnswersNoMoreTellsNothing() {
    discovery.add(List.of(FIRST, SECOND), now);
    pass(Duration.ofSeconds(1));
    assertEquals(Map.of(FIRST, OLD, SECOND, OLD), discovery.mapped());
    down.add(SECOND);
    seen = NEW;
    pass(Duration.ofSeconds(30));
    assertEquals(Map.of(FIRST, NEW), discovery.mapped());
    down.clear();
    pass(Duration.ofSeconds(30));
    assertEquals(Map.of(FIRST, NEW, SECOND, NEW), discovery.mapped());
  }

  @Test
  void itIsInVainWhileNoServerAnswers() {
    pass(Duration.ofSeconds(30));
    assertFalse(discovery.isInVain(), "nobody was asked");
    down.addAll(List.of(FIRST, SECOND));
    discovery.add(List.of(FIRST, SECOND), now);
    pass(Duration.ofMillis(200));
    assertFalse(discovery.isInVain(), "they may answer yet");
    pass(Duration.ofSeconds(30));
    assertTrue(discovery.isInVain());
    down.remove(SECOND);
    pass(Duration.ofSeconds(30));
    assertFalse(discovery.isInVain());
  }

  private void pass(Duration time) {
    long end = now + time.toNanos();
    for (; now < end; now += STEP) {
      discovery.advance(now);
      for (var next = discovery.poll(); next.isPresent(); next = discovery.poll()) {
        answer(next.get());
      }
    }
  }

  private void answer(IceOutput.Transmit asked) {
    if (!down.contains(asked.route().remote())) {
      StunMessage request = StunMessage.decode(asked.datagram()).orElseThrow();
      byte[] answer =
          new StunWriter(StunClass.SUCCESS, request.id()).xorMappedAddress(seen).toBytes();
      var unused = discovery.receive(StunMessage.decode(answer).orElseThrow(), asked.route());
    }
  }
}
