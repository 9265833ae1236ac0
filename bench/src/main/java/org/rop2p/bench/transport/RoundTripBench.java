package org.rop2p.bench.transport;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rop2p.bench.world.Programs;
import org.rop2p.bench.world.Town;

/** Round trips of every way by turns: A B C, then C B A. */
final class RoundTripBench {
  /** Before the measured segments, at each rate. */
  private static final int WARM_UP_PAIRS = 1;

  private static final int WARM_UP_RATE = 2_000;

  /**
   * What to do.
   *
   * @param rates messages a second, a series each
   * @param pairs segments of each way and rate
   * @param seconds of a segment
   */
  record Plan(List<Integer> rates, int pairs, double seconds) {}

  private final Plan plan;
  private final Programs programs;
  private final Consumer<String> narrator;
  private volatile Questions current;
  private int segments;

  RoundTripBench(Plan plan, Programs programs, Consumer<String> narrator) {
    this.plan = plan;
    this.programs = programs;
    this.narrator = narrator;
  }

  /**
   * Blocks until all is measured.
   *
   * @throws IOException with a sentence for people, when something failed
   */
  List<RoundTrip> run() throws IOException, InterruptedException {
    try (Other other = Other.start(programs);
        RawSocket raw = RawSocket.hearing(this::answer);
        Caller link = Caller.open(other)) {
      link.answersTo(this::answer);
      link.begin();
      link.awaitUp();
      InetSocketAddress echo = Town.loopback(other.rawPort());
      List<RoundTrip> measured = new ArrayList<>();
      turn(WARM_UP_RATE, WARM_UP_PAIRS, raw, link, echo);
      for (int rate : plan.rates()) {
        for (int pair = 0; pair < plan.pairs(); pair++) {
          measured.addAll(turn(rate, pair, raw, link, echo));
        }
        narrator.accept("%d messages a second: measured".formatted(rate));
      }
      link.drop();
      return measured;
    }
  }

  private List<RoundTrip> turn(
      int rate, int pair, RawSocket raw, Caller link, InetSocketAddress echo)
      throws IOException, InterruptedException {
    List<Way> order = new ArrayList<>(List.of(Way.values()));
    if (pair % 2 == 1) {
      Collections.reverse(order);
    }
    List<RoundTrip> measured = new ArrayList<>();
    for (Way way : order) {
      Predicate<ByteBuf> sender =
          switch (way) {
            case RAW -> message -> raw.send(message, echo);
            case DATAGRAM -> link::sendDatagram;
            case RELIABLE -> link::sendReliable;
          };
      Questions questions = new Questions(segments++, (int) Math.max(1, rate * plan.seconds()));
      current = questions;
      measured.add(RoundTrip.of(way, rate, pair, questions.ask(rate, sender)));
    }
    return measured;
  }

  private void answer(ByteBuf message) {
    Questions questions = current;
    if (questions != null) {
      questions.answer(message);
    }
  }
}
