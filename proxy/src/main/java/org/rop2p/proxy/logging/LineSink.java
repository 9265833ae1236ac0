package org.rop2p.proxy.logging;

import java.io.IOException;

/** Where lines end up. Called by one thread. */
interface LineSink {
  /**
   * Writes one or more whole lines, each with its line end; may block for as long as it likes.
   *
   * @throws IOException when they are lost; later ones are tried all the same
   */
  void write(String lines) throws IOException;
}
