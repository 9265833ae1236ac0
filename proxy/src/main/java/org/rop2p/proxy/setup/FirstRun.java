package org.rop2p.proxy.setup;

import java.nio.file.Path;
import org.rop2p.proxy.config.ProxyConfig.Privacy;

/**
 * The first run: asks about address and folder, writes {@code conf/p2p_config.json}, points the
 * client at the proxy, and can put it back. Thread-safe; every method blocks for files, {@link
 * #check} and {@link #start} some seconds at most for the network. None throws for what a person or
 * a file says: that is in the answer's sentence.
 */
public final class FirstRun {
  /**
   * What is known so far.
   *
   * @param address as a person would type it; empty if not known
   * @param folder of the game; empty if not known
   * @param listen {@code host:port} where the client will connect
   * @param complete whether the configuration is enough to play
   */
  public record Known(
      String address, String folder, Privacy privacy, String listen, boolean complete) {}

  /** What is to be said of both fields. */
  public record Checked(AddressAnswer address, FolderAnswer folder) {}

  private final Path home;

  private FirstRun(Path home) {
    this.home = home;
  }

  /**
   * The first run in a folder.
   *
   * @param home where {@code conf/} is, or is to be
   */
  public static FirstRun in(Path home) {
    return new FirstRun(home);
  }

  /** The file that {@link #start} writes, whether it is there or not. */
  public Path configFile() {
    return home.resolve("conf").resolve("p2p_config.json");
  }

  /** What the configuration says, or nothing. */
  public Known known() {
    throw new UnsupportedOperationException();
  }

  /** Judges what stands in the two fields; changes nothing. */
  public Checked check(String address, String folder) {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the configuration and points the client; starts no proxy. When it fails nothing is
   * changed.
   *
   * @param folder empty: the client is left alone
   */
  public Outcome start(String address, String folder, Privacy privacy) {
    throw new UnsupportedOperationException();
  }

  /** Puts the client's file back as it was, byte for byte. */
  public Outcome undo() {
    throw new UnsupportedOperationException();
  }
}
