package org.rop2p.proxy.steps;

import io.netty.buffer.ByteBuf;

/** The own client, as frames of ours reach it. */
public interface ClientSide {
  /** Whether it takes what is shown. */
  boolean takesMore();

  /** Shows a frame before the one being looked at. Takes ownership. */
  void show(ByteBuf frame);

  /** A peer's copy of {@code what} is on the screen, and the server's may come. */
  default void peerShown(int author, Object what, long now) {}

  /** The server's copy of {@code what} has come and was not shown. */
  default void serverCopied(int author, Object what, long now) {}
}
