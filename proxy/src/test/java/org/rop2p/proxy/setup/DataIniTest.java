package org.rop2p.proxy.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataIniTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [Data]~0=custom.grf~1=data.grf          | custom.grf data.grf
          [DATA]~2=rdata.grf~1=data.grf~0=own.grf | own.grf data.grf rdata.grf
          [data]~10=b.grf~9=a.grf                 | a.grf b.grf
          ; list~[ Data ]~ 1 = data.grf ~         | data.grf
          [Data]~1=a.grf~1=b.grf                  | a.grf
          [Other]~1=a.grf~[Data]~2=b.grf          | b.grf
          1=a.grf                                 | ''
          ''                                      | ''
          [Data]~1=~x=y~99999=z.grf               | ''
          """)
  void theLowestNumberIsAskedFirst(String text, String archives) {
    assertEquals(
        archives.isEmpty() ? List.of() : List.of(archives.split(" ")),
        DataIni.archives(text.replace('~', '\n')));
  }
}
