package org.rop2p.testbed.client;

import java.io.IOException;

/** A session that can't go on: refused, hung up on, or a stream that no client could read. */
final class ConnectionLostException extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectionLostException(String sentence) {
    super(sentence);
  }
}
