package org.rop2p.transport;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * One UDP address at which a peer may be reached (RFC 8445 section 5.3, RFC 8839 section 5.1).
 *
 * <p>Always component 1 and always a literal IP: a name is never resolved.
 *
 * @param foundation 1 to 32 ice-chars; equal for candidates of one type, base and STUN server
 * @param priority 1 to 2^31 - 1
 * @param address resolved, unicast, with a port
 * @param type how the address was found
 * @param ufrag of the side that signals it, whose checks it is for; empty while it is nobody's yet
 */
public record IceCandidate(
    String foundation,
    long priority,
    InetSocketAddress address,
    CandidateType type,
    Optional<String> ufrag) {
  /** Longer lines are refused unread; the longest of ours has about 120 characters. */
  private static final int MAX_SDP = 512;

  private static final int MAX_FOUNDATION = 32;
  private static final long MAX_PRIORITY = Integer.MAX_VALUE;
  private static final int MAX_LOCAL_PREFERENCE = 65_535;
  private static final int COMPONENT = 1;

  /** Fields before the extensions: foundation to type. */
  private static final int FIELDS = 8;

  /**
   * @throws IllegalArgumentException if a value is outside its range
   */
  public IceCandidate {
    if (foundation.isEmpty()
        || foundation.length() > MAX_FOUNDATION
        || !foundation.chars().allMatch(IceCandidate::isIceChar)) {
      throw new IllegalArgumentException("An ICE foundation is 1 to 32 letters and digits");
    }
    if (priority < 1 || priority > MAX_PRIORITY) {
      throw new IllegalArgumentException("An ICE priority is 1 to 2147483647");
    }
    if (address.isUnresolved() || address.getPort() == 0) {
      throw new IllegalArgumentException("An ICE candidate needs a literal IP and a port");
    }
  }

  /**
   * A candidate with the priority of RFC 8445 section 5.1.2.1.
   *
   * @param localPreference 0 to 65535, larger is better
   */
  public static IceCandidate of(
      CandidateType type, int localPreference, InetSocketAddress address) {
    String family = address.getAddress().getAddress().length == 4 ? "4" : "6";
    return new IceCandidate(
        type.word() + family + (MAX_LOCAL_PREFERENCE - localPreference),
        priority(type, localPreference),
        address,
        type,
        Optional.empty());
  }

  /** The same, as one side signals it: what is left of an earlier attempt is told by it. */
  public IceCandidate withUfrag(String ufrag) {
    return new IceCandidate(foundation, priority, address, type, Optional.of(ufrag));
  }

  /** Priority of component 1 (RFC 8445 section 5.1.2.1). */
  public static long priority(CandidateType type, int localPreference) {
    return ((long) type.preference() << 24) + ((long) localPreference << 8) + (256 - COMPONENT);
  }

  /** The candidate line of RFC 8839, without {@code a=}; a related address is never given away. */
  public String toSdp() {
    String line =
        "candidate:%s %d udp %d %s %d typ %s"
            .formatted(
                foundation,
                COMPONENT,
                priority,
                NetUtil.toAddressString(address.getAddress()),
                address.getPort(),
                type.word());
    String related =
        type == CandidateType.HOST ? "" : isIpv6() ? " raddr :: rport 9" : " raddr 0.0.0.0 rport 9";
    return line + related + ufrag.map(own -> " ufrag " + own).orElse("");
  }

  /**
   * Reads a candidate line, with or without {@code a=}; extensions but {@code ufrag} are skipped.
   *
   * @throws IllegalArgumentException if it is none, not UDP, not component 1 or not a literal IP
   */
  public static IceCandidate parse(String sdp) throws IllegalArgumentException {
    if (sdp.length() > MAX_SDP) {
      throw new IllegalArgumentException("An ICE candidate line has at most 512 characters");
    }
    String line = sdp.startsWith("a=") ? sdp.substring(2) : sdp;
    if (!line.startsWith("candidate:")) {
      throw new IllegalArgumentException("An ICE candidate line starts with 'candidate:'");
    }
    String[] field = line.substring("candidate:".length()).trim().split(" +", -1);
    if (field.length < FIELDS || !field[6].equals("typ")) {
      throw new IllegalArgumentException("An ICE candidate line has eight fields");
    }
    if (number(field[1], COMPONENT) != COMPONENT) {
      throw new IllegalArgumentException("Only ICE component 1 is used");
    }
    if (!field[2].toLowerCase(Locale.ROOT).equals("udp")) {
      throw new IllegalArgumentException("Only UDP candidates are used");
    }
    return new IceCandidate(
        field[0],
        number(field[3], MAX_PRIORITY),
        new InetSocketAddress(literal(field[4]), (int) number(field[5], 65_535)),
        CandidateType.ofWord(field[7]),
        ufrag(field));
  }

  /** Extensions are pairs of a name and a value (RFC 8839 section 5.1). */
  private static Optional<String> ufrag(String[] field) {
    for (int i = FIELDS; i + 1 < field.length; i += 2) {
      if (field[i].equals("ufrag")) {
        return Optional.of(IceDescription.ufrag(field[i + 1]));
      }
    }
    return Optional.empty();
  }

  boolean isIpv6() {
    return address.getAddress().getAddress().length == 16;
  }

  private static InetAddress literal(String text) {
    byte[] ip = NetUtil.createByteArrayFromIpAddressString(text);
    if (ip == null || text.indexOf('%') >= 0) {
      throw new IllegalArgumentException("An ICE candidate has a literal IP, not a name");
    }
    try {
      return InetAddress.getByAddress(ip);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An ICE candidate has a literal IP, not a name", e);
    }
  }

  private static long number(String text, long max) {
    // Nine to ten digits fit a long; anything longer is out of every range here.
    if (text.isEmpty() || text.length() > 10 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("A number of an ICE candidate line is malformed");
    }
    long value = Long.parseLong(text);
    if (value > max) {
      throw new IllegalArgumentException("A number of an ICE candidate line is too large");
    }
    return value;
  }

  private static boolean isIceChar(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }
}
