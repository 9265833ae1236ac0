package org.rop2p.transport.quic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rop2p.transport.quic.Conversation.Heard;
import org.rop2p.transport.quic.Conversation.Meaning;
import org.rop2p.transport.seal.Hello;

/** An honest proxy's connection, and a peer with the pinned certificate who says what it likes. */
final class LinkConnectionTest {
  private static final long PATIENCE_SECONDS = 20;

  private final Recorder honest = new Recorder();
  private RawPeer peer;

  @BeforeEach
  void connect() throws Exception {
    peer = RawPeer.connect(honest);
  }

  @AfterEach
  void close() {
    peer.close();
  }

  @Test
  void isReadyWithThePeersHelloAndNotBefore() throws Exception {
    peer.datagram(data("overtakes the hello"));
    peer.greet(false);
    assertEquals("ready", honest.next());
    peer.say("in order");
    assertEquals("reliable in order", honest.next());
    peer.tell("by datagram");
    assertEquals("datagram by datagram", honest.next());
  }

  @Test
  void aPingIsAnsweredUnderTheSealAndAForgedOneIsNot() throws Exception {
    peer.greet(false);
    assertEquals("ready", honest.next());
    peer.datagram(Unpooled.buffer().writeByte(Frame.PING).writeLong(6));
    ByteBuf ping = peer.ping(7);
    peer.datagram(ping.copy().setByte(ping.readableBytes() - 1, 0x55));
    assertEquals("forged", honest.next());
    peer.datagram(ping);
    Heard answer = peer.nextDatagram();
    assertEquals(Meaning.PONG, answer.meaning());
    assertEquals(7, answer.content().readLong());
  }

  @Test
  void aMessageBeforeTheHelloEndsIt() throws Exception {
    peer.stream(framed(data("hello?")));
    assertEquals("ended PROTOCOL", honest.next());
  }

  @Test
  void aHelloOfAnotherVersionEndsIt() throws Exception {
    ByteBuf hello = Unpooled.buffer().writeByte(Frame.HELLO);
    Hello.create(true, new SecureRandom()).write(hello);
    peer.stream(framed(hello.setByte(Frame.TYPE_BYTES, 1)));
    assertEquals("ended PROTOCOL", honest.next());
  }

  @Test
  void aSecondHelloEndsIt() throws Exception {
    peer.greet(true);
    assertEquals("ready", honest.next());
    peer.greet(true);
    assertEquals("ended PROTOCOL", honest.next());
  }

  @Test
  void anUnsealedMessageOnTheStreamEndsIt() throws Exception {
    peer.greet(false);
    assertEquals("ready", honest.next());
    peer.stream(framed(data("the other side wished a seal, though")));
    assertEquals("seal broken", honest.next());
    assertEquals("ended PROTOCOL", honest.next());
  }

  @Test
  void aMessageOfTheStreamSaidAgainEndsIt() throws Exception {
    peer.greet(true);
    assertEquals("ready", honest.next());
    ByteBuf once = peer.sealed("once");
    peer.stream(once.copy());
    assertEquals("reliable once", honest.next());
    peer.stream(once);
    assertEquals("seal broken", honest.next());
    assertEquals("ended PROTOCOL", honest.next());
  }

  @Test
  void datagramsForgedOrSaidAgainAreLostAndTheConnectionGoesOn() throws Exception {
    peer.greet(true);
    assertEquals("ready", honest.next());
    ByteBuf once = peer.sealedDatagram("once");
    peer.datagram(once.copy());
    assertEquals("datagram once", honest.next());
    peer.datagram(once.copy());
    assertEquals("forged", honest.next());
    peer.datagram(once.setByte(once.readableBytes() - 1, 0x55));
    assertEquals("forged", honest.next());
    peer.datagram(data("not sealed at all"));
    peer.say("still here");
    assertEquals("reliable still here", honest.next());
  }

  @Test
  void whatIsNotAdmittedIsLostAndOnTheStreamTheConnectionWithIt() throws Exception {
    peer.greet(true);
    assertEquals("ready", honest.next());
    peer.tell("z".repeat(Recorder.MOST));
    peer.tell("small");
    assertEquals("datagram small", honest.next());
    peer.say("z".repeat(Recorder.MOST));
    peer.say("small");
    assertEquals("ended CLOSED", honest.next());
  }

  private static ByteBuf data(String text) {
    return Unpooled.buffer().writeByte(Frame.DATA).writeBytes(text.getBytes(UTF_8));
  }

  private static ByteBuf framed(ByteBuf frame) {
    return Unpooled.buffer().writeShort(frame.readableBytes()).writeBytes(frame);
  }

  /** Writes down what the honest side's link hears. */
  private static final class Recorder implements ConnectionListener {
    /** Longer payloads are not admitted. */
    static final int MOST = 500;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      String event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(event, "nothing more happened");
      return event;
    }

    @Override
    public void ready(LinkConnection connection) {
      events.add("ready");
    }

    @Override
    public boolean admits(LinkConnection connection, int bytes) {
      return bytes < MOST;
    }

    @Override
    public void reliable(LinkConnection connection, ByteBuf message) {
      events.add("reliable " + message.toString(UTF_8));
    }

    @Override
    public void datagram(LinkConnection connection, ByteBuf message) {
      events.add("datagram " + message.toString(UTF_8));
    }

    @Override
    public void sealBroken(LinkConnection connection) {
      events.add("seal broken");
    }

    @Override
    public void forged(LinkConnection connection) {
      events.add("forged");
    }

    @Override
    public void pong(LinkConnection connection, long number) {
      events.add("pong " + number);
    }

    @Override
    public void heard(LinkConnection connection) {}

    @Override
    public void ended(LinkConnection connection, ConnectionEnd end) {
      events.add("ended " + end);
    }
  }
}
