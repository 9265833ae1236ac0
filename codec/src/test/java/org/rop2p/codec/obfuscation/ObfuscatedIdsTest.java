package org.rop2p.codec.obfuscation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.FrameScanner;
import org.rop2p.codec.Frames;
import org.rop2p.codec.Packet;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.view.ActRequest;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.Chat;
import org.rop2p.codec.view.ClockTick;
import org.rop2p.codec.view.Enter;
import org.rop2p.codec.view.RawText;
import org.rop2p.codec.view.Walk;

/** A client and its server, with a relay between them. Of 2013-08-07 where nothing else is said. */
class ObfuscatedIdsTest {
  private static final Protocol PROTOCOL = Protocol.of(PacketVersion.parse("20130807:main"));

  private static final String ENTER = "2d02" + "11".repeat(17);
  private static final String LOADED = "7d00";
  private static final String TIME = "5f0378563412";
  private static final String MOVE = "3704280af0";
  private static final String CHAT = "f300090041203a2062";

  private static KeyStream stream(Protocol protocol) {
    return ObfuscationKeys.of(protocol.version()).orElseThrow().stream();
  }

  /** What the server makes of the bytes it gets: plain frames in hex. */
  private static List<String> served(ByteBuf wire, Protocol protocol) {
    KeyStream stream = stream(protocol);
    FrameScanner scanner = new FrameScanner(protocol.table(), stream::apply);
    List<String> frames = new ArrayList<>();
    int length;
    while ((length = scanner.next(wire, wire.readerIndex())) > 0) {
      wire.setShortLE(wire.readerIndex(), scanner.id());
      frames.add(Frames.hex(wire.readSlice(length)));
      stream.advance();
    }
    assertEquals(0, wire.readableBytes(), "the server loses nothing");
    return frames;
  }

  /** The frames as the client sends them. */
  private static ByteBuf sent(Protocol protocol, List<String> plain) {
    KeyStream stream = stream(protocol);
    ByteBuf wire = Unpooled.buffer();
    for (String frame : plain) {
      int at = wire.writerIndex();
      wire.writeBytes(Frames.bytes(frame));
      wire.setShortLE(at, stream.apply(wire.getUnsignedShortLE(at)));
      stream.advance();
    }
    return wire;
  }

  private static String written(Consumer<ByteBuf> writer) {
    ByteBuf out = Unpooled.buffer();
    writer.accept(out);
    return Frames.hex(out);
  }

  @ParameterizedTest(name = "a client of {0}, later in step: {1}")
  @CsvSource({
    // An even K2 runs into a fixed point, where counting does not matter any more.
    "20130807:main, true",
    "20120710:re, false",
    "20151104:re, false",
    "20171130:zero, true",
    "20180307:re, false",
  })
  void withEveryThirdPacketWithheldTheServerStaysInStep(String date, boolean inStep) {
    Protocol protocol = Protocol.of(PacketVersion.parse(date));
    List<String> plain = new ArrayList<>();
    plain.add(written(out -> new Enter(1, 2, 3).writeMap(out, protocol, 4, 1)));
    plain.add(LOADED);
    for (int i = 0; i < 100; i++) {
      int tick = i;
      plain.add(written(out -> new ClockTick(tick).writeRequest(out, protocol)));
      plain.add(
          written(out -> new Walk(0, null, new Cell(tick, 7), 0).writeRequest(out, protocol)));
      plain.add(
          written(out -> new Chat(0, RawText.ascii("A : " + tick)).writeRequest(out, protocol)));
      plain.add(written(out -> new ActRequest(0, 2).write(out, protocol)));
    }
    ByteBuf in = sent(protocol, plain);
    ObfuscatedIds ids = KeyChoice.AUTO.open(protocol);
    FrameScanner scanner = new FrameScanner(protocol.table(), ids);
    ByteBuf out = Unpooled.buffer();
    List<String> expected = new ArrayList<>();

    int length;
    for (int n = 0; (length = scanner.next(in, in.readerIndex())) > 0; n++) {
      ids.decode(in, in.readerIndex());
      assertEquals(plain.get(n), Frames.hex(in.slice(in.readerIndex(), length)));
      if (n % 3 != 2) {
        expected.add(plain.get(n));
        ids.encode(in, in.readerIndex());
        out.writeBytes(in, in.readerIndex(), length);
      }
      in.skipBytes(length);
    }

    assertEquals(0, in.readableBytes());
    assertEquals(inStep, ids.inStep());
    assertEquals(expected, served(out, protocol));
  }

