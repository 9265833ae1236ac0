package org.rop2p.codec.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Packet;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.AcceptLogin;
import org.rop2p.codec.view.ActRequest;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.ClockTick;
import org.rop2p.codec.view.Emotion;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.MapEntry;
import org.rop2p.codec.view.MapMove;
import org.rop2p.codec.view.MapProperty;
import org.rop2p.codec.view.NameAnswer;
import org.rop2p.codec.view.PackEmotion;
import org.rop2p.codec.view.Parameter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.UnitAct;
import org.rop2p.codec.view.UnitPosition;
import org.rop2p.codec.view.UnitState;
import org.rop2p.codec.view.Walk;
import org.rop2p.codec.view.ZoneServer;

/** What is written is one whole frame of its date and reads as it was meant, whatever it says. */
class WritersFuzzTest {
  private static final List<Packet> PACKETS = List.of(Packet.values());
  private static final int GARBAGE = 3;
  private static final int NAME = 24;
  private static final int ZONE = 11;
  private static final int CHAT = 255;

  /** Input: era u8, packet u8, the values in the order in which they are taken. */
  @FuzzTest
  void writtenIsReadAgain(byte[] data) throws UnknownHostException {
    Input in = new Input(data);
    Protocol protocol = Eras.choose(in.u8());
    Packet packet = PACKETS.get(in.u8() % PACKETS.size());
    if (protocol.has(packet)) {
      write(packet, in, protocol);
    }
  }

  private static void write(Packet packet, Input in, Protocol protocol)
      throws UnknownHostException {
    switch (packet) {
      case AC_ACCEPT_LOGIN -> {
        AcceptLogin login = new AcceptLogin(in.i32(), in.i32(), RawText.EMPTY, in.text(20));
        InetSocketAddress to = address(in);
        List<Object> read = frame(packet, protocol, out -> login.write(out, protocol, 1, 0, to));
        assertEquals(List.of(RawText.EMPTY, to, login), read);
      }
      case CH_ENTER -> {
        Enter enter = new Enter(in.i32(), 0, in.i32());
        same(packet, enter, protocol, (e, out) -> e.writeChar(out, protocol, 1, 0));
      }
      case HC_NOTIFY_ZONESVR -> {
        ZoneServer zone = new ZoneServer(in.i32(), zone(in));
        InetSocketAddress to = address(in);
        List<Object> read = frame(packet, protocol, out -> zone.write(out, protocol, to));
        assertEquals(List.of(RawText.EMPTY, to, zone), read);
      }
      case CZ_REQUEST_TIME ->
          same(packet, new ClockTick(in.i32()), protocol, (t, o) -> t.writeRequest(o, protocol));
      case CZ_REQUEST_MOVE ->
          same(
              packet,
              new Walk(0, null, in.cell(), 0),
              protocol,
              (walk, out) -> walk.writeRequest(out, protocol));
      case CZ_REQUEST_ACT ->
          same(
              packet,
              new ActRequest(in.i32(), in.u8()),
              protocol,
              (act, out) -> act.write(out, protocol));
      case CZ_REQUEST_CHAT -> chat(packet, 0, in, protocol, Chat::writeRequest);
      case ZC_NOTIFY_PLAYERCHAT -> chat(packet, 0, in, protocol, Chat::writeEcho);
      case ZC_NOTIFY_CHAT -> chat(packet, in.i32(), in, protocol, Chat::writeOther);
      case CZ_REQ_EMOTION ->
          same(
              packet, new Emotion(0, in.u8()), protocol, (e, out) -> e.writeRequest(out, protocol));
      case CZ_REQ_EMOTION_EXPANSION ->
          same(
              packet,
              new PackEmotion(0, in.u16(), in.u16()),
              protocol,
              (emotion, out) -> emotion.writeRequest(out, protocol));
      default -> writeServerPacket(packet, in, protocol);
    }
  }

