package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.ice.Base;

/** What links hear of what sources find. */
final class LocalCandidatesTest {
  private static final Base SOCKET = new Base(0, false, true, true);
  private static final Base RELAY = new Base(1, true, true, false);
  private static final IceCandidate HOST = candidate(CandidateType.HOST, 1);
  private static final IceCandidate SEEN = candidate(CandidateType.SRFLX, 2);

  private final RecordingSink links = new RecordingSink();
  private final LocalCandidates local = new LocalCandidates(links);

  @Test
  void everyChangeIsToldOnce() {
    local.add(new HostSource(SOCKET, List.of(HOST), local));
    local.added(SOCKET);
    local.added(RELAY);
    local.found(HOST);
    local.found(SEEN);
    local.found(SEEN);
    assertEquals(List.of(SOCKET, RELAY), local.bases());
    assertEquals(List.of(HOST, SEEN), local.known());

    local.withdrawn(SEEN);
    local.withdrawn(SEEN);
    local.removed(RELAY);
    local.removed(RELAY);
    assertEquals(List.of(SOCKET), local.bases());
    assertEquals(List.of(HOST), local.known());
    assertEquals(
        List.of(
            "added " + SOCKET,
            "found " + HOST,
            "added " + RELAY,
            "found " + SEEN,
            "withdrawn " + SEEN,
            "removed " + RELAY),
        links.told);
  }

  @Test
  void anAddressOfThisMachineIsNoNewsWhenAServerSeesIt() {
    local.found(HOST);
    IceCandidate seen = candidate(CandidateType.SRFLX, 1);
    local.found(seen);
    local.withdrawn(seen); // the host address stays
    assertEquals(List.of(HOST), local.known());
    assertEquals(new ArrayList<>(List.of("found " + HOST)), links.told);
  }

  @Test
  void anAddressStaysAsLongAsOneSourceKnowsIt() {
    IceCandidate mapped = IceCandidate.of(CandidateType.SRFLX, 65_534, SEEN.address());
    local.found(SEEN);
    local.found(mapped);
    local.withdrawn(SEEN);
    assertEquals(List.of(mapped), local.known());
    local.withdrawn(SEEN);
    local.withdrawn(mapped);
    assertEquals(List.of(), local.known());
    assertEquals(
        List.of("found " + SEEN, "withdrawn " + SEEN, "found " + mapped, "withdrawn " + mapped),
        links.told);
  }

  private static IceCandidate candidate(CandidateType type, int port) {
    return IceCandidate.of(type, 65_535, new InetSocketAddress("10.0.0.1", port));
  }
}
