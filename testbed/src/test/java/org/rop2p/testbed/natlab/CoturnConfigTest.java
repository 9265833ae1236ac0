package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.TurnServer;

class CoturnConfigTest {
  private static final Path FOLDER = Path.of("/somewhere/else");
  private static final List<String> LINES =
      CoturnConfig.of(
              new TurnServer(new InetSocketAddress("203.0.113.3", 3479), "ann", "s3cret"), FOLDER)
          .lines()
          .toList();

  private static String value(String name) {
    return LINES.stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void itServesAndRelaysAtTheOneAddress() {
    assertEquals("203.0.113.3", value("listening-ip"));
    assertEquals("203.0.113.3", value("relay-ip"));
    assertEquals("3479", value("listening-port"));
    assertTrue(Integer.parseInt(value("min-port")) < Integer.parseInt(value("max-port")));
  }

  @Test
  void onlyWhoHasThePasswordIsServed() {
    assertEquals("ann:s3cret", value("user"));
    assertTrue(LINES.contains("lt-cred-mech"));
    assertTrue(!value("realm").isEmpty());
  }

  /** The system may have a coturn of its own, with files and a port for its operator. */
  @Test
  void itLeavesTheSystemsOwnServerAlone() {
    assertTrue(LINES.containsAll(Set.of("no-tls", "no-dtls", "no-tcp", "no-cli")));
    for (String file : List.of("userdb", "pidfile")) {
      assertTrue(Path.of(value(file)).startsWith(FOLDER), file);
    }
    assertEquals("stdout", value("log-file"));
  }

  @Test
  void noSettingIsThereTwice() {
    Set<String> names = new HashSet<>();
    LINES.stream()
        .filter(line -> !line.startsWith("denied-peer-ip="))
        .forEach(line -> assertTrue(names.add(line.split("=", 2)[0]), line));
  }
}
