package org.rop2p.codec.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.ClientDates;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketTable;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;

/** What changed its form through the years, by hand and at every date. */
class EraViewsTest {
  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 5121);
  private static final RawText LAB01 = RawText.ascii("Lab01");

  private static Protocol at(String version) {
    return Protocol.of(PacketVersion.parse(version));
  }

  /** Writes one frame and checks that it has the length which the table of the date tells. */
  private static ByteBuf written(Protocol protocol, Consumer<ByteBuf> writer) {
    ByteBuf out = Unpooled.buffer();
    writer.accept(out);
    int length = protocol.table().length(out.getUnsignedShortLE(0));
    int told = length == PacketTable.VARIABLE ? out.getUnsignedShortLE(2) : length;
    assertEquals(told, out.readableBytes(), protocol.version() + " " + Frames.hex(out));
    return out;
  }

  private static String hex(Protocol protocol, Consumer<ByteBuf> writer) {
    return Frames.hex(written(protocol, writer));
  }

  @Test
  void atEveryDateWhatIsWrittenIsReadAgain() {
    Cell cell = new Cell(150, 180);
    for (PacketVersion version : ClientDates.supported()) {
      Protocol p = Protocol.of(version);
      String date = version.toString();

      Walk walk = new Walk(0, null, cell, 0);
      assertEquals(walk, Walk.readRequest(written(p, out -> walk.writeRequest(out, p))), date);
      ClockTick tick = new ClockTick(0x12345678);
      assertEquals(tick, ClockTick.readRequest(written(p, out -> tick.writeRequest(out, p)), p));
      assertEquals(tick, ClockTick.read(written(p, out -> tick.write(out, p))), date);
      ActRequest act = new ActRequest(7, 2);
      assertEquals(act, ActRequest.read(written(p, out -> act.write(out, p)), p), date);
      Chat chat = new Chat(0, RawText.ascii("Lab01 : hello"));
      assertEquals(chat, Chat.readOwn(written(p, out -> chat.writeRequest(out, p))), date);
      Enter enter = new Enter(1, 2, 3);
      assertEquals(enter, Enter.readMap(written(p, out -> enter.writeMap(out, p, 4, 1))), date);
      Enter choosing = new Enter(1, 0, 3);
      assertEquals(choosing, Enter.readChar(written(p, out -> choosing.writeChar(out, p, 4, 1))));

      MapEntry entry = new MapEntry(99, cell);
      assertEquals(entry, MapEntry.read(written(p, out -> entry.write(out, p, 4))), date);
      MapMove move = new MapMove("prontera", cell);
      assertEquals(move, MapMove.read(written(p, out -> move.write(out, p))), date);
      ByteBuf away = written(p, out -> move.writeServerMove(out, p, SERVER));
      assertEquals(move, MapMove.read(away), date);
      assertEquals(
          SERVER, AddressField.in(away, Packet.ZC_NPCACK_SERVERMOVE).get(0).read(away), date);
      ZoneServer zone = new ZoneServer(150_001, "prontera");
      ByteBuf zoneFrame = written(p, out -> zone.write(out, p, SERVER));
      assertEquals(zone, ZoneServer.read(zoneFrame), date);
      assertEquals(
          SERVER, AddressField.in(zoneFrame, Packet.HC_NOTIFY_ZONESVR).get(0).read(zoneFrame));
      UnitAct sits = new UnitAct(5, UnitAct.SIT);
      assertEquals(sits, UnitAct.read(written(p, out -> sits.write(out, p))), date);
      UnitState hidden = new UnitState(5, 0, 2);
      assertEquals(hidden, UnitState.read(written(p, out -> hidden.write(out, p))), date);
      Parameter muted = new Parameter(Parameter.MANNER, -3);
      assertEquals(muted, Parameter.read(written(p, out -> muted.write(out, p))), date);
      NameAnswer answer = new NameAnswer(5, LAB01);
      assertEquals(answer, NameAnswer.read(written(p, out -> answer.writePlayer(out, p))), date);
      assertEquals(answer, NameAnswer.read(written(p, out -> answer.writeOther(out, p))), date);
      MapProperty pvp = new MapProperty(1, version.date() < 20121010 ? 0 : 0x201);
      assertEquals(pvp, MapProperty.read(written(p, out -> pvp.write(out, p))), date);
      boolean token = version.date() >= 20170315;
      assertEquals(token, AcceptLogin.carriesToken(p), date);
      AcceptLogin login =
          new AcceptLogin(1, 2, token ? RawText.ascii("0123456789abcdef") : RawText.EMPTY, LAB01);
      ByteBuf loginFrame = written(p, out -> login.write(out, p, 3, 1, SERVER));
      assertEquals(login, AcceptLogin.read(loginFrame), date);
      assertEquals(
          SERVER, AddressField.in(loginFrame, Packet.AC_ACCEPT_LOGIN).get(0).read(loginFrame));
      CharacterRecord record = new CharacterRecord(9, 3, LAB01);
      ByteBuf list = Unpooled.buffer().writeZero(p.characterLayout().listHeader());
      record.write(list, p.characterLayout(), RawText.ascii("prontera.gat"));
      assertEquals(
          List.of(record),
          CharacterRecord.readAll(list, Packet.HC_ACCEPT_ENTER, p.characterLayout()),
          date);
      if (p.has(Packet.CZ_REQ_EMOTION_EXPANSION)) {
        PackEmotion emotion = new PackEmotion(0, 2, 300);
        assertEquals(
            emotion, PackEmotion.readRequest(written(p, out -> emotion.writeRequest(out, p))));
        assertEquals(emotion, PackEmotion.read(written(p, out -> emotion.write(out, p))));
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "20100730:re,   a700 00000000 280af0",
    "20101124:re,   5f03 280af0",
    "20130807:main, 3704 280af0",
    "20211103:re,   5f03 280af0",
  })
  void walksAreRequested(String date, String bytes) {
    Walk walk = new Walk(0, null, new Cell(160, 175), 0);

    assertEquals(walk, Walk.readRequest(Frames.frame(bytes)));
    assertEquals(bytes.replace(" ", ""), hex(at(date), out -> walk.writeRequest(out, at(date))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "20100730:re,   8900 0000000000 78563412",
    "20130807:main, 5f03 78563412",
  })
  void theTimeIsAsked(String date, String bytes) {
    ClockTick tick = new ClockTick(0x12345678);

    assertEquals(tick, ClockTick.readRequest(Frames.frame(bytes), at(date)));
    assertEquals(bytes.replace(" ", ""), hex(at(date), out -> tick.writeRequest(out, at(date))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "20130807:main, f300 0a00 41203a206200",
    "20150916:re,   f300 0a00 41203a206200",
    "20151001:re,   f300 0900 41203a2062",
    "20211103:re,   f300 0900 41203a2062",
  })
  void chatLostItsNul(String date, String bytes) {
    Chat chat = new Chat(0, RawText.ascii("A : b"));

    assertEquals(chat, Chat.readOwn(Frames.frame(bytes)));
    assertEquals(bytes.replace(" ", ""), hex(at(date), out -> chat.writeRequest(out, at(date))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"8a00, 29, 26", "e102, 33, 28", "c808, 34, 29"})
  void sittingIsAnActInThreeForms(String id, int length, int type) {
    ByteBuf frame = Frames.padded(id + "05000000", length);
    frame.setByte(frame.readerIndex() + type, UnitAct.SIT);

    assertEquals(new UnitAct(5, UnitAct.SIT), UnitAct.read(frame));
  }

  @ParameterizedTest(name = "{0}: name at {2}")
  @CsvSource({"9500, 30, 6", "9501, 102, 6", "300a, 106, 6", "df0a, 58, 10"})
  void namesAreAnsweredInFourForms(String id, int length, int name) {
    ByteBuf frame = Frames.padded(id + "05000000", length);
    frame.setBytes(frame.readerIndex() + name, LAB01.toBytes());

    assertEquals(new NameAnswer(5, LAB01), NameAnswer.read(frame));
  }

  @ParameterizedTest(name = "{0}: header {1}, {3} entries of {2}")
  @CsvSource({
    "6900, 47, 32, 2, 0, 6",
    "c40a, 64, 160, 2, 0, 6",
    "070b, 64, 160, 1, 0, 6",
    "600b, 64, 164, 3, 0, 6",
    "320c, 64, 165, 2, 0, 6",
    "7602, 51, 32, 2, 0, 6",
    "7602, 51, 36, 2, 0, 6",
  })
  void charServersAreListedInManyForms(
      String id, int header, int entry, int entries, int ip, int name) {
    ByteBuf frame = Frames.padded(id, header + entries * entry);
    int last = frame.readerIndex() + header + (entries - 1) * entry;
    frame.setBytes(last + ip, Frames.bytes("7f000001 e917"));
    frame.setBytes(frame.readerIndex() + header + name, LAB01.toBytes());

    List<AddressField> fields = AddressField.in(frame, Packet.AC_ACCEPT_LOGIN);
    AddressField field = fields.get(entries - 1);

    assertEquals(entries, fields.size());
    assertEquals(new InetSocketAddress("127.0.0.1", 6121), field.read(frame));
    assertEquals(LAB01, AcceptLogin.read(frame).firstServerName());
    field.write(frame, SERVER);
    assertEquals(SERVER, field.read(frame));
    assertEquals(RawText.EMPTY, field.readHost(frame));
  }

  @Test
  void aCharServerMayBeATextOnly() {
    ByteBuf frame = Frames.padded("c90a", 53 + 154);
    int entry = frame.readerIndex() + 53;
    frame.setBytes(entry, LAB01.toBytes());
    frame.setBytes(entry + 26, RawText.ascii("192.168.255.255:65535").toBytes());

    AddressField field = AddressField.in(frame, Packet.AC_ACCEPT_LOGIN).get(0);

    assertEquals(LAB01, AcceptLogin.read(frame).firstServerName());
    assertEquals(new InetSocketAddress("192.168.255.255", 65535), field.read(frame));
    field.write(frame, SERVER);
    assertEquals("127.0.0.1:5121", field.readHost(frame).toString());
    assertEquals(SERVER, field.read(frame));
    assertTrue(
        RawText.at(frame, entry + 26 + 14, 112).toString().chars().allMatch(c -> c == '.'),
        "nothing is left of the longer text");
  }
}
