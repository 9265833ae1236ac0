package org.rop2p.transport.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.transport.probe.ProbeDecision.Reason;

/** Who tries, how hard, and who does not and why. */
final class ProbeDecisionTest {
  private static final long NOW = Duration.ofHours(1).toNanos();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # ours      theirs    ports      carrier  limit met at | decision
          SYMMETRIC | CONE      | RANDOM     | false | -   | FanOut[sockets=256]
          SYMMETRIC | CONE      | BLOCK      | false | -   | FanOut[sockets=32]
          SYMMETRIC | CONE      | SEQUENTIAL | false | -   | FanOut[sockets=16]
          CONE      | SYMMETRIC | RANDOM     | false | -   | Probe[probes=1024, rate=100]
          CONE      | SYMMETRIC | BLOCK      | false | -   | Probe[probes=1024, rate=100]
          CONE      | SYMMETRIC | SEQUENTIAL | false | -   | Probe[probes=64, rate=100]
          # carriers limit sessions: fewer, and half of what was too many, down to what is in vain
          SYMMETRIC | CONE      | RANDOM     | true  | -   | FanOut[sockets=128]
          SYMMETRIC | CONE      | RANDOM     | false | 256 | FanOut[sockets=128]
          SYMMETRIC | CONE      | RANDOM     | true  | 256 | FanOut[sockets=128]
          SYMMETRIC | CONE      | RANDOM     | true  | 128 | FanOut[sockets=64]
          SYMMETRIC | CONE      | RANDOM     | true  | 127 | No[reason=SESSION_LIMIT]
          SYMMETRIC | CONE      | RANDOM     | false | 64  | No[reason=SESSION_LIMIT]
          SYMMETRIC | CONE      | BLOCK      | true  | 64  | FanOut[sockets=32]
          SYMMETRIC | CONE      | BLOCK      | true  | 32  | No[reason=SESSION_LIMIT]
          SYMMETRIC | CONE      | SEQUENTIAL | true  | 64  | FanOut[sockets=16]
          SYMMETRIC | CONE      | SEQUENTIAL | true  | 16  | No[reason=SESSION_LIMIT]
          # probing opens no sockets
          CONE      | SYMMETRIC | RANDOM     | true  | 64  | Probe[probes=1024, rate=100]
          # other pairs
          SYMMETRIC | SYMMETRIC | RANDOM     | false | -   | No[reason=BOTH_SYMMETRIC]
          CONE      | CONE      | RANDOM     | false | -   | No[reason=NOT_CONE_AND_SYMMETRIC]
          NONE      | SYMMETRIC | RANDOM     | false | -   | No[reason=NOT_CONE_AND_SYMMETRIC]
          SYMMETRIC | NONE      | RANDOM     | false | -   | No[reason=NOT_CONE_AND_SYMMETRIC]
          NONE      | CONE      | RANDOM     | false | -   | No[reason=NOT_CONE_AND_SYMMETRIC]
          UNKNOWN   | SYMMETRIC | RANDOM     | false | -   | No[reason=NAT_UNKNOWN]
          SYMMETRIC | UNKNOWN   | RANDOM     | false | -   | No[reason=NAT_UNKNOWN]
          """)
  void byNats(
      NatKind ours,
      NatKind theirs,
      String ports,
      boolean carrier,
      String limitMet,
      String decision) {
    Story story = new Story();
    story.ours = ours;
    story.theirs = theirs;
    story.allocation = Optional.of(allocation(ports));
    story.carrier = carrier;
    story.limitMet =
        limitMet.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(limitMet));
    assertEquals(decision, story.decision().toString());
  }

  /** Each fact alone is enough to do nothing. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReason(Reason reason) {
    Story story = new Story();
    story.spoil(reason);
    assertEquals(new ProbeDecision.No(reason), story.decision());
  }

  /** Who asks the peer, or for samples, only when nothing else is in the way relies on this. */
  @Test
  void theReasonToldIsTheFirstOfThem() {
    List<Reason> reasons = List.of(Reason.values());
    for (Reason first : reasons) {
      for (Reason second : reasons.subList(reasons.indexOf(first) + 1, reasons.size())) {
        Story story = new Story();
        story.spoil(second);
        story.spoil(first);
        assertEquals(new ProbeDecision.No(first), story.decision(), first + " and " + second);
      }
    }
  }

  @Test
  void tenMinutesAfterTheLastAttemptItMayBeTriedAgain() {
    Story story = new Story();
    long pause = ProbeLimits.defaults().pause();
    story.lastAttempt = OptionalLong.of(NOW - pause + 1);
    assertEquals(new ProbeDecision.No(Reason.TOO_SOON), story.decision());
    story.lastAttempt = OptionalLong.of(NOW - pause);
    assertEquals(new ProbeDecision.FanOut(256), story.decision());
  }

  private static PortAllocation allocation(String name) {
    return switch (name) {
      case "RANDOM" -> new PortAllocation.Random(1_500);
      case "BLOCK" -> new PortAllocation.Block(40_000, 40_200);
      case "SEQUENTIAL" -> new PortAllocation.Sequential(40_000, 1);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Facts under which all is well, until spoilt. */
  private static final class Story {
    private boolean switchedOn = true;
    private boolean checksFailed = true;
    private boolean agreed = true;
    private NatKind ours = NatKind.SYMMETRIC;
    private NatKind theirs = NatKind.CONE;
    private boolean vouched = true;
    private boolean publicUnicast = true;
    private boolean carrier;
    private OptionalInt limitMet = OptionalInt.empty();
    private OptionalLong lastAttempt = OptionalLong.empty();
    private boolean underWay;
    private boolean spent;
    private Optional<PortAllocation> allocation = Optional.of(new PortAllocation.Random(1_500));

    void spoil(Reason reason) {
      switch (reason) {
        case SWITCHED_OFF -> switchedOn = false;
        case CHECKS_NOT_FAILED -> checksFailed = false;
        case NAT_UNKNOWN -> theirs = NatKind.UNKNOWN;
        case BOTH_SYMMETRIC -> {
          ours = NatKind.SYMMETRIC;
          theirs = NatKind.SYMMETRIC;
        }
        case NOT_CONE_AND_SYMMETRIC -> ours = NatKind.NONE;
        case NOT_VOUCHED -> vouched = false;
        case NOT_PUBLIC -> publicUnicast = false;
        case TOO_SOON -> lastAttempt = OptionalLong.of(NOW - 1);
        case BUDGET_SPENT -> spent = true;
        case ANOTHER_UNDER_WAY -> underWay = true;
        case NOT_AGREED -> agreed = false;
        case NOT_SAMPLED -> allocation = Optional.empty();
        case SESSION_LIMIT -> limitMet = OptionalInt.of(64);
      }
    }

    ProbeDecision decision() {
      return ProbeDecision.of(
          new ProbeFacts(
              switchedOn,
              checksFailed,
              agreed,
              ours,
              theirs,
              vouched,
              publicUnicast,
              carrier,
              limitMet,
              lastAttempt,
              underWay,
              spent,
              allocation),
          ProbeLimits.defaults(),
          NOW);
    }
  }
}
