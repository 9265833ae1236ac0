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
import org.rop2p.testbed.demo.fault.FaultBook;
import org.rop2p.testbed.demo.fault.FaultDirector;
import org.rop2p.testbed.demo.fault.NodeFaults;
import org.rop2p.testbed.demo.fault.Victim;
import org.rop2p.testbed.demo.world.DemoOptions;
import org.rop2p.testbed.demo.world.DemoWorld;
import org.rop2p.testbed.demo.world.LinkSight;
import org.rop2p.testbed.demo.world.Programs;
import org.rop2p.testbed.demo.world.Seat;
import org.rop2p.testbed.demo.world.Site;
import org.rop2p.testbed.oracle.Display;
import org.rop2p.testbed.oracle.ScreenReading;
import org.rop2p.testbed.oracle.Timing;

/**
 * One demo from start to end: everybody joins, plays, one talks to an NPC, perhaps things break on
 * the way, all stand still, and the oracle judges.
 */
public final class Demo {
  private static final Duration JOINING = Duration.ofSeconds(30);

  /** The last walk has come to its end after this, and a second has passed. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  /** Six seconds of silence end a link, and some more on a busy machine. */
  private static final Duration NOTICING = Duration.ofSeconds(15);

  private static final Duration LEAVING = Duration.ofSeconds(10);
  private static final long LINK_LOOK_MILLIS = 200;

  private final DemoOptions options;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2, Demo::daemon);
  private final Lanes lanes;
  private final Narrator narrator;
  private final LinkBook links = new LinkBook();

  /** Players by their proxies' fingerprints; a link is seen from both of its ends. */
  private final Map<String, String> proxies = new ConcurrentHashMap<>();

  private final Map<Integer, Bot> bots = new ConcurrentHashMap<>();
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
  public static DemoReport run(DemoOptions options, Programs programs, PrintStream out)
      throws InterruptedException {
    return run(options, programs, Site.LOOPBACK, out);
  }

  /** As above, somewhere else than on loopback. */
  public static DemoReport run(DemoOptions options, Programs programs, Site site, PrintStream out)
      throws InterruptedException {
    Demo demo = new Demo(options, out);
    try (DemoWorld world = new DemoWorld(options, programs, site)) {
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
    long end = System.nanoTime() + options.duration().toNanos();
    bots.values().forEach(Bot::start);
    FaultDirector director = director(world);
    Thread breaking = breakThings(director);
    Thread killing = killNodes(world);
    // Early, so that the whole talk lies within the shortest demo.
    TimeUnit.NANOSECONDS.sleep(options.duration().toNanos() / 8);
    NpcTalk talk = talk(world);
    TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
    breaking.join();
    killing.join();
    if (options.nodes() && links.drops() > 0) {
      failures.add(links.drops() + " links went down though only coordinators and Redis did");
    }
    bots.values().forEach(Bot::stop);
    narrator.say("everybody stands still");
    TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());

    linkWatch.cancel(false);
    FaultBook book = director.book();
    failures.addAll(book.failures());
    Collected collected =
        Collected.of(
            world, new Timing(options.latency().toNanos(), System.nanoTime(), book.stalls()));
    if (!world.quitAll(LEAVING)) {
      failures.add("somebody who left by the menu was not let go");
    }
    return new Closing(
            options, world, collected, links, lanes, talk, book.counts(), failures, narrator)
        .report();
  }

  private void join(DemoWorld world) throws InterruptedException {
    Random seeds = new Random(options.seed());
    Field field = new Field(DemoWorld.CENTRE.cell(), options.field(), DemoWorld.HERALD);
    for (int i = 0; i < options.players() + options.unproxied(); i++) {
      Seat seat = world.seat(i, this::watch);
      narrator.name(seat.account(), seat.name());
      Bot bot =
          new Bot(
              seat,
              field,
              options.clicks(),
              seeds.nextLong(),
              clock,
              content -> narrator.acts(seat.account(), content));
      bots.put(seat.account(), bot);
      seat.logIn();
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

  private NpcTalk talk(DemoWorld world) throws InterruptedException {
    Seat talker = world.seats().get(0);
    NpcTalk talk = new NpcTalk(talker, world.herald());
    narrator.say(talker.name() + " talks to the herald");
    if (!talk.talk(bots.get(talker.account()))) {
      failures.add("the talk with the NPC did not come to its end");
    }
    return talk;
  }

  private FaultDirector director(DemoWorld world) {
    // The first one talks to the NPC meanwhile.
    List<Victim> victims = new ArrayList<>();
    for (Seat seat : world.seats()) {
      if (seat.proxied() && seat != world.seats().get(0)) {
        victims.add(bots.get(seat.account()));
      }
    }
    return new FaultDirector(
        world,
        victims,
        options.seed(),
        options.latency().plus(options.jitter()).multipliedBy(2),
        () -> links.awaitDropAfter(links.drops(), NOTICING),
        narrator::say);
  }

  private Thread breakThings(FaultDirector director) {
    Thread thread =
        daemon(
            () -> {
              try {
                director.run(options.duration());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    if (options.faults()) {
      thread.start();
    }
    return thread;
  }

  private Thread killNodes(DemoWorld world) {
    Thread thread =
        daemon(
            () -> {
              try {
                new NodeFaults(world, narrator::say).run(options.duration());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                failures.add("coordinators or Redis: " + e.getMessage());
              }
            });
    if (options.nodes()) {
      thread.start();
    }
    return thread;
  }

  /** On a client's thread. */
  private void watch(int account, ScreenEvent event) {
    Bot bot = bots.get(account);
    if (bot != null) {
      bot.shows(event);
    }
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
        for (LinkSight sight : seat.proxy().links()) {
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

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "demo");
    thread.setDaemon(true);
    return thread;
  }
}
