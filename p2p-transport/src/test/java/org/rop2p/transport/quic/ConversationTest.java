package org.rop2p.transport.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.quic.Conversation.Heard;
import org.rop2p.transport.quic.Conversation.Meaning;
import org.rop2p.transport.seal.Hello;
import org.rop2p.transport.seal.Lane;
import org.rop2p.transport.socket.Protocol;

/** Ann is the QUIC client, Bob the server; what one says waits until the test lets it be heard. */
final class ConversationTest {
  private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

  private final List<Integer> asked = new ArrayList<>();
  private boolean wanted = true;
  private final Conversation ann = conversation(true, true);
  private final Conversation bob = conversation(false, false);

  @ParameterizedTest
  @CsvSource({"true,true,true", "true,false,true", "false,true,true", "false,false,false"})
  void bothLanesCarryMessagesBothWaysTheStreamSealedIfEitherWishesIt(
      boolean first, boolean second, boolean sealed) {
    Conversation client = conversation(true, first);
    Conversation server = conversation(false, second);
    greet(client, server);
    record Way(Conversation from, Conversation to) {}
    for (Way way : List.of(new Way(client, server), new Way(server, client))) {
      for (String text : List.of("", "good morning", "z".repeat(PeerLink.MAX_DATAGRAM))) {
        byte[] frame = frame(way.from, text);
        assertEquals(!sealed || text.isEmpty(), new String(frame, UTF_8).contains(text));
        assertEquals(text, said(way.to.hearFrame(buffer(frame))));
        byte[] datagram = datagram(way.from, text);
        assertEquals(text.isEmpty(), new String(datagram, UTF_8).contains(text));
        assertEquals(text, said(way.to.hearDatagram(buffer(datagram))));
      }
    }
  }

  @Test
  void beforeTheHelloNothingIsHeard() {
    Conversation other = conversation(true, false);
    greet(other, conversation(false, false));
    assertEquals(Meaning.WRONG, bob.hearFrame(buffer(frame(other, "early"))).meaning());
    assertEquals(Meaning.WRONG, bob.hearDatagram(buffer(datagram(other, "early"))).meaning());
    byte[] ping = bytes(other.number(Frame.PING, 7, HEAP));
    assertEquals(Meaning.WRONG, bob.hearDatagram(buffer(ping)).meaning());
    assertFalse(bob.isAgreed());
    assertEquals(List.of(), asked);
  }

