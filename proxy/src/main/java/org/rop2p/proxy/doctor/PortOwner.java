package org.rop2p.proxy.doctor;

import java.util.Locale;

/**
 * The program that listens on a port.
 *
 * @param process its number, 0 if not known
 * @param name of its file, empty if not known
 * @param everywhere whether it listens on all addresses of this machine
 */
public record PortOwner(long process, String name, boolean everywhere) {
  /** Nothing is known but that there is one. */
  public static final PortOwner UNKNOWN = new PortOwner(0, "", true);

  /** As in a sentence. */
  public String words() {
    if (process == 0) {
      return "another program";
    }
    return name.isEmpty()
        ? "another program (process %d)".formatted(process)
        : "%s (process %d)".formatted(name, process);
  }

  /** Whether it is one of rAthena's servers on this machine. */
  public boolean isGameServer() {
    return name.toLowerCase(Locale.ROOT).matches("(login|char|map)[-_ ]?(server|serv).*");
  }

  PortOwner named(String found) {
    return new PortOwner(process, found, everywhere);
  }
}
