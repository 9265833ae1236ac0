package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;

/** A player walks from the desk to the couch: the cable goes, the wireless comes. */
final class HostSourceTest {
  private static final Base SOCKET = new Base(0, false, true, true);
  private static final IceCandidate CABLE = host("192.168.1.2", 0);
  private static final IceCandidate WIRELESS = host("192.168.1.77", 1);

  private final RecordingSink sink = new RecordingSink();
  private final HostSource source = new HostSource(SOCKET, List.of(CABLE), sink);

  @Test
  void whatComesIsFoundAndWhatGoesIsWithdrawn() {
    source.start();
    assertEquals(List.of("added " + SOCKET, "found " + CABLE), sink.told);
    sink.told.clear();

    assertTrue(source.update(List.of(CABLE, WIRELESS)));
    assertTrue(source.update(List.of(WIRELESS)));
    assertTrue(source.update(List.of()));
    assertTrue(source.update(List.of(CABLE)));
    assertEquals(
        List.of(
            "found " + WIRELESS, "withdrawn " + CABLE, "withdrawn " + WIRELESS, "found " + CABLE),
        sink.told);
  }

  /** The system lists its interfaces in any order. */
  @Test
  void anotherOrderIsNoNews() {
    source.update(List.of(CABLE, WIRELESS));
    sink.told.clear();
    assertFalse(source.update(List.of(host("192.168.1.77", 0), host("192.168.1.2", 1))));
    assertEquals(List.of(), sink.told);
  }

  private static IceCandidate host(String ip, int place) {
    return IceCandidate.of(CandidateType.HOST, 65_535 - place, new InetSocketAddress(ip, 6_980));
  }
}
