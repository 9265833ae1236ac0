package org.rop2p.transport.quic;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandler;
import io.netty.handler.ssl.ClientAuth;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicClientCodecBuilder;
import io.netty.incubator.codec.quic.QuicCodecBuilder;
import io.netty.incubator.codec.quic.QuicServerCodecBuilder;
import io.netty.incubator.codec.quic.QuicSslContext;
import io.netty.incubator.codec.quic.QuicSslContextBuilder;
import io.netty.incubator.codec.quic.QuicSslEngine;
import io.netty.incubator.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import org.rop2p.transport.socket.VirtualAddress;

/** The QUIC server and client codecs of the socket: the same transport, either role. */
public final class QuicCodecs {
  private static final String ALPN = "ro-p2p/3";

  /** Fits through TURN and most VPNs without fragments; RFC 9000 asks for 1,200 at least. */
  private static final int UDP_PAYLOAD = 1_200;

  /** A link carries chat; its reader never lags. */
  private static final int STREAM_WINDOW = 64 * 1024;

  private static final int CONNECTION_WINDOW = 2 * STREAM_WINDOW;

  private QuicCodecs() {}

  /**
   * The codec for links whose peer is the QUIC client.
   *
   * @param connections set on every new {@link QuicChannel}
   * @param streams set on every stream a peer opens
   */
  public static ChannelInboundHandler server(
      Identity identity, PeerPins pins, ChannelHandler connections, ChannelHandler streams) {
    QuicSslContext context =
        QuicSslContextBuilder.forServer(new IdentityKeyManager(identity), null)
            .trustManager(new PinnedTrustManager(pins))
            .clientAuth(ClientAuth.REQUIRE)
            .applicationProtocols(ALPN)
            .earlyData(false)
            .build();
    QuicServerCodecBuilder builder = new QuicServerCodecBuilder();
    transport(builder, context).initialMaxStreamsBidirectional(1);
    builder.tokenHandler(NoAddressValidation.INSTANCE).handler(connections).streamHandler(streams);
    return (ChannelInboundHandler) builder.build();
  }

  /** The codec for links of which this side is the QUIC client. */
  public static ChannelInboundHandler client(Identity identity, PeerPins pins) {
    QuicSslContext context =
        QuicSslContextBuilder.forClient()
            .keyManager(new IdentityKeyManager(identity), null)
            .trustManager(new PinnedTrustManager(pins))
            .applicationProtocols(ALPN)
            .earlyData(false)
            .build();
    QuicClientCodecBuilder builder = new QuicClientCodecBuilder();
    transport(builder, context).initialMaxStreamsBidirectional(0);
    return (ChannelInboundHandler) builder.build();
  }

  /** The number of the link that this connection belongs to. */
  public static int linkOf(QuicChannel channel) {
    return VirtualAddress.number((InetSocketAddress) channel.remoteSocketAddress()).orElse(-1);
  }

  static int linkOf(SSLEngine engine) {
    return Integer.parseInt(engine.getSession().getPeerHost());
  }

  /**
   * Without an idle timeout: signs of life go beside QUIC, so that it may be silent for long while
   * its link is well.
   */
  private static <B extends QuicCodecBuilder<B>> B transport(B builder, QuicSslContext context) {
    return builder
        .sslEngineProvider(channel -> engine(context, channel))
        .maxSendUdpPayloadSize(UDP_PAYLOAD)
        .maxRecvUdpPayloadSize(UDP_PAYLOAD)
        .initialMaxData(CONNECTION_WINDOW)
        .initialMaxStreamDataBidirectionalLocal(STREAM_WINDOW)
        .initialMaxStreamDataBidirectionalRemote(STREAM_WINDOW)
        .initialMaxStreamsUnidirectional(0)
        .activeMigration(false);
  }

  /** A link's number is never used again, so no session of an earlier link can be resumed. */
  private static QuicSslEngine engine(QuicSslContext context, QuicChannel channel) {
    return context.newEngine(channel.alloc(), Integer.toString(linkOf(channel)), 1);
  }

  /** ICE has shown that the peer is at its address; a Retry would only cost a round trip. */
  private enum NoAddressValidation implements QuicTokenHandler {
    INSTANCE;

    @Override
    public boolean writeToken(ByteBuf out, ByteBuf connectionId, InetSocketAddress address) {
      return false;
    }

    @Override
    public int validateToken(ByteBuf token, InetSocketAddress address) {
      return 0;
    }

    @Override
    public int maxTokenLength() {
      return 0;
    }
  }
}
