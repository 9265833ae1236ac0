package org.rop2p.transport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rop2p.transport.mapping.MappingOutput.Mapped;
import org.rop2p.transport.mapping.MappingOutput.Reason;
import org.rop2p.transport.mapping.MappingOutput.Transmit;
import org.rop2p.transport.mapping.MappingOutput.Unavailable;
import org.rop2p.transport.mapping.MappingOutput.Withdrawn;
import org.rop2p.transport.mapping.SimulatedGateway.Speaks;

/** A mapping and its gateway over virtual hours. */
final class PortMappingTest {
  private static final InetSocketAddress GATEWAY = new InetSocketAddress("192.168.1.1", 5351);
  private static final InetSocketAddress INTERNAL = new InetSocketAddress("192.168.1.10", 40_000);
  private static final InetSocketAddress EXTERNAL = new InetSocketAddress("192.0.2.7", 50_000);
  private static final InetSocketAddress MOVED = new InetSocketAddress("192.0.2.7", 50_001);
  private static final long TWO_HOURS = Duration.ofHours(2).toNanos();
  private static final Mapped MAPPED = new Mapped(EXTERNAL, TWO_HOURS);

  private final long seed = System.nanoTime();
  private final SimulatedGateway gateway = new SimulatedGateway(Speaks.PCP);
  private final List<MappingOutput> told = new ArrayList<>();
  private long now = Duration.ofHours(1).toNanos();
  private int sent;
  private final PortMapping mapping =
      new PortMapping(GATEWAY, INTERNAL, new Random(seed), MappingSettings.defaults(), now);

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP", "OLDER_PCP", "NAT_PMP_SILENT_TO_PCP"})
  void everyGatewayThatSpeaksMapsThePort(Speaks speaks) {
    gateway.speaks = speaks;
    runFor(Duration.ofSeconds(5));
    assertTold(MAPPED);
    assertTrue(gateway.isMapped(now));
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP", "NAT_PMP_SILENT_TO_PCP"})
  void keptForADayWithoutAWord(Speaks speaks) {
    gateway.speaks = speaks;
    runFor(Duration.ofSeconds(5));
    int first = sent;
    for (int minute = 0; minute < 24 * 60; minute++) {
      runFor(Duration.ofMinutes(1));
      assertTrue(gateway.isMapped(now), "minute " + minute + ", seed " + seed);
    }
    assertTold(MAPPED);
    int renewals = (sent - first) / (speaks == Speaks.PCP ? 1 : 2);
    assertTrue(renewals >= 19 && renewals <= 24, renewals + " renewals, seed " + seed);
  }

  @Test
  void aSilentGatewayIsGivenUpSoonAndAskedAgainLater() {
    gateway.speaks = Speaks.NOTHING;
    long start = now;
    runUntilTold(1);
    assertTold(new Unavailable(Reason.SILENT));
    assertTrue(now - start <= Duration.ofSeconds(10).toNanos(), "given up after " + (now - start));
    assertEquals(8, sent);

    gateway.speaks = Speaks.PCP;
    runFor(Duration.ofMinutes(7));
    assertTold(new Unavailable(Reason.SILENT), MAPPED);
  }

  @Test
  void lostDatagramsAreSentAgainByTheRfcsSchedule() {
    gateway.losesMapResponses = true;
    List<Long> times = new ArrayList<>();
    long start = now;
    for (int seen = 0; sent < 4; ) {
      step();
      if (sent > seen) {
        seen = sent;
        times.add(now - start);
      }
    }
    double wait = 0.25e9;
    double earliest = 0;
    double latest = 0;
    for (int i = 1; i < times.size(); i++) {
      // Each wait is doubled from the last one as it was, give or take a tenth.
      earliest += wait * Math.pow(0.9, i);
      latest += wait * Math.pow(1.1, i);
      assertTrue(times.get(i) >= earliest && times.get(i) <= latest, times + ", seed " + seed);
      wait *= 2;
    }
    gateway.losesMapResponses = false;
    runFor(Duration.ofSeconds(10));
    assertEquals(List.of(), gateway.requests.stream().skip(4).filter(this::isPcp).toList());
  }

  @ParameterizedTest
  @CsvSource({"PCP, true", "PCP, false", "NAT_PMP, true", "NAT_PMP, false"})
  void aRebootIsNoticedByTheNextAnswer(Speaks speaks, boolean samePort) {
    gateway.speaks = speaks;
    runFor(Duration.ofMinutes(10));
    gateway.reboot(now);
    gateway.externalPort = samePort ? EXTERNAL.getPort() : MOVED.getPort();
    runFor(Duration.ofMinutes(80));
    Mapped again = samePort ? MAPPED : new Mapped(MOVED, TWO_HOURS);
    assertTold(MAPPED, new Withdrawn(EXTERNAL), again);
    assertTrue(gateway.isMapped(now));
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP"})
  void aGatewayThatFallsSilentIsAskedUntilTheMappingHasExpired(Speaks speaks) {
    gateway.speaks = speaks;
    runFor(Duration.ofMinutes(1));
    long mappedUntil = gateway.mappedUntil;
    gateway.speaks = Speaks.NOTHING;
    int first = sent;
    runUntil(mappedUntil - 1);
    assertTold(MAPPED);
    assertTrue(sent - first > 8 && sent - first < 80, sent - first + " sent, seed " + seed);
    runUntil(mappedUntil);
    assertTold(MAPPED, new Withdrawn(EXTERNAL));

    gateway.speaks = speaks;
    runFor(Duration.ofMinutes(10));
    assertEquals(MAPPED, told.get(told.size() - 1));
  }

  @Test
  void aShortSilenceAtARenewalGoesUnnoticed() {
    runFor(Duration.ofMinutes(1));
    gateway.speaks = Speaks.NOTHING;
    runFor(Duration.ofMinutes(90));
    gateway.speaks = Speaks.PCP;
    runFor(Duration.ofHours(5));
    assertTold(MAPPED);
  }

  @ParameterizedTest
  @CsvSource({"PCP, 2", "PCP, 8", "NAT_PMP, 2", "NAT_PMP, 4"})
  void aRefusalIsTakenForAnAnswerAndNotAskedAgainSoon(Speaks speaks, int result) {
    gateway.speaks = speaks;
    gateway.refuses = result;
    runFor(Duration.ofMinutes(4));
    assertTold(new Unavailable(Reason.REFUSED));
    assertEquals(speaks == Speaks.PCP ? 1 : 2, sent);
    gateway.refuses = 0;
    runFor(Duration.ofMinutes(5));
    assertTold(new Unavailable(Reason.REFUSED), MAPPED);
  }

  @Test
  void anErrorLastsAsLongAsTheGatewaySaysButNotForEver() {
    gateway.refuses = 8;
    gateway.errorLifetime = 0xFFFFFFFFL;
    runFor(Duration.ofMinutes(59));
    assertEquals(1, sent);
    gateway.refuses = 0;
    runFor(Duration.ofMinutes(20));
    assertTold(new Unavailable(Reason.REFUSED), MAPPED);
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP"})
  void aRefusedRenewalIsTheEndOfTheMapping(Speaks speaks) {
    gateway.speaks = speaks;
    runFor(Duration.ofMinutes(1));
    gateway.refuses = 2;
    runFor(Duration.ofMinutes(76));
    assertEquals(
        List.of(MAPPED, new Withdrawn(EXTERNAL), new Unavailable(Reason.REFUSED)),
        told.subList(0, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "PCP, 100.64.3.4", "PCP, 10.0.0.2", "PCP, 0.0.0.0", "PCP, 192.168.0.7",
    "NAT_PMP, 100.127.0.1", "NAT_PMP, 172.16.0.2", "NAT_PMP, 0.0.0.0", "NAT_PMP, 127.0.0.1"
  })
  void aGatewayBehindAnotherNatIsNoUse(Speaks speaks, String external) {
    gateway.speaks = speaks;
    gateway.external = external;
    runFor(Duration.ofMinutes(4));
    assertTold(new Unavailable(Reason.DOUBLE_NAT));
    assertFalse(gateway.isMapped(now), "no hole is left that nobody uses");
  }

  @ParameterizedTest
  @CsvSource({"PCP, 29, 50000", "NAT_PMP, 29, 50000", "PCP, 7200, 0", "NAT_PMP, 7200, 0"})
  void whatIsOfNoUseIsGivenBack(Speaks speaks, long lifetime, int port) {
    gateway.speaks = speaks;
    gateway.grants = lifetime;
    gateway.externalPort = port;
    runFor(Duration.ofSeconds(10));
    assertTold(new Unavailable(Reason.REFUSED));
    assertFalse(gateway.isMapped(now));
  }

  @Test
  void aLifetimeBeyondAllReasonIsStillRenewed() {
    receivePcp(0xFFFFFFFFL, nonceAsked(), EXTERNAL);
    assertTold(new Mapped(EXTERNAL, Duration.ofHours(24).toNanos()));
    assertTrue(mapping.deadline() - now <= Duration.ofHours(15).toNanos());
  }

  @Test
  void anAnswerWithAnotherNonceIsNotOurs() {
    PcpNonce ours = nonceAsked();
    for (PcpNonce forged :
        List.of(
            new PcpNonce(ours.high() + 1, ours.low()), new PcpNonce(ours.high(), ours.low() ^ 1))) {
      assertEquals(MappingVerdict.STRAY, receivePcp(7_200, forged, MOVED));
    }
    assertTold();
    assertEquals(MappingVerdict.ACCEPTED, receivePcp(7_200, ours, EXTERNAL));
    assertEquals(MappingVerdict.STRAY, receivePcp(0, new PcpNonce(0, 0), EXTERNAL));
    assertTold(MAPPED);
  }

  @ParameterizedTest
  @CsvSource({"192.168.1.2, 5351", "192.168.1.1, 5350", "198.51.100.1, 5351"})
  void onlyTheGatewayIsHeard(String ip, int port) {
    byte[] answer = response(7_200, nonceAsked(), 40_000, EXTERNAL);
    assertEquals(
        MappingVerdict.STRAY, mapping.receive(answer, new InetSocketAddress(ip, port), now));
    byte[] refusal = new NatPmpMessage.Refusal(1, 1, 1).toBytes();
    assertEquals(
        MappingVerdict.STRAY, mapping.receive(refusal, new InetSocketAddress(ip, port), now));
    drain();
    assertTold();
    assertEquals(1, sent, "and nobody makes us fall back");
    assertEquals(MappingVerdict.ACCEPTED, mapping.receive(answer, GATEWAY, now));
  }

  @Test
  void anotherPortsMappingIsNotOurs() {
    byte[] answer = response(7_200, nonceAsked(), 40_001, EXTERNAL);
    assertEquals(MappingVerdict.STRAY, mapping.receive(answer, GATEWAY, now));
    assertTold();
  }

  @Test
  void anUpdateNotAskedForIsTaken() {
    runFor(Duration.ofMinutes(1));
    receivePcp(7_200, nonceAsked(), MOVED);
    assertTold(MAPPED, new Withdrawn(EXTERNAL), new Mapped(MOVED, TWO_HOURS));
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP"})
  void everyTruncatedAnswerIsMalformedAndChangesNothing(Speaks speaks) {
    gateway.speaks = speaks;
    step();
    gateway.losesMapResponses = true;
    byte[] answer =
        speaks == Speaks.PCP
            ? response(7_200, nonceAsked(), 40_000, MOVED)
            : new NatPmpMessage.MapResponse(1, 40_000, 1, 7_200).toBytes();
    for (int length = 0; length < answer.length; length++) {
      assertEquals(
          MappingVerdict.MALFORMED, mapping.receive(Arrays.copyOf(answer, length), GATEWAY, now));
    }
    assertTold(MAPPED);
  }

  @ParameterizedTest
  @EnumSource(names = {"PCP", "NAT_PMP"})
  void releasedAtTheGatewayToo(Speaks speaks) {
    gateway.speaks = speaks;
    runFor(Duration.ofMinutes(1));
    mapping.release(now);
    drain();
    assertFalse(gateway.isMapped(now));
    assertTrue(mapping.isReleased());
    assertEquals(Long.MAX_VALUE, mapping.deadline());
    int before = sent;
    mapping.release(now);
    runFor(Duration.ofHours(5));
    assertEquals(before, sent, "nothing more is asked for");
    assertTold(MAPPED);
  }

  @Test
  void aLostReleaseIsSentAgainAndThenLetBe() {
    runFor(Duration.ofMinutes(1));
    gateway.speaks = Speaks.NOTHING;
    int before = sent;
    mapping.release(now);
    runFor(Duration.ofSeconds(10));
    assertEquals(before + 4, sent);
    assertTrue(mapping.isReleased());
  }

  @Test
  void whatWasAskedForAndNotAnsweredIsReleased() {
    gateway.losesMapResponses = true;
    step();
    assertTrue(gateway.isMapped(now));
    mapping.release(now);
    drain();
    assertFalse(gateway.isMapped(now));
  }

  @Test
  void releasedBeforeAnythingWasAskedNothingIsSent() {
    mapping.release(now);
    drain();
    assertTrue(mapping.isReleased());
    assertEquals(0, sent);
  }

  @Test
  void noiseFromTheGatewayIsRefusedOrIgnored() {
    Random random = new Random(seed);
    nonceAsked();
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(80)];
      random.nextBytes(noise);
      if (noise.length > 1) {
        noise[0] = (byte) random.nextInt(3);
        noise[1] = (byte) (128 + random.nextInt(3));
      }
      try {
        mapping.receive(noise, GATEWAY, now);
        mapping.deadline();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
      now += random.nextLong(Duration.ofSeconds(3).toNanos());
      mapping.advance(now);
    }
  }

  private boolean isPcp(Object request) {
    return request instanceof PcpMessage;
  }

  /** The nonce of the last PCP request; asks if nothing was asked. */
  private PcpNonce nonceAsked() {
    if (sent == 0) {
      mapping.advance(now);
      Transmit first = (Transmit) mapping.poll().orElseThrow();
      sent++;
      return ((PcpMessage.MapRequest) PcpMessage.decode(first.datagram()).orElseThrow()).nonce();
    }
    return gateway.requests.stream()
        .filter(PcpMessage.MapRequest.class::isInstance)
        .map(PcpMessage.MapRequest.class::cast)
        .reduce((before, last) -> last)
        .orElseThrow()
        .nonce();
  }

  private MappingVerdict receivePcp(long lifetime, PcpNonce nonce, InetSocketAddress external) {
    byte[] answer = response(lifetime, nonce, INTERNAL.getPort(), external);
    MappingVerdict verdict = mapping.receive(answer, GATEWAY, now);
    drain();
    return verdict;
  }

  private byte[] response(long lifetime, PcpNonce nonce, int port, InetSocketAddress external) {
    long epoch = now / Duration.ofSeconds(1).toNanos() + 1;
    return new PcpMessage.MapResponse(0, lifetime, epoch, nonce, port, external).toBytes();
  }

  private void runFor(Duration time) {
    runUntil(now + time.toNanos());
  }

  private void runUntil(long end) {
    while (mapping.deadline() <= end) {
      step();
    }
    now = end;
  }

  private void runUntilTold(int count) {
    while (told.size() < count) {
      step();
    }
  }

  private void step() {
    now = Math.max(now, mapping.deadline());
    mapping.advance(now);
    drain();
  }

  /** Sends what is to be sent and hears the answers, at once. */
  private void drain() {
    for (var next = mapping.poll(); next.isPresent(); next = mapping.poll()) {
      if (next.get() instanceof Transmit transmit) {
        sent++;
        assertEquals(GATEWAY, transmit.to());
        for (byte[] answer : gateway.receive(transmit.datagram(), now)) {
          mapping.receive(answer, GATEWAY, now);
        }
      } else {
        told.add(next.get());
      }
    }
  }

  private void assertTold(MappingOutput... story) {
    assertEquals(List.of(story), told, "seed " + seed);
  }
}
