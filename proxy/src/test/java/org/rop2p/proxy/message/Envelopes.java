package org.rop2p.proxy.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.rop2p.codec.event.Emoticon;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.proxy.delivery.Answer;
import org.rop2p.proxy.delivery.ToReceivers;
import org.rop2p.proxy.walking.Granted;
import org.rop2p.proxy.walking.OpenRequests;

/** Random envelopes of every type and form. */
final class Envelopes {
  private Envelopes() {}

  static PeerMessage any(Random random) {
    PeerMessage.Header header = header(random);
    Kind kind = random.nextBoolean() ? Kind.CHAT : Kind.EMOTE;
    return switch (random.nextInt(6)) {
      case 0 -> {
        EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Kind one : Kind.values()) {
          if (random.nextBoolean()) {
            kinds.add(one);
          }
        }
        yield new PeerMessage.Subscribe(header, random.nextInt(), kinds);
      }
      case 1 ->
          new PeerMessage.Answered(
              header,
              kind,
              random.nextInt(),
              number(random),
              random.nextBoolean() ? Answer.ACK : Answer.NACK);
      case 2 ->
          new PeerMessage.WalkTo(
              header, number(random), open(random), cell(random), random.nextBoolean());
      default -> told(header, kind, random);
    };
  }

  private static PeerMessage told(PeerMessage.Header header, Kind kind, Random random) {
    ToReceivers<Content> message = message(kind, random);
    byte[] bytes = new byte[LineSignature.BYTES];
    random.nextBytes(bytes);
    long at = random.nextLong(LineSignature.LAST_SECOND + 1);
    return new PeerMessage.Told(
        header,
        kind,
        random.nextInt(),
        message,
        PeerMessage.Told.lineOf(header, message, at).map(line -> new LineSignature(at, bytes)));
  }

  private static OpenRequests open(Random random) {
    int granted = random.nextInt(EnvelopeCodec.MAX_OPEN + 1);
    int asked = random.nextInt(EnvelopeCodec.MAX_OPEN + 1 - granted);
    return new OpenRequests(
        random.nextBoolean() ? Optional.of(grant(random)) : Optional.empty(),
        Stream.generate(() -> grant(random)).limit(granted).toList(),
        Stream.generate(() -> cell(random)).limit(asked).toList());
  }

  private static Granted grant(Random random) {
    return new Granted(cell(random), random.nextInt());
  }

  private static Cell cell(Random random) {
    return new Cell(random.nextInt(1_024), random.nextInt(1_024));
  }

  private static ToReceivers<Content> message(Kind kind, Random random) {
    int number = number(random);
    int late = random.nextBoolean() ? ToReceivers.NONE : number(random);
    return switch (random.nextInt(8)) {
      case 0 ->
          new ToReceivers.Hello<>(
              random.nextInt(),
              random.nextInt(1_000),
              random
                  .ints(random.nextInt(StreamCodec.MAX_FINALS + 1), 1, Integer.MAX_VALUE)
                  .boxed()
                  .toList());
      case 1 -> new ToReceivers.PeerLine<>(number, content(kind, random));
      case 2 -> new ToReceivers.BothLine<>(number, content(kind, random), late);
      case 3 -> new ToReceivers.Notice<>(number, late);
      case 4 -> new ToReceivers.Late<>(number);
      case 5 -> new ToReceivers.Final<>(number);
      case 6 -> new ToReceivers.Refused<>(number);
      default -> new ToReceivers.Settled<>(number);
    };
  }

  private static Content content(Kind kind, Random random) {
    if (kind == Kind.EMOTE) {
      return new Content.Emote(
          random.nextBoolean()
              ? Emoticon.classic(random.nextInt(256))
              : new Emoticon(random.nextInt(65_535), random.nextInt(65_536)));
    }
    byte[] text = new byte[1 + random.nextInt(StreamCodec.MAX_TEXT)];
    random.nextBytes(text);
    return new Content.Line(RawText.of(text));
  }

  private static PeerMessage.Header header(Random random) {
    List<Integer> recipients =
        random
            .ints()
            .distinct()
            .limit(1 + random.nextInt(EnvelopeCodec.MAX_RECIPIENTS))
            .boxed()
            .toList();
    StringBuilder zone = new StringBuilder();
    int letters = 1 + random.nextInt(16);
    for (int i = 0; i < letters; i++) {
      zone.append((char) ('a' + random.nextInt(26)));
    }
    return new PeerMessage.Header(random.nextInt(), recipients, zone.toString(), random.nextInt());
  }

  private static int number(Random random) {
    return 1 + random.nextInt(Integer.MAX_VALUE - 1);
  }
}
