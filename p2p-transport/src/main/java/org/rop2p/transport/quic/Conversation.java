package org.rop2p.transport.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.rop2p.transport.PeerLink;
import org.rop2p.transport.seal.Hello;
import org.rop2p.transport.seal.Lane;
import org.rop2p.transport.seal.Lanes;
import org.rop2p.transport.socket.Protocol;

/**
 * What is said on one connection, without I/O: a hello each way on the stream, then messages on it,
 * sealed unless neither side wishes it, and messages and pings in datagrams, which are always
 * sealed. Not thread-safe.
 */
final class Conversation {
  /** What it is that came. */
  enum Meaning {
    /** The peer's hello: from now on there are messages. */
    HELLO,
    /** A message; its bytes are the content. */
    MESSAGE,
    /** A ping; its number is the content. */
    PING,
    /** The answer to a ping; its number is the content. */
    PONG,
    /** A message that this side does not want; of the stream, unopened. */
    UNWANTED,
    /** A message that is not what the peer sealed, or was opened before. */
    SEAL_BROKEN,
    /** Nothing that may be said, or not now. */
    WRONG
  }

  /**
   * What came.
   *
   * @param content of a message, ping or pong; lent as the frame is
   */
  record Heard(Meaning meaning, ByteBuf content) {}

  private final boolean isClient;
  private final Hello ours;
  private final IntPredicate wanted;
  private Lanes lanes;

  /**
   * Nothing said yet.
   *
   * @param isClient whether we are the QUIC client
   * @param wanted asked about a message of so many bytes with its seal: of the stream before it is
   *     opened, by datagram only when it is known to be the peer's
   */
  Conversation(boolean isClient, Hello ours, IntPredicate wanted) {
    this.isClient = isClient;
    this.ours = ours;
    this.wanted = wanted;
  }

  /** Whether the peer has said hello: before that nothing but our hello can be said. */
  boolean isAgreed() {
    return lanes != null;
  }

  /** Our hello as the stream carries it: a new buffer. */
  ByteBuf hello(ByteBufAllocator alloc) {
    ByteBuf out = frame(Frame.HELLO, Hello.LENGTH, alloc);
    ours.write(out);
    return out;
  }

  /** A message as the stream carries it: a new buffer; {@code message} is only read. */
  ByteBuf message(ByteBuf message, ByteBufAllocator alloc) {
    Lane lane = lanes.stream();
    ByteBuf out = frame(Frame.DATA, message.readableBytes() + lane.overhead(), alloc);
    lane.protect(message, out);
    return out;
  }

  /** A message as a datagram: a new buffer; {@code message} is only read. */
  ByteBuf datagram(ByteBuf message, ByteBufAllocator alloc) {
    int length = message.readableBytes();
    ByteBuf content = Unpooled.buffer(Frame.TYPE_BYTES + length).writeByte(Frame.DATA);
    return sealed(content.writeBytes(message, message.readerIndex(), length), alloc);
  }

  /** A ping or pong as a datagram: a new buffer. */
  ByteBuf number(int type, long number, ByteBufAllocator alloc) {
    return sealed(Unpooled.buffer(Frame.PING_BYTES).writeByte(type).writeLong(number), alloc);
  }

  /** Takes what followed a length on the stream. */
  Heard hearFrame(ByteBuf frame) {
    int type = type(frame);
    if (lanes == null) {
      return type == Frame.HELLO ? hello(Hello.read(frame)) : heard(Meaning.WRONG);
    }
    return type == Frame.DATA ? open(lanes.stream(), frame) : heard(Meaning.WRONG);
  }

  /** Takes a datagram, its first byte included. */
  Heard hearDatagram(ByteBuf datagram) {
    if (lanes == null || datagram.readableBytes() > Frame.MAX_DATAGRAM) {
      return heard(Meaning.WRONG);
    }
    return type(datagram) == Protocol.SEALED_BYTE
        ? lanes
            .datagrams()
            .open(datagram)
            .map(this::opened)
            .orElseGet(() -> heard(Meaning.SEAL_BROKEN))
        : heard(Meaning.WRONG);
  }

  private Heard opened(ByteBuf content) {
    int type = type(content);
    int length = content.readableBytes();
    if (type == Frame.DATA) {
      boolean isWanted = wanted.test(length + lanes.datagrams().overhead());
      return isWanted ? new Heard(Meaning.MESSAGE, content) : heard(Meaning.UNWANTED);
    }
    if ((type == Frame.PING || type == Frame.PONG) && length == Long.BYTES) {
      return new Heard(type == Frame.PING ? Meaning.PING : Meaning.PONG, content);
    }
    return heard(Meaning.WRONG);
  }

  private Heard hello(Optional<Hello> theirs) {
    if (theirs.isEmpty()) {
      return heard(Meaning.WRONG);
    }
    lanes = Lanes.agreed(ours, theirs.get(), isClient);
    return heard(Meaning.HELLO);
  }

  private Heard open(Lane lane, ByteBuf payload) {
    if (payload.readableBytes() > PeerLink.MAX_MESSAGE + lane.overhead()) {
      return heard(Meaning.WRONG);
    }
    if (!wanted.test(payload.readableBytes())) {
      return heard(Meaning.UNWANTED);
    }
    return lane.open(payload)
        .map(message -> new Heard(Meaning.MESSAGE, message))
        .orElseGet(() -> heard(Meaning.SEAL_BROKEN));
  }

  private ByteBuf sealed(ByteBuf content, ByteBufAllocator alloc) {
    Lane lane = lanes.datagrams();
    ByteBuf out = alloc.buffer(1 + content.readableBytes() + lane.overhead());
    lane.protect(content, out.writeByte(Protocol.SEALED_BYTE));
    return out;
  }

  private static ByteBuf frame(int type, int payload, ByteBufAllocator alloc) {
    int length = Frame.TYPE_BYTES + payload;
    return alloc.buffer(Frame.LENGTH_BYTES + length).writeShort(length).writeByte(type);
  }

  private static int type(ByteBuf in) {
    return in.isReadable() ? in.readUnsignedByte() : -1;
  }

  private static Heard heard(Meaning meaning) {
    return new Heard(meaning, Unpooled.EMPTY_BUFFER);
  }
}
