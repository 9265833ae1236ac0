package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.util.Locale;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
import org.rop2p.codec.view.Enter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client connection and its server connection. Half-close, reset and back-pressure of either
 * side reach the other. Confined to the event loop both channels share.
 */
final class RelayConnection {
  private static final Logger log = LoggerFactory.getLogger(RelayConnection.class);

  /** How many bytes of a stream that lost its framing are shown in the log. */
  private static final int SHOWN_BYTES = 16;

  /** First packet of a char server that logs in at a login server, which shares the client port. */
  private static final int LOGIN_SERVER_LINK = 0x2710;

  /** First packet of a map server that logs in at a char server, which shares the client port. */
  private static final int CHAR_SERVER_LINK = 0x2AF8;

  private final ServerKind kind;
  private final Protocol protocol;
  private final ObfuscatedIds ids;
  private final SessionHandler session;
  private final RelayCounters counters;
  private final Channel client;
  private final Channel server;
  private final ServerBound serverBound;
  private final FrameCutter fromClient;
  private final FrameCutter fromServer;
  private boolean anyClientFrame;
  private boolean closed;

  RelayConnection(
      ServerKind kind,
      Protocol protocol,
      ObfuscatedIds ids,
      SessionHandler session,
      RelayCounters counters,
      Channel client,
      Channel server) {
    this.kind = kind;
    this.protocol = protocol;
    this.ids = ids;
    this.session = session;
    this.counters = counters;
    this.client = client;
    this.server = server;
    this.serverBound = new ServerBound(server, ids, this::balance);
    this.fromClient =
        new FrameCutter(
            new FrameScanner(protocol.table(), ids), client.alloc(), new ClientFrames());
    this.fromServer =
        new FrameCutter(new FrameScanner(protocol.table()), server.alloc(), new ServerFrames());
    session.opened(
        new DirectionLane(Direction.CLIENT_TO_SERVER),
        new DirectionLane(Direction.SERVER_TO_CLIENT));
  }

  /** What one of the two sockets does. */
  interface Side {
    /** Bytes came. Takes ownership. */
    void read(ByteBuf bytes);

    /** Nothing more to read for now. */
    void readComplete();

    /** It will send no more: the other side is told once it has everything. */
    void finished();

    /** It was closed or reset: so is the other side, as it would be without us. */
    void gone(boolean reset);

    /** It takes bytes again, or takes no more for now. */
    void writabilityChanged();
  }

  Side clientSide() {
    return new ClientSide();
  }

  Side serverSide() {
    return new ServerSide();
  }

  /** Stops reading from the side whose receiver does not keep up. */
  void balance() {
    client
        .config()
        .setAutoRead(server.isWritable() && !serverBound.overHighWater() && !fromClient.waiting());
    server.config().setAutoRead(client.isWritable() && !fromServer.waiting());
  }

  private void end(Channel other, boolean reset) {
    if (closed) {
      return;
    }
    closed = true;
    fromClient.release();
    fromServer.release();
    serverBound.release();
    quietly(session::closed);
    if (reset && other.isActive()) {
      other.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    other.close();
  }

  private static void shutdownOutput(Channel channel) {
    DuplexChannel duplex = (DuplexChannel) channel;
    if (duplex.isOutputShutdown() || !duplex.isActive()) {
      return;
    }
    // Netty drops what is still queued when output is shut down: wait until it is written.
    duplex
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            written ->
                duplex
                    .shutdownOutput()
                    .addListener(
                        shut -> {
                          if (duplex.isInputShutdown()) {
                            duplex.close();
                          }
                        }));
  }

  private SessionHandler.Verdict show(Direction direction, int id, ByteBuf in, int at, int length) {
    Packet packet = protocol.packet(id, direction);
    if (packet == null || !session.wants(packet)) {
      return SessionHandler.Verdict.PASS;
    }
    try {
      return session.frame(packet, direction, in.slice(at, length));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      // A frame that does not hold what its layout promises: pass it on, it is not ours to judge.
      counters.unreadable();
      log.debug("Unreadable {} of {} bytes passed on", packet, length, e);
      return SessionHandler.Verdict.PASS;
    } catch (RuntimeException e) {
      // A defect of ours must not cost the player the packet, nor another one like it.
      log.warn("P2P is off for this connection after a defect at {}: {}", packet, e.toString(), e);
      quietly(() -> session.blind(direction));
      return SessionHandler.Verdict.PASS;
    }
  }

  /** A session that fails while it is given up is none of the connection's business. */
  private static void quietly(Runnable sessionEnd) {
    try {
      sessionEnd.run();
    } catch (RuntimeException e) {
      log.warn("A P2P session did not end well: {}", e.toString(), e);
    }
  }

