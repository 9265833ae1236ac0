package org.rop2p.testbed.demo.world;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.SentAct;

/** One player of the demo: an account, perhaps a proxy, and a client after the other. */
public final class Seat {
  private final String name;
  private final int account;
  private final PlayedProxy proxy;
  private final Function<InetSocketAddress, HeadlessClient> login;
  private final InetSocketAddress server;
  private final List<HeadlessClient> clients = new ArrayList<>();

  /**
   * @param proxy null for a player straight on the server
   * @param login starts a client that connects there
   */
  Seat(
      String name,
      int account,
      PlayedProxy proxy,
      InetSocketAddress server,
      Function<InetSocketAddress, HeadlessClient> login) {
    this.name = name;
    this.account = account;
    this.proxy = proxy;
    this.server = server;
    this.login = login;
  }

  public String name() {
    return name;
  }

  public int account() {
    return account;
  }

  public boolean proxied() {
    return proxy != null;
  }

  /** Only of the {@link #proxied}. */
  public PlayedProxy proxy() {
    return proxy;
  }

  /** Starts a client, the first or the next; it logs in while this returns. */
  public synchronized HeadlessClient logIn() {
    HeadlessClient client = login.apply(proxied() ? proxy.login() : server);
    clients.add(client);
    return client;
  }

  /** The client that plays now. */
  public synchronized HeadlessClient client() {
    return clients.get(clients.size() - 1);
  }

  private synchronized Stream<HeadlessClient> clients() {
    return List.copyOf(clients).stream();
  }

  /** All screens, one after the other. */
  public List<ScreenEvent> events() {
    return clients().flatMap(client -> client.screen().events().stream()).toList();
  }

  /** As {@link #events()}, of one type. */
  public <T extends ScreenEvent> List<T> events(Class<T> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  public List<SentAct> sent() {
    return clients().flatMap(client -> client.sent().stream()).toList();
  }

  public List<byte[]> npcFrames() {
    return clients().flatMap(client -> client.npcFrames().stream()).toList();
  }

  void close() {
    clients().forEach(HeadlessClient::close);
  }
}
