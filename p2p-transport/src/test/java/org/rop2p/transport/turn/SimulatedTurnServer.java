package org.rop2p.transport.turn;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rop2p.transport.TurnServer;
import org.rop2p.transport.stun.LongTermKey;
import org.rop2p.transport.stun.StunAttribute;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunMethod;
import org.rop2p.transport.stun.StunWriter;
import org.rop2p.transport.stun.TransactionId;

/**
 * A TURN server (RFC 8656) without I/O: datagrams and time in nanoseconds go in, datagrams come
 * out. As strict as coturn: everything that clients may forget is refused.
 */
public final class SimulatedTurnServer {
  static final String REALM = "relay.example.org";

  private static final long PERMISSION = MINUTES.toNanos(5);
  private static final long CHANNEL = MINUTES.toNanos(10);
  private static final int UDP = 17;

  private static final class Channel {
    private final int number;
    private final InetSocketAddress peer;
    private long endsAt;

    private Channel(int number, InetSocketAddress peer) {
      this.number = number;
      this.peer = peer;
    }
  }

  private static final class Allocation {
    private final InetSocketAddress client;
    private final InetSocketAddress relayed;
    private final TransactionId id;
    private long endsAt;
    private final Map<InetAddress, Long> permissions = new HashMap<>();
    private final List<Channel> channels = new ArrayList<>();

    private Allocation(InetSocketAddress client, InetSocketAddress relayed, TransactionId id) {
      this.client = client;
      this.relayed = relayed;
      this.id = id;
    }

    private boolean permits(InetAddress peer, long now) {
      return permissions.getOrDefault(peer, Long.MIN_VALUE) > now;
    }
  }

  private final TurnServer credentials;
  private final Map<InetSocketAddress, Allocation> allocations = new HashMap<>();
  private final Map<Integer, Integer> requests = new HashMap<>();
  private int nonce;
  int nextPort = 50_000;
  private boolean running = true;

  /** Settings of the stories. */
  final Set<InetAddress> forbidden = new HashSet<>();

  long nonceLifetime = MINUTES.toNanos(10);
  long maxLifetime = MINUTES.toNanos(10);
  int quota = Integer.MAX_VALUE;
  int refuseAllocate;

  private long nonceEndsAt = Long.MIN_VALUE;

  /** Knows the user and the password of these credentials. */
  public SimulatedTurnServer(TurnServer credentials) {
    this.credentials = credentials;
  }

  public TurnServer credentials() {
    return credentials;
  }

  public InetSocketAddress address() {
    return credentials.address();
  }

  /** Forgets everything and answers nothing. */
  void kill() {
    running = false;
    allocations.clear();
    nonceEndsAt = Long.MIN_VALUE;
  }

  void start() {
    running = true;
  }

  /** The addresses it relays at. */
  public List<InetSocketAddress> relayed() {
    return allocations.values().stream().map(allocation -> allocation.relayed).toList();
  }

  Set<InetSocketAddress> clients() {
    return Set.copyOf(allocations.keySet());
  }

  int allocations(long now) {
    expire(now);
    return allocations.size();
  }

  /** How many requests of this method came, retransmissions included. */
  int requests(int method) {
    return requests.getOrDefault(method, 0);
  }

  boolean permits(InetSocketAddress client, InetAddress peer, long now) {
    expire(now);
    Allocation allocation = allocations.get(client);
    return allocation != null && allocation.permits(peer, now);
  }

  /** Takes a datagram of a client. */
  public List<Datagram> receive(byte[] datagram, InetSocketAddress from, long now) {
    expire(now);
    if (!running || datagram.length < 4) {
      return List.of();
    }
    if (datagram[0] >> 4 == 4) {
      return channelData(datagram, from, now);
    }
    StunMessage message = StunMessage.decode(datagram).orElse(null);
    if (message == null) {
      return List.of();
    }
    if (message.stunClass() == StunClass.INDICATION && message.method() == StunMethod.SEND) {
      return send(message, datagram, from, now);
    }
    if (message.stunClass() != StunClass.REQUEST) {
      return List.of();
    }
    requests.merge(message.method(), 1, Integer::sum);
    return List.of(new Datagram(address(), from, answer(message, from, now)));
  }

