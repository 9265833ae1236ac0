package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.probe.NatKind;

/** What servers tell of the NAT before us. */
final class NatViewTest {
  private static final InetSocketAddress FIRST = at("192.0.2.1", 3_478);
  private static final InetSocketAddress SECOND = at("192.0.2.2", 3_478);
  private static final InetSocketAddress HOST = at("192.168.1.2", 4_000);
  private static final InetSocketAddress SEEN = at("198.51.100.1", 4_001);
  private static final InetSocketAddress OTHERWISE = at("198.51.100.1", 4_002);

  private final Map<InetSocketAddress, InetSocketAddress> mapped = new LinkedHashMap<>();

  @Test
  void asServersAnswerItBecomesKnown() {
    assertEquals(new NatView(NatKind.UNKNOWN, Optional.empty(), Optional.empty(), false), view());
    mapped.put(FIRST, SEEN);
    assertEquals(
        new NatView(NatKind.UNKNOWN, Optional.of(SEEN), Optional.of(FIRST), false), view());
    mapped.put(SECOND, SEEN);
    assertEquals(NatKind.CONE, view().kind());
    mapped.put(SECOND, OTHERWISE);
    assertEquals(NatKind.SYMMETRIC, view().kind());
    assertEquals(Optional.of(SEEN), view().address());
  }

  @Test
  void whoIsSeenAtItsOwnAddressHasNone() {
    mapped.put(FIRST, HOST);
    mapped.put(SECOND, HOST);
    assertEquals(NatKind.NONE, view().kind());
  }

  /** Else everybody who tries this on one machine would be without a NAT. */
  @Test
  void loopbackTellsNothing() {
    InetSocketAddress own = at("127.0.0.1", 4_000);
    mapped.put(FIRST, own);
    mapped.put(SECOND, own);
    assertEquals(NatKind.CONE, NatView.of(List.of(own), mapped).kind());
  }

  @Test
  void ipv6IsNotAsked() {
    mapped.put(at("2001:db8::1", 3_478), at("2001:db8::2", 4_000));
    assertEquals(Optional.empty(), view().address());
    mapped.put(FIRST, SEEN);
    assertEquals(Optional.of(FIRST), view().server());
  }

  @Test
  void aCarriersAddressIsKnown() {
    assertTrue(NatView.of(List.of(HOST, at("100.64.0.9", 4_000)), mapped).carrier());
    assertFalse(view().carrier());
  }

  private NatView view() {
    return NatView.of(List.of(HOST), mapped);
  }

  private static InetSocketAddress at(String ip, int port) {
    return new InetSocketAddress(ip, port);
  }
}
