package org.rop2p.proxy.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.Locale;
import org.rop2p.codec.Direction;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.ServerKind;
import org.rop2p.codec.obfuscation.ObfuscatedIds;
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
  private final ConnectionProtocol protocols;
  private final ObfuscatedIds ids;
  private final SessionGuard session;
  private final RelayCounters counters;
  private final RelayTroubles troubles;

  /** Null: nobody looks. */
  private final Tap.Line viewer;

  private final Channel client;
  private final Channel server;
  private final ServerBound serverBound;
  private final FrameCutter fromClient;
  private final FrameCutter fromServer;
  private final FrameOutlet toServer;
  private final FrameOutlet toClient;
  private Protocol protocol;
  private boolean anyClientFrame;
  private boolean flushScheduled;
  private boolean closed;

  RelayConnection(
      ServerKind kind,
      ConnectionProtocol protocols,
      ObfuscatedIds ids,
      SessionHandler session,
      RelayCounters counters,
      RelayTroubles troubles,
      Tap.Line viewer,
      Channel client,
      Channel server) {
    this.kind = kind;
    this.protocols = protocols;
    this.protocol = protocols.get();
    this.ids = ids;
    this.session = new SessionGuard(session, counters);
    this.counters = counters;
    this.troubles = troubles;
    this.viewer = viewer;
    this.client = client;
    this.server = server;
    this.serverBound = new ServerBound(server, ids, this::balance);
    this.fromClient =
        new FrameCutter(
            new FrameScanner(protocol.table(), ids), client.alloc(), new ClientFrames());
    this.fromServer =
        new FrameCutter(new FrameScanner(protocol.table()), server.alloc(), new ServerFrames());
    this.toServer = new FrameOutlet(fromClient, new ToServer(), false, this::flushSoon);
    this.toClient = new FrameOutlet(fromServer, new ToClient(), true, this::flushSoon);
    this.session.opened(toServer, toClient);
  }

  RelaySide clientSide() {
    return new ClientSide();
  }

  RelaySide serverSide() {
    return new ServerSide();
  }

  /** Stops reading from the side whose receiver does not keep up. */
  void balance() {
    client
        .config()
        .setAutoRead(server.isWritable() && !serverBound.overHighWater() && !fromClient.waiting());
    server.config().setAutoRead(client.isWritable() && !fromServer.waiting());
  }

  /** Looks at what came, before it is cut, and shows it. */
  private void arrived(Direction direction, ByteBuf bytes) {
    watch(direction, bytes);
    if (viewer != null) {
      viewer.came(
          direction, bytes, protocols.isSureOf(direction) && protocols.get().equals(protocol));
    }
  }

  /** Frames may turn out to be another date's. */
  private void watch(Direction direction, ByteBuf bytes) {
    boolean framed = !fromClient.scanner().blind() && !fromServer.scanner().blind();
    if (!protocols.read(direction, bytes) || !framed) {
      return;
    }
    Protocol other = protocols.get();
    if (!other.writesLike(protocol)) {
      log.info("P2P is off for this connection: its client date is {}", other.version());
      session.blind(Direction.CLIENT_TO_SERVER);
      session.blind(Direction.SERVER_TO_CLIENT);
    }
    protocol = other;
    fromClient.scanner().use(other.table());
    fromServer.scanner().use(other.table());
    if (viewer != null) {
      viewer.readBy(other);
    }
  }

  /** One side will send no more. */
  private void ended(Direction direction, boolean reset) {
    if (viewer != null) {
      viewer.ended(direction, reset);
    }
  }

  private void end(Channel other, boolean reset) {
    if (closed) {
      return;
    }
    closed = true;
    toServer.closed();
    toClient.closed();
    fromClient.release();
    fromServer.release();
    serverBound.release();
    session.closed();
    if (reset && other.isActive()) {
      other.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    other.close();
  }

  private SessionHandler.Verdict show(Direction direction, int id, ByteBuf in, int at, int length) {
    Packet packet = protocol.packet(id, direction);
    if (packet == null) {
      session.passing(direction);
      return SessionHandler.Verdict.PASS;
    }
    return session.show(packet, direction, in, at, length);
  }

  /** What was injected outside a read goes out once, when what this loop does now is done. */
  private void flushSoon() {
    if (!flushScheduled) {
      flushScheduled = true;
      client.eventLoop().execute(this::flushInjected);
    }
  }

  private void flushInjected() {
    flushScheduled = false;
    if (!closed) {
      serverBound.flush();
      client.flush();
      balance();
    }
  }

  private boolean lost(Direction direction, int id, ByteBuf in, int at) {
    boolean fromClient = direction == Direction.CLIENT_TO_SERVER;
    if (fromClient && (id == LOGIN_SERVER_LINK || id == CHAR_SERVER_LINK) && !anyClientFrame) {
      log.warn("Refused a server-to-server login (packet {}) on the game port", hex(id));
      client.close();
      return false;
    }
    counters.blind();
    session.blind(direction);
    (fromClient ? toServer : toClient).over();
    String sentence = unread(fromClient, id);
    log.warn("{}", sentence);
    troubles.unread(kind, sentence);
    log.info(
        "The bytes that were not understood: {}",
        ByteBufUtil.hexDump(in, at, Math.min(SHOWN_BYTES, in.writerIndex() - at)));
    return true;
  }

  private String unread(boolean fromClient, int id) {
    return ("Unknown packet %s or impossible length from the %s (%s connection): passing this"
            + " connection on unread, P2P is off for it; if this happens at every login, the client"
            + " date is not %s: set --packetver, or client.packetver in the configuration, as the server's admin says%s")
        .formatted(
            hex(id),
            fromClient ? "client" : "server",
            kind.name().toLowerCase(Locale.ROOT),
            protocol.version(),
            protocols.isSet() ? ", or leave it out" : "");
  }

  private static String hex(int id) {
    return "%04X".formatted(id & 0xFFFF);
  }

  private final class ClientSide implements RelaySide {
    private final PassTimes.Side time = counters.passTimes().of(Direction.CLIENT_TO_SERVER);

    @Override
    public void read(ByteBuf bytes) {
      time.read();
      counters.bytesFromClient(bytes.readableBytes());
      arrived(Direction.CLIENT_TO_SERVER, bytes);
      toServer.reading();
      fromClient.read(bytes);
    }

    @Override
    public void readComplete() {
      toServer.readComplete();
      serverBound.flush();
      time.written();
      balance();
    }

    @Override
    public void finished() {
      ended(Direction.CLIENT_TO_SERVER, false);
      session.clientEnding();
      toServer.over();
      fromClient.finish(
          () -> {
            serverBound.flush();
            serverBound.whenDrained(() -> HalfClose.output(server));
          });
    }

    @Override
    public void gone(boolean reset) {
      if (reset) {
        ended(Direction.CLIENT_TO_SERVER, true);
      }
      if (closed) {
        return;
      }
      session.clientEnding();
      boolean owed = flushScheduled;
      serverBound.flush();
      end(server, reset && !owed); // a reset would overtake what was kept back until now
    }

    @Override
    public void writabilityChanged() {
      balance();
    }
  }

  private final class ServerSide implements RelaySide {
    private final PassTimes.Side time = counters.passTimes().of(Direction.SERVER_TO_CLIENT);

    @Override
    public void read(ByteBuf bytes) {
      time.read();
      counters.bytesFromServer(bytes.readableBytes());
      arrived(Direction.SERVER_TO_CLIENT, bytes);
      serverBound.answered();
      toClient.reading();
      fromServer.read(bytes);
    }

    @Override
    public void readComplete() {
      toClient.readComplete();
      client.flush();
      time.written();
      balance();
    }

    @Override
    public void finished() {
      ended(Direction.SERVER_TO_CLIENT, false);
      toClient.over();
      fromServer.finish(
          () -> {
            client.flush();
            HalfClose.output(client);
          });
    }

    @Override
    public void gone(boolean reset) {
      if (reset) {
        ended(Direction.SERVER_TO_CLIENT, true);
      }
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
      int id = in.getUnsignedShortLE(index);
      Packet packet = protocol.packet(id, Direction.CLIENT_TO_SERVER);
      return packet != null && session.alone(packet);
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

  private final class ToServer implements FrameOutlet.Receiver {
    @Override
    public void write(ByteBuf frame) {
      serverBound.write(frame);
    }

    @Override
    public boolean keepsUp() {
      return server.isWritable() && !serverBound.overHighWater();
    }

    @Override
    public boolean mayWithhold() {
      return !ids.masked();
    }
  }

  private final class ToClient implements FrameOutlet.Receiver {
    @Override
    public void write(ByteBuf frame) {
      client.write(frame, client.voidPromise());
    }

    @Override
    public boolean keepsUp() {
      return client.isWritable();
    }

    @Override
    public boolean mayWithhold() {
      return true;
    }
  }
}
