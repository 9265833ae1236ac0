package org.rop2p.testbed.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the servers do not let in: too many connections, too many wrong passwords. */
final class GuardTest {
  private final AtomicLong now = new AtomicLong();

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** Connections at these times in seconds; + are let in. */
  @ParameterizedTest
  @CsvSource({
    "0 1 2 3 4 5 6 7,             ++++++--",
    "0 1 2 3 4 5 8.1 9 10,        +++++++++", // a pause of three seconds begins a new run
    "0 0 0 0 0 0 0 599 600 600,   ++++++--++",
    "0 2.9 5.8 8.7 11.6 14.5 17,  ++++++-", // each one soon after the one before
    "0 3 6 9 12 15 18 21,         ++++++++",
  })
  void theSeventhConnectionOfARunIsRefusedAndTenMinutesOfOthers(String times, String expected) {
    ConnectionGuard guard = new ConnectionGuard(now::get);
    StringBuilder outcome = new StringBuilder();
    for (String time : times.split(" ", -1)) {
      now.set((long) (Double.parseDouble(time) * 1e9));
      outcome.append(guard.admits(address(1)) ? '+' : '-');
      assertTrue(guard.admits(address(outcome.length() + 1)), "another address");
    }
    assertEquals(expected.strip(), outcome.toString());
  }

  @Test
  void sevenWrongPasswordsInFiveMinutesShutOutANetworkForFive() {
    PasswordGuard guard = new PasswordGuard(now::get);
    for (int failure = 0; failure < 6; failure++) {
      guard.failed(address(failure));
    }
    now.set(PasswordGuard.MINUTES_FIVE);
    guard.failed(address(1));
    assertTrue(guard.admits(address(1)), "the first six are long ago");
    for (int failure = 0; failure < 6; failure++) {
      guard.failed(address(1));
    }
    assertFalse(guard.admits(address(200)), "the whole network");
    now.addAndGet(PasswordGuard.MINUTES_FIVE);
    assertTrue(guard.admits(address(1)));
  }

  private static StandInBuilder builder() {
    return StandInServer.builder().account("anna", "secret", "Anna", 'F');
  }

  @Test
  void bothAreOffUnlessAskedFor() throws Exception {
    try (StandInServer server = builder().start()) {
      for (int login = 0; login < 9; login++) {
        try (RawClient client = new RawClient(server.loginPort())) {
          client.send(Frames.login("anna", "wrong"));
          assertEquals(1, client.until(0x083E).getIntLE(2));
        }
      }
    }
  }

  @Test
  void wrongPasswordsEndInARejection() throws Exception {
    try (StandInServer server = builder().passwordBan(true).start()) {
      List<Integer> codes = new ArrayList<>();
      for (int login = 0; login < 8; login++) {
        try (RawClient client = new RawClient(server.loginPort())) {
          client.send(Frames.login("anna", login < 7 ? "wrong" : "secret"));
          codes.add(client.until(0x083E).getIntLE(2));
        }
      }
      assertEquals(List.of(1, 1, 1, 1, 1, 1, 1, 3), codes);
    }
  }

  @Test
  void eachServerCountsConnectionsForItself() throws Exception {
    try (StandInServer server = builder().connectionBan(true).start()) {
      for (int connection = 0; connection < 6; connection++) {
        try (RawClient client = new RawClient(server.loginPort())) {
          client.send(Frames.login("anna", "wrong"));
          client.until(0x083E);
        }
      }
      try (RawClient client = new RawClient(server.loginPort())) {
        assertEquals(List.of(), client.untilClosed());
      }
      try (RawClient client = new RawClient(server.charPort())) {
        client.send(Frames.charEnter(1, 2, 3));
        client.raw(4);
      }
    }
  }
}
