package org.rop2p.codec.detect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rop2p.codec.PacketVersion;

/**
 * The client date that is held, and why. Immutable.
 *
 * @param version the date whose tables are used
 * @param fitting every date that nothing speaks against; empty where none is looked for
 * @param why a sentence for each thing that told, the latest last
 */
public record ClientDate(
    PacketVersion version, Source source, Optional<Candidates> fitting, List<String> why) {
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

  /** The date held before anything has told. */
  public static ClientDate assumed(PacketVersion version) {
    return new ClientDate(version, Source.DEFAULT, Optional.empty(), List.of());
  }

  /** A date that the player has set. */
  public static ClientDate set(PacketVersion version) {
    return new ClientDate(version, Source.SET, Optional.empty(), List.of());
  }
}
