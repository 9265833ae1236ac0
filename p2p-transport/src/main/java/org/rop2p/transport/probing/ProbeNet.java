package org.rop2p.transport.probing;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.rop2p.transport.ice.Base;
import org.rop2p.transport.ice.Route;

/**
 * What an attempt does to the world: the sockets that one link has beside the endpoint's, what is
 * sent, and a clock. Used on one thread only.
 */
public interface ProbeNet {
  /** Nanoseconds. */
  long now();

  RandomGenerator random();

  /** Sends a STUN message; lost ones are nobody's concern. */
  void send(Route route, byte[] stun);

  /**
   * Opens a socket; IPv4 alone can be reached from it.
   *
   * @param opened told later whether it is open, unless it is closed by then
   */
  Base open(Consumer<Boolean> opened);

  /** What is open or being opened. */
  List<Base> sockets();

  void close(Base base);

  /** Wakes the attempt then, and not before; {@link Long#MAX_VALUE} for never. */
  void wakeAt(long deadline);
}
