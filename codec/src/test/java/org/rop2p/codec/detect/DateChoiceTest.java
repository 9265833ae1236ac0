package org.rop2p.codec.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateChoiceTest {
  @ParameterizedTest
  @CsvSource({"auto, auto", "AUTO, auto", "20211103, 20211103:re", "20220406:RE, 20220406:re"})
  void isReadAsItIsWritten(String text, String choice) {
    assertEquals(choice, DateChoice.parse(text).toString());
    assertEquals(DateChoice.parse(text), DateChoice.parse(choice));
  }

  @Test
  void whatIsNoDateIsRefusedInASentence() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DateChoice.parse("automatic"));
    assertEquals(
        "'automatic' is not a client date: write YYYYMMDD or YYYYMMDD:main|re|zero",
        refused.getMessage());
  }
}
