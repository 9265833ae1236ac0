package org.rop2p.proxy.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rop2p.codec.view.Cell;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.walking.Granted;
import org.rop2p.proxy.walking.OpenRequests;

/**
 * The envelope on the wire, version 4, big-endian: version u8, type u8, author u32, epoch u32,
 * number of recipients u8, recipients u32 each, zone length u8, zone ASCII, then the body.
 * Subscribe = token u32, kinds u8 (bit = code). Told = kind u8, token u32, message (see {@link
 * StreamCodec}), and behind a line of chat its time u32 and signature (64 bytes). Answered = kind
 * u8, token u32, number u32, answer u8. Walk = sequence u32, number of latest grants u8 (0 or 1),
 * number of grants u8, each tick u32, x u16, y u16, number of those asked for u8, each x u16, y
 * u16, then x u16, y u16, stopped u8.
 */
public final class EnvelopeCodec {
  /** One proxy plays few characters at once. */
  public static final int MAX_RECIPIENTS = 32;

  /** A server that has so many requests to answer answers few of them one by one. */
  public static final int MAX_OPEN = 16;

  private static final int VERSION = 4;
  private static final int SUBSCRIBE = 1;
  private static final int TOLD = 2;
  private static final int ANSWERED = 3;
  private static final int WALK = 4;
  private static final int MAX_ZONE = 16;
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
        .writeByte(header.recipients().size());
    header.recipients().forEach(out::writeInt);
    byte[] zone = header.zone().getBytes(StandardCharsets.US_ASCII);
    out.writeByte(zone.length).writeBytes(zone);
    if (message instanceof PeerMessage.Subscribe subscribe) {
      int bits = 0;
      for (Kind kind : subscribe.kinds()) {
        bits |= 1 << kind.code();
      }
      out.writeInt(subscribe.token()).writeByte(bits);
    } else if (message instanceof PeerMessage.Told told) {
      out.writeByte(told.kind().code()).writeInt(told.token());
      StreamCodec.write(told.message(), out);
      told.signature().ifPresent(by -> out.writeInt((int) by.at()).writeBytes(by.bytes()));
    } else if (message instanceof PeerMessage.Answered answered) {
      out.writeByte(answered.kind().code())
          .writeInt(answered.token())
          .writeInt(answered.number())
          .writeByte(answered.answer() == Answer.ACK ? 1 : 0);
    } else if (message instanceof PeerMessage.WalkTo walk) {
      out.writeInt(walk.sequence());
      write(walk.open(), out);
      write(walk.to(), out);
      out.writeByte(walk.stopped() ? 1 : 0);
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
    int count = in.readUnsignedByte();
    if (count == 0 || count > MAX_RECIPIENTS) {
      return Optional.empty();
    }
    Set<Integer> recipients = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      if (!recipients.add(in.readInt())) {
        return Optional.empty();
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
        new PeerMessage.Header(author, List.copyOf(recipients), zone, epoch);
    Optional<PeerMessage> message = body(type, header, in);
    return in.isReadable() ? Optional.empty() : message;
  }

  /** Other bytes are in no map name; as text they would no longer be what was sent. */
  private static boolean isVisibleAscii(int c) {
    return c > ' ' && c < 0x7F;
  }

  private static Optional<PeerMessage> body(int type, PeerMessage.Header header, ByteBuf in) {
    return switch (type) {
      case SUBSCRIBE -> subscribe(header, in);
      case TOLD -> told(header, in);
      case ANSWERED -> answered(header, in);
      case WALK -> walk(header, in);
      default -> Optional.empty();
    };
  }

  private static Optional<PeerMessage> subscribe(PeerMessage.Header header, ByteBuf in) {
    int token = in.readInt();
    int bits = in.readUnsignedByte();
    EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if ((bits & 1 << kind.code()) != 0) {
        kinds.add(kind);
        bits &= ~(1 << kind.code());
      }
    }
    if (bits != 0) {
      return Optional.empty();
    }
    return Optional.of(new PeerMessage.Subscribe(header, token, kinds));
  }

