package org.rop2p.proxy.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerUrlTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "stun:stun.example:3479, stun.example, 3479",
    "stun:stun.example,      stun.example, 3478",
    "stun.example,           stun.example, 3478",
    "192.0.2.1:1,            192.0.2.1,    1",
    "stun:[2001:db8::1],     [2001:db8::1], 3478",
    "stun:[2001:db8::1]:99,  [2001:db8::1], 99",
  })
  void aServerIsItsHostAndItsPort(String url, String host, int port) {
    var server = ServerUrl.parse(url, "stun:").orElseThrow();
    assertEquals(host, server.getHostString());
    assertEquals(port, server.getPort());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"stun:h:99999", "stun:h:-1", "stun:h:x", "stun:h:", "stun:", "turn:h", "stun::3478"})
  void anythingElseIsNone(String url) {
    assertEquals(Optional.empty(), ServerUrl.parse(url, "stun:"));
  }
}
