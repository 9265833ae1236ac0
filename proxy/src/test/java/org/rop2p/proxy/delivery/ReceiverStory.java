package org.rop2p.proxy.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A receiver's side driven by words: {@code hello}, {@code hello 3 4} (finals), {@code again 7}
 * (hello of series 7), {@code peer 1 x}, {@code far 1 x} (rightly not shown), {@code bad 1 x}
 * (refused), {@code both 1 x}, {@code both 2 y late 1}, {@code notice 1}, {@code late 1}, {@code
 * final 1}, {@code refused 1}, {@code settled 1}, {@code copy x}, {@code dead}, {@code answer 500}
 * (to what the own client asked that long ago), {@code wait 300}, {@code stall 300}.
 */
final class ReceiverStory {
  private Inbox<String> state = Inbox.fresh();
  private long now = 100_000;
  private long live = 100_000;

  String run(String steps) {
    String last = "";
    for (String step : steps.split(";", -1)) {
      if (!step.isBlank()) {
        last = step(step.trim());
      }
    }
    return last;
  }

  Inbox<String> state() {
    return state;
  }

  private String step(String step) {
    List<String> words = Arrays.asList(step.split(" ", -1));
    Moment at = new Moment(now, live);
    switch (words.get(0)) {
      case "copy" -> {
        Inbox.Copied<String> copied = state.serverCopy(words.get(1), at);
        state = copied.state();
        return copied.swallow() ? "swallow" : "pass";
      }
      case "dead" -> state = state.linkDead(at);
      case "answer" -> state = state.ownAnswer(now - Long.parseLong(words.get(1)), at);
      case "wait" -> {
        now += Long.parseLong(words.get(1));
        live += Long.parseLong(words.get(1));
      }
      case "stall" -> now += Long.parseLong(words.get(1));
      case "far" -> {
        return received(message("peer", words), Check.RIGHTLY_NOT, at);
      }
      case "bad" -> {
        return received(message("peer", words), Check.REFUSE, at);
      }
      default -> {
        return received(message(words.get(0), words), Check.SHOW, at);
      }
    }
    return "";
  }

  private String received(ToReceivers<String> message, Check check, Moment at) {
    Inbox.Step<String> step = state.received(message, check, at);
    state = step.state();
    List<String> done = new ArrayList<>();
    if (step.show() != null) {
      done.add("show " + step.show());
    }
    if (step.answer() != null) {
      done.add(step.answer().toString());
    }
    return String.join(", ", done);
  }

  private static ToReceivers<String> message(String form, List<String> words) {
    List<Integer> numbers =
        words.stream().filter(word -> word.matches("\\d+")).map(Integer::valueOf).toList();
    int late = words.contains("late") && !form.equals("late") ? numbers.get(1) : ToReceivers.NONE;
    return switch (form) {
      case "hello" -> new ToReceivers.Hello<>(1, 1, numbers);
      case "again" -> new ToReceivers.Hello<>(numbers.get(0), 99, List.of());
      case "peer" -> new ToReceivers.PeerLine<>(numbers.get(0), words.get(2));
      case "both" -> new ToReceivers.BothLine<>(numbers.get(0), words.get(2), late);
      case "notice" -> new ToReceivers.Notice<>(numbers.get(0), late);
      case "late" -> new ToReceivers.Late<>(numbers.get(0));
      case "final" -> new ToReceivers.Final<>(numbers.get(0));
      case "refused" -> new ToReceivers.Refused<>(numbers.get(0));
      case "settled" -> new ToReceivers.Settled<>(numbers.get(0));
      default -> throw new IllegalArgumentException(form);
    };
  }
}
