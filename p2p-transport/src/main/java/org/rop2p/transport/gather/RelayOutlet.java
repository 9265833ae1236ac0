package org.rop2p.transport.gather;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.LongSupplier;
import org.rop2p.transport.DropReason;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.socket.Inlet;
import org.rop2p.transport.socket.Outlet;
import org.rop2p.transport.socket.SocketCounters;
import org.rop2p.transport.turn.TurnAllocation;

/**
 * Datagrams of links through one allocation. Who is written to is permitted; the first datagrams
 * wait for that. Event loop only.
 */
final class RelayOutlet implements Outlet, Inlet {
  /** A check and its retransmission; QUIC comes only after a check was answered. */
  private static final int MAX_HELD = 2;

  /** Each peer has a handful of addresses. */
  private static final int MAX_HELD_PEERS = 64;

  /** Those whose links have ended are asked for again at worst. */
  private static final int MAX_CHANNELS = 256;

  /** First bytes of STUN are smaller (RFC 7983). */
  private static final int STUN_END = 4;

  private record Held(InetSocketAddress to, ByteBuf datagram, ChannelPromise written) {}

  private final Base base;
  private final InetAddress relayed;
  private final TurnAllocation allocation;
  private final Outlet socket;
  private final SocketCounters counters;
  private final LongSupplier clock;
  private final Runnable wake;
  private final Map<InetAddress, Queue<Held>> held = new HashMap<>();

  /** Peers for whom one was asked for; not more than {@link #MAX_CHANNELS}. */
  private final Set<InetSocketAddress> channels = new HashSet<>();

  /**
   * @param relayed our address at the server
   * @param socket the way to the server
   * @param wake called when the allocation has something to do; must not do it at once
   */
  RelayOutlet(
      Base base,
      InetAddress relayed,
      TurnAllocation allocation,
      Outlet socket,
      SocketCounters counters,
      LongSupplier clock,
      Runnable wake) {
    this.base = base;
    this.relayed = relayed;
    this.allocation = allocation;
    this.socket = socket;
    this.counters = counters;
    this.clock = clock;
    this.wake = wake;
  }

  Base base() {
    return base;
  }

  TurnAllocation allocation() {
    return allocation;
  }

  @Override
  public boolean write(InetSocketAddress to, ByteBuf datagram, ChannelPromise written) {
    if (!RelayScope.reaches(relayed, to.getAddress())) {
      return refuse(datagram, written);
    }
    Optional<ByteBuf> wrapped = allocation.wrap(to, datagram, written.channel().alloc());
    boolean check = isStun(datagram);
    if (wrapped.isPresent()) {
      if (!check && channels.add(to)) {
        bind(to);
      }
      datagram.release();
      return socket.write(allocation.server().address(), wrapped.get(), written);
    }
    channels.remove(to);
    boolean wanted = check ? permit(to) : bind(to);
    if (wanted && hold(to, datagram, written)) {
      return true;
    }
    return refuse(datagram, written);
  }

  @Override
  public void flush() {
    socket.flush();
  }

  @Override
  public boolean carries(ByteBuf datagram) {
    return TurnAllocation.carriesData(datagram);
  }

  @Override
  public Optional<Arrival> unwrap(ByteBuf datagram) {
    return allocation
        .unwrap(datagram)
        .map(relayed -> new Arrival(new Route(base, relayed.peer()), relayed.payload()));
  }

  /** The server has permitted this peer: what waited for it goes. */
  void permitted(InetAddress peer) {
    Queue<Held> waiting = held.remove(peer);
    if (waiting != null) {
      waiting.forEach(one -> write(one.to(), one.datagram(), one.written()));
      flush();
    }
  }

  /** The server has refused this peer. */
  void refused(InetAddress peer) {
    Queue<Held> waiting = held.remove(peer);
    if (waiting != null) {
      waiting.forEach(one -> refuse(one.datagram(), one.written()));
    }
  }

  /** The allocation is no more. */
  void close() {
    List<InetAddress> peers = new ArrayList<>(held.keySet());
    peers.forEach(this::refused);
  }

  /** A path is being used: a channel makes its datagrams shorter. */
  private boolean bind(InetSocketAddress to) {
    if (channels.size() > MAX_CHANNELS) {
      channels.clear();
    }
    boolean wanted = allocation.bind(to, clock.getAsLong());
    wake.run();
    return wanted;
  }

  private boolean permit(InetSocketAddress to) {
    boolean wanted = allocation.permit(to.getAddress(), clock.getAsLong());
    wake.run();
    return wanted;
  }

  private boolean hold(InetSocketAddress to, ByteBuf datagram, ChannelPromise written) {
    if (held.size() >= MAX_HELD_PEERS && !held.containsKey(to.getAddress())) {
      return false;
    }
    Queue<Held> waiting = held.computeIfAbsent(to.getAddress(), peer -> new ArrayDeque<>());
    if (waiting.size() == MAX_HELD) {
      Held oldest = waiting.remove();
      refuse(oldest.datagram(), oldest.written());
    }
    waiting.add(new Held(to, datagram, written));
    return true;
  }

  private boolean refuse(ByteBuf datagram, ChannelPromise written) {
    datagram.release();
    counters.dropped(DropReason.RELAY_REFUSED);
    written.trySuccess();
    return false;
  }

  private static boolean isStun(ByteBuf datagram) {
    return datagram.isReadable() && datagram.getUnsignedByte(datagram.readerIndex()) < STUN_END;
  }
}
