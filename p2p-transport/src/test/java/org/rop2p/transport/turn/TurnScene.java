package org.rop2p.transport.turn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.CheckPacer;
import org.rop2p.transport.stun.StunMessage;

/** A client's allocation, a simulated server, and virtual time between them. */
final class TurnScene {
  static final InetSocketAddress BASE = new InetSocketAddress("198.51.100.7", 40_000);
  static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.1", 3_478);
  static final TurnServer CREDENTIALS = new TurnServer(SERVER, "1700000000:ann", "sesame");

  /** What the allocation told, but for what it sent. */
  final List<TurnOutput> events = new ArrayList<>();

  /** What the client sent, lost or not. */
  final List<byte[]> sent = new ArrayList<>();

  final Map<TurnVerdict, Integer> verdicts = new HashMap<>();
  final SimulatedTurnServer server;
  final TurnAllocation allocation;
  long now = 1_000;

  /** Datagrams either way that get lost. */
  Predicate<Datagram> loses = datagram -> false;

  TurnScene() {
    this(CREDENTIALS, TurnSettings.defaults());
  }

  TurnScene(TurnServer login, TurnSettings settings) {
    this(login, settings, new SimulatedTurnServer(CREDENTIALS));
  }

  TurnScene(TurnServer login, TurnSettings settings, SimulatedTurnServer server) {
    this.server = server;
    this.allocation = new TurnAllocation(login, new Random(7), settings, new CheckPacer(), now);
  }

  /** Lets time pass until there is nothing to do at its end. */
  TurnScene run(Duration duration) {
    long end = now + duration.toNanos();
    pump();
    while (allocation.deadline() <= end) {
      now = Math.max(now, allocation.deadline());
      allocation.advance(now);
      pump();
    }
    now = end;
    return this;
  }

  /** Until the server relays. */
  TurnScene allocated() {
    run(Duration.ofMillis(1));
    if (allocation.relayed().isEmpty()) {
      throw new AssertionError("not allocated: " + events);
    }
    return this;
  }

  /** Delivers a datagram to the client's socket, from anywhere. */
  TurnVerdict deliver(byte[] datagram, InetSocketAddress from) {
    return StunMessage.decode(datagram)
        .map(message -> allocation.receive(message, from, now))
        .orElse(TurnVerdict.STRAY);
  }

  /** What the peer gets of this text; empty if nothing. */
  Optional<Datagram> send(InetSocketAddress peer, String text) {
    return wrap(peer, text.getBytes(UTF_8))
        .flatMap(datagram -> server.receive(datagram, BASE, now).stream().findFirst());
  }

  Optional<byte[]> wrap(InetSocketAddress peer, byte[] payload) {
    ByteBuf buffer = Unpooled.wrappedBuffer(payload);
    Optional<ByteBuf> wrapped = allocation.wrap(peer, buffer, UnpooledByteBufAllocator.DEFAULT);
    Optional<byte[]> bytes = wrapped.map(ByteBufUtil::getBytes);
    wrapped.ifPresent(ByteBuf::release);
    if (buffer.refCnt() != 1) {
      throw new AssertionError("the payload is still the caller's alone: " + buffer.refCnt());
    }
    return bytes;
  }

  /** What the client gets when a peer sends a text to its relayed address, through the server. */
  Optional<String> sendFrom(InetSocketAddress peer, String text) {
    byte[] payload = text.getBytes(UTF_8);
    return server.relay(payload, peer, allocation.relayed().orElseThrow(), now).stream()
        .findFirst()
        .flatMap(datagram -> unwrap(datagram.payload()));
  }

  /** What the client makes of a datagram of the server: {@code address:port text}. */
  Optional<String> unwrap(byte[] datagram) {
    return allocation
        .unwrap(Unpooled.wrappedBuffer(datagram))
        .map(
            relayed ->
                relayed.peer().getAddress().getHostAddress()
                    + ":"
                    + relayed.peer().getPort()
                    + " "
                    + relayed.payload().toString(UTF_8));
  }

  /** The last of the client's requests, decoded. */
  StunMessage lastSent() {
    return StunMessage.decode(sent.get(sent.size() - 1)).orElseThrow();
  }

  Optional<LostReason> lost() {
    return events.stream()
        .filter(TurnOutput.Lost.class::isInstance)
        .map(event -> ((TurnOutput.Lost) event).reason())
        .findFirst();
  }

  void pump() {
    for (var next = allocation.poll(); next.isPresent(); next = allocation.poll()) {
      if (next.get() instanceof TurnOutput.Transmit transmit) {
        transmit(transmit);
      } else {
        events.add(next.get());
      }
    }
  }

  private void transmit(TurnOutput.Transmit transmit) {
    sent.add(transmit.datagram());
    if (loses.test(new Datagram(BASE, transmit.to(), transmit.datagram()))) {
      return;
    }
    for (Datagram answer : server.receive(transmit.datagram(), BASE, now)) {
      if (!loses.test(answer)) {
        verdicts.merge(deliver(answer.payload(), answer.from()), 1, Integer::sum);
      }
    }
  }
}
