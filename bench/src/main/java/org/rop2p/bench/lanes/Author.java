package org.rop2p.bench.lanes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rop2p.bench.lanes.Lead.Act;
import org.rop2p.codec.view.Cell;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.HeadlessClient;

/**
 * Walks, talks and shows emotes in a fixed rhythm: as often as the server takes emotes, and never
 * the same twice within {@link Lead#WINDOW_NANOS}. Thread-safe.
 */
final class Author {
  /** The server takes an emote in two seconds. */
  static final int BEAT_MILLIS = 2_200;

  private static final int[] WALKS = {300, 1_400};
  private static final int[] CHATS = {700, 1_800};
  private static final int EMOTES = 20;

  private final HeadlessClient client;
  private final List<Cell> round;
  private final List<Act> acts = new ArrayList<>();
  private int walks;
  private int lines;
  private int emotes;

  /**
   * @param corner of the square of three cells that he walks around
   */
  Author(HeadlessClient client, Cell corner) {
    this.client = client;
    this.round =
        List.of(
            corner,
            new Cell(corner.x() + 3, corner.y()),
            new Cell(corner.x() + 3, corner.y() + 3),
            new Cell(corner.x(), corner.y() + 3));
  }

  /** Acts for so many beats, the first time after {@code delayMillis}. */
  void play(ScheduledExecutorService clock, int beats, int delayMillis) {
    for (int beat = 0; beat < beats; beat++) {
      int begin = delayMillis + beat * BEAT_MILLIS;
      at(clock, begin, this::emote);
      for (int offset : WALKS) {
        at(clock, begin + offset, this::walk);
      }
      for (int offset : CHATS) {
        at(clock, begin + offset, this::say);
      }
    }
  }

  /** What was done since the last call. */
  synchronized List<Act> drain() {
    List<Act> done = List.copyOf(acts);
    acts.clear();
    return done;
  }

  private static void at(ScheduledExecutorService clock, int millis, Runnable act) {
    clock.schedule(act, millis, TimeUnit.MILLISECONDS);
  }

  private synchronized void walk() {
    walks++;
    Cell to = round.get(walks % round.size());
    done(Kind.WALK, to.toString());
    client.walk(to);
  }

  private synchronized void say() {
    lines++;
    String line = "line " + lines;
    done(Kind.CHAT, client.name() + " : " + line);
    client.say(RawText.ascii(line));
  }

  private synchronized void emote() {
    emotes++;
    int type = emotes % EMOTES;
    done(Kind.EMOTE, Integer.toString(type));
    client.emote(type);
  }

  private void done(Kind kind, String content) {
    acts.add(new Act(new Said(kind, client.accountId(), content), System.nanoTime()));
  }
}
