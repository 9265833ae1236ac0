package org.rop2p.transport.sim;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A machine of a player or a server: addresses in one realm, sockets, a line, a lid to close. */
public final class Host implements AddressRealm.Node {
  private static final int EPHEMERAL_MIN = 49_152;
  private static final int EPHEMERAL_COUNT = 16_384;

  private final SimNetwork network;
  private final List<SimSocket> sockets = new ArrayList<>();
  private final List<Runnable> overdue = new ArrayList<>();
  private AddressRealm realm;
  private List<InetAddress> addresses = List.of();
  private boolean asleep;
  private boolean udpBlocked;
  private double lossSending;
  private double lossReceiving;

  Host(AddressRealm realm, String... addresses) {
    this.network = realm.network();
    this.realm = realm;
    moveTo(realm, addresses);
  }

  public SimNetwork network() {
    return network;
  }

  /** Its addresses now, not seen through any NAT. */
  public List<InetAddress> addresses() {
    return addresses;
  }

  /** The NAT it is behind, the nearest if there are several; empty if it is on the internet. */
  public Optional<NatBox> nat() {
    return realm.gateway();
  }

  /**
   * Opens a socket on all addresses, also those to come.
   *
   * @param port 0 picks a free one
   * @throws IllegalStateException if the port is taken
   */
  public SimSocket open(int port, SimSocket.Receiver receiver) {
    return open(Optional.empty(), port, receiver);
  }

  /** As above, on this address only; it is dead while the host does not have it. */
  public SimSocket open(InetSocketAddress local, SimSocket.Receiver receiver) {
    return open(Optional.of(local.getAddress()), local.getPort(), receiver);
  }

  /** Wakes a participant at its deadlines; while the host sleeps it does not, but after that. */
  public void drive(Driven participant) {
    network.join(
        new Driven() {
          @Override
          public long deadline() {
            return asleep ? Long.MAX_VALUE : participant.deadline();
          }

          @Override
          public void advance() {
            participant.advance();
          }
        });
  }

  /** As {@link SimNetwork#after}, but what falls due while the host sleeps runs when it wakes. */
  public void after(long delayNanos, Runnable action) {
    network.after(
        delayNanos,
        () -> {
          if (asleep) {
            overdue.add(action);
          } else {
            action.run();
          }
        });
  }

  /** The old addresses are gone, and what is on its way to them. */
  public void moveTo(String... newAddresses) {
    moveTo(realm, newAddresses);
  }

  /** As above, into another network. */
  public void moveTo(AddressRealm newRealm, String... newAddresses) {
    addresses.forEach(realm::detach);
    realm = newRealm;
    addresses = Stream.of(newAddresses).map(Addresses::ip).toList();
    addresses.forEach(address -> newRealm.attach(address, this));
  }

  /** Sends and receives nothing, and its timers stand still. Idempotent. */
  public void sleep() {
    asleep = true;
  }

  /** Its timers that fell due in the meantime run now. Idempotent. */
  public void wake() {
    asleep = false;
    overdue.forEach(action -> network.after(0, action));
    overdue.clear();
  }

  /** A firewall before this host lets no UDP in or out, or again all. */
  public Host blockUdp(boolean blocked) {
    udpBlocked = blocked;
    return this;
  }

  /** What its own line loses besides the net's losses, 0 to 1 for each direction. */
  public Host loss(double sending, double receiving) {
    lossSending = sending;
    lossReceiving = receiving;
    return this;
  }

  @Override
  public void receive(Flight flight) {
    Optional<Fate> end = end(lossReceiving);
    Optional<SimSocket> socket = socketAt(flight.to());
    if (end.isPresent()) {
      network.note(end.get(), flight);
    } else if (socket.isEmpty()) {
      network.note(Fate.NO_SOCKET, flight);
    } else {
      network.note(Fate.DELIVERED, flight);
      socket.get().receive(flight);
    }
  }

  void send(SimSocket socket, InetSocketAddress to, byte[] datagram) {
    if (!sockets.contains(socket)) {
      throw new IllegalStateException("The socket is closed");
    }
    Optional<InetAddress> source =
        addresses.stream()
            .filter(address -> socket.bound().map(address::equals).orElse(true))
            .filter(address -> sameFamily(address, to.getAddress()))
            .findFirst();
    Flight flight =
        new Flight(
            source.map(ip -> new InetSocketAddress(ip, socket.port())).orElse(socket.address()),
            to,
            datagram);
    network.note(Fate.SENT, flight);
    Optional<Fate> end = source.isEmpty() ? Optional.of(Fate.NO_ROUTE) : end(lossSending);
    end.ifPresentOrElse(fate -> network.note(fate, flight), () -> realm.route(flight));
  }

  void close(SimSocket socket) {
    sockets.remove(socket);
  }

  /** Why a datagram goes no further than the host's own line. */
  private Optional<Fate> end(double loss) {
    if (asleep) {
      return Optional.of(Fate.ASLEEP);
    }
    if (udpBlocked) {
      return Optional.of(Fate.BLOCKED);
    }
    return network.chance(loss) ? Optional.of(Fate.LOST) : Optional.empty();
  }

  private SimSocket open(Optional<InetAddress> bound, int wanted, SimSocket.Receiver receiver) {
    int port = wanted;
    while (port == 0 || (wanted == 0 && isTaken(bound, port))) {
      port = EPHEMERAL_MIN + network.random().nextInt(EPHEMERAL_COUNT);
    }
    if (isTaken(bound, port)) {
      throw new IllegalStateException("Port " + port + " is taken");
    }
    SimSocket socket = new SimSocket(this, bound, port, receiver);
    sockets.add(socket);
    return socket;
  }

  private boolean isTaken(Optional<InetAddress> bound, int port) {
    return sockets.stream()
        .anyMatch(socket -> socket.port() == port && socket.bound().equals(bound));
  }

  /** A socket on this very address before one on all. */
  private Optional<SimSocket> socketAt(InetSocketAddress to) {
    return Stream.of(Optional.of(to.getAddress()), Optional.<InetAddress>empty())
        .flatMap(
            bound ->
                sockets.stream().filter(s -> s.port() == to.getPort() && s.bound().equals(bound)))
        .findFirst();
  }

  private static boolean sameFamily(InetAddress a, InetAddress b) {
    return a.getAddress().length == b.getAddress().length;
  }
}
