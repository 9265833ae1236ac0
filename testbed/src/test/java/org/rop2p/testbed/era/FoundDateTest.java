package org.rop2p.testbed.era;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.codec.Branch;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.ProtocolDates;
import org.rop2p.codec.detect.ClientDate;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.stats.ProxyStats.KindStats;
import org.rop2p.testbed.client.ScreenEvent.Anomaly;
import org.rop2p.testbed.stage.Backstage;
import org.rop2p.testbed.stage.Era;
import org.rop2p.testbed.stage.PlayerAtHome;
import org.rop2p.testbed.stage.Stage;

/**
 * Two players whose proxies were not told the client date, once for every tenth date since packet
 * ids have stopped to move.
 */
class FoundDateTest {
  private static final int EVERY = 10;
  private static Backstage backstage;

  @BeforeAll
  static void start() throws Exception {
    backstage = new Backstage();
  }

  @AfterAll
  static void end() throws Exception {
    backstage.close();
  }

  static Stream<PacketVersion> everyTenthDate() {
    List<PacketVersion> dates = new ArrayList<>();
    for (Branch branch : Branch.values()) {
      int first =
          switch (branch) {
            case MAIN -> 20180315;
            case RE -> 20180321;
            case ZERO -> 20180523;
          };
      List<Integer> all = ProtocolDates.changes(branch, first);
      for (int i = 0; i < all.size(); i += EVERY) {
        dates.add(new PacketVersion(all.get(i), branch));
      }
      dates.add(new PacketVersion(all.get(all.size() - 1), branch));
    }
    return dates.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyTenthDate")
  void thePlayersMeetOnTheirFirstLogin(PacketVersion version) throws Exception {
    try (Stage stage = new Stage(Era.toBeFound(version), backstage, 2)) {
      stage.meet();
      PlayerAtHome anna = stage.anna();
      PlayerAtHome bert = stage.bert();
      for (String line : List.of("by the server", "by the link")) {
        anna.says(line);
        bert.hears(anna, line);
        anna.hears(anna, line);
      }
      anna.setsOut(new Cell(156, 193));
      anna.arrives(new Cell(156, 193));
      anna.choosesCharacterAgain("prontera");
      anna.settles();
      for (PlayerAtHome player : stage.players()) {
        ClientDate found = player.clientDate();
        assertAll(
            version + " taken for " + found,
            () -> assertEquals(0, player.stats().relayed().blind()),
            () -> assertEquals(0, player.stats().relayed().unreadable()),
            () -> assertEquals(List.of(), player.saw(Anomaly.class, anomaly -> true)),
            () -> assertEquals(ClientDate.Source.FOUND, found.source()),
            () -> assertTrue(found.fitting().orElseThrow().contains(version)),
            () -> assertTrue(found.fitting().orElseThrow().contains(found.version())));
      }
      KindStats lines = anna.stats().kinds().get(Kind.CHAT);
      assertTrue(lines.mirrored() + lines.offloaded() > 0, () -> "by peer: " + anna.stats());
    }
  }
}
