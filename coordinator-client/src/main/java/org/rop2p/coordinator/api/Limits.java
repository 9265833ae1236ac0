package org.rop2p.coordinator.api;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The bounds of every value that crosses the wire; both sides enforce the same ones. */
public final class Limits {
  /**
   * A WebSocket frame and a whole message, in bytes: a full {@code sees} (2 × 512 ids) needs about
   * 11,000.
   */
  public static final int MAX_FRAME_BYTES = 16 * 1024;

  /** A REST body, in bytes, either way. */
  public static final int MAX_BODY_BYTES = 64 * 1024;

  /** Account ids in one list of a {@code sees}: more players than a client's screen can hold. */
  public static final int MAX_SEES = 512;

  /** Counters in one {@code stats}. */
  public static final int MAX_COUNTERS = 128;

  /** A certificate in Base64: one of RSA 4096 has about 1,800 characters. */
  public static final int MAX_CERTIFICATE_TEXT = 4_096;

  /** A signature in Base64: one of RSA 4096 has 684 characters. */
  public static final int MAX_SIGNATURE_TEXT = 1_024;

  /** RFC 8839 section 5.4: ice-ufrag has 4 to 256 characters. */
  private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");

  /** RFC 8839 section 5.4: ice-pwd has 22 to 256 characters. */
  private static final Pattern PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

  /**
   * A candidate line (RFC 8839 section 5.1) is printable ASCII; the longest real ones have about
   * 200.
   */
  private static final Pattern CANDIDATE = Pattern.compile("[ -~]{1,512}");

  /** What may be a literal address; the longest of IPv6 has 45 characters. */
  private static final Pattern IP = Pattern.compile("[0-9a-fA-F.:]{2,45}");

  /** Map names are at most 11 characters on the server, its field has 16. */
  private static final Pattern ZONE = Pattern.compile("[a-z0-9_@-]{1,16}");

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern COUNTER = Pattern.compile("[a-z0-9_.-]{1,64}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,32}");

  /** The token is 16 hex digits on today's server; its column is 17 wide, forks may widen it. */
  private static final Pattern WEB_AUTH_TOKEN = Pattern.compile("[!-~]{0,64}");

  /** 32 bytes in Base64. */
  private static final Pattern SIGNING_KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}");
  private static final Pattern CLIENT_DATE = Pattern.compile("20[0-9]{6}");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_.-]{16,128}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  /** RFC 7515 section 3.1; what a service puts into its tokens is its own affair. */
  private static final Pattern JWT = Pattern.compile("([A-Za-z0-9_-]+[.][A-Za-z0-9_.-]+)?");

  private static final int MAX_JWT = 8 * 1024;

  private Limits() {}

  /** True for a map name as zones are called: lower case, without {@code .gat}. */
  public static boolean isZone(String zone) {
    return zone != null && ZONE.matcher(zone).matches();
  }

  static int accountId(int accountId) {
    if (accountId <= 0) {
      throw new IllegalArgumentException("account_id must be a positive number, not " + accountId);
    }
    return accountId;
  }

  static List<Integer> accountIds(String field, Collection<Integer> ids) {
    if (ids.size() > MAX_SEES) {
      throw new IllegalArgumentException(
          field + " has " + ids.size() + " entries; at most " + MAX_SEES + " are allowed");
    }
    for (int id : ids) {
      accountId(id);
    }
    return List.copyOf(ids);
  }

  static String zone(String zone) {
    return require(ZONE, "zone", zone, "1 to 16 of a-z 0-9 _ @ -, lower case, without .gat");
  }

  static String fingerprint(String fingerprint) {
    return require(FINGERPRINT, "fingerprint", fingerprint, "64 lower-case hex digits (SHA-256)");
  }

  static String signingKey(String key) {
    return require(SIGNING_KEY, "signing_key", key, "32 bytes in Base64 (an Ed25519 public key)");
  }

  static String nonce(String nonce) {
    return require(NONCE, "nonce", nonce, "16 to 128 of A-Z a-z 0-9 _ . -");
  }

  static String base64(String field, String text, int most) {
    if (text == null || text.length() > most) {
      throw new IllegalArgumentException(field + " must have at most " + most + " characters");
    }
    return require(BASE64, field, text, "Base64 without line breaks");
  }

  static String jwt(String token) {
    if (token == null || token.length() > MAX_JWT) {
      throw new IllegalArgumentException("a token must have at most " + MAX_JWT + " characters");
    }
    return require(JWT, "the bearer token", token, "a JWT");
  }

  static String ticket(String ticket) {
    return require(TICKET, "ticket", ticket, "16 to 64 of A-Z a-z 0-9 _ -");
  }

  static String sessionId(String sessionId) {
    return require(SESSION_ID, "session_id", sessionId, "1 to 64 of A-Z a-z 0-9 _ -");
  }

  static String iceUrl(String url) {
    if (url.length() > 300 || !url.matches("(stun|turn):[!-~]+")) {
      throw new IllegalArgumentException("a server's URL is stun:HOST:PORT or turn:HOST:PORT");
    }
    return url;
  }

  static String turnText(String what, String text, int most) {
    if (text.isEmpty() || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a TURN server's " + what + " has 1 to " + most + " characters");
    }
    return text;
  }

  static String hostAndPort(String server) {
    return require(
        HOST_AND_PORT, "game_server", server, "HOST:PORT, like game.example.com:6900");
  }

  static String clientDate(String date) {
    return require(CLIENT_DATE, "client_date", date, "YYYYMMDD");
  }

  static int version(int version) {
    if (version < 0 || version > 255) {
      throw new IllegalArgumentException("version must be 0 to 255, not " + version);
    }
    return version;
  }

  static String ufrag(String ufrag) {
    return require(UFRAG, "ufrag", ufrag, "4 to 256 of A-Z a-z 0-9 + /");
  }

  static String pwd(String pwd) {
    return require(PWD, "pwd", pwd, "22 to 256 of A-Z a-z 0-9 + /");
  }

  static String candidate(String candidate) {
    return require(CANDIDATE, "candidate", candidate, "1 to 512 printable ASCII characters");
  }

  static String probe(String probe) {
    return require(CANDIDATE, "probe", probe, "1 to 512 printable ASCII characters");
  }

  static String ip(String field, String ip) {
    return require(IP, field, ip, "an IPv4 or IPv6 address");
  }

  static String webAuthToken(String token) {
    return require(
        WEB_AUTH_TOKEN, "web_auth_token", token, "at most 64 printable ASCII characters");
  }

  static String counter(String name) {
    return require(COUNTER, "counter name", name, "1 to 64 of a-z 0-9 _ . -");
  }

  static String code(String code) {
    return require(CODE, "code", code, "1 to 32 of a-z 0-9 -");
  }

  /** A sentence for people: bounded and without control characters, so that it may be logged. */
  static String sentence(String text) {
    String bounded = text.length() <= 512 ? text : text.substring(0, 512);
    return bounded.replaceAll("\\p{Cntrl}", " ");
  }

  /** The value itself is not repeated: it may be a secret or a megabyte. */
  private static String require(Pattern pattern, String field, String value, String allowed) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException(field + " must be " + allowed);
    }
    return value;
  }
}
