package org.rop2p.transport;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What two sides tell each other to make a link by probing, where one is behind a symmetric NAT and
 * the other behind a cone. It is the sender's word alone: an address counts only if somebody else
 * has seen the sender there.
 *
 * @param nat of the sender
 * @param address IPv4, of the sender's main socket as a STUN server sees it; behind a symmetric NAT
 *     the port means nothing to the peer
 * @param samples ports that a STUN server has seen of fresh sockets, in the order they asked; with
 *     {@link Step#SAMPLES} 1 to {@link #MAX_SAMPLES}, else none
 * @param ufrag of the sender, whose attempt at a link it is for
 */
public record ProbeSignal(
    Step step, Nat nat, InetSocketAddress address, List<Integer> samples, String ufrag) {
  /** What the sender says. */
  public enum Step {
    /** The ordinary checks have failed here, and this is my NAT. */
    OFFER,
    /** I would begin now. */
    AGREE,
    /** The ports I get; my sockets are being opened. */
    SAMPLES,
    /** I am not at it, or no longer. */
    END;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who has none, or another one, has nothing to say. */
  public enum Nat {
    CONE,
    SYMMETRIC;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final int MAX_SAMPLES = 8;

  /** Longer texts are refused unread; with the longest ufrag ours have 360 characters. */
  private static final int MAX_TEXT = 400;

  private static final String NAME = "probe:";
  private static final String VERSION = NAME + "1 ";
  private static final int MAX_PORT = 65_535;
  private static final String NONE = "-";

  private static final Pattern OTHER_VERSION = Pattern.compile("probe:[1-9][0-9]{0,3} .*");

  private static final Pattern FIELDS =
      Pattern.compile(
          "probe:1 (offer|agree|samples|end) (cone|symmetric) ([0-9.]{7,15}) ([1-9][0-9]{0,4})"
              + " (-|[1-9][0-9]{0,4}(?:,[1-9][0-9]{0,4}){0,7}) ([A-Za-z0-9+/]{4,256})");

  /**
   * @throws IllegalArgumentException if a value is outside its range
   */
  public ProbeSignal {
    samples = List.copyOf(samples);
    if (!(address.getAddress() instanceof Inet4Address) || address.getPort() == 0) {
      throw new IllegalArgumentException("A probe signal needs a literal IPv4 address and a port");
    }
    if (samples.isEmpty() == (step == Step.SAMPLES) || samples.size() > MAX_SAMPLES) {
      throw new IllegalArgumentException("A probe signal has 1 to 8 samples if it is to have some");
    }
    if (samples.stream().anyMatch(port -> port < 1 || port > MAX_PORT)) {
      throw new IllegalArgumentException("A sample of a probe signal is a port");
    }
    IceDescription.ufrag(ufrag);
  }

  /** One line of printable ASCII, which {@link #parse} reads. */
  public String toText() {
    String ports = samples.stream().map(String::valueOf).collect(Collectors.joining(","));
    return VERSION
        + String.join(
            " ",
            step.word(),
            nat.word(),
            NetUtil.toAddressString(address.getAddress()),
            String.valueOf(address.getPort()),
            ports.isEmpty() ? NONE : ports,
            ufrag);
  }

  /**
   * Reads what {@link #toText} has written, and nothing else.
   *
   * @return empty if it is of another version, which is no error
   * @throws IllegalArgumentException if it is malformed
   */
  public static Optional<ProbeSignal> parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("A probe signal has at most 400 characters");
    }
    if (!text.startsWith(VERSION) && OTHER_VERSION.matcher(text).matches()) {
      return Optional.empty();
    }
    Matcher fields = FIELDS.matcher(text);
    if (!fields.matches()) {
      throw new IllegalArgumentException("A probe signal has seven fields of its own form");
    }
    return Optional.of(
        new ProbeSignal(
            Step.valueOf(fields.group(1).toUpperCase(Locale.ROOT)),
            Nat.valueOf(fields.group(2).toUpperCase(Locale.ROOT)),
            new InetSocketAddress(literal(fields.group(3)), port(fields.group(4))),
            samples(fields.group(5)),
            fields.group(6)));
  }

  private static List<Integer> samples(String text) {
    return text.equals(NONE)
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(ProbeSignal::port).toList();
  }

  private static int port(String digits) {
    int port = Integer.parseInt(digits);
    if (port > MAX_PORT) {
      throw new IllegalArgumentException("A port of a probe signal is too large");
    }
    return port;
  }

  private static InetAddress literal(String text) {
    byte[] ip = NetUtil.createByteArrayFromIpAddressString(text);
    try {
      InetAddress address = ip == null ? null : InetAddress.getByAddress(ip);
      if (address == null || !NetUtil.toAddressString(address).equals(text)) {
        throw new IllegalArgumentException("A probe signal has a literal IPv4 address");
      }
      return address;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("A probe signal has a literal IPv4 address", e);
    }
  }
}
