package org.rop2p.testbed.natlab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other tools read the report: its fields are a contract. */
class LabReportTest {
  private static final Pair PAIR = new Pair(Kind.OPEN, Kind.SYMMETRIC);

  private static PairResult result(Outcome path, int lost, int doubled, Outcome expected) {
    OptionalInt setup = path == Outcome.NONE ? OptionalInt.empty() : OptionalInt.of(70);
    return new PairResult(PAIR, path, setup, lost, doubled, expected);
  }

  private static FaultResult fault(
      Fault fault, OptionalInt down, OptionalInt relink, boolean mended, boolean ok) {
    return new FaultResult(fault, PAIR, Side.RIGHT, 600, 7, 0, 812, down, relink, mended, ok);
  }

  @Test
  void theJsonHasExactlyTheAgreedFields() throws Exception {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                new LabReport(
                        List.of(
                            result(Outcome.DIRECT, 0, 0, Outcome.DIRECT),
                            result(Outcome.NONE, 0, 0, Outcome.NONE)),
                        List.of(
                            fault(
                                Fault.READDRESS,
                                OptionalInt.of(5_002),
                                OptionalInt.empty(),
                                false,
                                true)))
                    .toJson());
    assertEquals(
        "{\"pairs\":["
            + "{\"left\":\"open\",\"right\":\"symmetric\",\"path\":\"direct\",\"setup_ms\":70,"
            + "\"messages_lost\":0,\"messages_doubled\":0,\"expected\":\"direct\"},"
            + "{\"left\":\"open\",\"right\":\"symmetric\",\"path\":\"none\",\"setup_ms\":null,"
            + "\"messages_lost\":0,\"messages_doubled\":0,\"expected\":\"none\"}],"
            + "\"faults\":[{\"fault\":\"readdress\",\"left\":\"open\",\"right\":\"symmetric\","
            + "\"broken\":\"right\",\"messages_sent\":600,\"messages_lost\":7,"
            + "\"messages_doubled\":0,\"longest_gap_ms\":812,\"down_after_ms\":5002,"
            + "\"relink_ms\":null,\"state\":\"not mended yet\",\"ok\":true}],"
            + "\"ok\":true}",
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
    LabReport report = new LabReport(List.of(result(path, lost, doubled, expected)), List.of());
    assertEquals(ok, report.ok());
    assertEquals(ok ? 0 : 1, report.failures().size());
  }

  @Test
  void aFaultThatIsNotBorneFailsTheRun() {
    FaultResult borne = fault(Fault.FLUSH, OptionalInt.empty(), OptionalInt.empty(), true, true);
    FaultResult not = fault(Fault.FLUSH, OptionalInt.of(5_000), OptionalInt.empty(), false, false);
    assertTrue(new LabReport(List.of(), List.of(borne)).ok());
    assertFalse(new LabReport(List.of(), List.of(borne, not)).ok());
  }

  @ParameterizedTest
  @CsvSource({
    "FLUSH,     , true,  mended",
    "FLUSH,  150, false, not mended yet",
    "READDRESS, 150, false, not mended yet",
    "BLACKHOLE, 150, false, relinked",
    "BLACKHOLE, , false, not mended yet",
  })
  void onlyAHoleMayEndInANewLink(Fault fault, Integer relink, boolean mended, String state) {
    OptionalInt millis = relink == null ? OptionalInt.empty() : OptionalInt.of(relink);
    assertEquals(state, fault(fault, OptionalInt.of(5_000), millis, mended, true).state());
  }
}
