package org.rop2p.proxy.steps;

import io.netty.buffer.ByteBuf;

/** The own client, as frames of ours reach it. */
public interface ClientSide {
  /** Whether it takes what is shown. */
  boolean takesMore();

  /** Shows a frame before the one being looked at. Takes ownership. */
  void show(ByteBuf frame);
}
