package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.EndpointConfig;

class PeerProgramTest {
  private static final EndpointConfig LOOPBACK =
      EndpointConfig.defaults()
          .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

  @Test
  void aLinkHasAnEndpointOfItsOwnOrThatOfAnEarlierOne() throws Exception {
    List<Line> said = new ArrayList<>();
    List<Means> asked = new ArrayList<>();
    try (PeerProgram program =
        new PeerProgram(
            means -> {
              asked.add(means);
              return LOOPBACK;
            },
            said::add)) {
      program.hear(Line.of("open", 1, Means.TURN));
      program.hear(Line.of("open", 2, Means.RELAY_ONLY));
      program.hear(Line.of("again", 3, 1));
      assertEquals(List.of(Means.TURN, Means.RELAY_ONLY), asked);
      assertEquals(List.of(1, 2, 3), said.stream().map(Line::link).toList());
      assertNotEquals(said.get(0).word(0), said.get(1).word(0));
      assertEquals(said.get(0).word(0), said.get(2).word(0));
    }
  }
}