  @Test
  void withPacketsAddedTheServerStaysInStep() {
    ByteBuf in = sent(PROTOCOL, List.of(ENTER, LOADED, TIME, CHAT));
    ObfuscatedIds ids = KeyChoice.AUTO.open(PROTOCOL);
    FrameScanner scanner = new FrameScanner(PROTOCOL.table(), ids);
    ByteBuf out = Unpooled.buffer();

    int length;
    while ((length = scanner.next(in, in.readerIndex())) > 0) {
      if (scanner.id() == PROTOCOL.id(Packet.CZ_REQUEST_TIME)) {
        int added = out.writerIndex();
        out.writeBytes(Frames.bytes(MOVE));
        ids.encode(out, added);
      }
      ids.decode(in, in.readerIndex());
      ids.encode(in, in.readerIndex());
      out.writeBytes(in, length);
    }

    assertEquals(List.of(ENTER, LOADED, MOVE, TIME, CHAT), served(out, PROTOCOL));
  }

  @Test
  void whatIsForwardedWholeIsForwardedUnchanged() {
    ByteBuf in = sent(PROTOCOL, List.of(ENTER, LOADED, TIME, MOVE, CHAT));
    byte[] original = ByteBufUtil.getBytes(in);
    ObfuscatedIds ids = KeyChoice.AUTO.open(PROTOCOL);
    FrameScanner scanner = new FrameScanner(PROTOCOL.table(), ids);

    int at = 0;
    int length;
    while ((length = scanner.next(in, at)) > 0) {
      ids.decode(in, at);
      ids.encode(in, at);
      at += length;
    }

    assertEquals(in.writerIndex(), at);
    assertTrue(ids.inStep());
    assertEquals(Frames.hex(Unpooled.wrappedBuffer(original)), Frames.hex(in));
  }

  @Test
  void askingAgainAboutAFrameCountsItOnce() {
    ByteBuf in = sent(PROTOCOL, List.of(ENTER, LOADED));
    ObfuscatedIds ids = KeyChoice.AUTO.open(PROTOCOL);
    FrameScanner scanner = new FrameScanner(PROTOCOL.table(), ids);

    assertEquals(FrameScanner.INCOMPLETE, scanner.next(in.slice(0, 1), 0));
    assertEquals(FrameScanner.INCOMPLETE, scanner.next(in.slice(0, 18), 0));
    assertEquals(19, scanner.next(in, 0));
    assertEquals(19, scanner.next(in, 0), "the same frame again");
    ids.decode(in, 0);
    assertEquals(2, scanner.next(in, 19));
  }

  @ParameterizedTest(name = "{0} with keys {1}, first id {2}: masked {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20130807:main | auto                 | 577f | true   | as the client of the date does
          20130807:main | auto                 | 2d02 | false  | a client patched not to obfuscate
          20130807:main | auto                 | ffff | false  | neither
          20130807:main | off                  | 577f | false  | the player knows better
          20130807:main | 7E241DE0,5E805580,3D807D80 | 2d02 | true | the player insists
          20211103:re   | auto                 | 3604 | false  | no keys at this date
          20211103:re   | 1,2,3                | 3604 | true   | a private server's own keys
          20211103:re   | off                  | 3604 | false  | nothing to switch off
          """)
  void theFirstPacketTells(String date, String keys, String first, boolean masked, String why) {
    Protocol protocol = Protocol.of(PacketVersion.parse(date));
    ObfuscatedIds ids = KeyChoice.parse(keys).open(protocol);
    ByteBuf frame = Frames.padded(first, 19);

    ids.decode(frame, frame.readerIndex());

    assertEquals(masked, ids.masked(), why);
    ids.encode(frame, frame.readerIndex());
    assertEquals(first, Frames.hex(frame).substring(0, 4), "unchanged when nothing is withheld");
  }
}
