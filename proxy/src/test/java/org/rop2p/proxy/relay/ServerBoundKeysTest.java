package org.rop2p.proxy.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.Protocol;
import org.rop2p.codec.obfuscation.KeyChoice;
import org.rop2p.codec.obfuscation.ObfuscatedIds;

/** Obfuscated ids on their way through the relay; masks of the client of 2013-08-07. */
class ServerBoundKeysTest {
  private final EmbeddedChannel server = new EmbeddedChannel();
  private final Protocol protocol = Protocol.of(PacketVersion.of(20130807));
  private final ObfuscatedIds ids = KeyChoice.AUTO.open(protocol);
  private final ServerBound bound = new ServerBound(server, ids, () -> {});

  @Test
  void whatIsWithheldAndAddedLeavesTheServerInStep() {
    received(0x7F57, 19); // CZ_ENTER 022D under the first mask
    assertEquals(0x7F57, written(0x022D, 19));

    received(0x015F, 2); // CZ_NOTIFY_ACTORINIT 007D under the second, withheld

    received(0x1495, 6); // CZ_REQUEST_TIME 035F under the third: the server counts it as second
    assertEquals(0x035F ^ 0x0122, written(0x035F, 6));

    assertEquals(0x007D ^ 0x17CA, written(0x007D, 2)); // a frame of our own, the server's third

    received(0x37FD, 5); // CZ_REQUEST_MOVE 0437 under the fourth, and the server's fourth
    assertEquals(0x37FD, written(0x0437, 5));
    server.finishAndReleaseAll();
  }

  @Test
  void unreadBytesAreNotMasked() {
    received(0x7F57, 19);
    assertEquals(0x7F57, written(0x022D, 19));
    bound.writeUnread(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
    bound.flush();
    ByteBuf unread = server.readOutbound();
    assertEquals(3, unread.readableBytes());
    assertEquals(0x0201, unread.readUnsignedShortLE());
    unread.release();
    server.finishAndReleaseAll();
  }

  @Test
  void maskedFramesAreWrittenOneByOne() {
    received(0x7F57, 19);
    assertEquals(0x7F57, written(0x022D, 19));
    assertFalse(bound.takesTogether(2), "each id has a mask of its own");
    server.finishAndReleaseAll();
  }

  private void received(int wireId, int length) {
    ByteBuf frame = Unpooled.buffer(length).writeZero(length);
    frame.setShortLE(0, wireId);
    ids.decode(frame, 0);
    frame.release();
  }

  private int written(int plainId, int length) {
    ByteBuf frame = Unpooled.buffer(length).writeZero(length);
    frame.setShortLE(0, plainId);
    bound.write(frame);
    bound.flush();
    ByteBuf out = server.readOutbound();
    int id = out.readUnsignedShortLE();
    out.release();
    return id;
  }
}
