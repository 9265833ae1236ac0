package org.rop2p.proxy.peer.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;
import org.rop2p.transport.IceCandidate;
import org.rop2p.transport.IceDescription;
import org.rop2p.transport.LinkPath;

/** Ann's proxy has the smaller fingerprint, Bob's the larger. */
class LinkTalkTest {
  private static final PeerMessage LINE =
      new PeerMessage.Told(
          header(EnvelopeCodec.MAX_RECIPIENTS),
          Kind.CHAT,
          1,
          new ToReceivers.PeerLine<>(1, new Content.Line(text(255))));
  private static final PeerMessage WALK =
      new PeerMessage.WalkTo(header(1), 1, List.of(), new Cell(1, 2), false);

  private final Wire fromAnn = new Wire();
  private final Wire fromBob = new Wire();
  private final List<Offence> offences = new ArrayList<>();

  /** One direction: what is sent waits until the test delivers it. */
  private static final class Wire implements TransportLink {
    private final List<byte[]> messages = new ArrayList<>();
    private boolean stuck;

    @Override
    public boolean sendReliable(ByteBuf message) {
      if (!stuck) {
        messages.add(ByteBufUtil.getBytes(message));
      }
      message.release();
      return !stuck;
    }

    @Override
    public boolean sendDatagram(ByteBuf message) {
      return sendReliable(message);
    }

    @Override
    public void onOffer(IceDescription description) {}

    @Override
    public void onAnswer(IceDescription description) {}

    @Override
    public void onCandidate(IceCandidate candidate) {}

    @Override
    public void close() {}

    @Override
    public LinkPath path() {
      return LinkPath.DIRECT;
    }

    @Override
    public int rttMillis() {
      return -1;
    }

    byte[] last() {
      return messages.get(messages.size() - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,true,true", "true,false,true", "false,true,true", "false,false,false"})
  void oneWishForTheSealIsEnough(boolean ann, boolean bob, boolean sealed) {
    LinkTalk first = new LinkTalk(fromAnn, true, ann);
    LinkTalk second = new LinkTalk(fromBob, false, bob);
    greet(first, second);
    for (PeerMessage message : List.of(LINE, WALK)) {
      assertTrue(first.send(message));
      assertEquals(Optional.of(message), hear(second, fromAnn.last()));
      assertEquals(!sealed, readable(message, fromAnn.last()));
      assertTrue(second.send(message));
      assertEquals(Optional.of(message), hear(first, fromBob.last()));
      assertEquals(!sealed, readable(message, fromBob.last()));
    }
    assertTrue(fromAnn.messages.stream().allMatch(m -> m.length < LinkGuard.MAX_MESSAGE_BYTES));
    assertEquals(List.of(), offences);
  }

  /** Whether the envelope is there for everybody who sees what the link carries. */
  private static boolean readable(PeerMessage message, byte[] carried) {
    ByteBuf envelope = EnvelopeCodec.encode(message, UnpooledByteBufAllocator.DEFAULT);
    try {
      return ByteBufUtil.hexDump(carried).contains(ByteBufUtil.hexDump(envelope));
    } finally {
      envelope.release();
    }
  }

  @Test
  void nothingIsSentOrTakenBeforeTheHello() {
    LinkTalk first = new LinkTalk(fromAnn, true, true);
    assertFalse(first.send(LINE), "the order would be broken");
    assertTrue(first.send(WALK), "a walk may be lost");
    assertEquals(0, fromAnn.messages.size());
    hear(first, new byte[] {1, 1});
    assertEquals(List.of(Offence.BEFORE_HELLO), offences);
  }

  @Test
  void whatCannotBeSentIsTold() {
    LinkTalk first = new LinkTalk(fromAnn, true, true);
    greet(first, new LinkTalk(fromBob, false, true));
    fromAnn.stuck = true;
    assertFalse(first.send(LINE));
    assertTrue(first.send(WALK));
    assertFalse(new LinkTalk(fromAnn, true, true).begin());
  }

  @Test
  void whatIsForgedPlainOrSaidTwiceIsNotTaken() {
    LinkTalk first = new LinkTalk(fromAnn, true, true);
    LinkTalk second = new LinkTalk(fromBob, false, false);
    greet(first, second);
    first.send(LINE);
    byte[] sealed = fromAnn.last();
    byte[] forged = sealed.clone();
    forged[forged.length - 1] ^= 1;
    byte[] plain =
        ByteBufUtil.getBytes(EnvelopeCodec.encode(LINE, new UnpooledByteBufAllocator(false, true)));
    assertEquals(Optional.empty(), hear(second, forged));
    assertEquals(Optional.of(LINE), hear(second, sealed));
    assertEquals(Optional.empty(), hear(second, sealed));
    assertEquals(
        Optional.empty(), hear(second, ByteBufUtil.getBytes(plainMessage(plain))), "no way back");
    assertEquals(Optional.empty(), hear(second, fromAnn.messages.get(0)), "a second hello");
    assertEquals(Optional.empty(), hear(second, new byte[0]));
    assertEquals(
        List.of(
            Offence.SEAL_BROKEN,
            Offence.SEAL_BROKEN,
            Offence.WRONG_FORM,
            Offence.WRONG_FORM,
            Offence.WRONG_FORM),
        offences);
  }

  @Test
  void aHelloOfAnotherVersionIsNone() {
    LinkTalk first = new LinkTalk(fromAnn, true, true);
    hear(first, new byte[] {0, 9, 9});
    assertFalse(first.isOpen());
    assertEquals(List.of(Offence.BAD_HELLO), offences);
  }

  private void greet(LinkTalk first, LinkTalk second) {
    assertTrue(first.begin());
    assertTrue(second.begin());
    hear(first, fromBob.last());
    hear(second, fromAnn.last());
    assertTrue(first.isOpen() && second.isOpen());
  }

  private Optional<PeerMessage> hear(LinkTalk talk, byte[] message) {
    return talk.receive(Unpooled.wrappedBuffer(message), offences::add);
  }

  private static ByteBuf plainMessage(byte[] envelope) {
    return Unpooled.buffer().writeByte(1).writeBytes(envelope);
  }

  private static PeerMessage.Header header(int recipients) {
    List<Integer> all = new ArrayList<>();
    for (int i = 1; i <= recipients; i++) {
      all.add(i);
    }
    return new PeerMessage.Header(7, all, "z".repeat(16), 1);
  }

  private static RawText text(int length) {
    return RawText.ascii("x".repeat(length));
  }
}
