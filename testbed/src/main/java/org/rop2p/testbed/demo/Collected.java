package org.rop2p.testbed.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.SentAct;
import org.rop2p.testbed.oracle.ActJoin;
import org.rop2p.testbed.oracle.Content;
import org.rop2p.testbed.oracle.Deed;
import org.rop2p.testbed.oracle.Display;
import org.rop2p.testbed.oracle.Evidence;
import org.rop2p.testbed.oracle.Heading;
import org.rop2p.testbed.oracle.Kind;
import org.rop2p.testbed.oracle.ScreenReading;

/**
 * Every log of a demo, taken at one moment, before anybody leaves.
 *
 * @param anomalies one sentence for each frame that a client could not show
 * @param disconnects clients that were out of the game, or never in it
 */
record Collected(
    Evidence evidence,
    ServerReading server,
    Map<Kind, LaneCount> lanes,
    List<String> anomalies,
    int disconnects) {

  static Collected of(DemoWorld world, Duration latency, long now) {
    List<Display> displays = new ArrayList<>();
    List<Heading> headings = new ArrayList<>();
    List<Deed> deeds = new ArrayList<>();
    List<String> anomalies = new ArrayList<>();
    Map<Kind, LaneCount> lanes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      lanes.put(kind, LaneCount.NONE);
    }
    int disconnects = 0;
    for (Seat seat : world.seats()) {
      List<ScreenEvent> events = seat.client().screen().events();
      ScreenReading screen = ScreenReading.of(seat.account(), events);
      displays.addAll(screen.displays());
      headings.addAll(screen.headings());
      seat.client().sent().forEach(act -> deeds.add(deed(seat.account(), act)));
      for (ScreenEvent event : events) {
        if (event instanceof ScreenEvent.Anomaly anomaly) {
          anomalies.add(
              "%s's client got what it could not show (%s: %s)"
                  .formatted(seat.name(), anomaly.kind(), anomaly.detail()));
        }
        disconnects += event instanceof ScreenEvent.Disconnected ? 1 : 0;
      }
      if (seat.proxied()) {
        ProxyReading.lanes(seat.proxy())
            .forEach((kind, count) -> lanes.merge(kind, count, LaneCount::plus));
      }
    }
    ServerReading server = ServerReading.of(world.serverLog().snapshot());
    Evidence evidence =
        new Evidence(
            ActJoin.join(deeds, server.decisions(), latency.toNanos()),
            server.presence(),
            world.seats().stream().map(Seat::account).toList(),
            displays,
            headings,
            now);
    return new Collected(evidence, server, lanes, anomalies, disconnects);
  }

  private static Deed deed(int author, SentAct act) {
    Content content;
    if (act instanceof SentAct.Chat chat) {
      content = new Content.Line(chat.text());
    } else if (act instanceof SentAct.Emote emote) {
      content = new Content.Emote(emote.type());
    } else {
      content = new Content.Walk(((SentAct.Walk) act).to());
    }
    return new Deed(author, content, act.nanos());
  }
}
