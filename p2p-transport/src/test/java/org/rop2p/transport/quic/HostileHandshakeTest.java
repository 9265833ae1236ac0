package org.rop2p.transport.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicClientCodecBuilder;
import io.netty.incubator.codec.quic.QuicSslContext;
import io.netty.incubator.codec.quic.QuicSslContextBuilder;
import io.netty.incubator.codec.quic.QuicStreamType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.seal.Hello;
import org.rop2p.transport.socket.VirtualAddress;

/** Clients of QUIC that are not the peer who is pinned, or do not keep to our protocol. */
final class HostileHandshakeTest {
  private static final int LINK = 1;
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final long PATIENCE_SECONDS = 20;
  private static final String OURS = "ro-p2p/3";
  private static final Identity PINNED = Identity.create();

  private final EventLoopGroup group = new NioEventLoopGroup(1);
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private volatile Fingerprint pin = PINNED.fingerprint();
  private RawPeer.Wire atServer;
  private Channel server;

  /**
   * A client.
   *
   * @param shows its certificate; null for none
   */
  private record Attack(String story, Identity shows, String protocol) {
    @Override
    public String toString() {
      return story;
    }
  }

  private static Stream<Attack> attacks() {
    return Stream.of(
        new Attack("no certificate", null, OURS),
        new Attack("another certificate", Identity.create(), OURS),
        new Attack("another protocol", PINNED, "h3"),
        new Attack("an older version of ours", PINNED, "ro-p2p/2"));
  }

  @BeforeEach
  void listen() throws Exception {
    PeerPins pins =
        new PeerPins() {
          @Override
          public Optional<Fingerprint> pinned(int link) {
            return Optional.of(pin);
          }

          @Override
          public void refused(int link) {}
        };
    ChannelInitializer<QuicChannel> accept =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(QuicChannel opened) {
            LinkConnection.accept(opened, pin, true, ByteBuf::release, new Recorder());
          }
        };
    atServer = new RawPeer.Wire();
    server =
        bind(
            atServer,
            QuicCodecs.server(Identity.create(), pins, accept, LinkConnection.acceptedStreams()));
  }

  @AfterEach
  void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }

  @Test
  void thePinnedOneIsLetIn() throws Exception {
    connect(context(PINNED, OURS));
    assertEquals("ready", next());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void nobodyElseIs(Attack attack) throws Exception {
    try {
      connect(context(attack.shows, attack.protocol));
    } catch (ExecutionException e) {
      // Refused before the client could think that it was connected.
    }
    String event = next();
    assertTrue(event.startsWith("ended"), event);
    assertEquals(0, events.size(), events::toString);
  }

  /** Who was the peer yesterday keeps a ticket, which would spare him the certificate. */
  @Test
  void nobodyResumesASessionPastAPinThatHasChanged() throws Exception {
    QuicSslContext yesterday = context(PINNED, OURS);
    QuicChannel first = connect(yesterday);
    assertEquals("ready", next());
    first.close().sync();
    assertNotEquals("ready", next());

    pin = Identity.create().fingerprint();
    try {
      connect(yesterday);
    } catch (ExecutionException e) {
      // Refused early.
    }
    String event = next();
    assertTrue(event.startsWith("ended"), event);
  }

  private String next() throws InterruptedException {
    return String.valueOf(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private QuicChannel connect(QuicSslContext context) throws Exception {
    RawPeer.Wire wire = new RawPeer.Wire();
    ChannelHandler codec =
        new QuicClientCodecBuilder()
            .sslEngineProvider(
                channel -> context.newEngine(channel.alloc(), String.valueOf(LINK), 1))
            .maxIdleTimeout(SILENCE.toMillis(), TimeUnit.MILLISECONDS)
            .initialMaxData(100_000)
            .initialMaxStreamDataBidirectionalLocal(100_000)
            .build();
    Channel client = bind(wire, codec);
    wire.remote = (InetSocketAddress) server.localAddress();
    atServer.remote = (InetSocketAddress) client.localAddress();
    QuicChannel channel =
        QuicChannel.newBootstrap(client)
            .remoteAddress(VirtualAddress.of(LINK))
            .handler(new ChannelInboundHandlerAdapter())
            .connect()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Conversation conversation =
        new Conversation(true, Hello.create(true, new SecureRandom()), bytes -> true);
    channel
        .createStream(QuicStreamType.BIDIRECTIONAL, new Ignores())
        .addListener(
            opened -> {
              if (opened.isSuccess()) {
                ((Channel) opened.getNow()).writeAndFlush(conversation.hello(channel.alloc()));
              }
            });
    return channel;
  }

  private static QuicSslContext context(Identity shown, String protocol) {
    QuicSslContextBuilder builder =
        QuicSslContextBuilder.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .applicationProtocols(protocol)
            .earlyData(true);
    if (shown != null) {
      builder.keyManager(new IdentityKeyManager(shown), null);
    }
    return builder.build();
  }

  private Channel bind(RawPeer.Wire wire, ChannelHandler codec) throws InterruptedException {
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

  private static final class Ignores extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      ((ByteBuf) msg).release();
    }
  }

  /** Writes down what the honest side's link hears. */
  private final class Recorder implements ConnectionListener {
    @Override
    public void ready(LinkConnection connection) {
      events.add("ready");
    }

    @Override
    public boolean admits(LinkConnection connection, int bytes) {
      return true;
    }

    @Override
    public void sealBroken(LinkConnection connection) {
      events.add("seal broken");
    }

    @Override
    public void forged(LinkConnection connection) {
      events.add("forged");
    }

    @Override
    public void reliable(LinkConnection connection, ByteBuf message) {
      events.add("reliable");
    }

    @Override
    public void datagram(LinkConnection connection, ByteBuf message) {
      events.add("datagram");
    }

    @Override
    public void heard(LinkConnection connection) {}

    @Override
    public void pong(LinkConnection connection, long number) {}

    @Override
    public void ended(LinkConnection connection, ConnectionEnd end) {
      events.add("ended " + end);
    }
  }
}
