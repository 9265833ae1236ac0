package org.rop2p.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketVersionTest {
  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource({
    "20211103:re, 20211103, RE",
    "20211103:MAIN, 20211103, MAIN",
    "20230614:zero, 20230614, ZERO",
    "20211103, 20211103, RE",
  })
  void aDateIsReadWithOrWithoutItsBranch(String text, int date, Branch branch) {
    assertEquals(new PacketVersion(date, branch), PacketVersion.parse(text));
  }

  @ParameterizedTest(name = "rAthena builds {0} as {1}")
  @CsvSource({
    "20130807, MAIN",
    "20151104, MAIN",
    "20151105, RE",
    "20180703, RE",
    "20180704, MAIN",
    "20200901, MAIN",
    "20200902, RE",
    "20211118, RE",
    "20211119, MAIN",
    "20220406, MAIN",
  })
  void withoutABranchRathenasRuleDecides(int date, Branch branch) {
    assertEquals(branch, PacketVersion.of(date).branch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2021", "20211103:", "20211103:sakray", "19991231", " 20211103", "x"})
  void anythingElseIsRefusedWithTheForm(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PacketVersion.parse(text));

    assertTrue(e.getMessage().contains("write YYYYMMDD or YYYYMMDD:main|re|zero"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20211399", "20210229", "20210000:re"})
  void aDayThatNeverWasIsRefused(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> PacketVersion.parse(text));

    assertTrue(e.getMessage().contains("the calendar has no"), e.getMessage());
  }

  @Test
  void whatIsPrintedCanBeRead() {
    PacketVersion version = new PacketVersion(20220330, Branch.MAIN);

    assertEquals(version, PacketVersion.parse(version.toString()));
  }
}
