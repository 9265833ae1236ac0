package org.rop2p.coordinator.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where a coordinator listens.
 *
 * @param host the local address
 * @param port 0 to 65535; 0 lets the system choose
 * @param websocketPath the signalling socket's path, from the root
 * @param tls there: HTTPS and WSS only
 * @param trustedProxies addresses or networks (CIDR) of reverse proxies whose {@code
 *     X-Forwarded-For} is believed
 */
public record Listening(
    String host,
    int port,
    String websocketPath,
    Optional<TlsConfig> tls,
    List<String> trustedProxies) {

  /** Nobody but this machine, unless the admin says otherwise. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** Every IPv4 address: the default as soon as players prove who they are. */
  public static final String ALL_ADDRESSES = "0.0.0.0";

  public static final int DEFAULT_PORT = 8001;

  public static final String DEFAULT_WEBSOCKET_PATH = "/api/v1/signaling/ws";

  /** Plain HTTP on this machine only. */
  public static final Listening LOOPBACK =
      new Listening(
          DEFAULT_HOST, DEFAULT_PORT, DEFAULT_WEBSOCKET_PATH, Optional.empty(), List.of());

  public Listening {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** {@link #trustedProxies}, read; what is none is left out. */
  public List<Network> trustedNetworks() {
    return trustedProxies.stream().flatMap(text -> Network.of(text).stream()).toList();
  }

  /** Whether nobody but this machine reaches it, unless something here lets others through. */
  public boolean isThisMachineOnly() {
    return host.equals("localhost")
        || Network.address(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  public Listening at(int newPort) {
    return new Listening(host, newPort, websocketPath, tls, trustedProxies);
  }
}
