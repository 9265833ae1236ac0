package org.rop2p.transport.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;

/** Who gets a datagram, and with which address. */
final class DemultiplexerTest {
  private static final Base BASE = new Base(0, false, true, true);
  private static final InetSocketAddress LOCAL = new InetSocketAddress("10.0.0.1", 1);
  private static final InetSocketAddress PEER = new InetSocketAddress("10.0.0.2", 2);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("10.0.0.3", 3);
  private static final InetSocketAddress VIRTUAL = VirtualAddress.of(7);

  private final SocketCounters counters = new SocketCounters();
  private final Codec server = new Codec();
  private final Codec client = new Codec();
  private final Link link = new Link();
  private final List<InetSocketAddress> stun = new ArrayList<>();
  private final List<InetSocketAddress> vetoed = new ArrayList<>();
  private final Map<DropReason, Long> seen = new EnumMap<>(DropReason.class);
  private final Demultiplexer demultiplexer =
      new Demultiplexer(BASE, new Routes(), this::pass, counters, server, client);
  private final EmbeddedChannel socket = new EmbeddedChannel(demultiplexer, server, client);

  @AfterEach
  void release() {
    socket.finishAndReleaseAll();
  }

  @ParameterizedTest(name = "first byte {0}: {1}")
  @CsvSource({
    "0, STUN",
    "3, STUN",
    "4, NONE",
    "16, NONE",
    "20, NONE",
    "63, NONE",
    "64, QUIC",
    "79, QUIC",
    "80, QUIC",
    "127, QUIC",
    "128, SEALED",
    "129, NONE",
    "191, NONE",
    "192, QUIC",
    "255, QUIC"
  })
  void theFirstByteTellsTheProtocol(int first, Protocol expected) {
    ByteBuf datagram = Unpooled.buffer().writeByte(first);
    assertEquals(expected, Protocol.of(datagram));
    datagram.release();
  }

  @Test
  void quicGoesToTheCodecOfTheLinksRoleUnderItsVirtualAddress() {
    receive(PEER, 0x45);
    assertEquals(List.of(VIRTUAL), server.senders);
    assertEquals(List.of(), client.senders);

    link.client = true;
    receive(PEER, 0x45);
    assertEquals(List.of(VIRTUAL), client.senders);
    assertEquals(2, server.completed, "both codecs hear of the end of every batch");
    assertEquals(2, client.completed);
  }

  @Test
  void stunGoesToTheLinksWhoeverSentIt() {
    receive(STRANGER, 0x01);
    assertEquals(List.of(STRANGER), stun);
    assertEquals(1, counters.stunIn.sum());
  }

  @Test
  void aSealedDatagramGoesToTheLinkWithoutACodecAndLeavesByItsPath() {
    receive(PEER, Protocol.SEALED_BYTE);
    assertEquals(1, link.sealed);
    assertEquals(1, counters.sealedIn.sum());
    assertEquals(List.of(), server.senders);

    demultiplexer.sendSealed(link, sealed());
    assertEquals(PEER, recipient());
    assertEquals(List.of(true), link.written);
    assertEquals(1, counters.sealedOut.sum());
    link.path = Optional.of(new Route(BASE, STRANGER));
    demultiplexer.sendSealed(link, sealed());
    assertEquals(STRANGER, recipient());
    link.path = Optional.empty();
    demultiplexer.sendSealed(link, sealed());
    assertDropped(DropReason.QUIC_NO_PATH);
    assertNull(recipient());
    assertEquals(0, counters.quicOut.sum());
  }

  @Test
  void whatHasNoPlaceIsDroppedForItsReason() {
    receive(STRANGER, 0x45);
    assertDropped(DropReason.QUIC_NO_LINK);
    receive(STRANGER, Protocol.SEALED_BYTE);
    assertDropped(DropReason.QUIC_NO_LINK);
    receive(PEER, 0x81);
    assertDropped(DropReason.UNKNOWN_PROTOCOL);
    link.up = false;
    receive(PEER, Protocol.SEALED_BYTE);
    assertDropped(DropReason.QUIC_NO_LINK);
    link.accepts = false;
    receive(PEER, 0xC0);
    assertDropped(DropReason.QUIC_UNWANTED_CONNECTION);
    receive(PEER, 0xD0);
    assertDropped(DropReason.QUIC_UNWANTED_CONNECTION);
    vetoed.add(PEER);
    receive(PEER, 0x45);
    assertDropped(DropReason.FILTERED);
    assertEquals(List.of(), server.senders);

    vetoed.clear();
    receive(PEER, 0xE0); // a Handshake packet of the connection there is
    assertEquals(List.of(VIRTUAL), server.senders);
  }

  @Test
  void theWayOutLeadsWhereThePathIsNow() {
    send(VIRTUAL);
    assertEquals(PEER, recipient());
    link.path = Optional.of(new Route(BASE, STRANGER));
    send(VIRTUAL);
    assertEquals(STRANGER, recipient());
    assertEquals(List.of(true, true), link.written);

    link.path = Optional.empty();
    send(VIRTUAL);
    assertDropped(DropReason.QUIC_NO_PATH);
    send(VirtualAddress.of(8));
    assertDropped(DropReason.QUIC_NO_PATH);
    send(PEER);
    assertDropped(DropReason.QUIC_NO_PATH);
    assertNull(recipient());
  }

