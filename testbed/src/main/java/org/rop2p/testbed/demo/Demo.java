package org.rop2p.testbed.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.rop2p.proxy.config.ProxyStartException;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.oracle.Content;
import org.rop2p.testbed.oracle.Display;
import org.rop2p.testbed.oracle.ScreenReading;
import org.rop2p.testbed.server.DefaultWorld;

/**
 * One demo from start to end: everybody joins, plays, one talks to an NPC, perhaps something breaks
 * at half time, all stand still, and the oracle judges.
 */
public final class Demo {
  private static final Duration JOINING = Duration.ofSeconds(30);

  /** What is on its way when the players stop has arrived after this. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** Six seconds of silence end a link, and some more on a busy machine. */
  private static final Duration NOTICING = Duration.ofSeconds(15);

  private static final Duration LEAVING = Duration.ofSeconds(10);
  private static final long LINK_LOOK_MILLIS = 100;

  private final DemoOptions options;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, Demo::daemon);
  private final Lanes lanes;
  private final Narrator narrator;
  private final LinkBook links = new LinkBook();

  /** Players by their proxies' fingerprints; a link is seen from both of its ends. */
  private final Map<String, String> proxies = new ConcurrentHashMap<>();

  private final List<Bot> bots = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  private Demo(DemoOptions options, PrintStream out) {
    this.options = options;
    this.lanes = new Lanes(options.latency());
    this.narrator = new Narrator(out, clock, lanes);
  }

  /**
   * Plays; takes the demo's duration and some seconds. What can't be started is a failure in the
   * report, too.
   *
   * @param out gets live lines and the closing table
   */
  public static DemoReport run(DemoOptions options, PrintStream out) throws InterruptedException {
    Demo demo = new Demo(options, out);
    try (DemoWorld world = new DemoWorld(options)) {
      return demo.play(world);
    } catch (IOException | UncheckedIOException | ProxyStartException e) {
      return DemoReport.notPlayed(options, e.getMessage());
    } finally {
      demo.clock.shutdownNow();
    }
  }

  private DemoReport play(DemoWorld world) throws InterruptedException {
    join(world);
    ScheduledFuture<?> linkWatch =
        clock.scheduleAtFixedRate(
            () -> watchLinks(world), 0, LINK_LOOK_MILLIS, TimeUnit.MILLISECONDS);
    NpcTalk talk = new NpcTalk(world.seats().get(0), world.guide());
    bots.forEach(Bot::start);
    long half = options.duration().toNanos() / 2;
    TimeUnit.NANOSECONDS.sleep(half / 2);
    narrator.say(world.seats().get(0).name() + " talks to the guide");
    if (!talk.talk(bots.get(0))) {
      failures.add("the talk with the NPC did not come to its end");
    }
    TimeUnit.NANOSECONDS.sleep(half / 2);
    breakThings(world);
    TimeUnit.NANOSECONDS.sleep(half);
    if (options.cutLink() && !links.awaitDrop(NOTICING)) {
      failures.add("nobody noticed that a link was cut");
    }
    bots.forEach(Bot::stop);
    narrator.say("everybody stands still");
    TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());

    linkWatch.cancel(false);
    Collected collected = Collected.of(world, options.latency(), System.nanoTime());
    if (!world.quitAll(LEAVING)) {
      failures.add("somebody who left by the menu was not let go");
    }
    return new Closing(options, world, collected, links, lanes, talk, failures, narrator).report();
  }

  private void join(DemoWorld world) throws InterruptedException {
    Random seeds = new Random(options.seed());
    for (int i = 0; i < options.players() + options.unproxied(); i++) {
      Seat seat = world.seat(i, i < options.players(), this::watch);
      narrator.name(seat.account(), seat.name());
      bots.add(
          new Bot(
              seat.client(),
              DefaultWorld.SPAWN.cell(),
              DefaultWorld.GUIDE.cell(),
              seeds.nextLong(),
              clock,
              (bot, content) -> acts(seat, content)));
    }
    for (Seat seat : world.seats()) {
      if (seat.client().awaitPlaying(JOINING)) {
        narrator.say(
            seat.name() + " joined " + (seat.proxied() ? "through a proxy" : "without a proxy"));
      } else {
        failures.add(seat.name() + " could not join");
      }
    }
  }

  private void acts(Seat seat, Content content) {
    narrator.acts(seat.account(), content);
  }

  /** On a client's thread. */
  private void watch(int account, ScreenEvent event) {
    for (Display display : ScreenReading.of(account, List.of(event)).displays()) {
      narrator.shows(display);
    }
    if (event instanceof ScreenEvent.Disconnected end && !end.expected()) {
      narrator.say(narrator.nameOf(account) + " is out of the game: " + end.reason());
    }
  }

  private void watchLinks(DemoWorld world) {
    List<LinkSight> sights = new ArrayList<>();
    for (Seat seat : world.seats()) {
      if (seat.proxied()) {
        for (LinkSight sight : ProxyReading.links(seat.proxy())) {
          proxies.put(sight.local(), seat.name());
          sights.add(sight);
        }
      }
    }
    for (LinkBook.Change change : links.look(sights)) {
      LinkSight link = change.link();
      String ends = nameOf(link.local()) + " and " + nameOf(link.remote());
      narrator.say(
          change.up()
              ? "%s are linked %s, set up in %d ms%s"
                  .formatted(
                      ends,
                      link.relayed() ? "by a relay" : "directly",
                      link.setupMillis(),
                      link.rttMillis() < 0 ? "" : ", round trip " + link.rttMillis() + " ms")
              : "the link between " + ends + " is gone; the server goes on");
    }
  }

  private String nameOf(String fingerprint) {
    return proxies.getOrDefault(fingerprint, "a proxy that has gone");
  }

  private void breakThings(DemoWorld world) throws InterruptedException {
    if (options.cutLink()) {
      boolean cut =
          world.seats().stream()
              .filter(Seat::proxied)
              .anyMatch(seat -> seat.scissors().cutBusiest().isPresent());
      narrator.say(cut ? "one link is cut" : "there is no link to cut");
      if (!cut) {
        failures.add("there was no link to cut at half time");
      }
    }
    if (options.killCoordinator()) {
      world.killCoordinator();
      narrator.say("the coordinator is dead");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo");
    thread.setDaemon(true);
    return thread;
  }
}
