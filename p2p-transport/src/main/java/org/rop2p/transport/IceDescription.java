package org.rop2p.transport;

import java.util.random.RandomGenerator;

/**
 * The short-term credentials of one ICE agent, which travel in an offer or an answer (RFC 8445
 * section 5.3).
 *
 * @param ufrag username fragment, 4 to 256 ice-chars
 * @param pwd password, 22 to 256 ice-chars
 */
public record IceDescription(String ufrag, String pwd) {
  private static final int MIN_UFRAG = 4;
  private static final int MIN_PWD = 22;
  private static final int MAX = 256;

  /** 48 bits: a local fragment names one link among the few of a process. */
  private static final int OWN_UFRAG = 8;

  /** 24 characters of six bits: RFC 8445 asks for 128 bits of randomness at least. */
  private static final int OWN_PWD = 24;

  private static final String ICE_CHARS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  /**
   * @throws IllegalArgumentException if a length or a character is outside RFC 8445's grammar
   */
  public IceDescription {
    check("ufrag", ufrag, MIN_UFRAG);
    check("pwd", pwd, MIN_PWD);
  }

  /** New credentials; {@code random} has to be a secure generator outside of tests. */
  public static IceDescription generate(RandomGenerator random) {
    return new IceDescription(iceChars(random, OWN_UFRAG), iceChars(random, OWN_PWD));
  }

  /** Hides the password, so that a description can be logged. */
  @Override
  public String toString() {
    return "IceDescription[ufrag=" + ufrag + "]";
  }

  private static String iceChars(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ICE_CHARS.charAt(random.nextInt(ICE_CHARS.length())));
    }
    return text.toString();
  }

  /** This text, if it may be a username fragment. */
  static String ufrag(String text) {
    check("ufrag", text, MIN_UFRAG);
    return text;
  }

  private static void check(String what, String text, int min) {
    if (text.length() < min || text.length() > MAX) {
      throw new IllegalArgumentException(
          "An ICE " + what + " has " + min + " to " + MAX + " characters");
    }
    if (!text.chars().allMatch(c -> ICE_CHARS.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("An ICE " + what + " is letters, digits, '+' and '/'");
    }
  }
}
