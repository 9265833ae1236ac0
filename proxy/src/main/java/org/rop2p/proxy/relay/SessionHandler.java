package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;

/**
 * What the proxy does with the packets it knows on one connection. Called on the connection's event
 * loop. Frames are lent: valid during the call, to be changed in place only where the length stays.
 *
 * <p>A handler that throws anything but {@link UnreadableFrameException} is defective: it is told
 * that the connection went blind, and the frame passes.
 */
public interface SessionHandler {
  /** The fate of a frame. */
  enum Verdict {
    /** Forward it, with whatever was changed in place. */
    PASS,
    /** The handler took its meaning; the other side does not get it. */
    DROP,
    /**
     * Not decided yet: nothing more is taken from this direction until {@link Outlet#resume()}.
     * Only for frames from the server.
     */
    WAIT
  }

  /**
   * The end of one direction, as a handler may use it. To be called on the connection's event loop.
   */
  interface Outlet {
    /** Whether the receiver keeps up: false while it has not taken what was sent before. */
    boolean writable();

    /**
     * Sends a frame of the proxy's own making to the receiver, behind everything already forwarded
     * and before the frame being looked at. Takes ownership.
     *
     * @return false when the frame was dropped: this direction is over or no longer framed, or the
     *     receiver is the client and is not {@link #writable()}. The server is sent every frame,
     *     since each stands for one of the client's, whose number back-pressure bounds.
     */
    boolean inject(ByteBuf frame);

    /** Whether frames may be kept from the receiver: not where a running key masks their ids. */
    boolean mayWithhold();

    /** Takes a frame up again after {@link Verdict#WAIT}; it is shown to the handler anew. */
    void resume();

    /** The receiver may be sent this account id without a frame around it, before any frame. */
    void expectAccountId(int accountId);
  }

  /** Called once, before the first frame, when the server connection stands. */
  default void opened(Outlet toServer, Outlet toClient) {}

  /** Whether {@link #frame} shall see such packets now; all others pass without a look. */
  boolean wants(Packet packet);

  /** Whether the server must find such a packet alone in its buffer; from the client only. */
  default boolean alone(Packet packet) {
    return false;
  }

  /**
   * Decides about a known packet.
   *
   * @param frame readable bytes are exactly the frame
   * @throws UnreadableFrameException when it does not hold what its layout promises; it passes
   */
  Verdict frame(Packet packet, Direction direction, ByteBuf frame);

  /**
   * A frame passes that {@link #frame} was not shown, or could not read. What is injected into its
   * direction now arrives before it. Called for every such frame: must be cheap.
   */
  default void passing(Direction direction) {}

  /**
   * The client has ended its stream. What is injected to the server now still arrives before that
   * end; afterwards nothing can be injected there.
   */
  default void clientEnding() {}

  /**
   * The receiver of frames in {@code direction} gets no more frames, since framing was lost, or
   * this handler failed. What is injected now still arrives before the first byte that is no frame.
   */
  default void blind(Direction direction) {}

  /** The connection is over. */
  default void closed() {}
}
