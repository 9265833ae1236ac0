package org.rop2p.transport;

import io.netty.buffer.ByteBuf;

/** Runs the same thing whatever happens. */
record ThrowingListener(Runnable reaction) implements LinkListener {
  @Override
  public void up(LinkUp up) {
    reaction.run();
  }

  @Override
  public void reliable(ByteBuf message) {
    reaction.run();
  }

  @Override
  public void datagram(ByteBuf message) {
    reaction.run();
  }

  @Override
  public void pathChanged(LinkPath path) {
    reaction.run();
  }

  @Override
  public void down(LinkDown reason) {
    reaction.run();
  }
}
