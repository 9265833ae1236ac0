package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import org.rop2p.transport.LinkDown;
import org.rop2p.transport.LinkListener;
import org.rop2p.transport.LinkPath;
import org.rop2p.transport.LinkUp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a listener's exceptions from the event loop. */
record SafeListener(LinkListener listener) implements LinkListener {
  private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

  @Override
  public void up(LinkUp up) {
    run(() -> listener.up(up));
  }

  @Override
  public void sealBroken() {
    run(listener::sealBroken);
  }

  @Override
  public boolean admits(int bytes) {
    try {
      return listener.admits(bytes);
    } catch (RuntimeException e) {
      LOG.error("The user of a peer link failed; the message is lost", e);
      return false;
    }
  }

  @Override
  public void reliable(ByteBuf message) {
    run(() -> listener.reliable(message));
  }

  @Override
  public void datagram(ByteBuf message) {
    run(() -> listener.datagram(message));
  }

  @Override
  public void pathChanged(LinkPath path) {
    run(() -> listener.pathChanged(path));
  }

  @Override
  public void down(LinkDown reason) {
    run(() -> listener.down(reason));
  }

  static void run(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("The user of a peer link failed; the link goes on", e);
    }
  }
}
