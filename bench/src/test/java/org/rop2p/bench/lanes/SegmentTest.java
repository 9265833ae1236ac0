package org.rop2p.bench.lanes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.bench.machine.Machine;
import org.w3c.dom.Document;

class SegmentTest {
  private static final Map<Kind, Long> FROM_PEER =
      Map.of(Kind.WALK, 10L, Kind.CHAT, 10L, Kind.EMOTE, 10L);

  /** Ten messages of each kind, the n-th so much and n milliseconds earlier. */
  private static Segment segment(Distances distances, double earlier) {
    List<Lead> leads = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int i = 1; i <= 10; i++) {
        leads.add(new Lead(kind, 10, 10 + earlier + i));
      }
    }
    return new Segment(
        distances, Map.of(Kind.WALK, 10, Kind.CHAT, 10, Kind.EMOTE, 10), FROM_PEER, leads);
  }

  private static LanesReport report(List<Segment> segments) {
    return new LanesReport(
        Machine.now(), new LanesBench.Plan(List.of(), List.of(), 1, 20, 2, true), segments);
  }

  @Test
  void sharesAreOfTheMessagesThemselves() {
    Segment segment = segment(new Distances(150, 20, 0, 0), 100);
    assertEquals(101, segment.earlier(Kind.CHAT, 0.1));
    assertEquals(105, segment.earlier(Kind.CHAT, 0.5));
    assertEquals(109, segment.earlier(Kind.CHAT, 0.9));
    assertEquals(10, segment.linked(Kind.EMOTE));
    assertEquals(115.5, segment.direct(Kind.EMOTE));
    assertEquals(10, segment.shown(Kind.WALK));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "150 | 20 | 0  |  95 | -",
        "150 | 20 | 0  |  94 | server 150 ms, peer 20 ms: walk only 99 ms earlier",
        "150 | 20 | 20 |   0 | -", // the aim is for a line that is whole
        "80  | 20 | 0  |   0 | -",
      })
  void theAimIsForOnePairOfDistances(
      int server, int peer, int jitter, double earlier, String complaint) {
    String said =
        report(List.of(segment(new Distances(server, peer, jitter, 0), earlier))).complaint();
    assertTrue(complaint == null ? said.isEmpty() : said.startsWith(complaint), said);
  }

  @Test
  void aMessageThatIsMissingFailsTheRun() {
    Segment whole = segment(new Distances(30, 5, 0, 0), 20);
    Segment torn =
        new Segment(whole.distances(), whole.sent(), FROM_PEER, whole.leads().subList(1, 30));
    assertEquals(
        "server 30 ms, peer 5 ms: 1 messages (walk) were not on both screens",
        report(List.of(torn)).complaint());
  }

  @Test
  void theReportHoldsEveryMessage(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.json");
    report(List.of(segment(new Distances(150, 20, 0, 0), 120))).write(file);
    var root = new JsonMapper().readTree(file.toFile());
    var chat = root.path("segments").get(0).path("chat");
    assertEquals(10, chat.path("earlier_ms").size());
    assertEquals(125, chat.path("earlier_ms_median").asDouble());
    assertTrue(root.path("aim_met").asBoolean());
  }

  @Test
  void thePictureHasAPointForEveryKindAndPairOfDistances() throws Exception {
    String svg =
        EarlierPlot.svg(
            List.of(
                segment(new Distances(30, 5, 0, 0), -40),
                segment(new Distances(150, 5, 0, 0), 100),
                segment(new Distances(150, 5, 20, 2), 80),
                segment(new Distances(150, 60, 0, 0), 60)));
    Document picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    // A point is a disc and its rim.
    assertEquals(2 * 4 * Kind.values().length, picture.getElementsByTagName("circle").getLength());
    assertTrue(svg.contains("peer 60 ms") && svg.contains("with jitter and loss"), svg);
    assertTrue(svg.contains(">-50<"), "what is later lies below zero");
  }
}
