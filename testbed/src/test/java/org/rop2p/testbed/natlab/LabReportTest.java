package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other tools read the report: its fields are a contract. */
class LabReportTest {
  private static final Pair PAIR = new Pair(Kind.OPEN, Kind.SYMMETRIC);

  private static Attempt attempt(Outcome path, int lost, int doubled, Outcome expected) {
    OptionalInt setup = path == Outcome.NONE ? OptionalInt.empty() : OptionalInt.of(70);
    return new Attempt(path, setup, lost, doubled, expected);
  }

  private static LabReport report(PairResult... results) {
    return new LabReport(List.of(results), List.of(), List.of(), List.of(), Optional.empty());
  }

  private static LabReport report(FaultResult... results) {
    return new LabReport(List.of(), List.of(), List.of(results), List.of(), Optional.empty());
  }

  private static FaultResult fault(
      Fault fault, OptionalInt down, OptionalInt relink, boolean mended, boolean ok) {
    return new FaultResult(
        fault, PAIR, List.of(Side.RIGHT), 600, 7, 0, 812, down, relink, mended, ok);
  }

  @Test
  void theJsonHasExactlyTheAgreedFields() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                new LabReport(
                        List.of(
                            new PairResult(
                                PAIR,
                                attempt(Outcome.DIRECT, 0, 0, Outcome.DIRECT),
                                Optional.empty()),
                            new PairResult(
                                PAIR,
                                attempt(Outcome.NONE, 0, 0, Outcome.NONE),
                                Optional.of(attempt(Outcome.RELAY, 0, 0, Outcome.RELAY)))),
                        List.of(
                            new RelayOnlyResult(
                                PAIR,
                                Set.of(Side.LEFT),
                                attempt(Outcome.RELAY, 0, 0, Outcome.RELAY),
                                Map.of(
                                    Side.LEFT, new Traffic(9, 0, 0),
                                    Side.RIGHT, new Traffic(8, 2, 0)))),
                        List.of(
                            fault(
                                Fault.READDRESS,
                                OptionalInt.of(5_002),
                                OptionalInt.empty(),
                                false,
                                true)),
                        List.of(
                            new ProbeResult(
                                PAIR, attempt(Outcome.DIRECT, 0, 0, Outcome.DIRECT), 2)),
                        Optional.empty())
                    .toJson());
    assertEquals(
        "{\"pairs\":["
            + "{\"left\":\"open\",\"right\":\"symmetric\",\"path\":\"direct\",\"setup_ms\":70,"
            + "\"messages_lost\":0,\"messages_doubled\":0,\"expected\":\"direct\",\"turn\":null},"
            + "{\"left\":\"open\",\"right\":\"symmetric\",\"path\":\"none\",\"setup_ms\":null,"
            + "\"messages_lost\":0,\"messages_doubled\":0,\"expected\":\"none\","
            + "\"turn\":{\"path\":\"relay\",\"setup_ms\":70,\"messages_lost\":0,"
            + "\"messages_doubled\":0,\"expected\":\"relay\"}}],"
            + "\"relay_only\":[{\"left\":\"open\",\"right\":\"symmetric\",\"hidden\":[\"left\"],"
            + "\"path\":\"relay\",\"setup_ms\":70,\"messages_lost\":0,\"messages_doubled\":0,"
            + "\"expected\":\"relay\",\"datagrams_sent\":{"
            + "\"left\":{\"turn\":9,\"stun\":0,\"elsewhere\":0},"
            + "\"right\":{\"turn\":8,\"stun\":2,\"elsewhere\":0}},\"ok\":true}],"
            + "\"faults\":[{\"fault\":\"readdress\",\"left\":\"open\",\"right\":\"symmetric\","
            + "\"broken\":[\"right\"],\"messages_sent\":600,\"messages_lost\":7,"
            + "\"messages_doubled\":0,\"longest_gap_ms\":812,\"down_after_ms\":5002,"
            + "\"relink_ms\":null,\"state\":\"not mended yet\",\"ok\":true}],"
            + "\"probed\":[{\"left\":\"open\",\"right\":\"symmetric\",\"path\":\"direct\","
            + "\"setup_ms\":70,\"messages_lost\":0,\"messages_doubled\":0,"
            + "\"expected\":\"direct\",\"attempts\":2,\"ok\":true}],"
            + "\"game\":null,\"ok\":true}",
        json.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "DIRECT, 0, 0, DIRECT, true",
    "NONE,   0, 0, NONE,   true",
    "NONE,   0, 0, DIRECT, false",
    "RELAY,  0, 0, DIRECT, false",
    // Better than expected: the lab's NAT is not what it says, or the table is old.
    "DIRECT, 0, 0, NONE,   false",
    "DIRECT, 1, 0, DIRECT, false",
    "DIRECT, 0, 1, DIRECT, false",
  })
  void aPairIsWellWhenItDidWhatIsExpectedAndEveryMessageCameOnce(
      Outcome path, int lost, int doubled, Outcome expected, boolean ok) {
    Attempt judged = attempt(path, lost, doubled, expected);
    Attempt well = attempt(Outcome.DIRECT, 0, 0, Outcome.DIRECT);
    LabReport alone = report(new PairResult(PAIR, judged, Optional.of(well)));
    LabReport turn = report(new PairResult(PAIR, well, Optional.of(judged)));
    assertEquals(ok, alone.ok());
    assertEquals(ok, turn.ok());
    assertEquals(ok ? 0 : 1, alone.failures().size());
    assertEquals(
        ok ? 0 : 1,
        turn.failures().stream().filter(failure -> failure.contains("with TURN")).count());
  }

  @Test
  void aFaultThatIsNotBorneFailsTheRun() {
    FaultResult borne = fault(Fault.FLUSH, OptionalInt.empty(), OptionalInt.empty(), true, true);
    FaultResult not = fault(Fault.FLUSH, OptionalInt.of(5_000), OptionalInt.empty(), false, false);
    assertTrue(report(borne).ok());
    assertFalse(report(borne, not).ok());
  }

  @ParameterizedTest
  @CsvSource({
    "FLUSH,     , true,  mended",
    "FLUSH,  150, false, not mended yet",
    "REBOOT, 150, false, not mended yet",
    "READDRESS, 150, false, relinked",
    "BLACKHOLE, 150, false, relinked",
    "BLACKHOLE, , false, not mended yet",
    "TURN_KILLED, , true, mended",
    "TURN_KILLED, 150, false, relinked",
    "TURN_KILLED, , false, not mended yet",
  })
  void onlyAHoleAndARelayThatIsGoneMayEndInANewLink(
      Fault fault, Integer relink, boolean mended, String state) {
    OptionalInt millis = relink == null ? OptionalInt.empty() : OptionalInt.of(relink);
    assertEquals(state, fault(fault, OptionalInt.of(5_000), millis, mended, true).state());
  }
}
