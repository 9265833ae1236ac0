package org.rop2p.bench.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rop2p.codec.Direction;

/**
 * When everybody sends what: fixed before the run begins, whatever the proxy does.
 *
 * @param sends in the order of time
 */
record Schedule(List<Send> sends) {

  /**
   * One message to be sent.
   *
   * @param atNanos since the start of the run
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Send(long atNanos, int client, Direction direction, byte[] bytes, int frames) {}

  /**
   * Every client plays its recorded player in a circle, from a random place on.
   *
   * @param first whom the first client plays; the others play those that follow
   * @param speed how many times faster than recorded
   */
  static Schedule of(
      TrafficMix mix, int first, int clients, long nanos, double speed, RandomGenerator random) {
    List<Send> sends = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      TrafficMix.Player player = mix.player(first + client);
      long begin = random.nextLong(player.periodNanos());
      long end = begin + (long) (nanos * speed);
      for (long lap = 0; lap < end; lap += player.periodNanos()) {
        for (TrafficMix.Message message : player.messages()) {
          long at = lap + message.atNanos();
          if (at >= begin && at < end) {
            sends.add(
                new Send(
                    (long) ((at - begin) / speed),
                    client,
                    message.direction(),
                    message.bytes(),
                    message.frames()));
          }
        }
      }
    }
    sends.sort(Comparator.comparingLong(Send::atNanos));
    return new Schedule(List.copyOf(sends));
  }

  /** Frames in all messages. */
  long frames() {
    return sends.stream().mapToLong(Send::frames).sum();
  }
}