  private boolean lost(Direction direction, int id, ByteBuf in, int at) {
    boolean toServer = direction == Direction.CLIENT_TO_SERVER;
    if (toServer && (id == LOGIN_SERVER_LINK || id == CHAR_SERVER_LINK) && !anyClientFrame) {
      log.warn("Refused a server-to-server login (packet {}) on the game port", hex(id));
      client.close();
      return false;
    }
    counters.blind();
    quietly(() -> session.blind(direction));
    String bytes = ByteBufUtil.hexDump(in, at, Math.min(SHOWN_BYTES, in.writerIndex() - at));
    log.warn(
        "Unknown packet {} or impossible length from the {} ({} connection, bytes {}): passing this"
            + " connection on unread, P2P is off for it; if this happens at every login, the client"
            + " date is not {}: set --packetver",
        hex(id),
        toServer ? "client" : "server",
        kind.name().toLowerCase(Locale.ROOT),
        bytes,
        protocol.version());
    return true;
  }

  private static String hex(int id) {
    return "%04X".formatted(id & 0xFFFF);
  }

  private final class ClientSide implements Side {
    @Override
    public void read(ByteBuf bytes) {
      counters.bytesFromClient(bytes.readableBytes());
      fromClient.read(bytes);
    }

    @Override
    public void readComplete() {
      serverBound.flush();
      balance();
    }

    @Override
    public void finished() {
      fromClient.finish(
          () -> {
            serverBound.flush();
            serverBound.whenDrained(() -> shutdownOutput(server));
          });
    }

    @Override
    public void gone(boolean reset) {
      end(server, reset);
    }

    @Override
    public void writabilityChanged() {
      balance();
    }
  }

  private final class ServerSide implements Side {
    @Override
    public void read(ByteBuf bytes) {
      counters.bytesFromServer(bytes.readableBytes());
      serverBound.answered();
      fromServer.read(bytes);
    }

    @Override
    public void readComplete() {
      client.flush();
      balance();
    }

    @Override
    public void finished() {
      fromServer.finish(
          () -> {
            client.flush();
            shutdownOutput(client);
          });
    }

    @Override
    public void gone(boolean reset) {
      end(client, reset);
    }

    @Override
    public void writabilityChanged() {
      balance();
    }
  }

  private final class ClientFrames implements FrameCutter.Sink {
    @Override
    public SessionHandler.Verdict look(int id, ByteBuf in, int index, int length) {
      anyClientFrame = true;
      ids.decode(in, index);
      if (kind == ServerKind.CHAR && isPacket(in, index, Packet.CH_ENTER)) {
        fromServer.scanner().expectAccountId(Enter.readChar(in.slice(index, length)).accountId());
      }
      return show(Direction.CLIENT_TO_SERVER, id, in, index, length);
    }

    @Override
    public boolean joins(ByteBuf in, int run, int index, int length) {
      return serverBound.takesTogether(index - run + length)
          && !mustBeAlone(in, run)
          && !mustBeAlone(in, index);
    }

    @Override
    public void forward(ByteBuf bytes, int frames) {
      counters.framesFromClient(frames);
      if (frames == 0) {
        serverBound.writeUnread(bytes);
      } else if (mustBeAlone(bytes, bytes.readerIndex())) {
        serverBound.writeAlone(bytes);
      } else {
        serverBound.write(bytes);
      }
    }

    @Override
    public boolean lost(int id, ByteBuf in, int index) {
      return RelayConnection.this.lost(Direction.CLIENT_TO_SERVER, id, in, index);
    }

    private boolean mustBeAlone(ByteBuf in, int index) {
      return kind == ServerKind.MAP && isPacket(in, index, Packet.CZ_ENTER);
    }

    private boolean isPacket(ByteBuf in, int index, Packet packet) {
      int id = in.getUnsignedShortLE(index);
      return protocol.packet(id, Direction.CLIENT_TO_SERVER) == packet;
    }
  }

  private final class ServerFrames implements FrameCutter.Sink {
    @Override
    public SessionHandler.Verdict look(int id, ByteBuf in, int index, int length) {
      return show(Direction.SERVER_TO_CLIENT, id, in, index, length);
    }

    @Override
    public boolean joins(ByteBuf in, int run, int index, int length) {
      return true;
    }

    @Override
    public void forward(ByteBuf bytes, int frames) {
      counters.framesFromServer(frames);
      client.write(bytes, client.voidPromise());
    }

    @Override
    public boolean lost(int id, ByteBuf in, int index) {
      return RelayConnection.this.lost(Direction.SERVER_TO_CLIENT, id, in, index);
    }
  }

  private final class DirectionLane implements SessionHandler.Lane {
    private final Direction direction;

    DirectionLane(Direction direction) {
      this.direction = direction;
    }

    @Override
    public void inject(ByteBuf frame) {
      if (closed) {
        frame.release();
      } else if (direction == Direction.CLIENT_TO_SERVER) {
        fromClient.forwardLooked();
        serverBound.write(frame);
        serverBound.flush();
      } else {
        fromServer.forwardLooked();
        client.writeAndFlush(frame, client.voidPromise());
      }
    }

    @Override
    public void resume() {
      FrameCutter cutter = direction == Direction.CLIENT_TO_SERVER ? fromClient : fromServer;
      if (!closed && cutter.waiting()) {
        cutter.resume();
        serverBound.flush();
        client.flush();
        balance();
      }
    }
  }
}
