package org.rop2p.coordinator.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.coordinator.config.Capacity;

class AdmissionTest {
  /** Two sessions of three players: s0, s1, … hold so many. */
  @ParameterizedTest(name = "{0}, now in {1}: {2}")
  @CsvSource({
    "'', '', new",
    "0, '', s0",
    "2, '', s0",
    "3, '', new",
    "1 2, '', s1",
    "2 1, '', s0",
    "3 2, '', s1",
    "3 3, '', full",
    "3 3, s0, s0",
    "3 1, s0, s0",
  })
  void theFullestWithRoomIsFilled(String players, String current, String expected) {
    List<SessionInfo> sessions = new ArrayList<>();
    for (String count : players.isEmpty() ? new String[0] : players.split(" ")) {
      String id = "s" + sessions.size();
      sessions.add(new SessionInfo(id, "prontera", Integer.parseInt(count), Instant.EPOCH));
    }
    Admission decision =
        Admission.decide(
            sessions, Optional.of(current).filter(id -> !id.isEmpty()), new Capacity(2, 3));
    Admission wanted =
        switch (expected) {
          case "new" -> new Admission.New();
          case "full" -> new Admission.Full();
          default -> new Admission.Existing(expected);
        };
    assertEquals(wanted, decision);
  }
}
