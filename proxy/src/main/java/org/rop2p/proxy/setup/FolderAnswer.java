package org.rop2p.proxy.setup;

import java.util.Optional;

/**
 * What is to be said of the folder that a person named.
 *
 * @param ok whether one can go on with it; also true of {@link State#EMPTY}
 * @param file the file that names the server, as seen from the folder; empty if there is none
 * @param sentence for people, one, with the remedy if there is one
 * @param server {@code host:port} that the game goes to without us, where a file tells it
 */
public record FolderAnswer(
    State state, boolean ok, String file, String sentence, Optional<String> server) {

  /** Where the client gets its server from. */
  public enum State {
    /** From a file that we can change. */
    READY,
    /** From a file that names the proxy. */
    POINTED,
    /** From a file inside an archive of the game. */
    IN_GRF,
    /** From nowhere that we can find. */
    MISSING,
    /** No folder was named. */
    EMPTY
  }
}
