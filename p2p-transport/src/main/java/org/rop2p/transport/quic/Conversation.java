package org.rop2p.transport.quic;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.rop2p.transport.seal.Hello;
import org.rop2p.transport.seal.Lane;
import org.rop2p.transport.seal.Lanes;

/**
 * What is said on one connection, without I/O: a hello each way on the stream, then messages,
 * sealed unless neither side wishes it, and pings. Not thread-safe.
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
    /** A message that this side does not want, unopened. */
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
   * @param wanted asked before a payload of so many bytes is opened
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

  /** A message as a datagram carries it: a new buffer; {@code message} is only read. */
  ByteBuf datagram(ByteBuf message, ByteBufAllocator alloc) {
    Lane lane = lanes.datagrams();
    ByteBuf out = alloc.buffer(Frame.TYPE_BYTES + message.readableBytes() + lane.overhead());
    lane.protect(message, out.writeByte(Frame.DATA));
    return out;
  }

  /** Takes what followed a length on the stream. */
  Heard hearFrame(ByteBuf frame) {
    int type = type(frame);
    if (lanes == null) {
      return type == Frame.HELLO ? hello(Hello.read(frame)) : heard(Meaning.WRONG);
    }
    return type == Frame.DATA
        ? open(lanes.stream(), frame, Frame.MAX_STREAM_PAYLOAD)
        : heard(Meaning.WRONG);
  }

  /** Takes a datagram. */
  Heard hearDatagram(ByteBuf datagram) {
    int type = type(datagram);
    if (type == Frame.DATA && lanes != null) {
      return open(lanes.datagrams(), datagram, Frame.MAX_DATAGRAM_PAYLOAD);
    }
    if ((type == Frame.PING || type == Frame.PONG) && datagram.readableBytes() == Long.BYTES) {
      return new Heard(type == Frame.PING ? Meaning.PING : Meaning.PONG, datagram);
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

  private Heard open(Lane lane, ByteBuf payload, int most) {
    if (payload.readableBytes() > most - Lane.OVERHEAD + lane.overhead()) {
      return heard(Meaning.WRONG);
    }
    if (!wanted.test(payload.readableBytes())) {
      return heard(Meaning.UNWANTED);
    }
    return lane.open(payload)
        .map(message -> new Heard(Meaning.MESSAGE, message))
        .orElseGet(() -> heard(Meaning.SEAL_BROKEN));
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
