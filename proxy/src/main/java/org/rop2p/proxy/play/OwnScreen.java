package org.rop2p.proxy.play;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.ClockTick;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.relay.SessionHandler.Outlet;
import org.rop2p.proxy.routing.HeadStart;
import org.rop2p.proxy.speech.OwnSide;
import org.rop2p.proxy.steps.ClientSide;

/**
 * The own client's screen, and the server behind it.
 *
 * @param clearance run before anything is sent to the server
 * @param headStart how much earlier than the server peers are shown
 */
record OwnScreen(
    int account,
    Protocol protocol,
    Outlet server,
    Outlet client,
    Runnable clearance,
    HeadStart headStart)
    implements OwnSide, ClientSide {
  @Override
  public void clearTheWay() {
    clearance.run();
  }

  @Override
  public void toServer(byte[] frame) {
    server.inject(Unpooled.wrappedBuffer(frame));
  }

  @Override
  public void askTime() {
    clearance.run();
    ByteBuf frame = PooledByteBufAllocator.DEFAULT.buffer();
    new ClockTick(0).writeRequest(frame, protocol); // servers take no notice of a client's clock
    server.inject(frame);
  }

  @Override
  public void show(int author, Content content) {
    ByteBuf frame = PooledByteBufAllocator.DEFAULT.buffer();
    Frames.write(frame, author, author == account, content, protocol);
    client.inject(frame);
  }

  @Override
  public void show(ByteBuf frame) {
    client.inject(frame);
  }

  @Override
  public boolean takesMore() {
    return client.writable();
  }

  @Override
  public void peerShown(int author, Object what, long now) {
    headStart.shown(author, what, now);
  }

  @Override
  public void serverCopied(int author, Object what, long now) {
    headStart.copied(author, what, now);
  }

  /** Whether the client's date has a packet for it. */
  boolean knows(Content content) {
    return !(content instanceof Content.Emote emote)
        || emote.emoticon().isClassic()
        || protocol.has(Packet.ZC_EMOTION_EXPANSION);
  }
}
