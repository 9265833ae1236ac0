package org.rop2p.proxy.setup;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.proxy.config.ProxyConfig;

/** A network in which every host is known but {@code *.invalid}, and {@code down.*} is down. */
final class FakeNetwork implements Network {
  final List<String> asked = new ArrayList<>();
  private final Map<String, ClientConfig> coordinators = new HashMap<>();
  private final Map<String, CoordinatorException> refusals = new HashMap<>();

  /** A coordinator that names these; null is what it does not name. */
  FakeNetwork with(String restApi, String server, String date, String privacy) {
    refusals.remove(restApi);
    coordinators.put(restApi, config(true, server, date, privacy));
    return this;
  }

  FakeNetwork switchedOff(String restApi, String server) {
    coordinators.put(restApi, config(false, server, null, null));
    return this;
  }

  FakeNetwork refusing(String restApi, int status, String message) {
    coordinators.remove(restApi);
    refusals.put(restApi, new CoordinatorException(status, "code", message, null));
    return this;
  }

  private static ClientConfig config(boolean on, String server, String date, String privacy) {
    return new ClientConfig(
        on,
        "none",
        Optional.ofNullable(server),
        Optional.ofNullable(date),
        Optional.ofNullable(privacy),
        List.of(),
        Map.of());
  }

  @Override
  public boolean knows(String host) {
    return !host.endsWith(".invalid");
  }

  @Override
  public void connect(InetSocketAddress server) throws IOException {
    asked.add("connect " + AddressCheck.text(server));
    if (server.getHostString().startsWith("down.")) {
      throw new ConnectException("Connection refused");
    }
  }

  @Override
  public ClientConfig clientConfig(URI restApi, ProxyConfig.Security security) {
    asked.add(restApi.toString());
    ClientConfig config = coordinators.get(restApi.toString());
    if (config == null) {
      throw refusals.getOrDefault(
          restApi.toString(), new CoordinatorException(404, "code", "not found", null));
    }
    return config;
  }
}
