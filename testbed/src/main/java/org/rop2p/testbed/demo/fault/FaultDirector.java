package org.rop2p.testbed.demo.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.rop2p.codec.view.RawText;
import org.rop2p.testbed.client.HeadlessClient;
import org.rop2p.testbed.client.ScreenEvent;
import org.rop2p.testbed.client.ScreenEvent.MapShown;
import org.rop2p.testbed.demo.world.DemoWorld;
import org.rop2p.testbed.server.Faults;
import org.rop2p.testbed.server.ServerEvent.Stalled;

/**
 * Breaks things by plan, each on a thread of its own, so that one may last while the next begins;
 * but never while the server stalls, which could do nothing then.
 */
public final class FaultDirector {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SLOW_LINK_MILLIS = 150;
  private static final int LOSS_PERCENT = 20;
  private static final int MUTE_MINUTES = 5;

  /** What was on its way when something changed has arrived, on a busy machine, too. */
  private static final Duration HUSH = Duration.ofMillis(400);

  private final DemoWorld world;
  private final List<Victim> victims;
  private final Random random;
  private final Duration roundTrip;
  private final BooleanSupplier linkWentDown;
  private final Consumer<String> story;
  private final FaultBook book = new FaultBook();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "fault");
            thread.setDaemon(true);
            return thread;
          });

  /** Held by whoever needs a server that answers, and by the stall. */
  private final Object serverAnswers = new Object();

  private int nextVictim;

  /**
   * @param victims at least one, all behind proxies
   * @param roundTrip between a client and the server
   * @param linkWentDown waits until a link is seen to go down; false if none does
   * @param story takes a line for people
   */
  public FaultDirector(
      DemoWorld world,
      List<Victim> victims,
      long seed,
      Duration roundTrip,
      BooleanSupplier linkWentDown,
      Consumer<String> story) {
    this.world = world;
    this.random = new Random(seed);
    this.victims = new ArrayList<>(victims);
    Collections.shuffle(this.victims, random);
    this.roundTrip = roundTrip;
    this.linkWentDown = linkWentDown;
    this.story = story;
  }

  public FaultBook book() {
    return book;
  }

  /** Goes through the plan; returns when all is over, which may be later than the demo's end. */
  public void run(Duration demo) throws InterruptedException {
    long start = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (FaultPlan.Step step : FaultPlan.of(demo)) {
      long wait = start + step.at().toNanos() - System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
      Victim victim = victims.get(nextVictim++ % victims.size());
      running.add(threads.submit(() -> attempt(step, victim)));
    }
    long end = System.nanoTime() + PATIENCE.toNanos() * 3;
    for (Future<?> one : running) {
      try {
        one.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (TimeoutException e) {
        break; // What is not done yet is missing in the book.
      }
    }
    threads.shutdownNow();
    book.close();
  }

  private void attempt(FaultPlan.Step step, Victim victim) {
    try {
      act(step, victim);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // whatever it was, the others go on
      book.failed(step.fault(), String.valueOf(e.getMessage()));
    }
  }

  private void act(FaultPlan.Step step, Victim victim) throws Exception {
    Duration lasts = step.lasts();
    Faults faults = world.server().faults();
    int account = victim.seat().account();
    String name = victim.seat().name();
    switch (step.fault()) {
      case LINK_DELAYED -> weaken(victim, "delay " + SLOW_LINK_MILLIS, lasts, step.fault());
      case LINK_LOSSY -> weaken(victim, "loss " + LOSS_PERCENT, lasts, step.fault());
      case LINK_CUT -> {
        story.accept("the links of " + name + " are cut");
        victim.seat().proxy().line("cut");
        boolean noticed = linkWentDown.getAsBoolean();
        sleep(lasts);
        victim.seat().proxy().line("heal");
        if (noticed) {
          book.done(step.fault());
        } else {
          book.failed(step.fault(), "nobody noticed that the links of " + name + " were cut");
        }
      }
      case COORDINATOR_FROZEN -> {
        story.accept("the coordinator is frozen");
        world.coordinator().freeze();
        sleep(lasts);
        world.coordinator().thaw();
        book.done(step.fault());
      }
      case COORDINATOR_KILLED -> {
        story.accept("the coordinator is dead");
        world.coordinator().kill();
        book.done(step.fault());
        sleep(lasts);
        world.coordinator().startAgain();
        story.accept("the coordinator is back");
        book.done(Fault.COORDINATOR_RESTARTED);
      }
      case SERVER_STALLED -> {
        synchronized (serverAnswers) {
          story.accept("the server stalls for " + lasts.toSeconds() + " s");
          int mark = world.server().log().size();
          faults.stall(lasts);
          Stalled over =
              world
                  .server()
                  .log()
                  .await(mark, Stalled.class, event -> true, lasts.plus(PATIENCE))
                  .orElseThrow(() -> new IllegalStateException("it never began"));
          book.stalled(over.nanos() - over.duration().toNanos(), over.nanos());
          book.done(step.fault());
        }
      }
      case HIDDEN -> {
        story.accept(name + " hides");
        quietly(victim, () -> faults.hide(account, true));
        sleep(lasts);
        quietly(victim, () -> faults.hide(account, false));
        book.done(step.fault());
      }
      case MUTED -> {
        story.accept(name + " is muted");
        quietly(victim, () -> faults.mute(account, MUTE_MINUTES));
        sleep(lasts);
        quietly(victim, () -> faults.unmute(account));
        book.done(step.fault());
      }
      case BOUND_TO_CHANNEL -> {
        story.accept(name + " binds chat to a channel");
        faults.gameMaster(account, true); // so that the command is one, as players type it
        quietly(victim, () -> victim.seat().client().say(RawText.ascii("@channel bindto #global")));
        sleep(lasts);
        quietly(victim, () -> victim.seat().client().say(RawText.ascii("@channel unbind")));
        faults.gameMaster(account, false);
        book.done(step.fault());
      }
      case LEFT_ZONE -> {
        story.accept(name + " leaves the zone and comes back");
        travel(victim, () -> faults.warp(account, DemoWorld.ELSEWHERE));
        sleep(lasts);
        travel(victim, () -> faults.warp(account, DemoWorld.CENTRE));
        book.done(step.fault());
      }
      case DIED -> {
        story.accept(name + " dies");
        quietly(
            victim,
            () -> {
              faults.kill(account);
              sleep(lasts.plus(roundTrip));
              int mark = victim.seat().client().screen().mark();
              victim.seat().client().respawn();
              awaitMap(victim.seat().client(), mark);
            });
        book.done(step.fault());
      }
      case RELOGGED -> {
        story.accept(name + " logs out and in again");
        quietly(
            victim,
            () -> {
              HeadlessClient old = victim.seat().client();
              old.quit();
              await(
                  old.screen()
                      .await(ScreenEvent.Disconnected.class, event -> true, PATIENCE)
                      .isPresent(),
                  name + " was not let go");
              HeadlessClient next = victim.seat().logIn();
              await(next.awaitPlaying(PATIENCE), name + " could not log in again");
            });
        book.done(step.fault());
      }
      case COORDINATOR_RESTARTED -> throw new AssertionError("part of COORDINATOR_KILLED");
    }
  }

  private void weaken(Victim victim, String command, Duration lasts, Fault fault) throws Exception {
    story.accept("the links of " + victim.seat().name() + ": " + command);
    victim.seat().proxy().line(command);
    sleep(lasts);
    victim.seat().proxy().line("heal");
    book.done(fault);
  }

  private void travel(Victim victim, Deed deed) throws Exception {
    quietly(
        victim,
        () -> {
          HeadlessClient client = victim.seat().client();
          int mark = client.screen().mark();
          deed.run();
          awaitMap(client, mark);
        });
  }

  private void awaitMap(HeadlessClient client, int mark) throws Exception {
    await(
        client.screen().await(mark, MapShown.class, event -> true, PATIENCE).isPresent(),
        "no map was shown");
  }

  /** Nothing of the player's is on its way when something about it changes. */
  private void quietly(Victim victim, Deed deed) throws Exception {
    synchronized (serverAnswers) {
      victim.busy(true);
      try {
        sleep(roundTrip.plus(HUSH));
        deed.run();
        sleep(roundTrip.plus(HUSH));
      } finally {
        victim.busy(false);
      }
    }
  }

  private static void await(boolean happened, String otherwise) {
    if (!happened) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void sleep(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Deed {
    void run() throws Exception;
  }
}
