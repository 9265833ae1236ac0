package org.rop2p.transport.link;

import io.netty.channel.ChannelInitializer;
import io.netty.incubator.codec.quic.QuicChannel;
import java.util.Optional;
import org.rop2p.transport.quic.QuicCodecs;

/** Gives a connection that a peer opens to the link of its virtual address. */
final class AcceptedConnections extends ChannelInitializer<QuicChannel> {
  private final LinkTable table;

  AcceptedConnections(LinkTable table) {
    this.table = table;
  }

  @Override
  protected void initChannel(QuicChannel channel) {
    Optional<LinkSession> link = table.numbered(QuicCodecs.linkOf(channel));
    if (link.isPresent()) {
      link.get().accept(channel);
    } else {
      channel.close();
    }
  }
}
