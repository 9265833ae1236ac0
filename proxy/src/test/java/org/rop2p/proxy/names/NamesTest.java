package org.rop2p.proxy.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final InetSocketAddress HOME = new InetSocketAddress("127.0.0.1", 3478);

  /** A name that nobody has, by RFC 6761. */
  private static final InetSocketAddress NOBODY = name("nobody.invalid");

  @Test
  void aNameIsLookedUpAndAnAddressIsNot() {
    assertEquals(Optional.of(HOME), Names.lookUp(name("127.0.0.1"), PATIENCE));
    assertEquals(Optional.of(HOME), Names.lookUp(HOME, Duration.ZERO));
    assertTrue(
        Names.lookUp(name("[::1]"), PATIENCE).orElseThrow().getAddress().isLoopbackAddress());
  }

  @Test
  void whatNobodyKnowsIsToldAndLeftOut() {
    assertEquals(Optional.empty(), Names.lookUp(NOBODY, PATIENCE));
    List<InetSocketAddress> unknown = new ArrayList<>();
    assertEquals(
        List.of(HOME),
        Names.lookUpAll(List.of(NOBODY, name("127.0.0.1"), HOME, NOBODY), PATIENCE, unknown::add),
        "each once");
    assertEquals(List.of(NOBODY), unknown);
  }

  private static InetSocketAddress name(String host) {
    return InetSocketAddress.createUnresolved(host, HOME.getPort());
  }
}