  @Test
  void aHelloIsSaidOnceAndInOnePiece() {
    byte[] hello = hello(ann);
    for (int length = 0; length < hello.length; length++) {
      assertEquals(
          Meaning.WRONG,
          bob.hearFrame(Unpooled.wrappedBuffer(hello, 0, length)).meaning(),
          length + " bytes");
    }
    byte[] older = hello.clone();
    older[Frame.TYPE_BYTES] = 1;
    assertEquals(Meaning.WRONG, bob.hearFrame(buffer(older)).meaning(), "another version");
    assertEquals(Meaning.WRONG, bob.hearDatagram(buffer(hello)).meaning(), "by datagram");
    assertFalse(bob.isAgreed());
    assertEquals(Meaning.HELLO, bob.hearFrame(buffer(hello)).meaning());
    assertTrue(bob.isAgreed());
    assertEquals(Meaning.WRONG, bob.hearFrame(buffer(hello)).meaning(), "a second one");
    assertEquals(
        Meaning.WRONG,
        bob.hearFrame(buffer(hello(conversation(true, false)))).meaning(),
        "that would talk the link out of its seal");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsForgedDamagedCutPlainOrSaidTwiceIsNotTaken(boolean byDatagram) {
    greet(ann, bob);
    byte[] genuine = say(byDatagram, ann, "genuine");
    for (int at = 1; at < genuine.length; at++) {
      byte[] damaged = genuine.clone();
      damaged[at] ^= 1;
      assertEquals(Meaning.SEAL_BROKEN, hear(byDatagram, bob, damaged), "byte " + at);
    }
    for (int length = 1; length < genuine.length; length++) {
      byte[] cut = Arrays.copyOf(genuine, length);
      assertEquals(Meaning.SEAL_BROKEN, hear(byDatagram, bob, cut), length + " bytes");
    }
    byte[] plain = "?a plain message, longer than a seal".getBytes(UTF_8);
    plain[0] = genuine[0];
    assertEquals(Meaning.SEAL_BROKEN, hear(byDatagram, bob, plain), "no way back");
    assertEquals(Meaning.SEAL_BROKEN, hear(byDatagram, ann, genuine), "reflected");
    byte[] elsewhere = genuine.clone();
    elsewhere[0] = (byte) (byDatagram ? Frame.DATA : Protocol.SEALED_BYTE);
    assertEquals(Meaning.SEAL_BROKEN, hear(!byDatagram, bob, elsewhere), "in the other lane");
    assertEquals(Meaning.MESSAGE, hear(byDatagram, bob, genuine));
    assertEquals(Meaning.SEAL_BROKEN, hear(byDatagram, bob, genuine), "replayed");
    assertEquals(Meaning.MESSAGE, hear(byDatagram, bob, say(byDatagram, ann, "next")));
  }

  @Test
  void datagramsMayOvertakeEachOther() {
    greet(ann, bob);
    byte[] first = datagram(ann, "first");
    byte[] second = datagram(ann, "second");
    assertEquals("second", said(bob.hearDatagram(buffer(second))));
    assertEquals("first", said(bob.hearDatagram(buffer(first))));
    assertEquals(Meaning.SEAL_BROKEN, bob.hearDatagram(buffer(second)).meaning());
  }

  @Test
  void whatIsNotWantedOnTheStreamIsNotOpenedAndMayStillCome() {
    greet(ann, bob);
    byte[] genuine = frame(ann, "much");
    wanted = false;
    byte[] forged = genuine.clone();
    forged[forged.length - 1] ^= 1;
    assertEquals(Meaning.UNWANTED, bob.hearFrame(buffer(forged)).meaning());
    assertEquals(Meaning.UNWANTED, bob.hearFrame(buffer(genuine)).meaning());
    assertEquals(List.of(4 + Lane.OVERHEAD, 4 + Lane.OVERHEAD), asked);
    wanted = true;
    assertEquals("much", said(bob.hearFrame(buffer(genuine))));
  }

  /** Else a stranger who knows both addresses could use up what the peer may send. */
  @Test
  void nobodyIsAskedAboutADatagramThatThePeerHasNotSent() {
    greet(ann, bob);
    byte[] genuine = datagram(ann, "much");
    byte[] forged = genuine.clone();
    forged[forged.length - 1] ^= 1;
    assertEquals(Meaning.SEAL_BROKEN, bob.hearDatagram(buffer(forged)).meaning());
    assertEquals(List.of(), asked);
    wanted = false;
    assertEquals(Meaning.UNWANTED, bob.hearDatagram(buffer(genuine)).meaning());
    assertEquals(List.of(4 + Lane.OVERHEAD), asked);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void longerThanAllowedIsWrongAndNobodyIsAsked(boolean sealed) {
    Conversation client = conversation(true, sealed);
    Conversation server = conversation(false, sealed);
    greet(client, server);
    assertEquals(
        Meaning.MESSAGE, hear(false, server, frame(client, "z".repeat(PeerLink.MAX_MESSAGE))));
    asked.clear();
    assertEquals(
        Meaning.WRONG, hear(false, server, frame(client, "z".repeat(PeerLink.MAX_MESSAGE + 1))));
    assertEquals(
        Meaning.WRONG, hear(true, server, datagram(client, "z".repeat(PeerLink.MAX_DATAGRAM + 1))));
    assertEquals(List.of(), asked);
  }

  @Test
  void onlyWhatHasAKnownTypeMeansSomething() {
    greet(ann, bob);
    for (int type = 0; type < 256; type++) {
      for (int length = 0; length <= Long.BYTES + 1; length++) {
        byte[] said = new byte[Frame.TYPE_BYTES + length];
        said[0] = (byte) type;
        Meaning byStream = type == Frame.DATA ? Meaning.SEAL_BROKEN : Meaning.WRONG;
        Meaning byDatagram = type == Protocol.SEALED_BYTE ? Meaning.SEAL_BROKEN : Meaning.WRONG;
        assertEquals(byStream, hear(false, bob, said), type + ", " + length);
        assertEquals(byDatagram, hear(true, bob, said), type + ", " + length);
      }
      if (type != Frame.DATA) {
        boolean number = type == Frame.PING || type == Frame.PONG;
        Meaning meant = type == Frame.PING ? Meaning.PING : Meaning.PONG;
        byte[] sealed = bytes(ann.number(type, 7, HEAP));
        assertEquals(number ? meant : Meaning.WRONG, hear(true, bob, sealed), type + " sealed");
      }
    }
    assertEquals(Meaning.WRONG, hear(true, bob, new byte[0]));
    assertEquals(Meaning.WRONG, hear(false, bob, new byte[0]));
    byte[] pong = bytes(ann.number(Frame.PONG, 7, HEAP));
    assertEquals(7, bob.hearDatagram(buffer(pong)).content().readLong());
  }

  private Conversation conversation(boolean isClient, boolean sealed) {
    return new Conversation(
        isClient,
        Hello.create(sealed, new SecureRandom()),
        bytes -> {
          asked.add(bytes);
          return wanted;
        });
  }

  private static void greet(Conversation client, Conversation server) {
    assertEquals(Meaning.HELLO, server.hearFrame(buffer(hello(client))).meaning());
    assertEquals(Meaning.HELLO, client.hearFrame(buffer(hello(server))).meaning());
  }

  private static byte[] say(boolean byDatagram, Conversation from, String text) {
    return byDatagram ? datagram(from, text) : frame(from, text);
  }

  private static Meaning hear(boolean byDatagram, Conversation to, byte[] said) {
    return (byDatagram ? to.hearDatagram(buffer(said)) : to.hearFrame(buffer(said))).meaning();
  }

  private static String said(Heard heard) {
    assertEquals(Meaning.MESSAGE, heard.meaning());
    return heard.content().toString(UTF_8);
  }

  private static byte[] hello(Conversation from) {
    return withoutLength(from.hello(HEAP));
  }

  private static byte[] frame(Conversation from, String text) {
    return withoutLength(from.message(Unpooled.copiedBuffer(text, UTF_8), HEAP));
  }

  private static byte[] datagram(Conversation from, String text) {
    return bytes(from.datagram(Unpooled.copiedBuffer(text, UTF_8), HEAP));
  }

  private static byte[] bytes(ByteBuf datagram) {
    byte[] bytes = ByteBufUtil.getBytes(datagram);
    datagram.release();
    return bytes;
  }

  private static byte[] withoutLength(ByteBuf frame) {
    int length = frame.readUnsignedShort();
    byte[] bytes = ByteBufUtil.getBytes(frame);
    frame.release();
    assertEquals(length, bytes.length);
    return bytes;
  }

  private static ByteBuf buffer(byte[] bytes) {
    return Unpooled.wrappedBuffer(bytes);
  }
}
