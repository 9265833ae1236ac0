package org.rop2p.proxy.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;

/**
 * The envelope on the wire, version 1, big-endian: version u8, type u8, author u32, epoch u32,
 * sequence u32, number of recipients u8, recipients u32 each, zone length u8, zone ASCII, then the
 * body: line = afterSequence u32, afterAgeMillis u16, text to the end; emote = type u8; walk = x
 * u16, y u16; final = kind u8.
 */
public final class EnvelopeCodec {
  /** One proxy plays few characters at once. */
  public static final int MAX_RECIPIENTS = 32;

  /** Longest text rAthena accepts, in bytes. */
  static final int MAX_TEXT = 255;

  private static final int VERSION = 1;
  private static final int LINE = 1;
  private static final int EMOTE = 2;
  private static final int WALK = 3;
  private static final int FINAL = 4;
  private static final int MAX_ZONE = 16;
  private static final int MAX_AGE = 0xFFFF;
  private static final int MAX_CELL = 1023;

  private EnvelopeCodec() {}

  /** A new buffer, to be released by the caller. */
  public static ByteBuf encode(PeerMessage message, ByteBufAllocator alloc) {
    ByteBuf out = alloc.buffer();
    PeerMessage.Header header = message.header();
    out.writeByte(VERSION)
        .writeByte(type(message))
        .writeInt(header.author())
        .writeInt(header.epoch())
        .writeInt(header.sequence())
        .writeByte(header.recipients().size());
    header.recipients().forEach(out::writeInt);
    byte[] zone = header.zone().getBytes(StandardCharsets.US_ASCII);
    out.writeByte(zone.length).writeBytes(zone);
    if (message instanceof PeerMessage.Line line) {
      out.writeInt(line.afterSequence()).writeShort(Math.min(line.afterAgeMillis(), MAX_AGE));
      line.text().writeTo(out);
    } else if (message instanceof PeerMessage.Emote emote) {
      out.writeByte(emote.type());
    } else if (message instanceof PeerMessage.WalkTo walk) {
      out.writeShort(walk.to().x()).writeShort(walk.to().y());
    } else if (message instanceof PeerMessage.Final end) {
      out.writeByte(end.kind().code());
    }
    return out;
  }

  /** What a peer sent, or empty when it is not a well-formed envelope of this version. */
  public static Optional<PeerMessage> decode(ByteBuf in) {
    try {
      return read(in);
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Optional<PeerMessage> read(ByteBuf in) {
    if (in.readUnsignedByte() != VERSION) {
      return Optional.empty();
    }
    int type = in.readUnsignedByte();
    int author = in.readInt();
    int epoch = in.readInt();
    int sequence = in.readInt();
    int count = in.readUnsignedByte();
    if (count == 0 || count > MAX_RECIPIENTS || sequence <= 0) {
      return Optional.empty();
    }
    Set<Integer> recipients = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      if (!recipients.add(in.readInt())) {
        return Optional.empty(); // one account named many times would be many messages
      }
    }
    int zoneLength = in.readUnsignedByte();
    // readCharSequence would read on into the buffer behind the message.
    if (zoneLength == 0 || zoneLength > MAX_ZONE || zoneLength > in.readableBytes()) {
      return Optional.empty();
    }
    String zone = in.readCharSequence(zoneLength, StandardCharsets.US_ASCII).toString();
    if (!zone.chars().allMatch(EnvelopeCodec::isVisibleAscii)) {
      return Optional.empty();
    }
    PeerMessage.Header header =
        new PeerMessage.Header(author, List.copyOf(recipients), zone, epoch, sequence);
    Optional<PeerMessage> message = body(type, header, in);
    return in.isReadable() ? Optional.empty() : message;
  }

  /** Other bytes are in no map name; as text they would no longer be what was sent. */
  private static boolean isVisibleAscii(int c) {
    return c > ' ' && c < 0x7F;
  }

  private static Optional<PeerMessage> body(int type, PeerMessage.Header header, ByteBuf in) {
    switch (type) {
      case LINE -> {
        int afterSequence = in.readInt();
        int afterAge = in.readUnsignedShort();
        int length = in.readableBytes();
        if (length == 0 || length > MAX_TEXT || afterSequence < 0) {
          return Optional.empty();
        }
        RawText text = RawText.at(in, in.readerIndex(), length);
        in.skipBytes(length);
        return Optional.of(new PeerMessage.Line(header, afterSequence, afterAge, text));
      }
      case EMOTE -> {
        return Optional.of(new PeerMessage.Emote(header, in.readUnsignedByte()));
      }
      case WALK -> {
        int x = in.readUnsignedShort();
        int y = in.readUnsignedShort();
        return x > MAX_CELL || y > MAX_CELL
            ? Optional.empty()
            : Optional.of(new PeerMessage.WalkTo(header, new Cell(x, y)));
      }
      case FINAL -> {
        return Kind.ofCode(in.readUnsignedByte()).map(kind -> new PeerMessage.Final(header, kind));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static int type(PeerMessage message) {
    if (message instanceof PeerMessage.Line) {
      return LINE;
    }
    if (message instanceof PeerMessage.Emote) {
      return EMOTE;
    }
    return message instanceof PeerMessage.WalkTo ? WALK : FINAL;
  }
}
