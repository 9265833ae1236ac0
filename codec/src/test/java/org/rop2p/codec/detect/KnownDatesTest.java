package org.rop2p.codec.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.Branch;
import org.rop2p.codec.CharacterLayout;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.Seeded;
import org.rop2p.codec.obfuscation.ObfuscationKeys;

class KnownDatesTest {
  private static final int IDS = 0x10000;
  private final KnownDates dates = KnownDates.all();

  @Test
  void overTheDaysOfAStretchNothingChanges() {
    for (LocalDate day = LocalDate.of(2018, 5, 23);
        day.isBefore(LocalDate.of(2026, 1, 1));
        day = day.plusDays(1)) {
      for (Branch branch : Branch.values()) {
        PacketVersion version =
            new PacketVersion(
                Integer.parseInt(day.format(DateTimeFormatter.BASIC_ISO_DATE)), branch);
        PacketVersion like = dates.stretch(dates.indexOf(version)).version();
        assertEquals(like.hasWideItems(), version.hasWideItems(), () -> version + " " + like);
        assertEquals(CharacterLayout.of(like), CharacterLayout.of(version), version::toString);
        for (Packet packet : Packet.values()) {
          assertEquals(packet.idAt(like), packet.idAt(version), () -> packet + " at " + version);
        }
      }
    }
  }

  @Test
  void anyDayOfAStretchHasItsTable() {
    Seeded.times(
        20,
        random -> {
          LocalDate day = LocalDate.of(2018, 5, 23).plusDays(random.nextInt(2_500));
          int date = Integer.parseInt(day.format(DateTimeFormatter.BASIC_ISO_DATE));
          Branch branch = List.of(Branch.values()).get(random.nextInt(Branch.values().length));
          PacketVersion version = new PacketVersion(date, branch);
          PacketTable table = PacketTable.of(version);
          int stretch = dates.indexOf(version);
          for (int id = 0; id < IDS; id++) {
            int length = table.isUnusedSlot(id) ? PacketTable.UNKNOWN : table.length(id);
            assertEquals(length, dates.length(id, stretch), "id " + id + " at " + version);
          }
        });
  }

  @Test
  void noneHasMovingIdsOrKeys() {
    for (int i = 0; i < dates.count(); i++) {
      PacketVersion version = dates.stretch(i).version();
      assertEquals(0x0436, Packet.CZ_ENTER.idAt(version).orElseThrow(), version::toString);
      assertTrue(ObfuscationKeys.of(version).isEmpty(), version::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "20180314:main, false",
    "20180315:main, true",
    "20180320:re, false",
    "20180321:re, true",
    "20180511:zero, false",
    "20180523:zero, true",
    "20991231:main, true",
  })
  void datesWithMovingIdsAreNotAmongThem(String date, boolean known) {
    assertEquals(known, dates.indexOf(PacketVersion.parse(date)) >= 0);
  }

  @Test
  void theDefaultDateStandsForItsStretch() {
    int stretch = dates.indexOf(PacketVersion.DEFAULT);
    assertEquals(PacketVersion.DEFAULT, dates.stretch(stretch).version());
    assertEquals(PacketVersion.DEFAULT, Protocol.of(dates.stretch(stretch).version()).version());
  }
}
