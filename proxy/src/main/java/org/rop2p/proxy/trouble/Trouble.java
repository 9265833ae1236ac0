package org.rop2p.proxy.trouble;

/**
 * Something that is wrong as long as it is told.
 *
 * @param topic what it is about
 * @param sentence what is wrong and what to do, as the log has it, too
 */
public record Trouble(Topic topic, String sentence) {
  /** In the order in which they are shown: what keeps a player from playing comes first. */
  public enum Topic {
    SERVER,
    CLIENT,
    CONFIG,
    COORDINATOR,
    TOKEN,
    UDP,
    RELAY;

    /** Whether nobody plays where this is wrong; else only links are missing. */
    public boolean isVital() {
      return this == SERVER;
    }
  }
}
