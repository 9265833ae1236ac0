package org.rop2p.transport.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rop2p.transport.DatagramFilter;
import org.rop2p.transport.stun.StunClass;
import org.rop2p.transport.stun.StunMessage;

/**
 * A path that is forgotten: from then on checks under the credentials that were used on it are
 * dropped, and everything else but STUN, until checks under others have gone both ways.
 */
final class ForgottenPath implements DatagramFilter {
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final Set<Direction> fresh = ConcurrentHashMap.newKeySet();
  private volatile boolean forgotten;

  void forget() {
    forgotten = true;
  }

  @Override
  public boolean pass(Direction direction, InetSocketAddress remote, ByteBuf datagram) {
    Optional<StunMessage> message = StunMessage.decode(ByteBufUtil.getBytes(datagram));
    if (message.isEmpty()) {
      return !forgotten || fresh.size() == Direction.values().length;
    }
    Optional<String> name =
        message
            .filter(stun -> stun.stunClass() == StunClass.REQUEST)
            .flatMap(StunMessage::username);
    if (name.isEmpty()) {
      return true;
    }
    if (!forgotten) {
      names.add(name.get());
      return true;
    }
    boolean known = names.contains(name.get());
    if (!known) {
      fresh.add(direction);
    }
    return !known;
  }
}
