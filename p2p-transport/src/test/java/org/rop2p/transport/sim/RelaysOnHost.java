package org.rop2p.transport.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.turn.Relayed;
import org.rop2p.transport.turn.TurnAllocation;
import org.rop2p.transport.turn.TurnAllocations;
import org.rop2p.transport.turn.TurnOutput;
import org.rop2p.transport.turn.TurnSettings;

/**
 * The relayed addresses of one socket of a host. What cannot be sent yet is kept, one of a kind.
 */
final class RelaysOnHost implements Driven {
  private record Relay(Base base, TurnAllocation allocation, Map<InetAddress, Waiting> waiting) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Waiting(InetSocketAddress to, byte[] datagram) {}

  private final SimNetwork network;
  private final SimSocket socket;
  private final TurnAllocations allocations;
  private final BiConsumer<Base, InetSocketAddress> found;
  private final Map<InetSocketAddress, Relay> relays = new HashMap<>();

  /**
   * Asks these servers.
   *
   * @param found told of a new base and our address there
   */
  RelaysOnHost(
      SimNetwork network,
      SimSocket socket,
      List<TurnServer> servers,
      CheckPacer pacer,
      BiConsumer<Base, InetSocketAddress> found) {
    this.network = network;
    this.socket = socket;
    this.found = found;
    this.allocations = new TurnAllocations(network.random(), TurnSettings.defaults(), pacer);
    allocations.add(servers, network.now());
  }

  @Override
  public long deadline() {
    return allocations.deadline();
  }

  @Override
  public void advance() {
    allocations.advance(network.now());
    for (var next = allocations.poll(); next.isPresent(); next = allocations.poll()) {
      act(next.get().server().address(), next.get().output());
    }
  }

  void send(Route route, byte[] datagram) {
    Relay relay =
        relays.values().stream()
            .filter(one -> one.base.equals(route.base()))
            .findFirst()
            .orElseThrow();
    send(relay, route.remote(), datagram);
    advance();
  }

  /** Whose datagram that from a server carries, and by which route; empty if it carries none. */
  Optional<Map.Entry<Route, byte[]>> unwrap(byte[] datagram, InetSocketAddress from) {
    Relay relay = relays.get(from);
    ByteBuf bytes = Unpooled.wrappedBuffer(datagram);
    if (relay == null || !TurnAllocation.carriesData(bytes)) {
      return Optional.empty();
    }
    Optional<Relayed> relayed = relay.allocation.unwrap(bytes);
    return relayed.map(
        one -> Map.entry(new Route(relay.base, one.peer()), ByteBufUtil.getBytes(one.payload())));
  }

  /** Whether it was an answer of a server. */
  boolean receive(StunMessage message, InetSocketAddress from) {
    Optional<TurnAllocation> asked =
        allocations.at(from).filter(allocation -> allocation.awaits(message.id()));
    asked.ifPresent(
        allocation -> {
          allocation.receive(message, from, network.now());
          advance();
        });
    return asked.isPresent();
  }

  private void send(Relay relay, InetSocketAddress to, byte[] datagram) {
    ByteBuf payload = Unpooled.wrappedBuffer(datagram);
    Optional<ByteBuf> wrapped =
        relay.allocation.wrap(to, payload, UnpooledByteBufAllocator.DEFAULT);
    if (wrapped.isPresent()) {
      socket.send(relay.allocation.server().address(), ByteBufUtil.getBytes(wrapped.get()));
      wrapped.get().release();
    } else if (relay.allocation.permit(to.getAddress(), network.now())) {
      relay.waiting.put(to.getAddress(), new Waiting(to, datagram));
    }
  }

  private void act(InetSocketAddress server, TurnOutput output) {
    if (output instanceof TurnOutput.Transmit transmit) {
      socket.send(transmit.to(), transmit.datagram());
    } else if (output instanceof TurnOutput.Allocated allocated) {
      Base base = Base.relay(1 + relays.size(), allocated.relayed());
      relays.put(server, new Relay(base, allocations.at(server).orElseThrow(), new HashMap<>()));
      found.accept(base, allocated.relayed());
    } else if (output instanceof TurnOutput.PeerPermitted permitted) {
      Relay relay = relays.get(server);
      Waiting waiting = relay.waiting.remove(permitted.peer());
      if (waiting != null) {
        send(relay, waiting.to, waiting.datagram);
      }
    }
  }
}
