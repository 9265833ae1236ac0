package org.rop2p.transport.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.incubator.codec.quic.QuicChannel;
import io.netty.incubator.codec.quic.QuicConnectionCloseEvent;
import io.netty.incubator.codec.quic.QuicStreamChannel;
import io.netty.incubator.codec.quic.QuicStreamType;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.function.Consumer;
import javax.net.ssl.SSLHandshakeException;
import org.rop2p.transport.Fingerprint;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.quic.Conversation.Heard;
import org.rop2p.transport.seal.Hello;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One QUIC connection with its one stream, and the datagrams beside it. Event loop only. */
public final class LinkConnection {
  private static final Logger LOG = LoggerFactory.getLogger(LinkConnection.class);
  static final AttributeKey<LinkConnection> KEY =
      AttributeKey.valueOf(LinkConnection.class, "connection");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CONNECT_MILLIS = 10_000;

  /** Application error codes of CONNECTION_CLOSE (RFC 9000 section 20.2). */
  private static final int CODE_CLOSED = 0;

  private static final int CODE_PROTOCOL = 1;
  private static final int CODE_REFUSED = 2;

  private final ConnectionListener listener;
  private final Fingerprint peer;
  private final Conversation conversation;
  private final Consumer<ByteBuf> datagrams;
  private QuicChannel channel;
  private QuicStreamChannel stream;
  private boolean ready;
  private ConnectionEnd end;
  private boolean ended;

  private LinkConnection(
      Fingerprint peer,
      boolean isClient,
      boolean sealed,
      Consumer<ByteBuf> datagrams,
      ConnectionListener listener) {
    this.peer = peer;
    this.datagrams = datagrams;
    this.listener = listener;
    this.conversation =
        new Conversation(
            isClient, Hello.create(sealed, RANDOM), bytes -> listener.admits(this, bytes));
  }

  /**
   * Opens a connection to the link's virtual address.
   *
   * @param sealed whether we wish the stream's inner seal; one such wish suffices
   * @param datagrams sends a datagram to the peer, and owns it from then on
   */
  public static LinkConnection connect(
      Channel socket,
      InetSocketAddress virtual,
      Fingerprint peer,
      boolean sealed,
      Consumer<ByteBuf> datagrams,
      ConnectionListener listener) {
    LinkConnection connection = new LinkConnection(peer, true, sealed, datagrams, listener);
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

  /**
   * Takes a connection that the peer has opened.
   *
   * @param sealed whether we wish the stream's inner seal; one such wish suffices
   * @param datagrams sends a datagram to the peer, and owns it from then on
   */
  public static LinkConnection accept(
      QuicChannel channel,
      Fingerprint peer,
      boolean sealed,
      Consumer<ByteBuf> datagrams,
      ConnectionListener listener) {
    LinkConnection connection = new LinkConnection(peer, false, sealed, datagrams, listener);
    connection.channel = channel;
    channel.attr(KEY).set(connection);
    channel.pipeline().addLast(connection.new ConnectionHandler());
    return connection;
  }

  /** The handler of streams that peers open, one for all connections. */
  public static ChannelHandler acceptedStreams() {
    return new AcceptedStreams();
  }

  /**
   * Sends a message of at most {@link PeerLink#MAX_MESSAGE} bytes and takes ownership of it.
   *
   * @param done told when the message has been given to QUIC or lost
   */
  public void sendReliable(
      ByteBuf message, GenericFutureListener<? extends Future<? super Void>> done) {
    try {
      stream.writeAndFlush(conversation.message(message, channel.alloc())).addListener(done);
    } finally {
      message.release();
    }
  }

  /** Sends a datagram of at most {@link PeerLink#MAX_DATAGRAM} bytes and takes ownership of it. */
  public void sendDatagram(ByteBuf message) {
    try {
      datagrams.accept(conversation.datagram(message, channel.alloc()));
    } finally {
      message.release();
    }
  }

  public void ping(long number) {
    sendNumber(Frame.PING, number);
  }

  /**
   * Takes a datagram that came from the peer's address.
   *
   * @param datagram all of it; lent for the call
   */
  public void receive(ByteBuf datagram) {
    if (end == null) {
      datagram(datagram);
    }
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
    datagrams.accept(conversation.number(type, number, channel.alloc()));
  }

  void opened(QuicStreamChannel opened) {
    if (stream != null) {
      close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
      return;
    }
    stream = opened;
    opened
        .pipeline()
        .addLast("message-framing", Frame.decoder())
        .addLast("messages", new StreamHandler());
    opened.writeAndFlush(conversation.hello(channel.alloc()));
  }

  private void message(ByteBuf frame) {
    listener.heard(this);
    Heard heard = conversation.hearFrame(frame);
    switch (heard.meaning()) {
      case HELLO -> becomeReady();
      case MESSAGE -> listener.reliable(this, heard.content());
      case UNWANTED -> close(ConnectionEnd.CLOSED, CODE_CLOSED);
      case SEAL_BROKEN -> {
        listener.sealBroken(this);
        close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
      }
      default -> close(ConnectionEnd.PROTOCOL, CODE_PROTOCOL);
    }
  }

  private void datagram(ByteBuf datagram) {
    Heard heard = conversation.hearDatagram(datagram);
    switch (heard.meaning()) {
      case MESSAGE -> {
        listener.heard(this);
        listener.datagram(this, heard.content());
      }
      case PING -> {
        listener.heard(this);
        sendNumber(Frame.PONG, heard.content().readLong());
      }
      case PONG -> {
        listener.heard(this);
        listener.pong(this, heard.content().readLong());
      }
      case UNWANTED -> listener.heard(this);
      case SEAL_BROKEN -> listener.forged(this);
      default -> {
        // Unordered and unreliable: what is too early or unknown is as good as lost.
      }
    }
  }

  private void becomeReady() {
    if (end == null) {
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

  private final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      channel = (QuicChannel) ctx.channel();
      // Who fails in the handshake never becomes active, and so not inactive either.
      channel.closeFuture().addListener(closed -> finish(ConnectionEnd.FAILED));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      if (end != null) {
        ctx.close();
      } else if (!PinnedTrustManager.isPinned(peer, channel.sslEngine())) {
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
      if (event instanceof QuicConnectionCloseEvent close && end == null) {
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
}
