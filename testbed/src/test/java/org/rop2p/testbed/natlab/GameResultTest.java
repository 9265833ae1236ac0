package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.oracle.Count;
import org.rop2p.testbed.oracle.Kind;

/** Other tools read the report: its fields are a contract. */
class GameResultTest {
  @Test
  void theJsonHasExactlyTheAgreedFields() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    game(2, 1, List.of()).into(json);
    String kind = "{\"shown\":9,\"lost\":0,\"duplicated\":0,\"unexpected\":0}";
    assertEquals(
        "{\"hosts\":[\"open\",\"symmetric\",\"carrier\"],"
            + "\"links\":{\"direct\":2,\"relay\":1,\"expected\":3,\"went_down\":0},"
            + "\"kinds\":{\"chat\":%s,\"emote\":%s,\"movement\":%s},".formatted(kind, kind, kind)
            + "\"disconnects\":0,\"failures\":[],\"ok\":true}",
        json.toString());
  }

  @Test
  void aPairThatDidNotLinkFailsTheGame() {
    assertEquals(
        List.of("in the game: 2 pairs linked where 3 are expected"),
        game(2, 0, List.of()).failures());
  }

  @Test
  void whatTheOracleFoundFailsTheGame() {
    assertEquals(
        List.of("in the game: 1 line was lost"), game(2, 1, List.of("1 line was lost")).failures());
  }

  private static GameResult game(int direct, int relay, List<String> found) {
    Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, new Count(9, 9, 0, 0, 0, 0, 0, 0));
    }
    return new GameResult(
        List.of("open", "symmetric", "carrier"),
        3,
        new GameResult.Links(direct, relay, 0),
        counts,
        0,
        found);
  }
}
