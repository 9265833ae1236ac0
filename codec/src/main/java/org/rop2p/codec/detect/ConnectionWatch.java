package org.rop2p.codec.detect;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.rop2p.codec.Direction;
import org.rop2p.codec.PacketVersion;
import org.rop2p.codec.ServerKind;

/**
 * Which client dates one connection fits. Framing decides; a clue that contradicts everything else
 * is left aside, since a server may send what its date does not say. Confined to one thread.
 */
final class ConnectionWatch {
  /** The account id that a char server sends before its first packet. */
  private static final int RAW_ACCOUNT_ID = 4;

  private static final int NO_ID = -1;

  private final ServerKind kind;
  private final KnownDates dates = KnownDates.all();
  private final FrameClues clues = Shared.CLUES;
  private final BitSet expected;
  private final boolean clientReadable;
  private final StreamFit client;
  private final StreamFit server;
  private final List<FrameClues.Clue> given = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();
  private BitSet fitting = dates.where(stretch -> true);

  /** The id at which candidates were last left out. */
  private int telling;

  private static final class Shared {
    static final FrameClues CLUES = new FrameClues(KnownDates.all());
  }

  /**
   * At the start of a connection.
   *
   * @param expected by what other connections told
   * @param clientReadable whether the client's packet ids are as they are, not masked
   */
  ConnectionWatch(ServerKind kind, Candidates expected, boolean clientReadable) {
    this.kind = kind;
    this.expected = expected.bits();
    this.clientReadable = clientReadable;
    this.client = new StreamFit(dates, 0, new Client());
    int maySkip = kind == ServerKind.CHAR ? RAW_ACCOUNT_ID : 0;
    this.server = new StreamFit(dates, maySkip, new Server());
  }

  /**
   * Takes into account what came, before anybody else looks at it.
   *
   * @return whether fewer candidates are left than before
   */
  boolean read(Direction direction, ByteBuf bytes) {
    boolean fromClient = direction == Direction.CLIENT_TO_SERVER;
    if (fitting.isEmpty() || (fromClient && !clientReadable)) {
      return false;
    }
    BitSet before = fitting;
    client.mark();
    server.mark();
    StreamFit stream = fromClient ? client : server;
    boolean first = !stream.begun();
    telling = NO_ID;
    stream.read(bytes);
    narrow(stream.fitting());
    if (telling != NO_ID && !fitting.isEmpty() && !fitting.equals(before)) {
      say("the %s packet %04X".formatted(fromClient ? "client's" : "server's", telling));
    }
    given.forEach(clue -> clue(clue.what(), clue.fitting()));
    given.clear();
    if (fromClient && first && kind == ServerKind.MAP) {
      firstCameAlone(bytes.readableBytes());
    }
    client.retain(fitting);
    server.retain(fitting);
    return !fitting.equals(before);
  }

  /** Those that fit all that was read; none when the connection makes no sense by any table. */
  Candidates fitting() {
    return Candidates.of(fitting);
  }

  boolean fits(PacketVersion version) {
    int stretch = dates.indexOf(version);
    return stretch >= 0 && fitting.get(stretch);
  }

  /**
   * Whether before the last read frames began at the same byte for both dates, in both directions:
   * then one table may take the place of the other from that byte on.
   */
  boolean wereInStep(PacketVersion one, PacketVersion other) {
    int first = dates.indexOf(one);
    int second = dates.indexOf(other);
    return first >= 0
        && second >= 0
        && clientReadable
        && client.wereInStep(first, second)
        && server.wereInStep(first, second);
  }

  /** What has left candidates out since the last call, a sentence each. */
  List<String> takeSentences() {
    List<String> taken = List.copyOf(sentences);
    sentences.clear();
    return taken;
  }

  /** A client sends its first packet to a map server alone, since rAthena would refuse it else. */
  private void firstCameAlone(int bytes) {
    BitSet whole = client.atFrameEnd();
    if (whole.intersects(expected)) {
      clue("the client's first packet of %d bytes".formatted(bytes), whole);
    }
  }

  private void clue(String what, BitSet telling) {
    if (fitting.intersects(telling)) {
      BitSet before = fitting;
      narrow(telling);
      if (!fitting.equals(before)) {
        say(what);
      }
    }
  }

  private void narrow(BitSet candidates) {
    BitSet both = (BitSet) fitting.clone();
    both.and(candidates);
    fitting = both;
  }

  private void say(String what) {
    sentences.add(
        "The %s connection has %s: %s."
            .formatted(kind.name().toLowerCase(Locale.ROOT), what, fitting()));
  }

  private final class Client implements StreamFit.Observer {
    @Override
    public void frame(int id, int length) {}

    @Override
    public void left(int id) {
      telling = id;
    }
  }

  private final class Server implements StreamFit.Observer {
    @Override
    public void frame(int id, int length) {
      given.addAll(clues.of(kind, id, length));
    }

    @Override
    public void left(int id) {
      telling = id;
    }
  }
}
