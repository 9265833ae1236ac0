package org.rop2p.testbed.natlab;

import java.nio.file.Path;
import org.rop2p.transport.TurnServer;

/** The settings file of the lab's TURN server. */
final class CoturnConfig {
  private static final String REALM = "natlab";

  /** Room for every pair at once. */
  private static final int FIRST_PORT = 49_152;

  private static final int LAST_PORT = 49_999;

  private CoturnConfig() {}

  /**
   * UDP and long-term credentials, nothing else; no file outside {@code folder} is read or written.
   * Private addresses are refused, as an operator refuses those of his own network: hosts name them
   * all the same.
   */
  static String of(TurnServer server, Path folder) {
    String ip = server.address().getAddress().getHostAddress();
    return """
        listening-ip=%s
        relay-ip=%s
        listening-port=%d
        min-port=%d
        max-port=%d
        lt-cred-mech
        user=%s:%s
        realm=%s
        no-tcp
        no-tcp-relay
        no-tls
        no-dtls
        no-cli
        no-rfc5780
        denied-peer-ip=10.0.0.0-10.255.255.255
        denied-peer-ip=100.64.0.0-100.127.255.255
        userdb=%s
        pidfile=%s
        log-file=stdout
        """
        .formatted(
            ip,
            ip,
            server.address().getPort(),
            FIRST_PORT,
            LAST_PORT,
            server.username(),
            server.password(),
            REALM,
            folder.resolve("turndb"),
            folder.resolve("turnserver.pid"));
  }
}
