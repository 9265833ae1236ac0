package org.rop2p.transport.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicConnectionCloseEvent;
import io.netty.incubator.codec.quic.QuicDatagramExtensionEvent;
import io.netty.incubator.codec.quic.QuicStreamChannel;
import io.netty.incubator.codec.quic.QuicStreamType;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.PeerLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One QUIC connection with its one stream. Event loop only. */
public final class LinkConnection {
  private static final Logger LOG = LoggerFactory.getLogger(LinkConnection.class);
  private static final AttributeKey<LinkConnection> KEY =
      AttributeKey.valueOf(LinkConnection.class, "connection");

  private static final int CONNECT_MILLIS = 10_000;

  /** Application error codes of CONNECTION_CLOSE (RFC 9000 section 20.2). */
  private static final int CODE_CLOSED = 0;

  private static final int CODE_PROTOCOL = 1;
  private static final int CODE_REFUSED = 2;

  private final ConnectionListener listener;
  private final Fingerprint peer;
  private QuicChannel channel;
  private QuicStreamChannel stream;
  private boolean helloSeen;
  private boolean datagrams;
  private boolean ready;
  private ConnectionEnd end;
  private boolean ended;

  private LinkConnection(Fingerprint peer, ConnectionListener listener) {
    this.peer = peer;
    this.listener = listener;
  }

