package org.rop2p.proxy.setup;

import java.util.Optional;
import org.rop2p.proxy.config.ProxyConfig.Privacy;

/**
 * What is to be said of the one address that a person typed.
 *
 * @param ok whether one can play with it
 * @param sentence for people, one, with the remedy if there is one
 * @param server {@code host:port} of the game server, empty if not known
 * @param clientDate {@code YYYYMMDD}, where a coordinator names it
 * @param privacy what the coordinator wants unless the player says otherwise
 */
public record AddressAnswer(
    boolean ok,
    Kind kind,
    String sentence,
    String server,
    Optional<String> clientDate,
    Optional<Privacy> privacy) {

  /** What the address is of; when nobody can tell, {@link #SERVER}. */
  public enum Kind {
    SERVER,
    COORDINATOR
  }

  static AddressAnswer bad(Kind kind, String sentence) {
    return new AddressAnswer(false, kind, sentence, "", Optional.empty(), Optional.empty());
  }
}
