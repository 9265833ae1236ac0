package org.rop2p.proxy.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.rop2p.transport.address.SpecialPurpose;

/**
 * Takes out of a text what nobody else needs to know: tokens, the name of the home directory, the
 * last part of public addresses.
 */
final class Redaction {
  private static final Pattern JWT =
      Pattern.compile("[A-Za-z0-9_=-]{8,}\\.[A-Za-z0-9_=-]{8,}\\.[A-Za-z0-9_=-]{8,}");

  /** rAthena's web auth token. */
  private static final Pattern WEB_TOKEN = Pattern.compile("\\b[0-9a-f]{16,}\\b");

  private static final Pattern IPV4 =
      Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]*\\d)");
  private static final Pattern IPV6 =
      Pattern.compile("(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}");
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]+@");

  /** A home directory of fewer characters is none of a person. */
  private static final int SHORTEST_HOME = 4;

  private final List<String> secrets;
  private final String home;

  /**
   * Of this text.
   *
   * @param home directory of the player, may be empty
   * @param secrets taken out wherever they stand; empty ones are ignored
   */
  Redaction(String home, List<String> secrets) {
    this.home = home;
    this.secrets = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
  }

  /** Of what is said on this machine. */
  static Redaction ofSystem(String... secrets) {
    return new Redaction(System.getProperty("user.home", ""), new ArrayList<>(List.of(secrets)));
  }

  String apply(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "…");
    }
    if (home.length() >= SHORTEST_HOME) {
      clean = clean.replace(home, "~");
    }
    clean = USER_INFO.matcher(clean).replaceAll("//…@");
    clean = JWT.matcher(clean).replaceAll(Redaction::token);
    clean = WEB_TOKEN.matcher(clean).replaceAll("…");
    clean = IPV4.matcher(clean).replaceAll(Redaction::shortened4);
    return IPV6.matcher(clean).replaceAll(Redaction::shortened6);
  }

  /** Host names have dots, too; a header and claims in Base64 begin with a brace and a quote. */
  private static String token(MatchResult found) {
    return found.group().startsWith("eyJ") ? "…" : found.group();
  }

  private static String shortened4(MatchResult found) {
    String text = found.group();
    for (String part : text.split("\\.", -1)) {
      if (Integer.parseInt(part) > 255) {
        return text;
      }
    }
    return isPublic(text) ? text.substring(0, text.lastIndexOf('.')) + ".x" : text;
  }

  private static String shortened6(MatchResult found) {
    String text = found.group();
    if (text.matches("[0-9:]+") && text.split(":", -1).length <= 3 && !text.contains("::")) {
      return text; // a time of day
    }
    String[] groups = text.split(":", -1);
    return isPublic(text) && groups.length > 2 ? groups[0] + ":" + groups[1] + "::x" : text;
  }

  /** Literals only: no name is looked up. */
  private static boolean isPublic(String literal) {
    try {
      return SpecialPurpose.isReachable(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
