package org.rop2p.bench.relay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.OptionalLong;

/** One way from client to map server, ready for clients. {@link #close} ends what was started. */
interface Candidate extends Closeable {
  /** Where the next client is to connect for its map connection. */
  InetSocketAddress map() throws IOException;

  /** The process in between, if there is one. */
  OptionalLong pid();

  /** Whether that process is a JVM. */
  boolean jvm();
}