  private static Optional<PeerMessage> told(PeerMessage.Header header, ByteBuf in) {
    Kind kind = Kind.ofCode(in.readUnsignedByte()).orElse(null);
    int token = in.readInt();
    if (kind == null || kind == Kind.MOVEMENT) {
      return Optional.empty();
    }
    ToReceivers<Content> message = StreamCodec.read(kind, in).orElse(null);
    if (message == null) {
      return Optional.empty();
    }
    Optional<LineSignature> signature = Optional.empty();
    if (kind == Kind.CHAT && PeerMessage.Told.contentOf(message).isPresent()) {
      long at = in.readUnsignedInt();
      byte[] bytes = new byte[LineSignature.BYTES];
      in.readBytes(bytes);
      signature = Optional.of(new LineSignature(at, bytes));
    }
    return Optional.of(new PeerMessage.Told(header, kind, token, message, signature));
  }

  private static Optional<PeerMessage> answered(PeerMessage.Header header, ByteBuf in) {
    Kind kind = Kind.ofCode(in.readUnsignedByte()).orElse(null);
    int token = in.readInt();
    int number = in.readInt();
    int answer = in.readUnsignedByte();
    if (kind == null || kind == Kind.MOVEMENT || number <= 0 || answer > 1) {
      return Optional.empty();
    }
    return Optional.of(
        new PeerMessage.Answered(
            header, kind, token, number, answer == 1 ? Answer.ACK : Answer.NACK));
  }

  private static Optional<PeerMessage> walk(PeerMessage.Header header, ByteBuf in) {
    int sequence = in.readInt();
    OpenRequests open = open(in);
    Optional<Cell> to = cell(in);
    int stopped = in.readUnsignedByte();
    return sequence > 0 && open != null && to.isPresent() && stopped <= 1
        ? Optional.of(new PeerMessage.WalkTo(header, sequence, open, to.get(), stopped == 1))
        : Optional.empty();
  }

  private static void write(OpenRequests open, ByteBuf out) {
    write(open.latest().stream().toList(), out);
    write(open.granted(), out);
    out.writeByte(open.asked().size());
    open.asked().forEach(cell -> write(cell, out));
  }

  private static void write(List<Granted> walks, ByteBuf out) {
    out.writeByte(walks.size());
    for (Granted walk : walks) {
      out.writeInt(walk.tick());
      write(walk.to(), out);
    }
  }

  /** Null when there are too many, or when no map has one of them. */
  private static OpenRequests open(ByteBuf in) {
    List<Granted> latest = grants(in, 1);
    List<Granted> granted = latest == null ? null : grants(in, MAX_OPEN);
    List<Cell> asked = granted == null ? null : cells(in, MAX_OPEN - granted.size());
    return asked == null ? null : new OpenRequests(latest.stream().findFirst(), granted, asked);
  }

  private static List<Granted> grants(ByteBuf in, int most) {
    int count = in.readUnsignedByte();
    List<Granted> grants = new ArrayList<>();
    for (int i = 0; i < count && count <= most; i++) {
      int tick = in.readInt();
      cell(in).ifPresent(to -> grants.add(new Granted(to, tick)));
    }
    return grants.size() == count ? grants : null;
  }

  private static List<Cell> cells(ByteBuf in, int most) {
    int count = in.readUnsignedByte();
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < count && count <= most; i++) {
      cell(in).ifPresent(cells::add);
    }
    return cells.size() == count ? cells : null;
  }

  private static void write(Cell cell, ByteBuf out) {
    out.writeShort(cell.x()).writeShort(cell.y());
  }

  /** The next cell, or empty when no map has it; its bytes are read in any case. */
  private static Optional<Cell> cell(ByteBuf in) {
    int x = in.readUnsignedShort();
    int y = in.readUnsignedShort();
    return x > MAX_CELL || y > MAX_CELL ? Optional.empty() : Optional.of(new Cell(x, y));
  }

  private static int type(PeerMessage message) {
    if (message instanceof PeerMessage.Subscribe) {
      return SUBSCRIBE;
    }
    if (message instanceof PeerMessage.Told) {
      return TOLD;
    }
    return message instanceof PeerMessage.Answered ? ANSWERED : WALK;
  }
}