  @Test
  void whoConnectsBeforeThereIsAPathToAnswerByWaitsForIt() {
    link.path = Optional.empty();
    receive(PEER, 0xC3);
    assertEquals(List.of((byte) 0xC3), link.kept);
    assertEquals(List.of(), server.senders);
    receive(PEER, 0x45);
    assertEquals(1, server.senders.size(), "what opens no connection does not");
    link.full = true;
    receive(PEER, 0xC3);
    assertDropped(DropReason.QUIC_NO_PATH);

    link.path = Optional.of(new Route(BASE, PEER));
    int completed = server.completed;
    demultiplexer.again(link, Unpooled.buffer().writeByte(0xC3));
    assertEquals(List.of(VIRTUAL, VIRTUAL), server.senders);
    assertEquals(completed + 1, server.completed);
    receive(PEER, 0xC3);
    assertEquals(3, server.senders.size());
    assertEquals(1, link.kept.size());
  }

  @Test
  void aPathLeavesFromItsOwnBaseWhileThatIsThere() {
    Base relay = new Base(1, true, true, false);
    Recording outlet = new Recording();
    demultiplexer.add(relay, outlet);
    link.path = Optional.of(new Route(relay, STRANGER));
    send(VIRTUAL);
    demultiplexer.sendStun(new Route(relay, PEER), new byte[20], taken -> {});
    assertEquals(List.of(STRANGER, PEER), outlet.sentTo);
    assertEquals(2, outlet.flushes);

    demultiplexer.remove(relay);
    send(VIRTUAL);
    assertDropped(DropReason.BASE_GONE);
    demultiplexer.sendStun(new Route(relay, PEER), new byte[20], taken -> {});
    assertDropped(DropReason.BASE_GONE);
    assertNull(recipient(), "and from no other");
    assertEquals(2, outlet.sentTo.size());
  }

  @Test
  void whatTheSystemRefusesIsToldToTheLink() {
    socket.pipeline().addFirst(new Refusing());
    send(VIRTUAL);
    assertEquals(List.of(false), link.written);
    assertDropped(DropReason.WRITE_FAILED);

    List<Boolean> taken = new ArrayList<>();
    demultiplexer.sendStun(new Route(BASE, PEER), new byte[20], taken::add);
    assertEquals(List.of(false), taken);
    assertDropped(DropReason.WRITE_FAILED);
  }

  @Test
  void numbersAndVirtualAddressesAreTheSameThing() {
    for (int number : new int[] {0, 1, 255, 256, 0x0FFFFFFF}) {
      InetSocketAddress address = VirtualAddress.of(number);
      assertEquals(number, VirtualAddress.number(address).orElseThrow());
    }
    assertTrue(VirtualAddress.number(PEER).isEmpty());
    assertTrue(VirtualAddress.number(new InetSocketAddress("::1", 1)).isEmpty());
  }

  private void assertDropped(DropReason reason) {
    long count = seen.merge(reason, 1L, Long::sum);
    assertEquals(count, counters.dropped().get(reason), reason.label());
  }

  private boolean pass(
      DatagramFilter.Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    return !vetoed.contains(remote);
  }

  private void receive(InetSocketAddress from, int first) {
    socket.writeInbound(new DatagramPacket(Unpooled.buffer().writeByte(first), LOCAL, from));
  }

  private static ByteBuf sealed() {
    return Unpooled.buffer().writeByte(Protocol.SEALED_BYTE);
  }

  private void send(InetSocketAddress to) {
    socket.writeAndFlush(new DatagramPacket(Unpooled.buffer().writeByte(0x45), to));
  }

  private InetSocketAddress recipient() {
    DatagramPacket packet = socket.readOutbound();
    if (packet == null) {
      return null;
    }
    packet.release();
    return packet.recipient();
  }

  private static final class Codec extends ChannelInboundHandlerAdapter {
    final List<InetSocketAddress> senders = new ArrayList<>();
    int completed;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      senders.add(((DatagramPacket) msg).sender());
      ReferenceCountUtil.release(msg);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      completed++;
    }
  }

  private static final class Recording implements Outlet {
    final List<InetSocketAddress> sentTo = new ArrayList<>();
    int flushes;

    @Override
    public boolean write(InetSocketAddress to, ByteBuf datagram, ChannelPromise written) {
      sentTo.add(to);
      datagram.release();
      written.setSuccess();
      return true;
    }

    @Override
    public void flush() {
      flushes++;
    }
  }

  private static final class Refusing extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      ReferenceCountUtil.release(msg);
      promise.setFailure(new IOException("Network is unreachable"));
    }
  }

  private static final class Link implements QuicRoute {
    boolean client;
    boolean accepts = true;
    boolean up = true;
    int sealed;
    boolean full;
    final List<Byte> kept = new ArrayList<>();
    Optional<Route> path = Optional.of(new Route(BASE, PEER));
    final List<Boolean> written = new ArrayList<>();

    @Override
    public InetSocketAddress virtualAddress() {
      return VIRTUAL;
    }

    @Override
    public boolean isQuicClient() {
      return client;
    }

    @Override
    public boolean acceptsConnection() {
      return accepts;
    }

    @Override
    public boolean keeps(ByteBuf datagram) {
      return !full && kept.add(datagram.getByte(0));
    }

    @Override
    public Optional<Route> path() {
      return path;
    }

    @Override
    public boolean sealed(ByteBuf datagram) {
      sealed++;
      return up;
    }

    @Override
    public void written(boolean success) {
      written.add(success);
    }
  }

  private final class Routes implements DatagramRoutes {
    @Override
    public void stun(byte[] datagram, Route from) {
      stun.add(from.remote());
    }

    @Override
    public Optional<QuicRoute> behind(Route route) {
      return route.equals(new Route(BASE, PEER)) ? Optional.of(link) : Optional.empty();
    }

    @Override
    public Optional<QuicRoute> named(InetSocketAddress virtual) {
      return virtual.equals(VIRTUAL) ? Optional.of(link) : Optional.empty();
    }
  }
}
