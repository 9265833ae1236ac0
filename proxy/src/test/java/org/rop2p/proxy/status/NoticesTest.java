package org.rop2p.proxy.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.play.CharacterView;
import org.rop2p.proxy.routing.ZoneLanes;
import org.rop2p.proxy.trouble.Trouble;
import org.rop2p.proxy.trouble.Trouble.Topic;
import org.rop2p.proxy.words.Standing;

/** Troubles are written as their topics here, the sentence of each being the topic's name. */
class NoticesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing is wrong                       |               |                       |                                            |
          the worst first                        | CLIENT SERVER | UDP COORDINATOR       |                                            | SERVER CLIENT COORDINATOR UDP
          nobody plays yet                       |               | COORDINATOR TOKEN UDP |                                            | COORDINATOR TOKEN UDP
          he knocks                              |               | COORDINATOR           | JOINING:                                   | COORDINATOR
          he is in, so the start was misleading  |               | COORDINATOR TOKEN UDP | UP:                                        | TOKEN UDP
          what he met says more                  |               | COORDINATOR TOKEN UDP | COORDINATOR_LOST:gone                      | COORDINATOR=gone TOKEN UDP
          what he met of the token says more     |               | COORDINATOR TOKEN UDP | REFUSED:no                                 | TOKEN=no UDP
          he is refused                          |               | TOKEN                 | REFUSED:no                                 | TOKEN=no
          two meet the same                      |               |                       | COORDINATOR_LOST:gone COORDINATOR_LOST:gone | COORDINATOR=gone
          each is refused                        |               |                       | REFUSED:a REFUSED:b                        | TOKEN=a TOKEN=b
          he has switched it off                 | CLIENT        |                       | OFF_BY_PLAYER:                             | CLIENT
          """)
  void whatIsTold(String story, String always, String p2p, String characters, String told) {
    List<Trouble> notices =
        Notices.of(
            words(always).map(NoticesTest::trouble).toList(),
            words(p2p).map(NoticesTest::trouble).toList(),
            words(characters).map(NoticesTest::character).toList());
    assertEquals(words(told).map(NoticesTest::trouble).toList(), notices);
  }

  private static Stream<String> words(String cell) {
    return cell == null ? Stream.of() : Arrays.stream(cell.split(" ", -1));
  }

  private static Trouble trouble(String word) {
    String[] parts = word.split("=", -1);
    return new Trouble(Topic.valueOf(parts[0]), parts[parts.length - 1]);
  }

  private static CharacterView character(String word) {
    String[] parts = word.split(":", -1);
    Standing standing =
        new Standing(
            Standing.State.valueOf(parts[0]),
            "prontera",
            0,
            0,
            Optional.of(parts[1]).filter(sentence -> !sentence.isEmpty()));
    return new CharacterView(
        1,
        RawText.ascii("Alice"),
        "prontera",
        Optional.empty(),
        standing,
        ZoneLanes.OFF,
        List.of());
  }
}
