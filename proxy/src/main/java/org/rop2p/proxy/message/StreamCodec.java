package org.rop2p.proxy.message;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.delivery.ToReceivers;

/**
 * A message of a line stream on the wire, big-endian, form u8 first: hello = series u32, open u32,
 * count u8, numbers u32 each; peer line = number u32, content; line of both lanes = number u32,
 * late u32, content; notice = number u32, late u32; late, final, refused, settled = number u32. The
 * content: pack i16 (-1: the old set) and type u16 of an emote, or a text, which fills what is left
 * ahead of its signature.
 */
final class StreamCodec {
  /** Longest text rAthena accepts, in bytes. */
  static final int MAX_TEXT = 255;

  /** More lines than anybody offloads within the window of finals. */
  static final int MAX_FINALS = 64;

  /** {@link Emoticon#CLASSIC} on the wire. */
  private static final int NO_PACK = 0xFFFF;

  /** Emotes of the old set have one byte in game packets. */
  private static final int MAX_CLASSIC = 0xFF;

  private static final int HELLO = 0;
  private static final int PEER_LINE = 1;
  private static final int BOTH_LINE = 2;
  private static final int NOTICE = 3;
  private static final int LATE = 4;
  private static final int FINAL = 5;
  private static final int REFUSED = 6;
  private static final int SETTLED = 7;

  /** Behind a text: its time u32, and the signature. */
  private static final int SIGNED_BYTES = Integer.BYTES + LineSignature.BYTES;

  private StreamCodec() {}

  static void write(ToReceivers<Content> message, ByteBuf out) {
    if (message instanceof ToReceivers.Hello<Content> hello) {
      int from = Math.max(0, hello.finals().size() - MAX_FINALS);
      List<Integer> newest = hello.finals().subList(from, hello.finals().size());
      out.writeByte(HELLO).writeInt(hello.series()).writeInt(hello.open()).writeByte(newest.size());
      newest.forEach(out::writeInt);
    } else if (message instanceof ToReceivers.PeerLine<Content> line) {
      out.writeByte(PEER_LINE).writeInt(line.number());
      write(line.content(), out);
    } else if (message instanceof ToReceivers.BothLine<Content> line) {
      out.writeByte(BOTH_LINE).writeInt(line.number()).writeInt(line.late());
      write(line.content(), out);
    } else if (message instanceof ToReceivers.Notice<Content> notice) {
      out.writeByte(NOTICE).writeInt(notice.number()).writeInt(notice.late());
    } else if (message instanceof ToReceivers.Late<Content> late) {
      out.writeByte(LATE).writeInt(late.number());
    } else if (message instanceof ToReceivers.Final<Content> end) {
      out.writeByte(FINAL).writeInt(end.number());
    } else if (message instanceof ToReceivers.Refused<Content> refused) {
      out.writeByte(REFUSED).writeInt(refused.number());
    } else if (message instanceof ToReceivers.Settled<Content> settled) {
      out.writeByte(SETTLED).writeInt(settled.number());
    }
  }

  /**
   * Reads to the end of a well-formed message, or to the signature of its text.
   *
   * @throws IndexOutOfBoundsException when it ends too early
   */
  static Optional<ToReceivers<Content>> read(Kind kind, ByteBuf in) {
    int form = in.readUnsignedByte();
    if (form == HELLO) {
      return hello(in);
    }
    int number = in.readInt();
    if (number <= 0) {
      return Optional.empty();
    }
    return switch (form) {
      case PEER_LINE ->
          content(kind, in).map(content -> new ToReceivers.PeerLine<>(number, content));
      case BOTH_LINE -> {
        int late = in.readInt();
        yield late < 0
            ? Optional.empty()
            : content(kind, in).map(content -> new ToReceivers.BothLine<>(number, content, late));
      }
      case NOTICE -> {
        int late = in.readInt();
        yield late < 0 ? Optional.empty() : Optional.of(new ToReceivers.Notice<>(number, late));
      }
      case LATE -> Optional.of(new ToReceivers.Late<>(number));
      case FINAL -> Optional.of(new ToReceivers.Final<>(number));
      case REFUSED -> Optional.of(new ToReceivers.Refused<>(number));
      case SETTLED -> Optional.of(new ToReceivers.Settled<>(number));
      default -> Optional.empty();
    };
  }

  private static Optional<ToReceivers<Content>> hello(ByteBuf in) {
    int series = in.readInt();
    int open = in.readInt();
    int count = in.readUnsignedByte();
    if (count > MAX_FINALS || open < 0) {
      return Optional.empty();
    }
    List<Integer> finals = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      finals.add(in.readInt());
    }
    return Optional.of(new ToReceivers.Hello<>(series, open, finals));
  }

  private static void write(Content content, ByteBuf out) {
    if (content instanceof Content.Line line) {
      line.text().writeTo(out);
    } else if (content instanceof Content.Emote emote) {
      out.writeShort(emote.emoticon().pack()).writeShort(emote.emoticon().type());
    }
  }

  private static Optional<Content> content(Kind kind, ByteBuf in) {
    if (kind == Kind.CHAT) {
      int length = in.readableBytes() - SIGNED_BYTES;
      if (length <= 0 || length > MAX_TEXT) {
        return Optional.empty();
      }
      RawText text = RawText.at(in, in.readerIndex(), length);
      in.skipBytes(length);
      return Optional.of(new Content.Line(text));
    }
    int pack = in.readUnsignedShort();
    int type = in.readUnsignedShort();
    if (pack != NO_PACK) {
      return Optional.of(new Content.Emote(new Emoticon(pack, type)));
    }
    return type > MAX_CLASSIC // the game packet would cut it down to another emote
        ? Optional.empty()
        : Optional.of(new Content.Emote(Emoticon.classic(type)));
  }
}
