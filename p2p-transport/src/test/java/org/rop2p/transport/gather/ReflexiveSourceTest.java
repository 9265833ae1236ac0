package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.IceSettings;
import org.rop2p.transport.ice.ReflexiveDiscovery;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.loop.LoopClock;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/** A NAT gives the socket another address, and servers notice one after the other. */
final class ReflexiveSourceTest {
  private static final Base BASE = new Base(0, false, true, true);
  private static final InetSocketAddress FIRST = new InetSocketAddress("192.0.2.1", 3478);
  private static final InetSocketAddress SECOND = new InetSocketAddress("192.0.2.2", 3478);
  private static final InetSocketAddress OLD = new InetSocketAddress("198.51.100.1", 1_000);
  private static final InetSocketAddress NEW = new InetSocketAddress("198.51.100.1", 2_000);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final LoopClock clock = new LoopClock();
  private final Deque<StunMessage> asked = new ArrayDeque<>();
  private final RecordingSink sink = new RecordingSink();
  private final ReflexiveDiscovery discovery =
      new ReflexiveDiscovery(
          BASE,
          IceSettings.of(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(15), 8),
          new CheckPacer(),
          new Random());
  private final ReflexiveSource source =
      new ReflexiveSource(
          CandidatePolicy.of(EndpointConfig.defaults(), anyAddress()),
          discovery,
          channel.eventLoop(),
          clock,
          (route, datagram) -> asked.add(StunMessage.decode(datagram).orElseThrow()),
          sink);

  @AfterEach
  void close() {
    source.close();
    channel.finishAndReleaseAll();
  }

  @Test
  void theOldAddressIsTakenBackWhenNoServerSeesItAnyMore() {
    source.ask(List.of(FIRST, SECOND));
    assertTrue(answer(asked.remove().id(), FIRST, OLD));
    assertTrue(answer(asked.remove().id(), SECOND, OLD));
    assertEquals(List.of("found " + seen(OLD), "found " + seen(OLD)), sink.told);
    sink.told.clear();

    discovery.advance(clock.now() + TimeUnit.MINUTES.toNanos(1));
    assertTrue(answer(nextId(), FIRST, NEW));
    assertEquals(List.of("found " + seen(NEW)), sink.told, "the other one sees the old one yet");
    assertTrue(answer(nextId(), SECOND, NEW));
    assertEquals(
        List.of("found " + seen(NEW), "withdrawn " + seen(OLD), "found " + seen(NEW)), sink.told);
  }

  @Test
  void whatNobodyAskedForOrCameToAnotherBaseIsNothing() {
    source.ask(List.of(FIRST));
    TransactionId id = asked.remove().id();
    assertFalse(answer(TransactionId.next(new Random()), FIRST, OLD));
    source.receive(response(id, OLD), new Route(new Base(1, true, true, false), FIRST));
    source.receive(response(id, OLD), new Route(BASE, SECOND));
    assertEquals(List.of(), sink.told);
    answer(id, FIRST, OLD);
    assertEquals(List.of("found " + seen(OLD)), sink.told);
  }

  @Test
  void whoDoubtsTheSocketHasTheServersAskedAgainAtOnceButNotAllTheTime() {
    source.ask(List.of(FIRST, SECOND));
    assertTrue(answer(asked.remove().id(), FIRST, OLD));
    assertTrue(answer(asked.remove().id(), SECOND, OLD));
    source.doubt(new Base(1, true, true, false));
    assertEquals(0, asked.size(), "another base");
    for (int links = 0; links < 50; links++) {
      source.doubt(BASE);
    }
    assertEquals(2, asked.size());
    source.networkChanged();
    assertEquals(4, asked.size());
  }

  @Test
  void serversThatAreAllSilentAreUnansweredUntilOneSpeaks() {
    assertFalse(discovery.isInVain(), "nobody was asked");
    source.ask(List.of(FIRST, SECOND));
    long now = 0;
    while (!discovery.isInVain()) {
      assertTrue(now < TimeUnit.SECONDS.toNanos(10), "it is known within seconds");
      now = discovery.deadline();
      discovery.advance(now);
    }
    TransactionId again = null;
    while (again == null) {
      now = discovery.deadline();
      discovery.advance(now);
      for (var next = discovery.poll(); next.isPresent(); next = discovery.poll()) {
        StunMessage request = StunMessage.decode(next.get().datagram()).orElseThrow();
        boolean asked = next.get().route().remote().equals(FIRST) && discovery.awaits(request.id());
        again = asked ? request.id() : again;
      }
    }
    assertTrue(answer(again, FIRST, OLD));
    assertFalse(discovery.isInVain());
  }

  private TransactionId nextId() {
    return StunMessage.decode(discovery.poll().orElseThrow().datagram()).orElseThrow().id();
  }

  private boolean answer(TransactionId id, InetSocketAddress server, InetSocketAddress seen) {
    return source.receive(response(id, seen), new Route(BASE, server));
  }

  private static StunMessage response(TransactionId id, InetSocketAddress seen) {
    byte[] bytes = new StunWriter(StunClass.SUCCESS, id).xorMappedAddress(seen).toBytes();
    return StunMessage.decode(bytes).orElseThrow();
  }

  private static IceCandidate seen(InetSocketAddress address) {
    return IceCandidate.of(CandidateType.SRFLX, 65_535, address);
  }

  private static InetAddress anyAddress() {
    return new InetSocketAddress(0).getAddress();
  }
}
