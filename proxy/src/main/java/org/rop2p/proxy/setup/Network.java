package org.rop2p.proxy.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.rop2p.coordinator.api.ClientConfig;
import org.rop2p.coordinator.client.CoordinatorClient;
import org.rop2p.coordinator.client.CoordinatorException;
import org.rop2p.proxy.config.ProxyConfig;
import org.rop2p.proxy.peer.CoordinatorSettings;

/** What the first run asks of the network. Every method blocks. */
interface Network {
  /** Nobody who has pressed a button waits longer for an answer. */
  Duration PATIENCE = Duration.ofSeconds(5);

  /** The network of this machine. */
  Network REAL = new Real();

  /** Whether a name server knows the host. */
  boolean knows(String host);

  /**
   * Connects, and closes again without a byte.
   *
   * @param server unresolved
   */
  void connect(InetSocketAddress server) throws IOException;

  /**
   * Asks a coordinator.
   *
   * @throws CoordinatorException when it does not answer as one
   */
  ClientConfig clientConfig(URI restApi, ProxyConfig.Security security);

  /** By DNS, TCP and HTTP. */
  final class Real implements Network {
    private Real() {}

    @Override
    public boolean knows(String host) {
      try {
        return InetAddress.getAllByName(host).length > 0;
      } catch (UnknownHostException e) {
        return false;
      }
    }

    @Override
    public void connect(InetSocketAddress server) throws IOException {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(server.getHostString(), server.getPort()),
            (int) PATIENCE.toMillis());
      }
    }

    @Override
    public ClientConfig clientConfig(URI restApi, ProxyConfig.Security security) {
      ProxyConfig.P2p asking = ProxyConfig.defaults().p2p().with(p2p -> p2p.security = security);
      CoordinatorClient client =
          new CoordinatorClient(CoordinatorSettings.of(asking, restApi, PATIENCE));
      try {
        return client.clientConfig().join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof CoordinatorException refused) {
          throw refused;
        }
        throw e;
      }
    }
  }
}
