package org.rop2p.proxy.peer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.rop2p.coordinator.client.ClientSettings;
import org.rop2p.proxy.config.ProxyConfig;

/** How this proxy talks to a coordinator. */
public final class CoordinatorSettings {
  private CoordinatorSettings() {}

  /**
   * Those for one of the coordinators of a configuration.
   *
   * @param rest its REST root
   * @param timeout of each request
   * @throws IllegalArgumentException with a sentence if an address cannot be used
   */
  public static ClientSettings of(ProxyConfig.P2p config, URI rest, Duration timeout) {
    ClientSettings usual = ClientSettings.of(rest, timeout);
    boolean named = rest.equals(config.coordinator()) && config.signaling() != null;
    return new ClientSettings(
        usual.restApiUrl(),
        named ? config.signaling() : usual.websocketUrl(),
        timeout,
        config.security().certificateValidation(),
        config.security().tlsVersion().equals("TLSv1.2")
            ? List.of("TLSv1.2", "TLSv1.3")
            : List.of("TLSv1.3"),
        usual.pingInterval());
  }
}
