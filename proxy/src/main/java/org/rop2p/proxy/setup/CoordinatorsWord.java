package org.rop2p.proxy.setup;

import java.nio.file.Path;
import org.rop2p.proxy.config.ConfigFile;
import org.rop2p.proxy.config.ProxyConfig;

/**
 * What a coordinator says at each start about the game server and its client, unless the player
 * says it himself.
 */
public final class CoordinatorsWord {
  private CoordinatorsWord() {}

  /**
   * The same with the game server and, unless {@code dateGiven}, the client date that the
   * coordinator names; what it said last if it does not answer. Asks only where no server is named.
   * Blocks a few seconds at most.
   *
   * @param config merged from file and flags
   * @param file what {@code config} was read from; keeps what was said last in it
   * @param path of {@code file}, or null: nothing is kept
   * @param dateGiven whether file or flag name a client date
   * @throws org.rop2p.proxy.config.ProxyStartException with one sentence when no server is known
   */
  public static ProxyConfig complete(
      ProxyConfig config, ConfigFile file, Path path, boolean dateGiven) {
    throw new UnsupportedOperationException();
  }
}
