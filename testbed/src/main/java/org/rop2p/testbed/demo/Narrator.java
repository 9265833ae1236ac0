package org.rop2p.testbed.demo;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.rop2p.testbed.oracle.Content;
import org.rop2p.testbed.oracle.Display;
import org.rop2p.testbed.oracle.Kind;

/**
 * Tells people what happens, about one line a second for each kind: follows one act at a time until
 * everybody near has seen it. Thread-safe.
 */
final class Narrator {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** Longer than any screen needs, whatever the lane. */
  private static final long FOLLOW_MILLIS = 700;

  private static final int NAMED = 4;
  private static final String SEPARATOR = " : ";

  private final PrintStream out;
  private final ScheduledExecutorService clock;
  private final Lanes lanes;
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Kind, Followed> followed = new EnumMap<>(Kind.class);

  private record Followed(int author, Content content, long sentNanos, List<Display> seen) {}

  Narrator(PrintStream out, ScheduledExecutorService clock, Lanes lanes) {
    this.out = out;
    this.clock = clock;
    this.lanes = lanes;
  }

  synchronized void name(int account, String name) {
    names.put(account, name);
  }

  synchronized String nameOf(int account) {
    return names.getOrDefault(account, "account " + account);
  }

  /** Prints one line with the time of day before it. */
  synchronized void say(String line) {
    out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + line);
  }

  /** Prints one line as it is. */
  synchronized void line(String line) {
    out.println(line);
  }

  /** Somebody is about to act. */
  synchronized void acts(int author, Content content) {
    Kind kind = content.kind();
    if (!followed.containsKey(kind)) {
      followed.put(kind, new Followed(author, content, System.nanoTime(), new ArrayList<>()));
      clock.schedule(
          () -> tell(kind), FOLLOW_MILLIS + lanes.roundTripMillis() * 2, TimeUnit.MILLISECONDS);
    }
  }

  /** Something is on a screen. */
  synchronized void shows(Display display) {
    Followed act = followed.get(display.content().kind());
    if (act != null
        && act.author() == display.author()
        && display.observer() != display.author()
        && act.content().equals(display.content())) {
      act.seen().add(display);
    }
  }

  private synchronized void tell(Kind kind) {
    Followed act = followed.remove(kind);
    List<Display> seen =
        act.seen().stream().sorted(Comparator.comparingLong(Display::nanos)).toList();
    String who =
        seen.stream().limit(NAMED).map(one -> seen(one, act)).collect(Collectors.joining(", "));
    say(
        nameOf(act.author())
            + doing(act.content())
            + " → "
            + (seen.isEmpty() ? "nobody saw it" : who)
            + (seen.size() > NAMED ? " and " + (seen.size() - NAMED) + " more" : ""));
  }

  private String seen(Display one, Followed act) {
    long delay = one.nanos() - act.sentNanos();
    return "%s after %d ms%s"
        .formatted(
            nameOf(one.observer()),
            TimeUnit.NANOSECONDS.toMillis(delay),
            lanes.ofDelay(delay).map(lane -> " by " + lane.label()).orElse(""));
  }

  private static String doing(Content content) {
    if (content instanceof Content.Line line) {
      int message = line.text().toString().indexOf(SEPARATOR) + SEPARATOR.length();
      return " says \"" + Phrases.readable(line.text().from(message)) + "\"";
    }
    if (content instanceof Content.Emote emote) {
      return " shows " + emote;
    }
    return content instanceof Content.Walk walk ? " walks to " + walk.to() : "";
  }
}
