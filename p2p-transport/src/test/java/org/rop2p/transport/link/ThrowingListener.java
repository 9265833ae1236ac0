package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;

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
