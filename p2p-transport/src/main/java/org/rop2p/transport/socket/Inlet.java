package org.rop2p.transport.socket;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.rop2p.transport.ice.Route;

/** Finds peers' datagrams in those of a relay. Event loop only. */
public interface Inlet {
  /**
   * A peer's datagram.
   *
   * @param payload a slice of the relay's datagram, which shares its reference count
   */
  record Arrival(Route from, ByteBuf payload) {}

  /** Whether a datagram from the relay starts like one that carries another. */
  boolean carries(ByteBuf datagram);

  /**
   * The datagram carried by this one.
   *
   * @param datagram remains the caller's
   * @return empty if it is malformed or of nobody we wish to hear
   */
  Optional<Arrival> unwrap(ByteBuf datagram);
}