  /** Takes a datagram of a peer at a relayed address. */
  public List<Datagram> relay(
      byte[] payload, InetSocketAddress peer, InetSocketAddress to, long now) {
    expire(now);
    for (Allocation allocation : allocations.values()) {
      if (running && allocation.relayed.equals(to) && allocation.permits(peer.getAddress(), now)) {
        byte[] datagram =
            channel(allocation, peer)
                .map(channel -> channelData(channel.number, payload))
                .orElseGet(() -> indication(peer, payload));
        return List.of(new Datagram(address(), allocation.client, datagram));
      }
    }
    return List.of();
  }

  static byte[] channelData(int number, byte[] payload) {
    return ByteBuffer.allocate(4 + payload.length)
        .putShort((short) number)
        .putShort((short) payload.length)
        .put(payload)
        .array();
  }

  static byte[] indication(InetSocketAddress peer, byte[] payload) {
    byte[] head =
        new StunWriter(StunClass.INDICATION, StunMethod.DATA, new TransactionId(1, 2))
            .xorAddress(StunAttribute.XOR_PEER_ADDRESS, peer)
            .toBytesBeforeData(payload.length);
    byte[] whole = Arrays.copyOf(head, head.length + ((payload.length + 3) & ~3));
    System.arraycopy(payload, 0, whole, head.length, payload.length);
    return whole;
  }