  private static void writeServerPacket(Packet packet, Input in, Protocol protocol)
      throws UnknownHostException {
    switch (packet) {
      case ZC_ACCEPT_ENTER ->
          same(
              packet,
              new MapEntry(in.i32(), in.cell()),
              protocol,
              (entry, out) -> entry.write(out, protocol, 3));
      case ZC_NPCACK_MAPMOVE ->
          same(
              packet,
              new MapMove(zone(in), in.cell()),
              protocol,
              (move, out) -> move.write(out, protocol));
      case ZC_NPCACK_SERVERMOVE -> {
        MapMove move = new MapMove(zone(in), in.cell());
        InetSocketAddress to = address(in);
        List<Object> read = frame(packet, protocol, o -> move.writeServerMove(o, protocol, to));
        assertEquals(List.of(RawText.EMPTY, to, move), read);
      }
      case ZC_NOTIFY_TIME ->
          same(packet, new ClockTick(in.i32()), protocol, (tick, out) -> tick.write(out, protocol));
      case ZC_NOTIFY_PLAYERMOVE ->
          same(
              packet,
              new Walk(0, in.cell(), in.cell(), in.i32()),
              protocol,
              (walk, out) -> walk.writeOwn(out, protocol));
      case ZC_NOTIFY_MOVE ->
          same(
              packet,
              new Walk(in.i32(), in.cell(), in.cell(), in.i32()),
              protocol,
              (walk, out) -> walk.write(out, protocol));
      case ZC_STOPMOVE ->
          same(
              packet,
              new UnitPosition(in.i32(), in.cell()),
              protocol,
              (position, out) -> position.writeStop(out, protocol));
      case ZC_EMOTION ->
          same(
              packet,
              new Emotion(in.i32(), in.u8()),
              protocol,
              (emotion, out) -> emotion.write(out, protocol));
      case ZC_EMOTION_EXPANSION ->
          same(
              packet,
              new PackEmotion(in.i32(), in.u16(), in.u16()),
              protocol,
              (emotion, out) -> emotion.write(out, protocol));
      case ZC_NOTIFY_ACT ->
          same(
              packet,
              new UnitAct(in.i32(), in.u8()),
              protocol,
              (act, out) -> act.write(out, protocol));
      case ZC_STATE_CHANGE ->
          same(
              packet,
              new UnitState(in.i32(), in.u16(), in.i32()),
              protocol,
              (state, out) -> state.write(out, protocol));
      case ZC_ACK_REQNAME ->
          same(
              packet,
              new NameAnswer(in.i32(), in.text(NAME)),
              protocol,
              (answer, out) -> answer.writeOther(out, protocol));
      case ZC_ACK_REQNAMEALL ->
          same(
              packet,
              new NameAnswer(in.i32(), in.text(NAME)),
              protocol,
              (answer, out) -> answer.writePlayer(out, protocol));
      case ZC_PAR_CHANGE ->
          same(
              packet,
              new Parameter(in.u16(), in.i32()),
              protocol,
              (parameter, out) -> parameter.write(out, protocol));
      case ZC_NOTIFY_MAPPROPERTY -> {
        boolean flags = protocol.table().length(protocol.id(packet)) > 4;
        same(
            packet,
            new MapProperty(in.u16(), flags ? in.i32() : 0),
            protocol,
            (property, out) -> property.write(out, protocol));
      }
      default -> {
        // nothing writes it
      }
    }
  }

  /** Writes a chat line. */
  private interface ChatWriter {
    void write(Chat chat, ByteBuf out, Protocol protocol);
  }

  /** A line never ends in NUL of its own: every reader takes that one for the wire's. */
  private static void chat(
      Packet packet, int unitId, Input in, Protocol protocol, ChatWriter writer) {
    Chat chat = new Chat(unitId, in.text(CHAT));
    same(packet, chat, protocol, (line, out) -> writer.write(line, out, protocol));
  }

  private static InetSocketAddress address(Input in) throws UnknownHostException {
    byte[] ip = {(byte) in.u8(), (byte) in.u8(), (byte) in.u8(), (byte) in.u8()};
    return new InetSocketAddress(InetAddress.getByAddress(ip), in.u16());
  }

  /** Lower case, without the suffix, as the server names maps. */
  private static String zone(Input in) {
    StringBuilder zone = new StringBuilder();
    for (byte b : in.bytes(ZONE)) {
      zone.append((char) ('a' + (b & 0xFF) % 26));
    }
    return zone.toString();
  }

  private static <T> void same(
      Packet packet, T view, Protocol protocol, BiConsumer<T, ByteBuf> writer) {
    assertEquals(
        List.of(view),
        frame(packet, protocol, out -> writer.accept(view, out)),
        () -> packet + " of " + protocol.version());
  }

  /** Appends a frame behind others and reads it as the receiver does. */
  private static List<Object> frame(Packet packet, Protocol protocol, Consumer<ByteBuf> writer) {
    ByteBuf out = Unpooled.buffer();
    out.writeMedium(0xEEEEEE);
    writer.accept(out);
    FrameScanner scanner = new FrameScanner(protocol.table());
    int length = scanner.next(out, GARBAGE);
    assertEquals(out.writerIndex() - GARBAGE, length, () -> packet + " is one whole frame");
    assertEquals(packet, protocol.packet(scanner.id(), packet.direction()));
    return Views.read(packet, out.slice(GARBAGE, length), protocol);
  }
}
