package org.rop2p.testbed.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.SentAct;
import org.rop2p.testbed.demo.world.DemoWorld;
import org.rop2p.testbed.demo.world.LaneCount;
import org.rop2p.testbed.demo.world.PlayedProxy;
import org.rop2p.testbed.demo.world.Seat;
import org.rop2p.testbed.oracle.ActJoin;
import org.rop2p.testbed.oracle.Content;
import org.rop2p.testbed.oracle.Deed;
import org.rop2p.testbed.oracle.Display;
import org.rop2p.testbed.oracle.Evidence;
import org.rop2p.testbed.oracle.Heading;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.Presence;
import org.rop2p.testbed.oracle.ScreenReading;
import org.rop2p.testbed.oracle.Timing;
import org.rop2p.testbed.server.ReceivedCounts;

/**
 * Every log of a demo, taken at one moment, before anybody leaves.
 *
 * @param received what the server's map connections got and sent
 * @param reasons of all proxies, as {@link PlayedProxy#reasons}
 * @param anomalies one sentence for each frame that a client could not show
 * @param disconnects clients that were thrown out of the game; who left to come back is none
 */
record Collected(
    Evidence evidence,
    ServerReading server,
    ReceivedCounts received,
    Map<Kind, LaneCount> lanes,
    Map<String, Long> reasons,
    List<String> anomalies,
    int disconnects) {

  /** What the server sent while somebody hid is here by then. */
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);

  static Collected of(DemoWorld world, Timing timing) {
    List<Display> displays = new ArrayList<>();
    List<Heading> headings = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    Map<Kind, LaneCount> lanes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      lanes.put(kind, LaneCount.NONE);
    }
    Map<String, Long> reasons = new TreeMap<>();
    int disconnects = 0;
    for (Seat seat : world.seats()) {
      List<ScreenEvent> events = seat.events();
      ScreenReading screen = ScreenReading.of(seat.account(), events);
      displays.addAll(screen.displays());
      headings.addAll(screen.headings());
      seat.sent().forEach(act -> deeds.add(deed(seat.account(), act)));
      for (ScreenEvent event : events) {
        disconnects += event instanceof ScreenEvent.Disconnected end && !end.expected() ? 1 : 0;
      }
      if (seat.proxied()) {
        seat.proxy().lanes().forEach((kind, count) -> lanes.merge(kind, count, LaneCount::plus));
        seat.proxy().reasons().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
      }
    }
    ServerReading server = ServerReading.of(world.server().log().snapshot());
    List<String> anomalies =
        world.seats().stream().flatMap(seat -> anomalies(seat, server)).toList();
    Evidence evidence =
        new Evidence(
            ActJoin.join(deeds, server.decisions(), timing.toServerNanos()),
            server.presence(),
            world.seats().stream().map(Seat::account).toList(),
            displays,
            headings,
            timing);
    return new Collected(
        evidence, server, world.server().received(), lanes, reasons, anomalies, disconnects);
  }

  private static Deed deed(int author, SentAct act) {
    Content content;
    if (act instanceof SentAct.Chat chat) {
      content = new Content.Line(chat.text());
    } else if (act instanceof SentAct.Emote emote) {
      content = new Content.Emote(emote.type());
    } else if (act instanceof SentAct.PackEmote emote) {
      content = new Content.Emote(emote.pack(), emote.emote());
    } else {
      content = new Content.Walk(((SentAct.Walk) act).to());
    }
    return new Deed(author, content, act.nanos());
  }

  private static Stream<String> anomalies(Seat seat, ServerReading server) {
    return seat.events().stream()
        .filter(ScreenEvent.Anomaly.class::isInstance)
        .map(ScreenEvent.Anomaly.class::cast)
        .filter(anomaly -> !ofWhoHides(anomaly, server))
        .map(
            anomaly ->
                "%s's client got what it could not show (%s: %s)"
                    .formatted(seat.name(), anomaly.kind(), anomaly.detail()));
  }

  /** The server tells of who hides to those, too, who came after he hid. */
  private static boolean ofWhoHides(ScreenEvent.Anomaly anomaly, ServerReading server) {
    Presence unit = server.presence().get(anomaly.unitId());
    return anomaly.kind() == ScreenEvent.AnomalyKind.UNKNOWN_UNIT
        && unit != null
        && unit.hiddenWithin(anomaly.nanos() - ANSWER_NANOS, anomaly.nanos());
  }
}
