package org.rop2p.codec.detect;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rop2p.codec.PacketTable;

/**
 * Frames one direction of a connection by the tables of all candidates at once. Those for which the
 * next frame begins at the same byte are a group; a group is split where its tables disagree, and
 * ends where its frames make no sense. Reads ids and length words only; the bytes go their way.
 *
 * <p>Confined to one thread.
 */
final class StreamFit {
  /** Told while a stream is read, in its order. */
  interface Observer {
    /**
     * A frame begins, in the eyes of some candidates.
     *
     * @param sole whether there are no others
     * @return those that it still may be, never none
     */
    BitSet frame(int id, int length, BitSet candidates, boolean sole);

    /** Candidates do not fit any more, since they do not know {@code id}, or not in this length. */
    void left(int id);
  }

  private static final int HEADER = 2;
  private static final int VARIABLE_HEADER = 4;
  private static final int MAX_VARIABLE = 32_767;

  /** Bytes of earlier reads in which the header of a torn frame may begin. */
  private static final int KEPT = VARIABLE_HEADER - 1;

  /** More ways to frame one stream than a real one leaves open; a bound on what it may cost. */
  private static final int MAX_GROUPS = 16;

  private static final int NEEDS_MORE = 0;
  private static final int NO_FRAME = -1;

  /** Never changed. */
  private static final BitSet NONE = new BitSet();

  /** No id in particular. */
  static final int NO_ID = -1;

  private static final class Group {
    /** Never changed, only replaced. */
    BitSet candidates;

    /** Where the next frame begins, in bytes from the start of the stream. */
    long at;

    /** The id at which its tables parted from others'. */
    final int parted;

    /** It needs more bytes to go on. */
    boolean stuck;

    Group(BitSet candidates, long at, int parted) {
      this.candidates = candidates;
      this.at = at;
      this.parted = parted;
    }
  }

  private final KnownDates dates;
  private final short[] plain;
  private final Observer observer;
  private final byte[] kept = new byte[KEPT];

  /** Ids on which all candidates that are left agree; there will only be fewer of them. */
  private final BitSet agreed = new BitSet();

  private final List<Group> groups = new ArrayList<>();
  private BitSet inStep;

  /** Where groups last became one again. */
  private long met;

  /** Where the last read began. */
  private long from;

  private long read;

  /** What is read now, from {@code start} to {@code stop}; lent for the time of a read. */
  private ByteBuffer in;

  private int start;
  private int stop;

  /**
   * At the start of a stream.
   *
   * @param plain lengths by id of packets that need not be shown to the observer, {@link
   *     PacketTable#UNKNOWN} of all others
   * @param maySkip bytes that some servers send before the first frame, 0 none
   */
  StreamFit(KnownDates dates, short[] plain, int maySkip, Observer observer) {
    this.dates = dates;
    this.plain = plain;
    this.observer = observer;
    BitSet all = dates.where(stretch -> true);
    groups.add(new Group(all, 0, NO_ID));
    if (maySkip > 0) {
      groups.add(new Group(all, maySkip, NO_ID));
    }
  }

  /** Takes the readable bytes of {@code bytes} into account; they are only looked at. */
  void read(ByteBuf bytes) {
    int readable = bytes.readableBytes();
    in =
        bytes.nioBufferCount() == 1
            ? bytes.internalNioBuffer(bytes.readerIndex(), readable)
            : bytes.nioBuffer();
    start = in.position();
    stop = start + readable;
    long end = read + readable;
    from = read;
    for (Group group : groups) {
      group.stuck = false;
    }
    for (Group group = hindmost(); group != null; group = hindmost()) {
      if (groups.size() == 1) {
        passPlain(group);
      }
      step(group, end);
      if (groups.size() > MAX_GROUPS) {
        groups.clear();
        observer.left(NO_ID);
      }
    }
    keepTail();
    in = null;
  }

  /** Those whose tables fit all that was read. */
  BitSet fitting() {
    if (groups.size() == 1) {
      return groups.get(0).candidates;
    }
    BitSet all = new BitSet();
    groups.forEach(group -> all.or(group.candidates));
    return all;
  }

  /** Leaves out all candidates but these. */
  void retain(BitSet candidates) {
    for (Group group : groups) {
      group.candidates = both(group.candidates, candidates);
    }
    groups.removeIf(group -> group.candidates.isEmpty());
  }

  /** Notes for {@link #wereInStep} how things are now. */
  void mark() {
    if (read == 0) {
      inStep = fitting();
    } else {
      inStep = together();
    }
  }

  /** Whether at the last mark the frame that was next, or torn, began at the same byte for both. */
  boolean wereInStep(int one, int other) {
    return inStep.get(one) && inStep.get(other);
  }

  /**
   * Those that fit, where all of them cut the last read alike: none of them went its own way in any
   * of it. Else none. Never changed.
   */
  BitSet alike() {
    return from < met ? NONE : together();
  }

