package org.rop2p.transport.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.transport.EndpointConfig;
import org.rop2p.transport.IceCandidate;

/** Which of a machine's addresses are told, and in which order. */
final class HostAddressesTest {
  private static final InetSocketAddress ANY = new InetSocketAddress(40_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.1 10.0.0.2 2001:db8::1 2001:db8::2    | 2001:db8::1 10.0.0.1 2001:db8::2 10.0.0.2
          2001:db8::1 2001:db8::2 2001:db8::3 10.0.0.1 | 2001:db8::1 10.0.0.1 2001:db8::2 2001:db8::3
          127.0.0.1 ::1 10.0.0.1                       | 10.0.0.1 ::1 127.0.0.1
          10.0.0.1                                     | 10.0.0.1
          """)
  void bothFamiliesByTurnsAndThisMachineLast(String found, String told) throws Exception {
    List<IceCandidate> candidates = told(addresses(found));
    assertEquals(
        addresses(told), candidates.stream().map(one -> one.address().getAddress()).toList());
    for (int i = 1; i < candidates.size(); i++) {
      assertTrue(candidates.get(i).priority() < candidates.get(i - 1).priority());
    }
  }

  @Test
  void ofTooManySomeOfEachFamilyAreTold() throws Exception {
    List<InetAddress> many = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      many.add(InetAddress.getByName("2001:db8::" + i));
    }
    many.addAll(addresses("10.0.0.1 10.0.0.2"));
    List<IceCandidate> told = told(many);
    assertEquals(12, told.size());
    assertEquals(
        2,
        told.stream().filter(one -> one.address().getAddress().getAddress().length == 4).count());
  }

  private static List<IceCandidate> told(List<InetAddress> own) {
    return HostAddresses.of(own, ANY, EndpointConfig.defaults().withLoopbackCandidates(true));
  }

  private static List<InetAddress> addresses(String text) throws Exception {
    List<InetAddress> all = new ArrayList<>();
    for (String ip : Arrays.asList(text.strip().split(" +", -1))) {
      all.add(InetAddress.getByName(ip));
    }
    return all;
  }
}
