package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.transport.CandidateType;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.mapping.Gateways;
import org.rop2p.transport.mapping.MappingKeeper;
import org.rop2p.transport.mapping.MappingListener;
import org.rop2p.transport.mapping.MappingOutput.Reason;

/** Which router is asked how and when, and what of it peers are told. */
final class MappingSourceTest {
  private static final InetSocketAddress EXTERNAL = new InetSocketAddress("192.0.2.7", 50_000);
  private static final InetSocketAddress MOVED = new InetSocketAddress("192.0.2.7", 50_001);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Deque<Consumer<Optional<Inet4Address>>> searches = new ArrayDeque<>();
  private final List<Asked> asked = new ArrayList<>();
  private final RecordingSink sink = new RecordingSink();
  private final MappingSource source =
      new MappingSource(
          CandidatePolicy.of(EndpointConfig.defaults(), new InetSocketAddress(0).getAddress()),
          new Network(),
          channel.eventLoop(),
          sink);

  MappingSourceTest() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void whatIsMappedIsACandidateUntilItIsNot() {
    Asked pcp = begin();
    pcp.listener.mapped(EXTERNAL);
    assertEquals(List.of("found " + at(EXTERNAL)), sink.told);
    pcp.listener.withdrawn(EXTERNAL);
    pcp.listener.mapped(MOVED);
    assertEquals(
        List.of("found " + at(EXTERNAL), "withdrawn " + at(EXTERNAL), "found " + at(MOVED)),
        sink.told);
    assertEquals(List.of("PCP of 192.168.1.1"), asked());
  }

  @Test
  void whereNobodyAnswersUpnpIsAskedAndThenAllAgainAfterMinutes() {
    begin().listener.unavailable(Reason.SILENT);
    assertEquals(List.of("PCP of 192.168.1.1 closed", "UPnP of 192.168.1.1"), asked());
    asked.get(1).listener.unavailable(Reason.SILENT);
    assertEquals(List.of(), sink.told);
    pass(Duration.ofMinutes(4));
    assertEquals(0, searches.size());
    pass(Duration.ofMinutes(1));
    assertEquals(1, searches.size(), "the router may be another one by now");
  }

  @Test
  void upnpsMappingIsTheOnlyOne() {
    begin().listener.unavailable(Reason.REFUSED);
    Asked upnp = asked.get(1);
    upnp.listener.mapped(EXTERNAL);
    assertEquals(List.of("PCP of 192.168.1.1 closed", "UPnP of 192.168.1.1"), asked());
    assertEquals(List.of("found " + at(EXTERNAL)), sink.told);
    upnp.listener.withdrawn(EXTERNAL);
    upnp.listener.unavailable(Reason.SILENT);
    assertEquals("withdrawn " + at(EXTERNAL), sink.told.get(1));
    pass(Duration.ofMinutes(5));
    assertEquals(1, searches.size(), "all from the start");
  }

  @Test
  void whoRefusesIsLeftToAskAgainByItself() {
    Asked pcp = begin();
    pcp.listener.unavailable(Reason.REFUSED);
    asked.get(1).listener.unavailable(Reason.SILENT);
    pcp.listener.unavailable(Reason.REFUSED);
    assertEquals(
        List.of("PCP of 192.168.1.1", "UPnP of 192.168.1.1 closed", "UPnP of 192.168.1.1"),
        asked());
    pcp.listener.mapped(EXTERNAL);
    assertEquals("UPnP of 192.168.1.1 closed", asked().get(2), "one mapping is enough");
    pass(Duration.ofHours(1));
    assertEquals(0, searches.size());
  }

  @Test
  void aSecondNatIsNoReasonToAskByUpnp() {
    begin().listener.unavailable(Reason.DOUBLE_NAT);
    assertEquals(List.of("PCP of 192.168.1.1"), asked());
    assertEquals(List.of(), sink.told);
  }

  @Test
  void withoutAGatewayItIsLookedForAgain() {
    source.start();
    searches.remove().accept(Optional.empty());
    pass(Duration.ofMinutes(5));
    searches.remove().accept(Optional.of(gateway("192.168.1.1")));
    assertEquals(List.of("PCP of 192.168.1.1"), asked());
  }

  @Test
  void anotherNetworkHasAnotherRouter() {
    begin().listener.mapped(EXTERNAL);
    source.networkChanged();
    assertEquals(List.of("found " + at(EXTERNAL), "withdrawn " + at(EXTERNAL)), sink.told);
    searches.remove().accept(Optional.of(gateway("10.0.0.1")));
    assertEquals(List.of("PCP of 192.168.1.1 closed", "PCP of 10.0.0.1"), asked());
  }