  private BitSet together() {
    return groups.size() == 1 ? groups.get(0).candidates : NONE;
  }

  /** Those for which the bytes read so far end with a whole frame. */
  BitSet atFrameEnd() {
    BitSet whole = new BitSet();
    groups.stream().filter(group -> group.at == read).forEach(g -> whole.or(g.candidates));
    return whole;
  }

  boolean begun() {
    return read > 0;
  }

  private static BitSet both(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }

  private Group hindmost() {
    Group last = null;
    for (Group group : groups) {
      if (!group.stuck && (last == null || group.at < last.at)) {
        last = group;
      }
    }
    return last;
  }

  /** Steps over packets that tell nothing, which are most: as cheap as can be. */
  private void passPlain(Group group) {
    int last = stop - VARIABLE_HEADER;
    long next = start + group.at - read;
    while (next >= start && next <= last) {
      int id = wordAt((int) next);
      int length = id < plain.length ? plain[id] : PacketTable.UNKNOWN;
      if (length == PacketTable.VARIABLE) {
        length = wordAt((int) next + HEADER);
        length = length < VARIABLE_HEADER || length > MAX_VARIABLE ? NO_FRAME : length;
      }
      if (length <= 0) {
        break;
      }
      next += length;
    }
    group.at = read + next - start;
  }

  private void step(Group group, long end) {
    if (group.at + HEADER > end) {
      group.stuck = true;
      return;
    }
    int id = word(group.at);
    if (!dates.alike(id) && !(groups.size() == 1 && agreed.get(id))) {
      split(group, id, end);
      return;
    }
    int length = length(dates.length(id, group.candidates.nextSetBit(0)), group.at, end);
    if (length == NO_FRAME) {
      groups.remove(group);
      observer.left(group.parted == NO_ID ? id : group.parted);
    } else {
      move(group, id, length);
    }
  }

  private void split(Group group, int id, long end) {
    Map<Integer, BitSet> byLength = new HashMap<>();
    BitSet candidates = group.candidates;
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      byLength.computeIfAbsent(dates.length(id, i), length -> new BitSet()).set(i);
    }
    boolean sole = groups.size() == 1;
    groups.remove(group);
    List<Group> parts = new ArrayList<>();
    byLength.forEach(
        (tableLength, part) -> {
          int length = length(tableLength, group.at, end);
          if (length != NO_FRAME) {
            int parted = byLength.size() == 1 ? group.parted : id;
            Group own = new Group(part, group.at, parted);
            parts.add(own);
            groups.add(own);
          }
        });
    if (sole && parts.size() == 1) {
      agreed.set(id);
    }
    if (parts.stream().mapToInt(part -> part.candidates.cardinality()).sum()
        < candidates.cardinality()) {
      observer.left(id);
    }
    for (Group part : parts) {
      int tableLength = dates.length(id, part.candidates.nextSetBit(0));
      move(part, id, length(tableLength, part.at, end));
    }
  }

  private void move(Group group, int id, int length) {
    if (length == NEEDS_MORE) {
      group.stuck = true;
      return;
    }
    group.candidates = observer.frame(id, length, group.candidates, groups.size() == 1);
    group.at += length;
    for (Group other : groups) {
      if (other != group && other.at == group.at) {
        BitSet together = (BitSet) other.candidates.clone();
        together.or(group.candidates);
        other.candidates = together;
        groups.remove(group);
        met = Math.max(met, group.at);
        return;
      }
    }
  }

  /** {@link #NEEDS_MORE} when it cannot be told yet, {@link #NO_FRAME} when there is none. */
  private int length(int tableLength, long at, long end) {
    if (tableLength == PacketTable.UNKNOWN) {
      return NO_FRAME;
    }
    if (tableLength != PacketTable.VARIABLE) {
      return tableLength;
    }
    if (at + VARIABLE_HEADER > end) {
      return NEEDS_MORE;
    }
    int declared = word(at + HEADER);
    return declared < VARIABLE_HEADER || declared > MAX_VARIABLE ? NO_FRAME : declared;
  }

  private int word(long at) {
    return byteAt(at) | (byteAt(at + 1) << Byte.SIZE);
  }

  private int byteAt(long at) {
    int index = (int) (at - read);
    return (index < 0 ? kept[KEPT + index] : in.get(start + index)) & 0xFF;
  }

  /** Whatever order of bytes the buffer has: it is lent. */
  private int wordAt(int index) {
    return (in.get(index) & 0xFF) | ((in.get(index + 1) & 0xFF) << Byte.SIZE);
  }

  private void keepTail() {
    int bytes = stop - start;
    int fresh = Math.min(bytes, KEPT);
    System.arraycopy(kept, fresh, kept, 0, KEPT - fresh);
    for (int i = 0; i < fresh; i++) {
      kept[KEPT - fresh + i] = in.get(stop - fresh + i);
    }
    read += bytes;
  }
}
