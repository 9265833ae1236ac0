package org.rop2p.transport.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicStreamChannel;
import io.netty.incubator.codec.quic.QuicStreamType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.quic.Conversation.Heard;
import org.rop2p.transport.seal.Hello;
import org.rop2p.transport.socket.VirtualAddress;

/**
 * A QUIC client whose certificate the honest side pins, with a stream on which it may write
 * anything. Both sockets are on this machine; no ICE.
 */
final class RawPeer implements AutoCloseable {
  private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);
  private static final int LINK = 1;
  private static final long PATIENCE_SECONDS = 20;

  private final EventLoopGroup group = new NioEventLoopGroup(1);
  private final CompletableFuture<ByteBuf> theirHello = new CompletableFuture<>();
  private final BlockingQueue<byte[]> datagrams = new LinkedBlockingQueue<>();
  private QuicChannel channel;
  private QuicStreamChannel stream;
  private Conversation conversation;
  private volatile LinkConnection honest;

  /** Connects to a new connection of the honest side, which wishes the seal. */
  static RawPeer connect(ConnectionListener honest) throws Exception {
    RawPeer peer = new RawPeer();
    Identity ours = Identity.create();
    Identity theirs = Identity.create();
    ChannelInitializer<QuicChannel> accept =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(QuicChannel opened) {
            peer.honest =
                LinkConnection.accept(opened, ours.fingerprint(), true, peer::fromHonest, honest);
          }
        };
    Wire atServer = new Wire();
    Wire atClient = new Wire();
    Channel server =
        peer.bind(
            atServer,
            QuicCodecs.server(
                theirs, pinning(ours.fingerprint()), accept, LinkConnection.acceptedStreams()));
    Channel client = peer.bind(atClient, QuicCodecs.client(ours, pinning(theirs.fingerprint())));
    atServer.remote = (InetSocketAddress) client.localAddress();
    atClient.remote = (InetSocketAddress) server.localAddress();
    peer.channel =
        QuicChannel.newBootstrap(client)
            .remoteAddress(VirtualAddress.of(LINK))
            .handler(new ChannelInboundHandlerAdapter())
            .connect()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    peer.stream =
        peer.channel
            .createStream(QuicStreamType.BIDIRECTIONAL, peer.new Streamed())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return peer;
  }

  /** Says hello as an honest peer does, and hears the other side's. */
  void greet(boolean sealed) throws Exception {
    conversation = new Conversation(true, Hello.create(sealed, new SecureRandom()), bytes -> true);
    stream(conversation.hello(HEAP));
    ByteBuf hello = theirHello.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    conversation.hearFrame(hello.slice(Frame.LENGTH_BYTES, Frame.TYPE_BYTES + Hello.LENGTH));
  }

  /** A message as an honest peer would send it by the stream. */
  ByteBuf sealed(String text) {
    return conversation.message(Unpooled.copiedBuffer(text, UTF_8), HEAP);
  }

  /** A ping as an honest peer would send it. */
  ByteBuf ping(long number) {
    return conversation.number(Frame.PING, number, HEAP);
  }

  /** What the honest side's next datagram means. */
  Heard nextDatagram() throws InterruptedException {
    byte[] datagram = datagrams.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(datagram, "nothing more came");
    return conversation.hearDatagram(Unpooled.wrappedBuffer(datagram));
  }

  private void fromHonest(ByteBuf datagram) {
    datagrams.add(ByteBufUtil.getBytes(datagram));
    datagram.release();
  }

  /** A message as an honest peer would send it by datagram. */
  ByteBuf sealedDatagram(String text) {
    return conversation.datagram(Unpooled.copiedBuffer(text, UTF_8), HEAP);
  }

  void say(String text) {
    stream(sealed(text));
  }

  void tell(String text) {
    datagram(sealedDatagram(text));
  }

  /** Writes these bytes on the stream. */
  void stream(ByteBuf bytes) {
    stream.writeAndFlush(bytes);
  }

  /** Hands the honest side what comes from our address by no stream. */
  void datagram(ByteBuf datagram) {
    group
        .next()
        .execute(
            () -> {
              honest.receive(datagram);
              datagram.release();
            });
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  private Channel bind(Wire wire, ChannelHandler codec) throws InterruptedException {
    return new Bootstrap()
        .group(group)
        .channel(NioDatagramChannel.class)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel socket) {
                socket.pipeline().addLast(wire, codec);
              }
            })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sync()
        .channel();
  }

  private static PeerPins pinning(Fingerprint fingerprint) {
    return new PeerPins() {
      @Override
      public Optional<Fingerprint> pinned(int link) {
        return Optional.of(fingerprint);
      }

      @Override
      public void refused(int link) {}
    };
  }

  /** Keeps the first thing that comes, which is the honest side's hello, and nothing else. */
  private final class Streamed extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      theirHello.complete(Unpooled.copiedBuffer(bytes));
    }
  }

  /** The codec knows the other side by the link's virtual address. */
  static final class Wire extends ChannelDuplexHandler {
    volatile InetSocketAddress remote;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      DatagramPacket packet = (DatagramPacket) msg;
      ctx.fireChannelRead(
          new DatagramPacket(packet.content(), packet.recipient(), VirtualAddress.of(LINK)));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      DatagramPacket packet = (DatagramPacket) msg;
      ctx.write(new DatagramPacket(packet.content(), remote), promise);
    }
  }
}
