package org.rop2p.coordinator.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address or a network in CIDR notation (RFC 4632, RFC 4291 section 2.3).
 *
 * @param prefix how many leading bits of the address count
 */
public record Network(InetAddress address, int prefix) {
  /** Digits and colons only, so that no name is ever looked up. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or one address; empty if it is neither. */
  public static Optional<Network> of(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = address.get().getAddress().length * 8;
    String prefix = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
    return prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) <= bits
        ? Optional.of(new Network(address.get(), Integer.parseInt(prefix)))
        : Optional.empty();
  }

  /** Reads a numeric address; IPv4 mapped into IPv6 becomes IPv4. */
  public static Optional<InetAddress> address(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether the address lies in it; one of the other family never does. */
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] its = other.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if ((mine[bit / 8] ^ its[bit / 8]) << (bit % 8) << 24 < 0) {
        return false;
      }
    }
    return true;
  }
}
