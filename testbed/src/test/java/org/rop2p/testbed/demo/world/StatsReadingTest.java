package org.rop2p.testbed.demo.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.oracle.Kind;

class StatsReadingTest {
  private static final String LINE =
      """
      {"at_ms":1,"relay":{"blind":0},
       "kinds":{"chat":{"sent":9,"offloaded":1,"mirrored":2,"server":6,"late_mirrored":3,
                        "proof_or_sample":4,"shown_from_peer":5,"server_copies_dropped":7},
                "emote":{"sent":1}},
       "links":[{"local":"aa","remote":"bb","path":"direct","setup_ms":140,"rtt_ms":2},
                {"local":"aa","remote":"cc","path":"relay","setup_ms":300,"rtt_ms":-1}]}
      """;

  @Test
  void aLineOfAProcessSaysWhatAnObjectWould() throws Exception {
    JsonNode line = new ObjectMapper().readTree(LINE);
    assertEquals(new LaneCount(9, 1, 2, 6, 3, 4, 5, 7), StatsReading.lanes(line).get(Kind.CHAT));
    assertEquals(1, StatsReading.lanes(line).get(Kind.EMOTE).sent());
    assertEquals(LaneCount.NONE, StatsReading.lanes(line).get(Kind.MOVEMENT));
    assertEquals(
        List.of(new LinkSight("aa", "bb", false, 140, 2), new LinkSight("aa", "cc", true, 300, -1)),
        StatsReading.links(line));
  }

  @Test
  void noLineYetIsNothingYet() {
    assertEquals(List.of(), StatsReading.links(MissingNode.getInstance()));
    assertEquals(LaneCount.NONE, StatsReading.lanes(MissingNode.getInstance()).get(Kind.CHAT));
  }
}
