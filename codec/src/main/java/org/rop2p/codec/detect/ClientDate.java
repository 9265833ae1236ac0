package org.rop2p.codec.detect;

import java.util.List;
import java.util.Locale;
import org.rop2p.codec.PacketVersion;

/**
 * The client date that is held, and why. Immutable.
 *
 * @param version the date whose tables are used
 * @param fitting for people: every date that nothing speaks against, {@code 20211103 or later re}
 * @param why a sentence for each thing that told, the latest last
 */
public record ClientDate(PacketVersion version, Source source, String fitting, List<String> why) {
  /** Where the date is from. */
  public enum Source {
    /** The player has said so. */
    SET,
    /** Connections have told. */
    FOUND,
    /** Nothing has told yet. */
    DEFAULT;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ClientDate {
    why = List.copyOf(why);
  }

  /** A date that the player has set. */
  public static ClientDate set(PacketVersion version) {
    return new ClientDate(version, Source.SET, version.toString(), List.of());
  }
}