  @Test
  void whatWasFoundInTheNetworkBeforeIsNotAsked() {
    source.start();
    for (int change = 0; change < 100; change++) {
      source.networkChanged();
    }
    assertEquals(1, searches.size(), "one search at a time");
    searches.remove().accept(Optional.of(gateway("192.168.1.1")));
    assertEquals(List.of(), asked());
    searches.remove().accept(Optional.of(gateway("10.0.0.1")));
    assertEquals(List.of("PCP of 10.0.0.1"), asked());
    assertEquals(0, searches.size());
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "REFUSED"})
  void aChangeOfNetworkWhileWaitingLeavesNoSecondTimer(Reason reason) {
    begin().listener.unavailable(Reason.SILENT);
    asked.get(1).listener.unavailable(reason);
    source.networkChanged();
    searches.remove().accept(Optional.of(gateway("10.0.0.1")));
    pass(Duration.ofHours(1));
    assertEquals(0, searches.size());
  }

  @Test
  void aRouterThatMovesTheMappingOnAndOnHasToPause() {
    Asked pcp = begin();
    for (int port = 1; port < 1_000 && !pcp.closed; port++) {
      pcp.listener.mapped(new InetSocketAddress("192.0.2.7", port));
      if (!pcp.closed) {
        pcp.listener.withdrawn(new InetSocketAddress("192.0.2.7", port));
      }
    }
    assertEquals(16, sink.told.size(), "eight times found and withdrawn");
    pass(Duration.ofMinutes(5));
    searches.remove().accept(Optional.of(gateway("192.168.1.1")));
    asked.get(1).listener.mapped(EXTERNAL);
    assertEquals("found " + at(EXTERNAL), sink.told.get(16));
  }

  @Test
  void anAddressThatPolicyForbidsIsNotTold() {
    Asked pcp = begin();
    pcp.listener.mapped(new InetSocketAddress("255.255.255.255", 50_000));
    pcp.listener.withdrawn(new InetSocketAddress("255.255.255.255", 50_000));
    assertEquals(List.of(), sink.told);
  }

  @Test
  void closedItSaysNothingAndLooksForNothing() {
    begin().listener.mapped(EXTERNAL);
    source.networkChanged();
    source.close();
    searches.remove().accept(Optional.of(gateway("192.168.1.1")));
    source.networkChanged();
    pass(Duration.ofHours(1));
    assertEquals(0, searches.size());
    assertEquals(1, asked.size());
    assertEquals(2, sink.told.size(), "found and withdrawn before");
  }

  @Test
  void closedItIsReleasedWhenAllRoutersAre() {
    Asked pcp = begin();
    pcp.listener.unavailable(Reason.REFUSED);
    assertFalse(source.isReleased());
    source.close();
    assertFalse(source.isReleased());
    pcp.released = true;
    assertFalse(source.isReleased());
    asked.get(1).released = true;
    assertTrue(source.isReleased());
    assertEquals(List.of(), sink.told);
  }

  /** Asked the first router by PCP. */
  private Asked begin() {
    source.start();
    searches.remove().accept(Optional.of(gateway("192.168.1.1")));
    return asked.get(0);
  }

  private List<String> asked() {
    return asked.stream().map(keeper -> keeper.how + (keeper.closed ? " closed" : "")).toList();
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private static IceCandidate at(InetSocketAddress address) {
    return IceCandidate.of(CandidateType.SRFLX, 65_534, address);
  }

  private static Inet4Address gateway(String ip) {
    try {
      return (Inet4Address) InetAddress.getByName(ip);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private final class Network implements Gateways {
    @Override
    public void find(Consumer<Optional<Inet4Address>> found) {
      searches.add(found);
    }

    @Override
    public MappingKeeper pcp(Inet4Address gateway, MappingListener listener) {
      return new Asked("PCP of " + gateway.getHostAddress(), listener);
    }

    @Override
    public MappingKeeper upnp(Inet4Address gateway, MappingListener listener) {
      return new Asked("UPnP of " + gateway.getHostAddress(), listener);
    }
  }

  private final class Asked implements MappingKeeper {
    final String how;
    final MappingListener listener;
    boolean closed;
    boolean released;

    Asked(String how, MappingListener listener) {
      this.how = how;
      this.listener = listener;
    }

    @Override
    public void start() {
      asked.add(this);
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public boolean isReleased() {
      return released;
    }
  }
}
