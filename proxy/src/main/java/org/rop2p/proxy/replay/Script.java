package org.rop2p.proxy.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The order in which a session is played. Inside a connection it is that of the chunks; connections
 * are merged by recorded time, and what is joined counts as early as its first chunk, so that
 * nobody is led to an address before having been told.
 */
public final class Script {
  private Script() {}

  public static List<Step> of(Recording recording, CutMode mode, RandomGenerator random) {
    List<Timed> steps = new ArrayList<>();
    for (int i = 0; i < recording.connections().size(); i++) {
      RecordedConnection connection = recording.connections().get(i);
      double now = 0;
      for (Chunk run : runs(connection.chunks(), mode)) {
        now = Math.max(now, run.atMs());
        int offset = run.offset();
        for (int piece : mode.cut(run.length(), random)) {
          steps.add(new Timed(now, new Step.Send(i, run.direction(), offset, piece)));
          offset += piece;
        }
      }
      boolean open = connection.closing() == RecordedConnection.Closing.OPEN;
      double end = open ? Double.POSITIVE_INFINITY : Math.max(now, connection.endMs());
      steps.add(new Timed(end, new Step.Close(i)));
    }
    return steps.stream().sorted(Comparator.comparingDouble(Timed::atMs)).map(Timed::step).toList();
  }

  private static List<Chunk> runs(List<Chunk> chunks, CutMode mode) {
    if (!mode.joins()) {
      return chunks;
    }
    List<Chunk> runs = new ArrayList<>();
    for (Chunk chunk : chunks) {
      Chunk last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last.direction() == chunk.direction()) {
        runs.set(
            runs.size() - 1,
            new Chunk(
                last.atMs(), last.direction(), last.offset(), last.length() + chunk.length()));
      } else {
        runs.add(chunk);
      }
    }
    return runs;
  }

  private record Timed(double atMs, Step step) {}
}
