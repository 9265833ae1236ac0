package org.rop2p.proxy.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Optional;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.message.Content;
import org.rop2p.proxy.message.EnvelopeCodec;
import org.rop2p.proxy.message.Kind;
import org.rop2p.proxy.message.PeerMessage;

/** An envelope is understood in exactly one way or not at all: it is what would be written back. */
class EnvelopeCodecFuzzTest {
  private static final int AROUND = 64;
  private static final int MAX_ZONE = 16;
  private static final int MAX_TEXT = 255;
  private static final int MAX_FINALS = 64;
  private static final int MAX_SIGNED = 320;

  /** Input: the envelope. */
  @FuzzTest
  void acceptedMeansCanonical(byte[] data) {
    byte[] surrounded = new byte[AROUND + data.length + AROUND];
    System.arraycopy(data, 0, surrounded, AROUND, data.length);
    ByteBuf in = Unpooled.wrappedBuffer(surrounded);
    in.setIndex(AROUND, AROUND + data.length);

    Optional<PeerMessage> decoded = EnvelopeCodec.decode(in);
    assertTrue(in.readerIndex() <= AROUND + data.length, "reads its own bytes only");
    decoded.ifPresent(
        message -> {
          checkBounds(message);
          ByteBuf again = EnvelopeCodec.encode(message, UnpooledByteBufAllocator.DEFAULT);
          try {
            assertEquals(ByteBufUtil.hexDump(data), ByteBufUtil.hexDump(again));
          } finally {
            again.release();
          }
        });
  }

  private static void checkBounds(PeerMessage message) {
    PeerMessage.Header header = message.header();
    int recipients = header.recipients().size();
    assertTrue(recipients >= 1 && recipients <= EnvelopeCodec.MAX_RECIPIENTS);
    assertTrue(!header.zone().isEmpty() && header.zone().length() <= MAX_ZONE);
    if (message instanceof PeerMessage.Told told) {
      assertTrue(told.kind() != Kind.MOVEMENT);
      checkBounds(told.kind(), told.message());
      assertEquals(
          told.kind() == Kind.CHAT && told.content().isPresent(),
          told.signature().isPresent(),
          "lines of chat are signed, and nothing else");
      told.signedLine().ifPresent(line -> assertTrue(line.bytes().length < MAX_SIGNED));
    } else if (message instanceof PeerMessage.Answered answered) {
      assertTrue(answered.kind() != Kind.MOVEMENT && answered.number() > 0);
    } else if (message instanceof PeerMessage.WalkTo walk) {
      assertTrue(walk.sequence() > 0 && walk.open().size() <= EnvelopeCodec.MAX_OPEN);
    }
  }

  private static void checkBounds(Kind kind, ToReceivers<Content> message) {
    Content content = null;
    if (message instanceof ToReceivers.PeerLine<Content> line) {
      assertTrue(line.number() > 0);
      content = line.content();
    } else if (message instanceof ToReceivers.BothLine<Content> line) {
      assertTrue(line.number() > 0 && line.late() >= 0);
      content = line.content();
    } else if (message instanceof ToReceivers.Hello<Content> hello) {
      assertTrue(hello.finals().size() <= MAX_FINALS);
    }
    if (content != null) {
      assertEquals(kind, content.kind());
    }
    if (content instanceof Content.Line line) {
      assertFalse(line.text().length() == 0 || line.text().length() > MAX_TEXT);
    } else if (content instanceof Content.Emote emote) {
      int most = emote.emoticon().isClassic() ? 0xFF : 0xFFFF;
      assertTrue(emote.emoticon().type() >= 0 && emote.emoticon().type() <= most);
    }
  }
}
