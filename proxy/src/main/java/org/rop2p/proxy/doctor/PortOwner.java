package org.rop2p.proxy.doctor;

import java.util.Locale;

/**
 * The program that listens on a port.
 *
 * @param process its number, 0 if not known
 * @param name of its file, empty if not known
 * @param everywhere whether it listens on all addresses of this machine
 */
public record PortOwner(long process, String name, boolean everywhere, Kind kind) {
  /** Nothing is known but that there is one. */
  public static final PortOwner UNKNOWN = new PortOwner(0, "", true);

  private static final String GAME_SERVER = "(login|char|map)[-_ ]?(server|serv).*";

  /** What it is to a player. */
  public enum Kind {
    /** One of rAthena's. */
    GAME_SERVER,
    /** This program, started twice. */
    RO_P2P,
    OTHER
  }

  PortOwner(long process, String name, boolean everywhere) {
    this(
        process,
        name,
        everywhere,
        name.toLowerCase(Locale.ROOT).matches(GAME_SERVER) ? Kind.GAME_SERVER : Kind.OTHER);
  }

  /** As in a sentence. */
  public String words() {
    if (process == 0) {
      return "another program";
    }
    return name.isEmpty()
        ? "another program (process %d)".formatted(process)
        : "%s (process %d)".formatted(name, process);
  }

  /** Whether the player may want to end it. */
  boolean isMovable() {
    return kind != Kind.GAME_SERVER;
  }

  PortOwner named(String found) {
    return new PortOwner(process, found, everywhere);
  }

  PortOwner asRoP2p() {
    return new PortOwner(process, name, everywhere, Kind.RO_P2P);
  }
}
