package org.rop2p.transport.seal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/** How the messages of a stream, or the datagrams, of one link are protected. Not thread-safe. */
public sealed interface Lane {
  /** What a sealed message is longer than the message, bytes. */
  int OVERHEAD = Sealer.COUNTER_BYTES + AesGcm.TAG_BYTES;

  /** What protection adds to a message, bytes. */
  int overhead();

  /** Appends what is to be sent instead of {@code message}, which is only read. */
  void protect(ByteBuf message, ByteBuf out);

  /**
   * The message that came as this payload, or empty if the other side never sent it so, or it came
   * before. It has what it needs of {@code payload}'s bytes as long as those are there.
   */
  Optional<ByteBuf> open(ByteBuf payload);

  /** As TLS carries it. */
  record Plain() implements Lane {
    @Override
    public int overhead() {
      return 0;
    }

    @Override
    public void protect(ByteBuf message, ByteBuf out) {
      out.writeBytes(message, message.readerIndex(), message.readableBytes());
    }

    @Override
    public Optional<ByteBuf> open(ByteBuf payload) {
      return Optional.of(payload);
    }
  }

  /** Under keys of its own, agreed on inside TLS. */
  record Sealed(Sealer sealer, Opener opener) implements Lane {
    @Override
    public int overhead() {
      return OVERHEAD;
    }

    @Override
    public void protect(ByteBuf message, ByteBuf out) {
      sealer.seal(message, out);
    }

    @Override
    public Optional<ByteBuf> open(ByteBuf payload) {
      return opener.open(payload).map(Unpooled::wrappedBuffer);
    }
  }
}
