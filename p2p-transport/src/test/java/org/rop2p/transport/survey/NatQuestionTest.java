package org.rop2p.transport.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.probe.NatKind;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;
import org.rop2p.transport.stun.StunWriter;

/** Two servers on the internet, and a socket that is 10.0.0.7:4000 at home. */
final class NatQuestionTest {
  private static final Base BASE = new Base(0, false, true, true);
  private static final long SECOND = 1_000_000_000L;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sent(InetSocketAddress to, byte[] datagram) {}

  private final List<Sent> sent = new ArrayList<>();

  @ParameterizedTest(name = "{0} and {1} are {2}")
  @CsvSource({
    "198.51.100.1:4000, 198.51.100.1:4000, CONE",
    "198.51.100.1:4000, 198.51.100.1:4001, SYMMETRIC",
    "198.51.100.1:4000, 198.51.100.2:4000, SYMMETRIC",
    "10.0.0.7:4000, 10.0.0.7:4000, NONE",
  })
  void twoServersTellTheKind(String first, String second, NatKind kind) {
    NatQuestion question = ask("192.0.2.1:3478", "192.0.2.2:3478");
    question.receive(answer(0, first), sent.get(0).to());
    assertFalse(question.answer().isDone(), "one alone does not");
    question.receive(answer(1, second), sent.get(1).to());
    NatReport report = question.answer().join();
    assertEquals(kind, report.kind());
    assertEquals(2, report.mapped().size());
    assertEquals(Long.MAX_VALUE, question.deadline(), "nothing more to ask");
  }

  @Test
  void twoServersOfOneAddressAreNotEnoughWhileAThirdMayAnswer() {
    NatQuestion question = ask("192.0.2.1:3478", "192.0.2.1:3479", "192.0.2.3:3478");
    question.receive(answer(0, "198.51.100.1:4000"), sent.get(0).to());
    question.receive(answer(1, "198.51.100.1:4000"), sent.get(1).to());
    assertFalse(question.answer().isDone());
    question.end();
    assertEquals(NatKind.UNKNOWN, question.answer().join().kind());
  }

  @Test
  void silenceIsToldAsSilence() {
    NatQuestion question = ask("192.0.2.1:3478", "192.0.2.2:3478");
    for (long now = 0; now < 4 * SECOND; now = question.deadline()) {
      question.advance(now);
    }
    assertTrue(sent.size() > 4, "it asked again: " + sent.size());
    question.end();
    NatReport report = question.answer().join();
    assertEquals(2, report.asked());
    assertEquals(0, report.mapped().size());
  }

  @Test
  void nobodyToAskIsAnAnswerAtOnce() {
    assertEquals(0, ask().answer().join().asked());
  }

  @Test
  void whatIsNoAnswerOfThatServerIsNothing() {
    NatQuestion question = ask("192.0.2.1:3478");
    byte[] good = answer(0, "198.51.100.1:4000");
    for (int length = 0; length < good.length; length++) {
      question.receive(Arrays.copyOf(good, length), sent.get(0).to());
    }
    question.receive(good, address("192.0.2.9:3478"));
    assertFalse(question.answer().isDone());
    question.receive(good, sent.get(0).to());
    assertEquals(1, question.answer().join().mapped().size());
  }

  private NatQuestion ask(String... servers) {
    NatQuestion question =
        new NatQuestion(
            BASE,
            List.of(address("10.0.0.7:4000")),
            Arrays.stream(servers).map(NatQuestionTest::address).toList(),
            new Random(1),
            (to, datagram) -> sent.add(new Sent(to, datagram)),
            0);
    question.advance(0);
    return question;
  }

  private byte[] answer(int request, String seen) {
    StunMessage asked = StunMessage.decode(sent.get(request).datagram()).orElseThrow();
    return new StunWriter(StunClass.SUCCESS, asked.id()).xorMappedAddress(address(seen)).toBytes();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