  private List<Datagram> channelData(byte[] datagram, InetSocketAddress from, long now) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram);
    int number = bytes.getShort() & 0xFFFF;
    int length = bytes.getShort() & 0xFFFF;
    Allocation allocation = allocations.get(from);
    if (allocation == null || length > bytes.remaining()) {
      return List.of();
    }
    byte[] payload = Arrays.copyOfRange(datagram, 4, 4 + length);
    return allocation.channels.stream()
        .filter(channel -> channel.number == number)
        .filter(channel -> allocation.permits(channel.peer.getAddress(), now))
        .map(channel -> new Datagram(allocation.relayed, channel.peer, payload))
        .toList();
  }

  private List<Datagram> send(
      StunMessage message, byte[] datagram, InetSocketAddress from, long now) {
    Allocation allocation = allocations.get(from);
    var peer = message.xorAddress(StunAttribute.XOR_PEER_ADDRESS);
    var data = message.data();
    if (allocation == null
        || peer.isEmpty()
        || data.isEmpty()
        || !allocation.permits(peer.get().getAddress(), now)) {
      return List.of();
    }
    int start = data.get().start();
    byte[] payload = Arrays.copyOfRange(datagram, start, start + data.get().length());
    return List.of(new Datagram(allocation.relayed, peer.get(), payload));
  }

  private byte[] answer(StunMessage message, InetSocketAddress from, long now) {
    if (!message.unknownRequired().isEmpty()) {
      return error(message, TurnError.UNKNOWN_ATTRIBUTE).toBytes();
    }
    if (!message.has(StunAttribute.MESSAGE_INTEGRITY)) {
      Allocation allocation = allocations.get(from);
      if (message.method() == StunMethod.ALLOCATE
          && allocation != null
          && !allocation.id.equals(message.id())) {
        // coturn tells even those who have not said who they are.
        return error(message, TurnError.ALLOCATION_MISMATCH).toBytes();
      }
      return challenge(message, TurnError.UNAUTHORIZED, now);
    }
    String realm = message.text(StunAttribute.REALM).orElse("");
    byte[] key = LongTermKey.of(credentials.username(), REALM, credentials.password());
    if (now >= nonceEndsAt || !message.text(StunAttribute.NONCE).orElse("").equals(nonce())) {
      return challenge(message, TurnError.STALE_NONCE, now);
    }
    if (!message.username().orElse("").equals(credentials.username())
        || !realm.equals(REALM)
        || !message.isIntact(key)) {
      return challenge(message, TurnError.UNAUTHORIZED, now);
    }
    StunWriter writer =
        switch (message.method()) {
          case StunMethod.ALLOCATE -> allocate(message, from, now);
          case StunMethod.REFRESH -> refresh(message, from, now);
          case StunMethod.CREATE_PERMISSION -> createPermission(message, from, now);
          case StunMethod.CHANNEL_BIND -> channelBind(message, from, now);
          default -> error(message, TurnError.BAD_REQUEST);
        };
    return writer.integrity(key).fingerprint().toBytes();
  }

  private StunWriter allocate(StunMessage message, InetSocketAddress from, long now) {
    Allocation allocation = allocations.get(from);
    if (message.requestedTransport().orElse(0) != UDP) {
      return error(message, TurnError.BAD_REQUEST);
    }
    if (refuseAllocate != 0) {
      return error(message, refuseAllocate)
          .alternateServer(new InetSocketAddress("192.0.2.99", 3478));
    }
    if (allocation != null && !allocation.id.equals(message.id())) {
      return error(message, TurnError.ALLOCATION_MISMATCH);
    }
    if (allocation == null && allocations.size() >= quota) {
      return error(message, TurnError.QUOTA_REACHED);
    }
    if (allocation == null) {
      InetSocketAddress relayed = new InetSocketAddress(address().getAddress(), nextPort++);
      allocation = new Allocation(from, relayed, message.id());
      allocations.put(from, allocation);
    }
    return prolong(allocation, message, now)
        .xorAddress(StunAttribute.XOR_RELAYED_ADDRESS, allocation.relayed)
        .xorMappedAddress(from);
  }

  private StunWriter refresh(StunMessage message, InetSocketAddress from, long now) {
    Allocation allocation = allocations.get(from);
    if (allocation == null) {
      return error(message, TurnError.ALLOCATION_MISMATCH);
    }
    if (message.lifetime().orElse(-1) == 0) {
      allocations.remove(from);
      return success(message).lifetime(0);
    }
    return prolong(allocation, message, now);
  }

  private StunWriter prolong(Allocation allocation, StunMessage message, long now) {
    long asked = SECONDS.toNanos(message.lifetime().orElse(MINUTES.toSeconds(10)));
    long lifetime = Math.min(asked, maxLifetime);
    allocation.endsAt = now + lifetime;
    return success(message).lifetime(lifetime / SECONDS.toNanos(1));
  }

  private StunWriter createPermission(StunMessage message, InetSocketAddress from, long now) {
    Allocation allocation = allocations.get(from);
    var peer = message.xorAddress(StunAttribute.XOR_PEER_ADDRESS);
    if (allocation == null) {
      return error(message, TurnError.ALLOCATION_MISMATCH);
    }
    if (peer.isEmpty()) {
      return error(message, TurnError.BAD_REQUEST);
    }
    if (forbidden.contains(peer.get().getAddress())) {
      return error(message, TurnError.FORBIDDEN);
    }
    allocation.permissions.put(peer.get().getAddress(), now + PERMISSION);
    return success(message);
  }

  private StunWriter channelBind(StunMessage message, InetSocketAddress from, long now) {
    Allocation allocation = allocations.get(from);
    var peer = message.xorAddress(StunAttribute.XOR_PEER_ADDRESS);
    int number = message.channelNumber().orElse(0);
    if (allocation == null) {
      return error(message, TurnError.ALLOCATION_MISMATCH);
    }
    if (peer.isEmpty() || number < 0x4000 || number > 0x4FFF) {
      return error(message, TurnError.BAD_REQUEST);
    }
    if (forbidden.contains(peer.get().getAddress())) {
      return error(message, TurnError.FORBIDDEN);
    }
    for (Channel channel : allocation.channels) {
      if (channel.peer.equals(peer.get()) != (channel.number == number)) {
        return error(message, TurnError.BAD_REQUEST);
      }
    }
    Channel channel =
        channel(allocation, peer.get())
            .orElseGet(
                () -> {
                  Channel added = new Channel(number, peer.get());
                  allocation.channels.add(added);
                  return added;
                });
    channel.endsAt = now + CHANNEL;
    allocation.permissions.put(peer.get().getAddress(), now + PERMISSION);
    return success(message);
  }

  private static Optional<Channel> channel(Allocation allocation, InetSocketAddress peer) {
    return allocation.channels.stream().filter(channel -> channel.peer.equals(peer)).findFirst();
  }

  private byte[] challenge(StunMessage message, int code, long now) {
    if (now >= nonceEndsAt) {
      nonce++;
      nonceEndsAt = now + nonceLifetime;
    }
    return error(message, code)
        .text(StunAttribute.REALM, REALM)
        .text(StunAttribute.NONCE, nonce())
        .toBytes();
  }

  private String nonce() {
    return "nonce-" + nonce;
  }

  private static StunWriter success(StunMessage request) {
    return new StunWriter(StunClass.SUCCESS, request.method(), request.id());
  }

  private static StunWriter error(StunMessage request, int code) {
    return new StunWriter(StunClass.ERROR, request.method(), request.id()).error(code, "no");
  }

  private void expire(long now) {
    allocations.values().removeIf(allocation -> allocation.endsAt <= now);
    allocations
        .values()
        .forEach(allocation -> allocation.channels.removeIf(channel -> channel.endsAt <= now));
  }
}
