package org.rop2p.transport.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;
import org.rop2p.transport.probing.ProbeNet;

/** The sockets that a host opens beside its main one to make a link by probing. */
final class ProbesOnHost implements ProbeNet {
  /** Above those of relays. */
  private static final int FIRST_BASE = 100;

  private final Host host;
  private final SimSocket main;
  private final Base mainBase;
  private final BiConsumer<byte[], Route> receiver;
  private final Map<Base, SimSocket> open = new HashMap<>();
  private int next = FIRST_BASE;
  private long deadline = Long.MAX_VALUE;

  /**
   * None yet.
   *
   * @param receiver of what comes to them
   */
  ProbesOnHost(Host host, SimSocket main, Base mainBase, BiConsumer<byte[], Route> receiver) {
    this.host = host;
    this.main = main;
    this.mainBase = mainBase;
    this.receiver = receiver;
  }

  /** When the attempt wants to be woken. */
  long deadline() {
    return deadline;
  }

  /** Whether it has this base. */
  boolean has(Base base) {
    return open.containsKey(base);
  }

  @Override
  public long now() {
    return host.network().now();
  }

  @Override
  public RandomGenerator random() {
    return host.network().random();
  }

  @Override
  public void send(Route route, byte[] datagram) {
    SimSocket socket = route.base().equals(mainBase) ? main : open.get(route.base());
    if (socket != null) {
      socket.send(route.remote(), datagram);
    }
  }

  @Override
  public Base open(Consumer<Boolean> opened) {
    Base base = new Base(next++, false, true, false);
    open.put(
        base, host.open(0, (datagram, from) -> receiver.accept(datagram, new Route(base, from))));
    host.network()
        .after(
            0,
            () -> {
              if (open.containsKey(base)) {
                opened.accept(true);
              }
            });
    return base;
  }

  @Override
  public List<Base> sockets() {
    return new ArrayList<>(open.keySet());
  }

  @Override
  public void close(Base base) {
    SimSocket socket = open.remove(base);
    if (socket != null) {
      socket.close();
    }
  }

  @Override
  public void wakeAt(long at) {
    deadline = at;
  }
}
