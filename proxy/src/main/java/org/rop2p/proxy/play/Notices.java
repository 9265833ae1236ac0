package org.rop2p.proxy.play;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.NpcChat;
import org.rop2p.proxy.relay.SessionHandler.Outlet;
import org.rop2p.proxy.words.Line;

/** The own client's chat window, for lines of the proxy's own. */
record Notices(Protocol protocol, Outlet client) {
  /** Shows a line, unless the client does not read or its date has no packet for it. */
  void say(Line line) {
    if (protocol.has(Packet.ZC_NPC_CHAT)) {
      ByteBuf frame = PooledByteBufAllocator.DEFAULT.buffer();
      new NpcChat(NpcChat.NOBODY, line.tone().colour(), line.text()).write(frame, protocol);
      client.inject(frame);
    }
  }
}