  /** Opens a connection to the link's virtual address. */
  public static LinkConnection connect(
      Channel socket, InetSocketAddress virtual, Fingerprint peer, ConnectionListener listener) {
    LinkConnection connection = new LinkConnection(peer, listener);
    QuicChannel.newBootstrap(socket)
        .remoteAddress(virtual)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .handler(connection.new ConnectionHandler())
        .connect()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                boolean tls = done.cause() instanceof SSLHandshakeException;
                connection.finish(tls ? ConnectionEnd.TLS : ConnectionEnd.FAILED);
              }
            });
    return connection;
  }

  /** Takes a connection that the peer has opened. */
  public static LinkConnection accept(
      QuicChannel channel, Fingerprint peer, ConnectionListener listener) {
    LinkConnection connection = new LinkConnection(peer, listener);
    connection.channel = channel;
    channel.attr(KEY).set(connection);
    channel.pipeline().addLast(connection.new ConnectionHandler());
    return connection;
  }

  /** The handler of streams that peers open, one for all connections. */
  public static ChannelHandler acceptedStreams() {
    return new AcceptedStream();
  }

  /**
   * Sends a message of at most {@link PeerLink#MAX_MESSAGE} bytes and takes ownership of it.
   *
   * @param done told when the message has been given to QUIC or lost
   */
  public void sendReliable(
      ByteBuf message, GenericFutureListener<? extends Future<? super Void>> done) {
    write(Frame.DATA, message).addListener(done);
    stream.flush();
  }

  /** Sends a datagram of at most {@link PeerLink#MAX_DATAGRAM} bytes and takes ownership of it. */
  public void sendDatagram(ByteBuf message) {
    try {
      ByteBuf datagram = channel.alloc().buffer(Frame.TYPE_BYTES + message.readableBytes());
      channel.writeAndFlush(datagram.writeByte(Frame.DATA).writeBytes(message));
    } finally {
      message.release();
    }
  }

  public void ping(long number) {
    sendNumber(Frame.PING, number);
  }

  /**
   * Closes the connection; {@link ConnectionListener#ended} follows unless it has ended already.
   */
  public void close() {
    close(ConnectionEnd.CLOSED, CODE_CLOSED);
  }

  private void close(ConnectionEnd why, int code) {
    if (end == null) {
      end = why;
    }
    if (channel != null) {
      channel.close(true, code, Unpooled.EMPTY_BUFFER);
    }
  }

  private void sendNumber(int type, long number) {
    channel.writeAndFlush(
        channel.alloc().buffer(Frame.PING_BYTES).writeByte(type).writeLong(number));
  }

  private ChannelFuture write(int type, ByteBuf payload) {
    ByteBuf header = channel.alloc().buffer(Frame.LENGTH_BYTES + Frame.TYPE_BYTES);
    header.writeShort(Frame.TYPE_BYTES + payload.readableBytes()).writeByte(type);
    stream.write(header);
    return stream.write(payload);
  }

  private void opened(QuicStreamChannel opened) {
    if (stream != null) {
      close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
      return;
    }
    stream = opened;
    opened
        .pipeline()
        .addLast(
            "message-framing",
            new LengthFieldBasedFrameDecoder(
                Frame.LENGTH_BYTES + Frame.TYPE_BYTES + PeerLink.MAX_MESSAGE,
                0,
                Frame.LENGTH_BYTES,
                0,
                Frame.LENGTH_BYTES))
        .addLast("messages", new StreamHandler());
    write(Frame.HELLO, channel.alloc().buffer(1).writeByte(Frame.VERSION));
    opened.flush();
  }

  private void message(ByteBuf frame) {
    listener.heard(this);
    int type = frame.isReadable() ? frame.readUnsignedByte() : -1;
    if (!helloSeen) {
      if (type != Frame.HELLO || !frame.isReadable() || frame.readUnsignedByte() != Frame.VERSION) {
        close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
        return;
      }
      helloSeen = true;
      becomeReady();
    } else if (type == Frame.DATA && ready) {
      listener.reliable(this, frame);
    } else {
      close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
    }
  }

  private void datagram(ByteBuf datagram) {
    listener.heard(this);
    int type = datagram.isReadable() ? datagram.readUnsignedByte() : -1;
    // Unordered and unreliable: what is too early or unknown is as good as lost.
    if (type == Frame.DATA && ready) {
      listener.datagram(this, datagram);
    } else if (type == Frame.PING && datagrams && datagram.readableBytes() == Long.BYTES) {
      sendNumber(Frame.PONG, datagram.readLong());
    } else if (type == Frame.PONG && datagram.readableBytes() == Long.BYTES) {
      listener.pong(this, datagram.readLong());
    }
  }

  private void becomeReady() {
    if (helloSeen && datagrams && !ready && end == null) {
      ready = true;
      listener.ready(this);
    }
  }

  private void finish(ConnectionEnd how) {
    if (!ended) {
      ended = true;
      listener.ended(this, end == null ? how : end);
    }
  }

  /** Handshakes that skip the trust manager would be caught here. */
  private boolean isPinned() {
    try {
      var chain = channel.sslEngine().getSession().getPeerCertificates();
      return peer.equals(Fingerprint.of((X509Certificate) chain[0]));
    } catch (SSLPeerUnverifiedException | CertificateException e) {
      return false;
    }
  }

  private final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      channel = (QuicChannel) ctx.channel();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      if (end != null) {
        ctx.close();
      } else if (!isPinned()) {
        close(ConnectionEnd.TLS, CODE_REFUSED);
      } else if (!channel.attr(KEY).compareAndSet(null, LinkConnection.this)) {
        ctx.fireChannelActive(); // accepted: the peer opens the stream
      } else {
        channel
            .createStream(QuicStreamType.BIDIRECTIONAL, new ChannelInboundHandlerAdapter())
            .addListener(
                (Future<QuicStreamChannel> created) -> {
                  if (created.isSuccess()) {
                    opened(created.getNow());
                  } else {
                    close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
                  }
                });
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof QuicDatagramExtensionEvent extension) {
        datagrams = extension.maxLength() >= Frame.TYPE_BYTES + PeerLink.MAX_DATAGRAM;
        becomeReady();
      } else if (event instanceof QuicConnectionCloseEvent close && end == null) {
        end = closedBy(close);
      }
    }

    /** Before the handshake is done anybody can say that it failed; only the peer can close. */
    private ConnectionEnd closedBy(QuicConnectionCloseEvent close) {
      if (close.isTlsError() || (close.isApplicationClose() && close.error() == CODE_REFUSED)) {
        return ConnectionEnd.TLS;
      }
      return close.isApplicationClose() || ready ? ConnectionEnd.PEER_CLOSED : ConnectionEnd.FAILED;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      if (msg instanceof ByteBuf datagram) {
        try {
          datagram(datagram);
        } finally {
          datagram.release();
        }
      } else {
        ctx.fireChannelRead(msg); // a stream, which the channel registers behind us
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      finish(ConnectionEnd.FAILED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.debug("QUIC connection: {}", cause.toString());
      if (cause instanceof SSLHandshakeException && end == null) {
        end = ConnectionEnd.TLS;
      }
    }
  }

  private final class StreamHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      ByteBuf frame = (ByteBuf) msg;
      try {
        if (end == null) {
          message(frame);
        }
      } finally {
        frame.release();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      close(ConnectionEnd.PEER_CLOSED, CODE_CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      LOG.debug("QUIC stream: {}", cause.toString());
      close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
    }
  }

  @ChannelHandler.Sharable
  private static final class AcceptedStream extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      QuicStreamChannel stream = (QuicStreamChannel) ctx.channel();
      LinkConnection connection = stream.parent().attr(KEY).get();
      if (connection == null) {
        ctx.close();
      } else {
        connection.opened(stream);
      }
    }
  }
}
