package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;

/**
 * What the proxy does with the packets it knows on one connection. Called on the connection's event
 * loop. Frames are lent: valid during the call, to be changed in place only where the length stays.
 */
public interface SessionHandler {
  /** The fate of a frame. */
  enum Verdict {
    /** Forward it, with whatever was changed in place. */
    PASS,
    /** The handler took its meaning; the other side does not get it. */
    DROP,
    /**
     * Not decided yet: nothing more is taken from this direction until {@link Lane#resume()}. Only
     * for frames from the server.
     */
    WAIT
  }

  /** One direction of the connection, as a handler may use it. */
  interface Lane {
    /**
     * Sends a frame of the proxy's own making to this lane's receiver, behind everything already
     * forwarded and before the frame being looked at. Takes ownership.
     */
    void inject(ByteBuf frame);

    /** Takes a frame up again after {@link Verdict#WAIT}; it is shown to the handler anew. */
    void resume();
  }

  /** Called once, before the first frame, when the server connection stands. */
  default void opened(Lane toServer, Lane toClient) {}

  /** Whether {@link #frame} shall see such packets now; all others pass without a look. */
  boolean wants(Packet packet);

  /**
   * Decides about a known packet.
   *
   * @param frame readable bytes are exactly the frame
   */
  Verdict frame(Packet packet, Direction direction, ByteBuf frame);

  /** The receiver of frames in {@code direction} gets no more frames: framing was lost. */
  default void blind(Direction direction) {}

  /** The connection is over. */
  default void closed() {}
}
