package org.rop2p.codec.detect;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  private final ServerKind kind;
  private final KnownDates dates = KnownDates.all();
  private final FrameClues clues = Shared.CLUES;
  private final BitSet expected;
  private final boolean clientReadable;
  private final StreamFit client;
  private final StreamFit server;
  private final BitSet told = new BitSet();

  /** By direction: those that agreed on its frames when it was last read. */
  private final Map<Direction, BitSet> agreed = new EnumMap<>(Direction.class);

  private final List<String> sentences = new ArrayList<>();
  private BitSet fitting = dates.where(stretch -> true);

  /** Whose bytes are read, for people. */
  private String reader = "";

  /** What has left candidates out in this read, for people. */
  private final Set<String> said = new LinkedHashSet<>();

  private boolean shrunk;

  private static final class Shared {
    static final FrameClues CLUES = new FrameClues(KnownDates.all());
    static final short[] PLAIN = CLUES.lengthsThatTellNothing(KnownDates.all());
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
    this.client = new StreamFit(dates, Shared.PLAIN, 0, new Client());
    int maySkip = kind == ServerKind.CHAR ? RAW_ACCOUNT_ID : 0;
    this.server = new StreamFit(dates, Shared.PLAIN, maySkip, new Server());
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
    client.mark();
    server.mark();
    StreamFit stream = fromClient ? client : server;
    boolean first = !stream.begun();
    reader = fromClient ? "client's" : "server's";
    shrunk = false;
    said.clear();
    stream.read(bytes);
    if (fromClient && first && kind == ServerKind.MAP) {
      firstCameAlone(bytes.readableBytes());
    }
    agreed.put(direction, stream.alike());
    return shrunk && narrow(stream.fitting());
  }

  /**
   * Whether {@code version} and all others that were possible after the last read of a direction
   * cut it into the same frames. True of a direction that is not read.
   */
  boolean agreedOn(Direction direction, PacketVersion version) {
    BitSet alike = agreed.get(direction);
    int stretch = dates.indexOf(version);
    return alike == null || (stretch >= 0 && alike.get(stretch));
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
    whole.and(fitting);
    if (whole.intersects(expected)) {
      client.retain(whole);
      shrunk = true;
      said.add("the client's first packet of %d bytes".formatted(bytes));
    }
  }

  private boolean narrow(BitSet candidates) {
    BitSet both = both(fitting, candidates);
    if (both.equals(fitting)) {
      return false;
    }
    fitting = both;
    client.retain(fitting);
    server.retain(fitting);
    if (!fitting.isEmpty()) {
      sentences.add(
          "The %s connection has %s: %s."
              .formatted(kind.name().toLowerCase(Locale.ROOT), String.join(", ", said), fitting()));
    }
    return true;
  }

  private void left(int id) {
    shrunk = true;
    if (id != StreamFit.NO_ID) {
      said.add("the %s packet %04X".formatted(reader, id));
    }
  }

  private static BitSet both(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }

  private final class Client implements StreamFit.Observer {
    @Override
    public BitSet frame(int id, int length, BitSet candidates, boolean sole) {
      return candidates;
    }

    @Override
    public void left(int id) {
      ConnectionWatch.this.left(id);
    }
  }

  private final class Server implements StreamFit.Observer {
    @Override
    public BitSet frame(int id, int length, BitSet candidates, boolean sole) {
      if (!clues.mayTell(id) || told.get(id)) {
        return candidates;
      }
      List<FrameClues.Clue> given = clues.of(kind, id, length);
      // A list may have nobody in it and tell more the next time; units come by the hundred.
      told.set(id, sole && kind == ServerKind.MAP && !given.isEmpty());
      BitSet rest = candidates;
      for (FrameClues.Clue clue : given) {
        BitSet telling = both(rest, clue.fitting());
        if (!telling.isEmpty() && !telling.equals(rest)) {
          rest = telling;
          shrunk = true;
          said.add(clue.what());
        }
      }
      return rest;
    }

    @Override
    public void left(int id) {
      ConnectionWatch.this.left(id);
    }
  }
}
