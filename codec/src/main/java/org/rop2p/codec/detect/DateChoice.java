package org.rop2p.codec.detect;

import java.util.Locale;
import java.util.Optional;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

/**
 * What the player says about the client date: {@code --packetver auto|YYYYMMDD[:main|re|zero]}.
 *
 * @param date empty: it is to be found
 */
public record DateChoice(Optional<PacketVersion> date) {
  /** The date is found from what connections look like. */
  public static final DateChoice AUTO = new DateChoice(Optional.empty());

  /** This date and no other. */
  public static DateChoice of(PacketVersion version) {
    return new DateChoice(Optional.of(version));
  }

  /**
   * Reads {@code auto} or a client date.
   *
   * @throws IllegalArgumentException with a sentence for people, when the text has another form or
   *     the date is not supported
   */
  public static DateChoice parse(String text) {
    return text.toLowerCase(Locale.ROOT).equals("auto")
        ? AUTO
        : of(Protocol.of(PacketVersion.parse(text)).version());
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return date.map(PacketVersion::toString).orElse("auto");
  }
}
