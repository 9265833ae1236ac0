package org.rop2p.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.gather.CandidatePolicy;

/** What travels through signalling: candidates, credentials, fingerprints. */
final class IceCandidateTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.1.1, 8998, HOST",
    "192.0.2.3, 45664, SRFLX",
    "2001:db8:8101:3a55:4858:a2a9:22ff:99b9, 8998, HOST",
    "2001:db8::5, 1, RELAY",
    "198.51.100.1, 65535, PRFLX"
  })
  void aCandidateSurvivesItsLine(String ip, int port, CandidateType type) {
    IceCandidate candidate = IceCandidate.of(type, 65_000, new InetSocketAddress(ip, port));
    assertEquals(candidate, IceCandidate.parse(candidate.toSdp()));
    assertEquals(candidate, IceCandidate.parse("a=" + candidate.toSdp()));
  }

  @Test
  void theExamplesOfRfc8839AreRead() {
    IceCandidate host =
        IceCandidate.parse("candidate:1 1 UDP 2130706431 203.0.113.141 8998 typ host");
    assertEquals(new InetSocketAddress("203.0.113.141", 8998), host.address());
    assertEquals(2_130_706_431L, host.priority());
    IceCandidate reflexive =
        IceCandidate.parse(
            "candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141"
                + " rport 8998 generation 0 ufrag abcd");
    assertEquals(CandidateType.SRFLX, reflexive.type());
    assertEquals(Optional.of("abcd"), reflexive.ufrag());
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOST", "SRFLX"})
  void aSignalledCandidateSaysWhoseChecksItIsFor(CandidateType type) {
    IceCandidate own = IceCandidate.of(type, 65_535, new InetSocketAddress("192.0.2.3", 7));
    assertEquals(Optional.empty(), IceCandidate.parse(own.toSdp()).ufrag());
    IceCandidate signalled = own.withUfrag("abcd");
    assertEquals(signalled, IceCandidate.parse(signalled.toSdp()));
    assertEquals(Optional.of("abcd"), IceCandidate.parse(signalled.toSdp()).ufrag());
  }

  @Test
  void aReflexiveLineDoesNotGiveTheBaseAway() {
    String line =
        IceCandidate.of(CandidateType.SRFLX, 65_535, new InetSocketAddress("192.0.2.3", 7)).toSdp();
    assertTrue(line.endsWith("typ srflx raddr 0.0.0.0 rport 9"), line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "candidate:",
        "candidate:1 1 udp 1 10.0.0.1 9 typ",
        "candidate:1 1 udp 1 10.0.0.1 9 host typ",
        "candidate:1 2 udp 1 10.0.0.1 9 typ host",
        "candidate:1 1 tcp 1 10.0.0.1 9 typ host",
        "candidate:1 1 udp 0 10.0.0.1 9 typ host",
        "candidate:1 1 udp 2147483648 10.0.0.1 9 typ host",
        "candidate:1 1 udp -1 10.0.0.1 9 typ host",
        "candidate:1 1 udp 99999999999999999999 10.0.0.1 9 typ host",
        "candidate:1 1 udp 1 10.0.0.1 0 typ host",
        "candidate:1 1 udp 1 10.0.0.1 65536 typ host",
        "candidate:1 1 udp 1 10.0.0.1 9 typ other",
        "candidate:1 1 udp 1 localhost 9 typ host",
        "candidate:1 1 udp 1 10.0.0.1.example 9 typ host",
        "candidate:1 1 udp 1 fe80::1%eth0 9 typ host",
        "candidate:1-2 1 udp 1 10.0.0.1 9 typ host",
        "candidate:1 1 udp 1 10.0.0.1 9 typ host ufrag abc",
        "candidate:1 1 udp 1 10.0.0.1 9 typ host ufrag ab:cd",
        "candidate:123456789012345678901234567890123 1 udp 1 10.0.0.1 9 typ host",
        "10.0.0.1 9"
      })
  void anythingElseIsRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> IceCandidate.parse(line));
  }

  @Test
  void anEndlessLineIsRefusedUnread() {
    String line = "candidate:1 1 udp 1 10.0.0.1 9 typ host" + " x y".repeat(200);
    assertThrows(IllegalArgumentException.class, () -> IceCandidate.parse(line));
  }

  @Test
  void prioritiesOrderTypesAsTheRfcDoes() {
    // RFC 8445 section 5.1.2.1 with its recommended type preferences.
    assertEquals(2_130_706_431L, IceCandidate.priority(CandidateType.HOST, 65_535));
    long previous = Long.MAX_VALUE;
    for (CandidateType type : CandidateType.values()) {
      assertTrue(IceCandidate.priority(type, 65_535) < previous, type.word());
      previous = IceCandidate.priority(type, 0);
    }
  }

  @Test
  void credentialsKeepToTheGrammar() {
    IceDescription own = IceDescription.generate(new Random(1));
    assertEquals(own, new IceDescription(own.ufrag(), own.pwd()));
    assertFalse(own.toString().contains(own.pwd()), "passwords stay out of logs");
    String pwd = "p".repeat(22);
    List<Runnable> wrong =
        List.of(
            () -> new IceDescription("abc", pwd),
            () -> new IceDescription("a".repeat(257), pwd),
            () -> new IceDescription("ab:cd", pwd),
            () -> new IceDescription("abcd", "p".repeat(21)),
            () -> new IceDescription("abcd", "p".repeat(257)),
            () -> new IceDescription("abcd", pwd + "é"));
    for (Runnable attempt : wrong) {
      assertThrows(IllegalArgumentException.class, attempt::run);
    }
  }

  @Test
  void fingerprintsAreLowerCaseAndOrdered() {
    Fingerprint small = new Fingerprint("0".repeat(64));
    Fingerprint large = new Fingerprint("f".repeat(64));
    assertTrue(small.compareTo(large) < 0);
    for (String wrong :
        List.of("", "0".repeat(63), "0".repeat(65), "F".repeat(64), "g".repeat(64))) {
      assertThrows(IllegalArgumentException.class, () -> new Fingerprint(wrong), wrong);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, false, 10.0.0.1, true",
    "0.0.0.0, false, 2001:db8::1, true",
    "10.0.0.9, false, 2001:db8::1, false",
    "0.0.0.0, false, 127.0.0.1, false",
    "0.0.0.0, true, 127.0.0.1, true",
    "0.0.0.0, true, ::1, true",
    "0.0.0.0, false, ::1, false",
    "0.0.0.0, true, 224.0.0.1, false",
    "0.0.0.0, true, ff02::1, false",
    "0.0.0.0, true, 0.0.0.0, false",
    "0.0.0.0, true, 255.255.255.255, false",
    "0.0.0.0, true, 240.0.0.1, false",
    "0.0.0.0, true, 169.254.1.1, false",
    "0.0.0.0, true, fe80::1, false"
  })
  void onlyAddressesWorthACheckAreAllowed(
      String bound, boolean loopback, String ip, boolean allowed) throws Exception {
    CandidatePolicy policy = new CandidatePolicy(loopback, InetAddress.getByName(bound));
    assertEquals(allowed, policy.allows(new InetSocketAddress(ip, 9)), ip);
  }
}
