package org.rop2p.testbed.client;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.rop2p.codec.Direction;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AddressField;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.ClockTick;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.MapEntry;
import org.rop2p.codec.view.MapMove;
import org.rop2p.testbed.client.ScreenEvent.Anomaly;
import org.rop2p.testbed.client.ScreenEvent.AnomalyKind;

/**
 * One map connection, from CZ_ENTER to whatever ends it. The client's thread runs it; other threads
 * send through {@link #wire()} while {@link #playing()}.
 */
final class MapStage {
  private static final int SC_NOTIFY_BAN = 0x0081;
  private static final int AC_REFUSE_LOGIN = 0x006A;
  private static final int ZC_REFUSE_ENTER = 0x0074;
  private static final int ZC_ACK_REQ_DISCONNECT = 0x018B;
  private static final int ZC_ACK_TOUSESKILL = 0x0110;
  private static final int ZC_SAY_DIALOG = 0x00B4;
  private static final int NPC_OF_SAY = 4;
  private static final int CZ_BLOCKING_PLAY_CANCEL = 0x0447;
  private static final int RESULT = 2;
  private static final long NEVER_NANOS = TimeUnit.DAYS.toNanos(1000);

  private final Wire wire;
  private final ClientConfig config;
  private final Protocol protocol;
  private final ScreenLog log;
  private final Screen screen;
  private final IntFunction<Dialogue> spokenTo;
  private String zone;
  private Cell at = new Cell(0, 0);
  private long loadedAt = never();
  private long keepAliveAt = never();
  private volatile boolean playing;
  private volatile Dialogue dialogue;

  MapStage(
      Wire wire,
      ClientConfig config,
      Protocol protocol,
      ScreenLog log,
      Screen screen,
      String zone,
      IntFunction<Dialogue> spokenTo) {
    this.wire = wire;
    this.config = config;
    this.protocol = protocol;
    this.log = log;
    this.screen = screen;
    this.zone = zone;
    this.spokenTo = spokenTo;
  }

  /** Why a map connection ended without anything being wrong. */
  sealed interface End {}

  /** The character goes on at another map server. */
  record ServerMove(String zone, InetSocketAddress mapServer) implements End {}

  /** Back to the list of characters. */
  record CharSelect() implements End {}

  /** The player has left the game. */
  record Quit() implements End {}

  Wire wire() {
    return wire;
  }

  /** Whether the map is drawn and the player can act. */
  boolean playing() {
    return playing;
  }

  void talk(Dialogue talk) throws IOException {
    dialogue = talk;
    talk.begin(wire);
  }

  End run(LoginStage.Ticket ticket, int charId, long enterDeadline) throws IOException {
    enter(ticket, charId);
    boolean entered = false;
    while (true) {
      ByteBuf frame = wire.next(entered ? sooner(loadedAt, keepAliveAt) : enterDeadline);
      long now = System.nanoTime();
      if (frame == null && !entered) {
        throw new ConnectionLostException("the map server did not let the character in");
      }
      if (frame == null) {
        onTime(now);
        continue;
      }
      Packet packet = protocol.packet(wire.id(), Direction.SERVER_TO_CLIENT);
      entered |= packet == Packet.ZC_ACCEPT_ENTER;
      End end = take(frame, packet, now);
      if (end != null) {
        return end;
      }
    }
  }

  /** CZ_ENTER stands alone: nothing is sent behind it before ZC_ACCEPT_ENTER. */
  private void enter(LoginStage.Ticket ticket, int charId) throws IOException {
    screen.load(zone, System.nanoTime());
    Enter enter = new Enter(ticket.accountId(), charId, ticket.authCode());
    wire.send(out -> enter.writeMap(out, protocol, clientTick(), ticket.sex()));
  }

  private void onTime(long now) throws IOException {
    if (now - loadedAt >= 0) {
      loadedAt = never();
      wire.send(out -> out.writeShortLE(protocol.id(Packet.CZ_NOTIFY_ACTORINIT)));
      keepAlive(now);
      if (protocol.table().knows(CZ_BLOCKING_PLAY_CANCEL)) {
        wire.send(out -> out.writeShortLE(CZ_BLOCKING_PLAY_CANCEL));
      }
      playing = true;
      screen.loaded(zone, at, now);
    } else if (now - keepAliveAt >= 0) {
      keepAlive(now);
    }
  }

  private void keepAlive(long now) throws IOException {
    keepAliveAt = now + config.keepAlive().toNanos();
    wire.send(out -> new ClockTick(clientTick()).writeRequest(out, protocol));
  }

  private End take(ByteBuf frame, Packet packet, long now) throws IOException {
    try {
      return packet == null ? takeById(frame, now) : takeKnown(frame, packet, now);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      log.add(new Anomaly(now, AnomalyKind.MALFORMED, packet + ": " + e.getMessage()));
      return null;
    }
  }

  private End takeKnown(ByteBuf frame, Packet packet, long now) throws IOException {
    switch (packet) {
      case ZC_ACCEPT_ENTER -> {
        at = MapEntry.read(frame).at();
        loadedAt = now + config.loadTime().toNanos();
      }
      case ZC_NPCACK_MAPMOVE -> {
        MapMove move = MapMove.read(frame);
        playing = false;
        zone = move.zone();
        at = move.at();
        screen.load(zone, now);
        loadedAt = now + config.loadTime().toNanos();
      }
      case ZC_NPCACK_SERVERMOVE -> {
        playing = false;
        return new ServerMove(
            MapMove.read(frame).zone(), AddressField.in(frame, packet).get(0).read(frame));
      }
      case ZC_RESTART_ACK -> {
        if (frame.getUnsignedByte(frame.readerIndex() + RESULT) == 1) {
          playing = false;
          return new CharSelect();
        }
      }
      default -> {
        screen.show(frame, packet, now);
        return takeById(frame, now);
      }
    }
    return null;
  }

  /** What needs no name in the codec, whether it has one or not. */
  private End takeById(ByteBuf frame, long now) throws IOException {
    int code = frame.readableBytes() > RESULT ? frame.getUnsignedByte(RESULT) : 0;
    switch (wire.id()) {
      case SC_NOTIFY_BAN -> throw new ConnectionLostException("thrown out, notice " + code);
      case AC_REFUSE_LOGIN, ZC_REFUSE_ENTER ->
          throw new ConnectionLostException("refused by the map server, code " + code);
      case ZC_ACK_REQ_DISCONNECT -> {
        if (code == 0) {
          playing = false;
          return new Quit();
        }
      }
      case ZC_SAY_DIALOG -> {
        int npc = frame.getIntLE(NPC_OF_SAY);
        log.add(new ScreenEvent.DialoguePage(now, npc));
        Dialogue talk = dialogue;
        if (talk == null || talk.npcId() != npc) {
          dialogue = spokenTo.apply(npc);
        }
      }
      case ZC_ACK_TOUSESKILL -> log.add(new ScreenEvent.Refusal(now));
      default -> {
        Dialogue talk = dialogue;
        if (talk != null && talk.answer(frame, wire.id(), wire)) {
          dialogue = null;
          log.add(new ScreenEvent.DialogueClosed(now, talk.npcId()));
        }
      }
    }
    return null;
  }

  /** {@link System#nanoTime()} may wrap, so that no constant is surely in the future. */
  private static long never() {
    return System.nanoTime() + NEVER_NANOS;
  }

  private static long sooner(long a, long b) {
    return a - b < 0 ? a : b;
  }

  /** The client's own millisecond clock; the server has no use for it. */
  private static int clientTick() {
    return (int) (System.nanoTime() / 1_000_000);
  }
}
