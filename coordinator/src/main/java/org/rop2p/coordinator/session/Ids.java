package org.rop2p.coordinator.session;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random names that nobody can guess. */
public final class Ids {
  /** 2^48 sessions: short enough to be typed into a debugging command. */
  private static final int SESSION_BYTES = 6;

  /** A ticket is a secret for 30 s. */
  private static final int TICKET_BYTES = 24;

  private final SecureRandom random = new SecureRandom();

  /** Of a session. */
  public String sessionId() {
    return HexFormat.of().formatHex(bytes(SESSION_BYTES));
  }

  /** Of a membership: unlike any other of the world. */
  public String membershipId() {
    return ticket();
  }

  /** Of a reservation. */
  public String ticket() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TICKET_BYTES));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
